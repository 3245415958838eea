"""The rules that found something, the most costly first, each with where to look."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mopsctl.findings import Finding
from mopsctl.reports.figures import count, lost, percent, plural
from mopsctl.reports.gravity import by_gravity
from mopsctl.reports.places import place
from mopsctl.reports.text_page import SEVERITY_STYLES, Page, grid, heading
from mopsctl.reports.visible import visible
from mopsctl.reports.words import object_words
from mopsctl.results import RuleReport

MOST_RULES = 8
MOST_TEXT = 160
INDENT = (0, 0, 0, 9)


def findings_section(page: Page) -> RenderableType:
    """The first rules with one example each; where the page is verbose, all rules and examples."""
    rules = by_gravity(page.result.rules)
    if not rules and page.result.baseline is not None:
        return Text("No new findings: all that was found is in the baseline.", "green")
    if not rules:
        return Text("No findings: every record keeps to every rule that could be checked.", "green")
    most = page.options.limit or (len(rules) if page.options.verbose else MOST_RULES)
    parts: list[RenderableType] = [heading("Findings", "by points taken from the score")]
    for rule in rules[:most]:
        parts += _rule(page, rule)
    if len(rules) > most:
        rest = rules[most:]
        findings = plural(sum(rule.failed for rule in rest), "finding")
        more = f"and {plural(len(rest), 'more rule', 'more rules')} with {findings}"
        parts.append(Padding(Text(more, "dim"), INDENT))
    return Group(*parts)


def _rule(page: Page, rule: RuleReport) -> list[RenderableType]:
    table = grid("l", "l", "r", "r", "r", stretch=1)
    found = f"{count(rule.failed)} of {count(rule.checked)} {object_words(rule.object).lower()}"
    name = Text.assemble(
        (rule.id, "bold"), (f"  {visible(rule.title)}", "dim"), no_wrap=True, overflow="ellipsis"
    )
    table.add_row(
        Text(rule.severity.value.ljust(7), SEVERITY_STYLES[rule.severity]),
        name,
        Text(found),
        Text(percent(rule.failed, rule.checked).rjust(6)),
        Text(lost(rule.points).rjust(6) if rule.points else ""),
    )
    most = (page.options.sample if page.options.sample is not None else 5) if page.options.verbose else 1
    return [table, *(Padding(_example(finding), INDENT) for finding in rule.examples[:most])]


def _example(finding: Finding) -> Text:
    where = finding.location
    text = Text.assemble((place(where.path, where.line, where.sheet), "cyan"), "  ")
    text.append(visible(finding.message, MOST_TEXT), "dim")
    if finding.suggestion:
        text.append(f" → {visible(finding.suggestion, MOST_TEXT)}", "green")
    return text

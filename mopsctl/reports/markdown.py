"""Markdown: a page for a pull request, a job's summary or a wiki; short unless ``verbose``, safe to paste."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import IO

from mopsctl.findings import Finding, Severity
from mopsctl.reports.accepted_words import accepted_words
from mopsctl.reports.duplicates_markdown_figures import duplicates_part
from mopsctl.reports.figures import count, gained, lost, percent, plural, score
from mopsctl.reports.gravity import by_gravity
from mopsctl.reports.markdown_text import cell, code, plain, table
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.places import place
from mopsctl.reports.words import DIMENSIONS, SEVERITIES, field_words, object_words, origin_words
from mopsctl.results import AuditResult, Recommendation, RuleReport

MOST_THINGS, MOST_RULES, MOST_EXAMPLES, MOST_TEXT = 3, 10, 5, 200
MOST_UNREAD = 10


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write the page; parts that have nothing to say are left out."""
    out.write("\n".join(_lines(result, options)) + "\n")


def _lines(result: AuditResult, options: ReportOptions) -> Iterator[str]:
    masthead = options.masthead
    yield f"# {' · '.join(plain(text) for text in (masthead.client, masthead.title) if text)}"
    yield ""
    yield f"mopsctl {plain(result.version)} {plain(result.command)}, as of {result.as_of.isoformat()}"
    yield ""
    if result.rules:
        yield _score_line(result)
        yield ""
    yield _scope_line(result)
    yield from _scores(result)
    yield from _things_to_do(result, options)
    yield from _rules(result, options)
    yield from (line for words in accepted_words(result) for line in ("", plain(words)))
    yield from _examples(result, options)
    if result.duplicates is not None and result.duplicates.worth_telling:
        yield from duplicates_part(result.duplicates)
    if result.command == "profile" or options.verbose:
        yield from _fields(result)
    yield from _reading(result)


def _score_line(result: AuditResult) -> str:
    card = result.scorecard
    if card.score is None:
        return "No score: no rule that counts was checked."
    counts = ", ".join(plural(result.count(severity), *SEVERITIES[severity]) for severity in Severity)
    return f"**Score {score(card.score)} of 100, grade {card.grade}** · {counts}"


def _scope_line(result: AuditResult) -> str:
    rows = plural(sum(source.rows for source in result.sources), "record")
    checked = result.rules_checked
    tables = plural(len(result.sources), "table")
    rules = f", {plural(checked, 'rule')} checked" if checked else ""
    return f"{rows} in {tables} of {code(result.source, MOST_TEXT)}{rules}"


def _scores(result: AuditResult) -> Iterator[str]:
    objects = result.scorecard.objects
    present = [d for d in DIMENSIONS if any(part.dimension is d for o in objects for part in o.dimensions)]
    if not objects:
        return
    yield ""
    rows = []
    for part in objects:
        scores = {dimension.dimension: dimension.score for dimension in part.dimensions}
        cells = [score(scores.get(dimension)) for dimension in present]
        rows.append(
            [cell(plain(object_words(part.object))), count(part.rows), *cells, f"**{score(part.score)}**"]
        )
    headers = ["Object", "Records", *(DIMENSIONS[dimension] for dimension in present), "Score"]
    yield from table(headers, rows, right=len(headers) - 1)


def _things_to_do(result: AuditResult, options: ReportOptions) -> Iterator[str]:
    things = result.recommendations if options.verbose else result.recommendations[:MOST_THINGS]
    if things:
        yield from ("", "## What to do first", "")
    for number, item in enumerate(things, start=1):
        yield f"{number}. {_thing(item)}"


def _thing(item: Recommendation) -> str:
    gain = f"{gained(item.points)} points, {plural(item.records, 'record')}, {item.effort} effort"
    return f"**{plain(item.title)}** ({plain(object_words(item.object))}; {gain}): {plain(item.action)}"


def _rules(result: AuditResult, options: ReportOptions) -> Iterator[str]:
    failed = by_gravity(result.rules)
    most = len(failed) if options.verbose else options.limit or MOST_RULES
    if not failed:
        if any(rule.checked for rule in result.rules):
            yield from ("", "No findings: every record keeps to every rule that could be checked.")
        return
    yield from ("", "## Rules that failed", "")
    yield from table(
        ["Severity", "Rule", "Checks", "Object", "Found", "Share", "Points"],
        [_rule(rule) for rule in failed[:most]],
        right=3,
    )
    rest = failed[most:]
    if rest:
        findings = plural(sum(rule.failed for rule in rest), "finding")
        yield from ("", f"And {plural(len(rest), 'more rule', 'more rules')} with {findings}.")


def _rule(rule: RuleReport) -> list[str]:
    return [
        rule.severity.value,
        cell(code(rule.id)),
        cell(plain(rule.title, MOST_TEXT)),
        cell(plain(object_words(rule.object))),
        count(rule.failed),
        percent(rule.failed, rule.checked),
        lost(rule.points) if rule.points else "",
    ]


def _examples(result: AuditResult, options: ReportOptions) -> Iterator[str]:
    rules = [rule for rule in by_gravity(result.rules) if rule.examples]
    rules = rules if options.verbose else rules[:MOST_EXAMPLES]
    most = 1 if options.sample is None else options.sample
    if rules and most:
        yield from ("", "## Examples", "")
        for rule in rules:
            yield from (f"- {code(rule.id)}: {_example(finding)}" for finding in rule.examples[:most])


def _example(finding: Finding) -> str:
    where = place(finding.location.path, finding.location.line, finding.location.sheet)
    suggestion = f" → {code(finding.suggestion, MOST_TEXT)}" if finding.suggestion else ""
    return f"{code(where)} {code(finding.message, MOST_TEXT)}{suggestion}"


def _fields(result: AuditResult) -> Iterator[str]:
    for (name, path), fields in groupby(result.fields, key=lambda field: (field.object, field.path)):
        yield from ("", f"## Fields of {plain(object_words(name))} ({code(path)})", "")
        rows = [
            [
                cell(plain(field_words(field.object, field.field), MOST_TEXT)),
                field.kind,
                percent(field.filled, field.rows),
                percent(field.usable, field.rows),
                count(field.distinct),
            ]
            for field in fields
        ]
        yield from table(["Field", "Holds", "Filled", "Usable", "Distinct"], rows, right=3)


def _reading(result: AuditResult) -> Iterator[str]:
    """What could not be seen: files, lines, rules; for a profile, what the tables are."""
    if result.command == "profile":
        yield ""
        rows = [
            [
                cell(code(place(source.path, None, source.sheet))),
                cell(plain(source.object)),
                cell(origin_words(source.origin)) if source.origin else "unknown",
                count(source.rows),
                count(source.columns),
            ]
            for source in result.sources
        ]
        yield from table(["Table", "Object", "Origin", "Records", "Columns"], rows, right=2)
    unread = [file for file in result.unread if not file.expected]
    skipped = sum(source.skipped_rows for source in result.sources)
    idle = result.rules_not_checked
    if not unread and not skipped and not idle and not result.failures:
        return
    yield from ("", "## What could not be seen", "")
    yield from (f"- {plain(failure.message, MOST_TEXT)}" for failure in result.failures)
    yield from (f"- {code(file.path)}: {plain(file.reason)}" for file in unread[:MOST_UNREAD])
    if len(unread) > MOST_UNREAD:
        yield f"- and {plural(len(unread) - MOST_UNREAD, 'more file', 'more files')}"
    if skipped:
        yield f"- {plural(skipped, 'line')} that could not be read, or that are no records"
    if idle:
        yield f"- {plural(idle, 'rule')} not checked somewhere, for want of a field or table"

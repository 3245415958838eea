"""The head of the text page: the score, its parts, what to do first, and where to go from there."""

from __future__ import annotations

import shlex

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mopsctl.findings import ObjectScore, Severity
from mopsctl.reports.big_digits import big_digits
from mopsctl.reports.figures import count, gained, plural, rounded_score, score
from mopsctl.reports.options import DEFAULT_TITLE
from mopsctl.reports.text_page import SEVERITY_STYLES, Page, bar, grid, heading, score_style
from mopsctl.reports.visible import visible
from mopsctl.reports.words import DIMENSIONS, SEVERITIES, object_words
from mopsctl.results import Recommendation

FIRST = 3
BAR_CELLS = 5
BAR_WIDTH_NEEDED = 96
INDENT = (0, 0, 0, 3)


def header(page: Page) -> RenderableType:
    """What was audited, when, and for whom."""
    result, masthead = page.result, page.options.masthead
    table = grid("l", "r", stretch=0)
    when = f"as of {result.as_of.isoformat()} · {result.seconds:.1f} s"
    command = Text.assemble(f"mopsctl {result.command} ", (visible(result.source), "bold"))
    table.add_row(command, Text(when, "dim"))
    named = masthead.client or masthead.title != DEFAULT_TITLE
    title = " · ".join(visible(text) for text in (masthead.client, masthead.title) if text)
    return Group(table, Text(title)) if named else table


def score_panel(page: Page) -> RenderableType:
    """The overall score in large figures, with what it was made from."""
    card = page.result.scorecard
    style = score_style(card.score)
    if card.score is None:
        return Group(Text("No score: no rule that counts could be checked.", "bold"), *_totals(page))
    lines = Group(Text(f"of 100, grade {card.grade}", f"bold {style}"), *_totals(page))
    if not page.rich:
        return Group(Text(f"Score {score(card.score)} of 100, grade {card.grade}", "bold"), *_totals(page))
    table = grid("l", "l", stretch=1, gap=3)
    table.add_row(Text(big_digits(score(card.score)), f"bold {style}"), lines)
    return table


def _totals(page: Page) -> list[Text]:
    result = page.result
    rows = sum(source.rows for source in result.sources)
    checked = result.rules_checked
    scope = (
        plural(rows, "record"),
        plural(len(result.sources), "table"),
        f"{plural(checked, 'rule')} checked",
    )
    parts: list[Text] = []
    for severity in Severity:
        number = result.count(severity)
        style = SEVERITY_STYLES[severity] if number else "dim"
        parts.append(Text(plural(number, *SEVERITIES[severity]), style))
    return [Text(" · ".join(scope)), Text(" · ").join(parts)]


def scores_table(page: Page) -> RenderableType:
    """The score of every object in every dimension."""
    drawn = page.rich and page.width >= BAR_WIDTH_NEEDED
    objects = page.result.scorecard.objects
    present = [d for d in DIMENSIONS if any(part.dimension is d for o in objects for part in o.dimensions)]
    side = "l" if drawn else "r"
    table = grid("l", "r", *side * (len(present) + 1))
    names = [*(DIMENSIONS[dimension] for dimension in present), "Score"]
    table.add_row("", Text("Records", "dim"), *(Text(name, "dim") for name in names))
    for part in objects:
        scores = {dimension.dimension: dimension.score for dimension in part.dimensions}
        cells = [_cell(scores.get(dimension), drawn) for dimension in present]
        table.add_row(object_words(part.object), count(part.rows), *cells, _whole(part, drawn))
    return Group(heading("Scores", "0–100, by object and dimension"), table)


def _cell(value: float | None, drawn: bool) -> Text:
    style = score_style(value)
    if not drawn or value is None:
        return Text(score(value).rjust(4), style)
    figure = Text(score(value).rjust(4) + " ", style)
    return figure.append_text(bar(rounded_score(value) / 100, BAR_CELLS, style))


def _whole(part: ObjectScore, drawn: bool) -> Text:
    cell = _cell(part.score, drawn=False)
    cell.stylize("bold")
    return cell


def things_to_do(page: Page) -> RenderableType:
    """The recommendations that gain most for the effort; all of them where the page is verbose."""
    advice = page.result.recommendations
    shown = advice if page.options.verbose else advice[:FIRST]
    parts: list[RenderableType] = [heading("What to do first", "by what the score gains for the effort")]
    for number, item in enumerate(shown, start=1):
        parts += _thing(number, item)
    return Group(*parts)


def _thing(number: int, item: Recommendation) -> list[RenderableType]:
    table = grid("r", "l", "r", stretch=1)
    gain = f"{gained(item.points)} points · {plural(item.records, 'record')} · {item.effort} effort"
    name = Text.assemble((visible(item.title), "bold"), (f"  {object_words(item.object)}", "dim"))
    table.add_row(Text(str(number), "bold"), name, Text(gain, "green"))
    return [table, Padding(Text(visible(item.action)), INDENT)]


def next_steps(page: Page) -> RenderableType:
    """Commands that lead on from here."""
    source = shlex.quote(visible(page.result.source))
    steps = [(f"mopsctl audit {source} -o audit.html", "the report to read and to send")]
    worst = max(page.result.rules, key=lambda rule: (rule.points, rule.failed), default=None)
    if worst is not None and worst.failed:
        steps.append((f"mopsctl rules explain {worst.id}", "why it matters and how to mend it"))
        steps.append((f"mopsctl audit {source} -o findings.csv", "every finding, with its line"))
    if page.result.duplicates is not None and page.result.duplicates.worth_telling:
        steps.append((f"mopsctl dedupe find {source} -o duplicates.html", "duplicates side by side, and why"))
    if not page.options.verbose:
        steps.append((f"mopsctl {page.result.command} {source} -v", "all of this in full"))
    widest = max(len(command) for command, _ in steps)
    return Group(
        heading("Next"), *(_step(command, purpose, widest, page.width) for command, purpose in steps)
    )


def _step(command: str, purpose: str, widest: int, width: int) -> Text:
    """A command, whole whatever the width, so that it can be copied; its purpose where that fits beside it."""
    line = Text(command, "cyan", no_wrap=True, overflow="ignore")
    if widest + 2 + len(purpose) <= width:
        line.append(" " * (widest + 2 - len(command)) + purpose, "dim default")
    return line

"""A result at a glance: a card for notebooks, and a line."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, StrictUndefined, Template

from mopsctl.reports import figures, words
from mopsctl.reports.visible import visible
from mopsctl.results import AuditResult

MOST_RECOMMENDED = 3
MOST_NAME = 80


def card(result: AuditResult) -> str:
    """An HTML fragment in the colours of the page around it; it has no script and loads nothing."""
    counts = [(words.SEVERITIES[severity], number) for severity, number in result.counts().items()]
    return _template().render(
        result=result,
        name=visible(result.source, MOST_NAME),
        records=_records(result),
        counts=[figures.plural(number, *said) for said, number in counts],
        recommended=result.recommendations[:MOST_RECOMMENDED],
    )


def one_line(result: AuditResult) -> str:
    """What was examined, its score, how many findings there are, and of how many records."""
    said = [f"{result.command} of {visible(result.source, MOST_NAME)}:"]
    if result.scorecard.score is not None:
        said.append(f"{figures.score(result.scorecard.score)} ({result.scorecard.grade}),")
    if result.rules:
        said.append(f"{figures.plural(result.findings_total, 'finding')} in")
    said.append(_records(result))
    return " ".join(said)


def _records(result: AuditResult) -> str:
    return figures.plural(sum(source.rows for source in result.sources), "record")


@cache
def _template() -> Template:
    from importlib.resources import files

    text = files("mopsctl.reports.templates").joinpath("card.html").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        score=figures.score, count=figures.count, gained=figures.gained, visible=visible,
        object_words=words.object_words,
    )  # fmt: skip
    return environment.from_string(text)

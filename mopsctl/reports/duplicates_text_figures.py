"""Figures on duplicates as sections of a text page."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.reports.duplicates_words import (
    across_words,
    kind_words,
    segment_field_words,
    source_words,
    value_words,
)
from mopsctl.reports.figures import count, percent
from mopsctl.reports.text_page import grid, heading

INDENT = (0, 0, 0, 3)
MOST_SOURCES = 3
"""Of an audit's page, which tells of other things, too."""


def duplicates_sections(figures: DuplicateFigures) -> Iterator[RenderableType]:
    """What an audit says of duplicates."""
    yield objects_section(figures)
    sources = sources_section(figures, MOST_SOURCES)
    if sources is not None:
        yield sources


def objects_section(figures: DuplicateFigures) -> RenderableType:
    """How many records of each object are duplicates, and how many are of two objects."""
    table = grid("l", "r", "r", "r", "r", "r")
    heads = ("", "Records", "Groups", "To merge", "Rate", "Sure")
    table.add_row(*(Text(name, "dim") for name in heads))
    for rate in figures.rates:
        table.add_row(
            kind_words(rate.object, rate.system), count(rate.records), count(rate.groups), count(rate.to_merge),
            Text(percent(rate.to_merge, rate.records), "bold"), count(rate.auto),
        )  # fmt: skip
    across = [Text(sentence) for sentence in across_words(figures)]
    note = "rate: records beyond one a group, of all; sure: those of groups that need no look"
    return Group(heading("Duplicates", note), table, *across)


def sources_section(figures: DuplicateFigures, most: int | None) -> RenderableType | None:
    """What has surely more duplicates than the average, the first ``most`` (None: all); None where nothing has."""
    if not figures.sources:
        return None
    parts: list[RenderableType] = [heading("Where duplicates come from", "surely more than the average")]
    for source in figures.sources[:most]:
        by = segment_field_words(source.object, source.field)
        parts.append(Text.assemble((value_words(source.value), "bold"), (f"  {by}", "dim")))
        parts.append(Padding(Text(source_words(source)), INDENT))
    return Group(*parts)

"""Figures on duplicates as parts of a Markdown page."""

from __future__ import annotations

from collections.abc import Iterator

from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.reports.duplicates_words import (
    across_words,
    headline,
    kind_words,
    segment_field_words,
    source_words,
    stake_words,
    value_words,
)
from mopsctl.reports.figures import count, percent
from mopsctl.reports.markdown_text import cell, code, plain, table

MOST_SOURCES = 5


def duplicates_part(figures: DuplicateFigures) -> Iterator[str]:
    """What an audit says of duplicates."""
    yield from ("", "## Duplicates", "", headline(figures))
    yield from object_lines(figures)


def object_lines(figures: DuplicateFigures) -> Iterator[str]:
    """How many records of each object are duplicates, how many are of two objects, and what is at stake."""
    rows = [
        [
            cell(plain(kind_words(rate.object, rate.system))),
            count(rate.records),
            count(rate.groups),
            count(rate.to_merge),
            percent(rate.to_merge, rate.records),
        ]
        for rate in figures.rates
    ]
    if rows:
        yield ""
        yield from table(["Object", "Records", "Groups", "To merge", "Rate"], rows, right=4)
    for sentence in across_words(figures):
        yield from ("", plain(sentence))
    if figures.stake is not None:
        yield from ("", f"At stake: {plain(stake_words(figures.stake))}.")


def source_lines(figures: DuplicateFigures) -> Iterator[str]:
    """What has surely more duplicates than the average."""
    if figures.sources:
        yield from ("", "## Where duplicates come from", "")
    for source in figures.sources[:MOST_SOURCES]:
        by = plain(segment_field_words(source.object, source.field))
        yield f"- {code(value_words(source.value))} ({by}): {plain(source_words(source))}"

"""The sheets of a workbook with figures on duplicates: by object, and where they come from."""

from __future__ import annotations

from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.reports.duplicates_words import kind_words, segment_field_words, value_words
from mopsctl.reports.words import object_words
from mopsctl.reports.xlsx_book import Book, Column, add_table

OBJECT_COLUMNS = (
    Column("Object", 20),
    Column("Records", 12, "count"),
    Column("Groups", 12, "count"),
    Column("To merge", 12, "count"),
    Column("Without a look", 16, "count"),
    Column("Rate", 10, "share"),
)
ORIGIN_COLUMNS = (
    Column("Object", 16),
    Column("By", 20),
    Column("Value", 36),
    Column("Records", 12, "count"),
    Column("Copies", 12, "count"),
    Column("Rate", 10, "share"),
    Column("Surely above average", 20),
)


def write_duplicate_figures(book: Book, figures: DuplicateFigures | None) -> None:
    """Write the sheets; none where nobody searched for duplicates."""
    if figures is not None:
        _objects(book, figures)
        _origins(book, figures)


def _objects(book: Book, figures: DuplicateFigures) -> None:
    table = add_table(book, "Duplicates", OBJECT_COLUMNS)
    for rate in figures.rates:
        cells = (rate.records, rate.groups, rate.to_merge, rate.auto, rate.rate)
        table.add((kind_words(rate.object, rate.system), *cells))
    table.finish()


def _origins(book: Book, figures: DuplicateFigures) -> None:
    if not figures.segments:
        return
    sure = {(source.object, source.field, source.value) for source in figures.sources}
    table = add_table(book, "Origins of duplicates", ORIGIN_COLUMNS)
    for segment in figures.segments:
        by = segment_field_words(segment.object, segment.field)
        for value in segment.values:
            above = "yes" if (segment.object, segment.field, value.value) in sure else None
            cells = (value_words(value.value), value.records, value.copies, value.rate, above)
            table.add((object_words(segment.object), by, *cells))
    table.bars(ORIGIN_COLUMNS.index(Column("Rate", 10, "share")))
    table.finish()

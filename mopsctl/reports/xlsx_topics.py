"""The workbook's sheets of what the data is like: fields, segments, what to tidy, sources, what was not seen."""

from __future__ import annotations

from mopsctl.reports.words import field_words, object_words, origin_words, segment_words
from mopsctl.reports.xlsx_book import Book, Column, add_table
from mopsctl.results import AuditResult

MOST_VALUES = 5

FIELD_COLUMNS = (
    Column("Object", 16),
    Column("Field", 26),
    Column("Column in the source", 26),
    Column("Holds", 12),
    Column("Records", 10, "count"),
    Column("Filled", 10, "share"),
    Column("Usable", 10, "share"),
    Column("Distinct", 10, "count"),
    Column("Most frequent values", 80),
    Column("File", 26),
)
SEGMENT_COLUMNS = (
    Column("Object", 16),
    Column("By", 24),
    Column("Value", 34),
    Column("Records", 10, "count"),
    Column("Completeness", 13, "score"),
    Column("Score", 9, "score"),
)
SOURCE_COLUMNS = (
    Column("File", 40),
    Column("Sheet", 14),
    Column("Object", 18),
    Column("Made by", 14),
    Column("Records", 10, "count"),
    Column("Columns", 9, "count"),
    Column("Lines not read", 10, "count"),
    Column("Encoding", 14),
    Column("Remark", 60, "wrapped"),
)
NOT_CHECKED_COLUMNS = (
    Column("Rule", 36),
    Column("Object", 18),
    Column("File", 34),
    Column("Why not", 70, "wrapped"),
)
TIDY_COLUMNS = (Column("Object", 18), Column("Fields", 50, "wrapped"), Column("What to tidy", 90, "wrapped"))
LINE_COLUMNS = (Column("File", 34), Column("Line", 9, "line"), Column("What", 14), Column("Why", 60, "wrapped"),
                Column("Text", 80))  # fmt: skip
SUPPRESSED_COLUMNS = (Column("Rules", 50, "wrapped"), Column("Reason", 80, "wrapped"), Column("Until", 12),
                      Column("Findings", 10, "count"))  # fmt: skip
FILLED, USABLE = 5, 6


def write_topics(book: Book, result: AuditResult) -> None:
    """Write the sheets that have something to show."""
    for write in (_fields, _segments, _tidy, _suppressed, _sources, _lines, _not_checked):
        write(book, result)


def _fields(book: Book, result: AuditResult) -> None:
    if not result.fields:
        return
    table = add_table(book, "Fields", FIELD_COLUMNS)
    for field in result.fields:
        frequent = ", ".join(f"{value} ({number:,})" for value, number in field.top_values[:MOST_VALUES])
        table.add((
            object_words(field.object),
            field_words(field.object, field.field),
            field.header,
            field.kind,
            field.rows,
            field.filled / field.rows if field.rows else None,
            field.usable / field.rows if field.rows else None,
            field.distinct,
            frequent,
            field.path,
        ))  # fmt: skip
    table.bars(FILLED)
    table.bars(USABLE)
    table.finish()


def _segments(book: Book, result: AuditResult) -> None:
    if not result.segments:
        return
    table = add_table(book, "Segments", SEGMENT_COLUMNS)
    for segment in result.segments:
        name, by = object_words(segment.object), segment_words(segment)
        for value in segment.values:
            table.add((name, by, value.value, value.rows, value.completeness, value.score))
        if segment.other_values:
            table.add((name, by, f"{segment.other_values:,} others", segment.other_rows, None, None))
    table.finish()


def _tidy(book: Book, result: AuditResult) -> None:
    if not result.advice:
        return
    table = add_table(book, "To tidy", TIDY_COLUMNS)
    for advice in result.advice:
        fields = ", ".join(field_words(advice.object, field) for field in advice.fields)
        table.add((object_words(advice.object), fields, advice.message))
    table.finish()


def _suppressed(book: Book, result: AuditResult) -> None:
    if not result.suppressed:
        return
    table = add_table(book, "Suppressed", SUPPRESSED_COLUMNS)
    for item in result.suppressed:
        until = item.until.isoformat() if item.until else None
        table.add((", ".join(item.rules), item.reason, until, item.count))
    table.finish()


def _sources(book: Book, result: AuditResult) -> None:
    table = add_table(book, "Sources", SOURCE_COLUMNS)
    for source in result.sources:
        table.add((
            source.path,
            source.sheet,
            object_words(source.object),
            origin_words(source.origin) if source.origin else "unknown",
            source.rows,
            source.columns,
            source.skipped_rows,
            source.encoding,
            None,
        ))  # fmt: skip
    for file in result.unread:
        remark = f"{'No data file' if file.expected else 'Not read'}: {file.reason}"
        table.add((file.path, *[None] * 7, remark))
    table.finish()


def _lines(book: Book, result: AuditResult) -> None:
    if not result.problems:
        return
    table = add_table(book, "Lines not read as they stand", LINE_COLUMNS)
    for problem in result.problems:
        what = problem.kind.value
        table.add((problem.path, problem.line, what, problem.reason, problem.text))
    table.finish()


def _not_checked(book: Book, result: AuditResult) -> None:
    if not result.not_checked:
        return
    table = add_table(book, "Not checked", NOT_CHECKED_COLUMNS)
    for skipped in result.not_checked:
        table.add((skipped.rule, object_words(skipped.object), skipped.path, skipped.reason))
    table.finish()

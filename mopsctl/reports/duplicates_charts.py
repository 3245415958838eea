"""The geometry of the charts on duplicates, in units of their own view boxes; the templates draw them."""

from __future__ import annotations

from collections.abc import Sequence

from mopsctl.duplicate_figures import DuplicateSegment, GroupSize
from mopsctl.reports.charts import GAP, HEIGHT, WIDTH, Chart, Column
from mopsctl.reports.duplicates_words import few, size_words, value_words
from mopsctl.reports.figures import count, percent, plural

MOST_MONTHS = 36
LEAST_HEIGHT = 1.5
"""What is there at all can be seen."""


def size_chart(sizes: Sequence[GroupSize]) -> Chart:
    """A column for each size of groups, as high as there are groups."""
    most = max(size.groups for size in sizes)
    columns = []
    for index, size in enumerate(sizes):
        title = f"{size_words(size)} records: {plural(size.groups, 'group')}, {count(size.records)} records in all"
        columns.append(_column(index, len(sizes), size.groups / most, title, size_words(size)))
    return Chart(tuple(columns), "; ".join(column.title for column in columns))


def month_rate_chart(segment: DuplicateSegment) -> Chart:
    """A column for each of the last months in which records were created, as high as the share of copies in it."""
    months = [value for value in segment.values if value.value is not None][-MOST_MONTHS:]
    most = max((month.rate for month in months), default=0.0) or 1.0
    columns = []
    for index, month in enumerate(months):
        of = few(segment.object, month.records)
        share = percent(month.copies, month.records)
        title = f"{value_words(month.value)}: {share} of {of} are copies"
        columns.append(_column(index, len(months), month.rate / most, title, value_words(month.value)))
    return Chart(tuple(columns), "; ".join(column.title for column in columns))


def _column(index: int, number: int, share: float, title: str, label: str) -> Column:
    step = WIDTH / number
    height = round(max(HEIGHT * share, LEAST_HEIGHT if share else 0.0), 1)
    x, width = round(index * step + GAP / 2, 1), round(step - GAP, 1)
    return Column(x, round(HEIGHT - height, 1), width, height, title, label)

"""The emptiest fields of a page: where most is missing of what the records should say."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from mopsctl.reports.figures import count, percent
from mopsctl.reports.text_page import Page, bar, grid, heading, score_style
from mopsctl.reports.visible import visible
from mopsctl.reports.words import field_words, object_words
from mopsctl.results import AuditResult, FieldReport

MOST_FIELDS = 5
BAR_CELLS = 16
MOST_NAME = 32


def emptiest_fields(result: AuditResult) -> list[FieldReport]:
    """The fields with the smallest share of usable values, of those that have an empty cell."""
    lacking = [field for field in result.fields if field.usable < field.rows]
    return sorted(lacking, key=lambda field: (field.usable / field.rows, field.object, field.header))[
        :MOST_FIELDS
    ]


def fields_section(page: Page, fields: list[FieldReport]) -> RenderableType:
    """The emptiest fields, with how many records lack them."""
    table = grid("l", "l", "l", "r", "r")
    for field in fields:
        share = field.usable / field.rows
        name = visible(field_words(field.object, field.field), MOST_NAME)
        drawn = bar(share, BAR_CELLS, score_style(100 * share)) if page.rich else Text()
        lacking = f"{count(field.rows - field.usable)} of {count(field.rows)} lack it"
        table.add_row(
            name, Text(object_words(field.object), "dim"), drawn, percent(field.usable, field.rows), lacking
        )
    return Group(heading("Emptiest fields", "usable values; a placeholder counts as empty"), table)

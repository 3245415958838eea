"""Uniqueness of what records stand for: is the person or company there only once, however it is written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import (
    DETAIL_END,
    FieldName,
    Params,
    Scope,
    Subject,
    TableKind,
    Tables,
    Violation,
)
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension
from mopsctl.workspace import ROW

if TYPE_CHECKING:
    import pyarrow as pa

    from mopsctl.matching.repeats import Wanted
    from mopsctl.matching.workspace_search import Shared


class DuplicateParams(Params):
    """Which duplicates are meant, and which of them other rules tell of."""

    bands: list[Literal["auto", "review", "job-change"]] = Field(
        ["auto", "review"],
        min_length=1,
        description="auto: sure enough to be merged as they are; review: for a person to decide; job-change: a person "
        "who is at a new company.",
    )
    other: str | None = Field(
        None,
        description="The object that the records must not be, too: a lead no contact. Their own by default.",
    )
    beyond: list[FieldName] = Field(
        [],
        description="Fields in which another rule looks for the same value: who has the same as an earlier record of "
        "the group in one of them is left to that rule.",
    )


class Duplicate(TableKind):
    """No other record may stand for the same person or company, however differently it is written.

    Found by the match rules of the configuration, in one search for all rules of a run. Of each group the record that
    was read first counts as the original, the others are found; with ``other`` every record whose group has one of
    that object. The same person in two systems is no duplicate; records that contradict one another are in no group.
    """

    name = "duplicate"
    dimension = Dimension.UNIQUENESS
    Params = DuplicateParams

    def fields(self, params: DuplicateParams) -> tuple[str, ...]:
        return ()

    def applies(self, params: DuplicateParams, record: Record) -> exp.Expr | None:
        return None

    def detail_field(self, params: DuplicateParams) -> str | None:
        return "id"

    def violations(
        self, params: DuplicateParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        from mopsctl.matching.repeats import Wanted
        from mopsctl.matching.workspace_search import SearchOptions, shared_search

        name = subject.table.object
        shared = shared_search(
            tables.workspace, SearchOptions(scope.matches, scope.default_country, links=False)
        )
        span = shared.records.span(subject.table)
        if span is None:
            return f"duplicates are not looked for among records of {name}"
        if params.other is not None and params.other not in shared.found.counts:
            return f"there is no table of {params.other} in this source to look in"
        wanted = Wanted(name, params.other or name, params.bands, params.beyond, subject.table.origin or "")
        return tables.stored(_details(shared, wanted, span))

    def message(self, params: DuplicateParams, violation: Violation) -> str:
        named, _, reason = (violation.detail or "").partition(DETAIL_END)
        other = (params.other or "record").replace("_", " ")
        return f"Probably the same as {other} {named}: {reason}"


def _details(shared: Shared, wanted: Wanted, span: tuple[int, int]) -> pa.Table:
    """The table's rows that repeat another record, and what the finding says of it."""
    import pyarrow as pa

    from mopsctl.matching.repeats import repeats

    start, end = span
    rows = repeats(shared.found, wanted)
    rows = rows[(rows["place"] >= start) & (rows["place"] < end)]
    detail = rows["named"] + DETAIL_END + rows["reason"]
    return pa.table(
        {ROW: pa.array(rows["place"] - start, pa.int64()), "detail": pa.array(detail, pa.string())}
    )

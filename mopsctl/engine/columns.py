"""What the columns of a table hold, told from their fields and, for dates, from the values themselves."""

from __future__ import annotations

from sqlglot import exp

from mopsctl.engine.cell import raw_cell
from mopsctl.engine.record import Record
from mopsctl.normalize.dates import DateOrder, date_order
from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import find_field
from mopsctl.workspace import ROW, Table, Workspace

SAMPLE_ROWS = 2_000


def make_record(
    workspace: Workspace, table: Table, placeholders: dict[str, list[str]] | None = None
) -> Record:
    """The columns of a table as expressions, with the order of day and month taken from its own dates."""
    kinds = value_kinds(table)
    orders: dict[int, DateOrder] = {}
    for position, kind in enumerate(kinds):
        if kind in (ValueKind.DATE, ValueKind.DATETIME):
            column = raw_cell(position)
            sample = exp.select(column).from_(table.name).where(column.neq(exp.Literal.string("")))
            texts = workspace.arrow(sample.order_by(ROW).limit(SAMPLE_ROWS)).column(0).to_pandas()
            orders[position] = date_order(texts)
    return Record(table, kinds, placeholders, orders)


def value_kinds(table: Table) -> list[ValueKind]:
    """The value kind of each column: that of its canonical field, else what its values seem to be."""
    kinds = [table.guessed.get(position, ValueKind.TEXT) for position in range(len(table.headers))]
    for name, position in table.mapping.items():
        field = find_field(table.object, name)
        if field is not None:
            kinds[position] = field.kind
    return kinds

"""The columns of a table as expressions: what a rule may ask of a record, computed once a scan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from sqlglot import exp

from mopsctl.engine.cell import cell_text, is_blank, raw_cell, written_text
from mopsctl.normalize.booleans import truth_sql
from mopsctl.normalize.dates import DateOrder, date_sql
from mopsctl.normalize.numbers import number_sql
from mopsctl.normalize.placeholders import placeholder_predicate
from mopsctl.schema.model import ValueKind
from mopsctl.workspace import LINE, PART, ROW, Table

ALIAS = "r"
"""What the records go by in the expressions over them."""


class UnknownFieldError(LookupError):
    """A rule names a field that the table does not have; the rule is not checked there, and that is said."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


class Record:
    """One record of a table, as expressions over its columns.

    What several rules ask for (trimmed text, usable or not, the date in a text) becomes a column of an
    inner selection, so that it is computed once however many rules use it.
    """

    def __init__(
        self,
        table: Table,
        kinds: Sequence[ValueKind],
        placeholders: dict[str, list[str]] | None = None,
        orders: dict[int, DateOrder] | None = None,
    ) -> None:
        """A record of ``table``.

        :param kinds: the value kind of each column.
        :param placeholders: more junk values by field, or by "*" for all.
        :param orders: how dates are written in a column, by its position.
        """
        self.table = table
        self.kinds = kinds
        self._placeholders = placeholders or {}
        self._orders = orders or {}
        self._columns: dict[str, exp.Expr] = {}

    def has(self, field: str) -> bool:
        """Whether the table has a column for the field."""
        return self.table.position(field) is not None

    def value_kind(self, field: str) -> ValueKind:
        """What the field's values are; TEXT where the source's column is no canonical field."""
        return self.kinds[self._position(field)]

    def raw(self, field: str) -> exp.Expr:
        """The field exactly as the source has it; null where the record has no such cell."""
        return self._column(f"c{self._position(field)}")

    def text(self, field: str) -> exp.Expr:
        """The field without surrounding white space, "" where it is empty or missing."""
        return self._text(self._position(field))

    def blank(self, field: str) -> exp.Expr:
        """Whether the field is empty: missing, or nothing but white space."""
        return self._blank(self._position(field))

    def placeholder(self, field: str) -> exp.Expr:
        """Whether the field holds junk that stands for nothing: n/a, test, 000-000-0000."""
        return self._placeholder(self._position(field))

    def usable(self, field: str) -> exp.Expr:
        """Whether the field is neither empty nor a placeholder."""
        position = self._position(field)
        return exp.not_(exp.or_(self._blank(position), self._placeholder(position)))

    def date(self, field: str) -> exp.Expr:
        """The field as a TIMESTAMP, null where it is none."""
        position = self._position(field)
        order = self._orders.get(position, "mdy")
        return self._derive(f"d{position}", lambda: date_sql(raw_cell(position), order))

    def number(self, field: str) -> exp.Expr:
        """The field as a DOUBLE, null where it is none; a checkbox is 1 or 0."""
        position = self._position(field)
        return self._derive(f"n{position}", partial(self._number, position))

    def truth(self, field: str) -> exp.Expr:
        """The field as a BOOLEAN, null where it is neither yes nor no."""
        position = self._position(field)
        return self._derive(f"t{position}", lambda: truth_sql(cell_text(position)))

    def as_written(self, field: str) -> exp.Expr:
        """The field with the white space around it, "" where it is missing."""
        position = self._position(field)
        return self._derive(f"w{position}", partial(written_text, position))

    def state_of(self, position: int) -> exp.Expr:
        """Of a column: null where empty, false where a placeholder, true where usable."""
        return exp.case().when(exp.not_(self._blank(position)), exp.not_(self._placeholder(position)))

    def selection(self, *asking: exp.Expr) -> exp.Select:
        """The inner selection that holds what the expressions ask for; everything asked for so far without any."""
        names = sorted(_columns_of(asking) & self._columns.keys() if asking else self._columns)
        columns: list[exp.Expr] = [exp.column(ROW), exp.column(PART), exp.column(LINE)]
        columns += [exp.alias_(self._columns[name], name, copy=False) for name in names]
        return exp.select(*columns, copy=False).from_(self.table.name, copy=False)

    def rows(self, *asking: exp.Expr) -> exp.Subquery:
        """The `selection` as a source of records."""
        return self.selection(*asking).subquery(ALIAS, copy=False)

    def _position(self, field: str) -> int:
        position = self.table.position(field)
        if position is None:
            raise UnknownFieldError(field)
        return position

    def _column(self, name: str) -> exp.Expr:
        return self._derive(name, partial(exp.column, name))

    def _derive(self, name: str, make: Callable[[], exp.Expr]) -> exp.Expr:
        """A column of the inner selection, made when it is first asked for."""
        if name not in self._columns:
            self._columns[name] = make()
        return exp.column(name, table=ALIAS)

    def _text(self, position: int) -> exp.Expr:
        return self._derive(f"s{position}", partial(cell_text, position))

    def _blank(self, position: int) -> exp.Expr:
        return self._derive(f"b{position}", partial(is_blank, position))

    def _number(self, position: int) -> exp.Expr:
        text = cell_text(position)
        is_checkbox = self.kinds[position] is ValueKind.BOOLEAN
        return exp.cast(truth_sql(text), "DOUBLE") if is_checkbox else number_sql(text)

    def _junk(self, position: int) -> exp.Expr:
        extra = self._placeholders.get("*", []) + self._placeholders.get(self.table.field_at(position), [])
        junk = placeholder_predicate(self.kinds[position], raw_cell(position), extra)
        return exp.func("COALESCE", junk, exp.false())

    def _placeholder(self, position: int) -> exp.Expr:
        return self._derive(f"p{position}", partial(self._junk, position))


def _columns_of(expressions: Iterable[exp.Expr]) -> set[str]:
    found = (column for expression in expressions for column in expression.find_all(exp.Column))
    return {column.name for column in found if column.table == ALIAS}

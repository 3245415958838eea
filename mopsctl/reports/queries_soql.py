"""SOQL: the records behind a finding, for the Developer Console, Salesforce Inspector or the API.

Sources: Salesforce, SOQL and SOSL Reference, "Quoted String Escape Sequences", "Date Formats and Date Literals in
WHERE" and "fieldExpression Syntax"; Salesforce Developer Limits, "SOQL and SOSL Limits for Search Queries" (a
statement has at most 100,000 characters).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from mopsctl.crm_filter import AllOf, Condition, CrmFilter, CrmValue, Operator
from mopsctl.drill import CrmColumn, CrmRecords
from mopsctl.reports.queries import CrmQuery, finds

LONGEST = 100_000
OBJECTS = {
    "account": "Account",
    "campaign": "Campaign",
    "campaign_member": "CampaignMember",
    "case": "Case",
    "contact": "Contact",
    "lead": "Lead",
    "opportunity": "Opportunity",
    "task": "Task",
    "user": "User",
}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)
_ORDERS = {Operator.LESS: "<", Operator.AT_MOST: "<=", Operator.GREATER: ">", Operator.AT_LEAST: ">="}


def soql_query(records: CrmRecords) -> CrmQuery | None:
    """The records as SOQL: by the rule's own condition where it has one, and by their ids where it misses some.

    :returns: None for objects that Salesforce has no table of.
    """
    table = OBJECTS.get(records.object)
    if table is None:
        return None
    where = _text(records.filter, records.columns) if records.filter is not None else ""
    statements = tuple(_statements(table, where, records.ids))
    note = f"{finds(records)} Paste it into the Query Editor of the Developer Console."
    return CrmQuery("SOQL", note, statements) if statements else None


def _statements(table: str, where: str, ids: Sequence[str]) -> Iterator[str]:
    fields = "Id" if table in ("Case", "CampaignMember", "Task") else "Id, Name"
    start = f"SELECT {fields} FROM {table} WHERE "  # noqa: S608 - a text to read, of our own words
    if where and ids:
        # SOQL wants brackets wherever AND and OR meet.
        whole = f"{start}({where})\nOR Id IN ({_listed(ids)})"
        if len(whole) <= LONGEST:
            yield whole
            return
    if where:
        yield start + where
    room = LONGEST - len(f"{start}Id IN ()")
    each = max((len(text) for text in ids), default=0) + len("'', ")
    step = room // each if each else 1
    for at in range(0, len(ids), step):
        yield f"{start}Id IN ({_listed(ids[at : at + step])})"


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(map(quoted, ids))


def quoted(text: str) -> str:
    """A text between quotes, with what would end or change it escaped."""
    return f"'{text.translate(_ESCAPES)}'"


def _text(wanted: CrmFilter, columns: Mapping[str, CrmColumn]) -> str:
    if isinstance(wanted, Condition):
        return _condition(wanted, columns[wanted.field])
    if len(wanted.parts) == 1:
        return _text(wanted.parts[0], columns)
    join = " AND " if isinstance(wanted, AllOf) else " OR "
    return join.join(_part(part, columns) for part in wanted.parts)


def _part(wanted: CrmFilter, columns: Mapping[str, CrmColumn]) -> str:
    text = _text(wanted, columns)
    return f"({text})" if " AND " in text or " OR " in text else text


def _condition(wanted: Condition, column: CrmColumn) -> str:
    name, values = column.name, [_value(value, column) for value in wanted.values]
    if wanted.operator is Operator.EMPTY:
        return f"{name} = null"
    if wanted.operator is Operator.FILLED:
        return f"{name} != null"
    if wanted.operator is Operator.ONE_OF:
        return f"{name} = {values[0]}" if len(values) == 1 else f"{name} IN ({', '.join(values)})"
    if wanted.operator is Operator.NONE_OF and column.kind == "boolean":
        return f"{name} = {'FALSE' if values == ['TRUE'] else 'TRUE'}"  # a checkbox is never null
    if wanted.operator is Operator.NONE_OF:
        other = f"{name} != {values[0]}" if len(values) == 1 else f"{name} NOT IN ({', '.join(values)})"
        return f"{name} != null AND {other}"
    return f"{name} {_ORDERS[wanted.operator]} {values[0]}"


def _value(value: CrmValue, column: CrmColumn) -> str:
    if isinstance(value, bool) or column.kind == "boolean":
        return str(value).upper()
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00Z" if column.timed else value.isoformat()
    if isinstance(value, float):
        return f"{value:.15g}"
    return quoted(value)

"""HubSpot: the records behind a finding, as the body of a search request to its API.

Its pages have no form of filter that could be pasted. Sources: HubSpot developers, guide "Search the CRM" (operators;
text in lower case; dates as milliseconds; the length of a body, groups and filters), and changelog "Expanded filtering
capabilities and error messaging in HubSpot's Search API" (2024); where they differ the narrower limit is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from mopsctl.crm_filter import Condition, CrmFilter, CrmValue, Operator, any_groups
from mopsctl.drill import CrmColumn, CrmRecords
from mopsctl.reports.queries import CrmQuery, finds

LONGEST = 3_000
MOST_GROUPS, MOST_FILTERS, MOST_IN_ALL = 5, 6, 18
MOST_VALUES = 100
PATHS = {
    "account": "companies",
    "contact": "contacts",
    "lead": "leads",
    "opportunity": "deals",
    "ticket": "tickets",
}
_OPERATORS = {
    Operator.EMPTY: "NOT_HAS_PROPERTY",
    Operator.FILLED: "HAS_PROPERTY",
    Operator.ONE_OF: "IN",
    Operator.LESS: "LT",
    Operator.AT_MOST: "LTE",
    Operator.GREATER: "GT",
    Operator.AT_LEAST: "GTE",
}


def hubspot_query(records: CrmRecords) -> CrmQuery | None:
    """The records as bodies of search requests, each within HubSpot's limits.

    :returns: None for objects that have no search, and for a condition that is beyond the limits.
    """
    path = PATHS.get(records.object)
    if path is None:
        return None
    groups = _groups(records.filter, records.columns) if records.filter is not None else []
    if groups is None:
        return None
    statements = tuple(_bodies(groups, records.ids))
    note = f"{finds(records)} Send it as POST /crm/v3/objects/{path}/search."
    return CrmQuery("JSON", note, statements) if statements else None


def _bodies(groups: list[dict[str, Any]], ids: Sequence[str]) -> Iterator[str]:
    pieces = list(_pieces(ids))
    if groups and len(pieces) == 1 and len(groups) < MOST_GROUPS:
        whole = _body([*groups, pieces[0]])
        if len(whole) <= LONGEST:
            yield whole
            return
    if groups:
        yield _body(groups)
    yield from (_body([piece]) for piece in pieces)


def _pieces(ids: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The ids as groups of one filter, each short enough for a body of its own."""
    room = LONGEST - len(_body([_id_group([])]))
    each = max((len(text) for text in ids), default=0) + len('"", ')
    step = min(room // each, MOST_VALUES)
    for at in range(0, len(ids), step):
        yield _id_group(ids[at : at + step])


def _id_group(ids: Sequence[str]) -> dict[str, Any]:
    return {"filters": [{"propertyName": "hs_object_id", "operator": "IN", "values": list(ids)}]}


def _body(groups: Sequence[Mapping[str, Any]]) -> str:
    return json.dumps({"filterGroups": list(groups), "limit": 200}, ensure_ascii=False)


def _groups(wanted: CrmFilter, columns: Mapping[str, CrmColumn]) -> list[dict[str, Any]] | None:
    groups = any_groups(wanted)
    counts = [len(group) for group in groups]
    if len(groups) > MOST_GROUPS or max(counts) > MOST_FILTERS or sum(counts) > MOST_IN_ALL:
        return None
    return [{"filters": [_filter(one, columns[one.field]) for one in group]} for group in groups]


def _filter(wanted: Condition, column: CrmColumn) -> dict[str, Any]:
    made: dict[str, Any] = {"propertyName": column.name, "operator": _OPERATORS[wanted.operator]}
    values = [_value(value) for value in wanted.values]
    if wanted.operator is Operator.ONE_OF:
        return {**made, "values": values}
    return {**made, "value": values[0]} if values else made


def _value(value: CrmValue) -> str:
    if isinstance(value, date):
        midnight = datetime(value.year, value.month, value.day, tzinfo=UTC)
        return str(int(midnight.timestamp() * 1000))
    return f"{value:.15g}" if isinstance(value, float) else str(value).lower()

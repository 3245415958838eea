"""The records behind a finding, as a query to paste where they live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mopsctl.drill import CrmRecords


@dataclass(frozen=True, slots=True)
class CrmQuery:
    """A query in the words of a CRM: in as many statements as its limits ask for.

    ``note`` says which records it finds, and where it is pasted.
    """

    language: str
    note: str
    statements: tuple[str, ...]


Language = Callable[[CrmRecords], CrmQuery | None]


def crm_query(records: CrmRecords) -> CrmQuery | None:
    """The query for records of a system that has a language; None for the others."""
    from mopsctl.reports.queries_hubspot import hubspot_query
    from mopsctl.reports.queries_soql import soql_query

    languages: dict[str, Language] = {"salesforce": soql_query, "hubspot": hubspot_query}
    language = languages.get(records.origin)
    return language(records) if language else None

"""The records behind a finding, as a query to paste where they live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mopsctl.drill import CrmRecords
from mopsctl.reports.figures import count, plural


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


def finds(records: CrmRecords) -> str:
    """Which of the records that fail a query finds, as a sentence."""
    asked = records.failed - records.left
    if records.left:
        return f"Finds {count(asked)} of the {plural(records.failed, 'record')} by id."
    whole = "the record" if records.failed == 1 else f"all {count(records.failed)} records"
    if records.filter is None:
        return f"Finds {whole} by id."
    by_id = f", {count(len(records.ids))} of them by id" if records.ids else ""
    return f"Finds {whole}{by_id}."

"""Queries to find records in their CRM: SOQL and HubSpot's search, right, escaped and within limits."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.crm_filter import AllOf, AnyOf, Condition, CrmFilter, Operator
from mopsctl.drill import CrmColumn, CrmRecords
from mopsctl.reports.queries import CrmQuery, crm_query
from mopsctl.reports.queries_soql import quoted

COLUMNS = {
    "email": CrmColumn("Email", "email"),
    "country": CrmColumn("MailingCountry", "country"),
    "created_date": CrmColumn("CreatedDate", "datetime", timed=True),
    "last_activity_date": CrmColumn("LastActivityDate", "date"),
    "amount": CrmColumn("Amount", "money"),
    "converted": CrmColumn("IsConverted", "boolean"),
}
IDS = ("003Qm000000y57zIAA", "003Qm000000y580IAA")


def records(
    wanted: CrmFilter | None = None, ids: tuple[str, ...] = (), origin: str = "salesforce", left: int = 0,
    object_name: str = "contact", failed: int = 12,
) -> CrmRecords:  # fmt: skip
    return CrmRecords(origin, object_name, "contacts.csv", failed, wanted, COLUMNS, ids, left)


def asked(wanted: CrmRecords) -> CrmQuery:
    query = crm_query(wanted)
    assert query is not None
    return query


@pytest.mark.parametrize(
    ("wanted", "where"),
    [
        (Condition("email", Operator.EMPTY), "Email = null"),
        (Condition("email", Operator.FILLED), "Email != null"),
        (Condition("country", Operator.ONE_OF, ("Germany",)), "MailingCountry = 'Germany'"),
        (
            Condition("country", Operator.NONE_OF, ("Germany", "France")),
            "MailingCountry != null AND MailingCountry NOT IN ('Germany', 'France')",
        ),
        (Condition("amount", Operator.AT_MOST, (0.0,)), "Amount <= 0"),
        (Condition("amount", Operator.GREATER, (1234.5,)), "Amount > 1234.5"),
        (Condition("converted", Operator.ONE_OF, (True,)), "IsConverted = TRUE"),
        (Condition("converted", Operator.ONE_OF, ("false",)), "IsConverted = FALSE"),
        (Condition("converted", Operator.NONE_OF, ("true",)), "IsConverted = FALSE"),
        (
            Condition("last_activity_date", Operator.LESS, (date(2024, 10, 31),)),
            "LastActivityDate < 2024-10-31",
        ),
        (
            Condition("created_date", Operator.AT_LEAST, (date(2026, 11, 1),)),
            "CreatedDate >= 2026-11-01T00:00:00Z",
        ),
        (
            AllOf((
                AnyOf((Condition("email", Operator.EMPTY), Condition("amount", Operator.LESS, (5.0,)))),
                Condition("country", Operator.FILLED),
            )),
            "(Email = null OR Amount < 5) AND MailingCountry != null",
        ),
    ],
)  # fmt: skip
def test_soql_says_the_condition(wanted: CrmFilter, where: str) -> None:
    assert asked(records(wanted)).statements == (f"SELECT Id, Name FROM Contact WHERE {where}",)


def test_records_that_the_condition_misses_are_asked_for_by_id() -> None:
    query = asked(records(Condition("email", Operator.EMPTY), IDS))
    assert query.statements == (
        f"SELECT Id, Name FROM Contact WHERE (Email = null)\nOR Id IN ('{IDS[0]}', '{IDS[1]}')",
    )
    assert query.note.startswith("Finds all 12 records, 2 of them by id.")


def test_a_query_that_does_not_find_all_says_so() -> None:
    assert asked(records(None, IDS, left=10)).note.startswith("Finds 2 of the 12 records by id.")


@given(st.text())
def test_no_value_leaves_its_quotes(value: str) -> None:
    text = quoted(value)
    assert text[0] == text[-1] == "'"
    assert re.fullmatch(r"(?:[^'\\\n\r\t\x08\x0c]|\\['\\nrtbf])*", text[1:-1])
    unescaped = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
    assert re.sub(r"\\(.)", lambda m: unescaped.get(m[1], m[1]), text[1:-1], flags=re.DOTALL) == value


def test_soql_stays_within_its_longest_statement_and_loses_no_id() -> None:
    many = tuple(f"003Qm0000{number:09d}" for number in range(12_000))
    statements = asked(records(None, many)).statements
    assert len(statements) > 1
    assert all(len(statement) <= 100_000 for statement in statements)
    assert [found for one in statements for found in re.findall(r"'(\w+)'", one)] == list(many)


def test_a_system_without_a_query_language_and_an_unknown_object_get_none() -> None:
    assert crm_query(records(None, IDS, origin="marketo")) is None
    assert crm_query(records(None, IDS, object_name="consent")) is None


HUBSPOT = {
    "email": CrmColumn("email", "email"),
    "city": CrmColumn("city", "city"),
    "close_date": CrmColumn("closedate", "date"),
}


def hubspot(wanted: CrmFilter | None, ids: tuple[str, ...] = (), left: int = 0) -> CrmRecords:
    return CrmRecords("hubspot", "contact", "all-contacts.csv", 12, wanted, HUBSPOT, ids, left)


def filters(query: CrmQuery) -> list[list[dict[str, object]]]:
    [body] = query.statements
    return [group["filters"] for group in json.loads(body)["filterGroups"]]


def test_hubspot_gets_groups_of_filters() -> None:
    wanted = AllOf((
        AnyOf((Condition("email", Operator.EMPTY), Condition("city", Operator.ONE_OF, ("Berlin",)))),
        Condition("close_date", Operator.LESS, (date(2024, 10, 31),)),
    ))  # fmt: skip
    query = asked(hubspot(wanted))
    late = {"propertyName": "closedate", "operator": "LT", "value": "1730332800000"}
    assert filters(query) == [
        [{"propertyName": "email", "operator": "NOT_HAS_PROPERTY"}, late],
        [{"propertyName": "city", "operator": "IN", "values": ["berlin"]}, late],
    ]
    assert "POST /crm/v3/objects/contacts/search" in query.note


def test_hubspot_gets_ids_in_bodies_that_it_takes() -> None:
    many = tuple(str(10_450_000_000 + number) for number in range(450))
    statements = asked(hubspot(None, many)).statements
    assert all(len(body) <= 3_000 for body in statements)
    found = [group["filters"][0] for body in statements for group in json.loads(body)["filterGroups"]]
    assert all(one["propertyName"] == "hs_object_id" and len(one["values"]) <= 100 for one in found)
    assert [value for one in found for value in one["values"]] == list(many)


def test_a_condition_beyond_hubspots_limits_gives_no_query() -> None:
    either = AnyOf(tuple(Condition("email", Operator.ONE_OF, (str(n),)) for n in range(6)))
    assert crm_query(hubspot(either)) is None

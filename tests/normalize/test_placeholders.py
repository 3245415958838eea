"""Placeholders: what stands for nothing in each kind of value, and the same answer in the database."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from mopsctl.normalize.placeholders import is_placeholder, placeholder_pattern, placeholder_predicate
from mopsctl.schema.model import ValueKind

JUNK = {
    ValueKind.TEXT: [
        *("n/a", "N/A", " na ", "None", "NULL", "-", "--", "???", "xxx", "asdf", "TBD"),
        *("#REF!", "#N/A", "k.A.", "inconnu", "test"),
    ],
    ValueKind.PERSON_NAME: ["Test", "test user", "First Name", "FNU", "-", "12", "Unknown"],
    ValueKind.COMPANY: ["[not provided]", "Self", "self-employed", "Test Company", "[[Unknown]]"],
    ValueKind.EMAIL: [
        *("noemail@noemail.com", "no-email@acme.com", "none@none.com", "test@test.com", "a@a.com"),
        *("bob@example.com", "x@x"),
    ],
    ValueKind.PHONE: [
        *("000-000-0000", "(000) 000-0000", "1234567890", "123-456-7890", "999-999-9999", "1111111"),
        *("+1 555 555 5555", "+1 222 222 2222", "415-555-0123", "+1 (415) 555-0199"),
    ],
    ValueKind.DATE: ["1900-01-01", "1970-01-01", "9999-12-31", "1899-12-30", "01/01/1900"],
    ValueKind.DATETIME: ["1970-01-01T00:00:00.000Z", "1900-01-01 00:00:00", "1970-01-01T00:00:00.000+0000"],
    ValueKind.POSTAL_CODE: ["00000", "99999", "00000-0000"],
    ValueKind.URL: ["http://", "www.", "https://www.example.com/path"],
    ValueKind.PICKLIST: ["--None--", "- none -", "Please Select", "-"],
    ValueKind.ID: ["null", "N/A"],
}
REAL = {
    ValueKind.TEXT: ["", "Nan Goldin", "AAA", "A", "Best", "Test drive of the new model"],
    ValueKind.PERSON_NAME: ["Bob", "An", "Nan", "Foo", "Tester", "Blank", "Li", "O'Neil"],
    ValueKind.COMPANY: ["3M", "AAA", "ABC", "Acme", "Test-Aankoop", "1-800 Contacts", "X Corp"],
    ValueKind.EMAIL: [
        "bob@acme.com",
        "noreply@acme.com",
        "info@test.de",
        "nonesuch@acme.com",
        "bob@unknownsoft.com",
    ],
    ValueKind.PHONE: ["+49 30 123456", "415-555-1234", "(212) 736-5000", "+1 800 100 0001"],
    ValueKind.DATE: ["2024-01-01", "1900-01-02"],
    ValueKind.POSTAL_CODE: ["12345", "10001", "00501", "1234"],
    ValueKind.URL: ["acme.com", "https://www.test-company.com"],
    ValueKind.PICKLIST: ["***", "A", "Other", "+"],
    ValueKind.COUNTRY: ["NA"],
    ValueKind.STATE: ["ND", "N.D."],
    ValueKind.NUMBER: ["0", "-1", "999"],
    ValueKind.ID: ["xxx", "***"],
}


def in_database(
    kind: ValueKind, values: Sequence[str | None], extra: tuple[str, ...] = ()
) -> list[bool | None]:
    frame = pd.DataFrame({"c": pd.Series(list(values), dtype="str")})
    with duckdb.connect() as connection:
        connection.register("frame", frame)
        condition = placeholder_predicate(kind, exp.column("c"), extra).sql("duckdb")
        return [row[0] for row in connection.execute(f"SELECT {condition} FROM frame").fetchall()]


@pytest.mark.parametrize("kind", JUNK)
def test_junk_is_a_placeholder(kind: ValueKind) -> None:
    assert [value for value in JUNK[kind] if not is_placeholder(kind, value)] == []


@pytest.mark.parametrize("kind", REAL)
def test_real_values_are_none(kind: ValueKind) -> None:
    assert [value for value in REAL[kind] if is_placeholder(kind, value)] == []


@pytest.mark.parametrize("kind", ValueKind)
def test_the_database_says_the_same_of_all_known_cases(kind: ValueKind) -> None:
    values = sorted({value for cases in (JUNK, REAL) for group in cases.values() for value in group})
    assert in_database(kind, values) == [is_placeholder(kind, value) for value in values]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(ValueKind)),
    st.lists(st.text(alphabet=" -./+()01259xnaAté@test:\u00a0\n*?", max_size=14), min_size=1, max_size=30),
)
def test_the_database_says_the_same_of_any_value(kind: ValueKind, values: list[str]) -> None:
    assert in_database(kind, values) == [is_placeholder(kind, value) for value in values]


def test_a_missing_value_is_neither() -> None:
    assert in_database(ValueKind.TEXT, [None]) == [None]


def test_extra_words_count_whatever_signs_they_hold() -> None:
    extra = ("Kein Eintrag (alt)", "a.b")
    assert is_placeholder(ValueKind.TEXT, "KEIN EINTRAG (ALT)", extra)
    assert not is_placeholder(ValueKind.TEXT, "axb", extra)
    assert in_database(ValueKind.TEXT, ["kein eintrag (alt) ", "axb"], extra) == [True, False]


def test_a_kind_adds_to_the_generic_words() -> None:
    assert is_placeholder(ValueKind.COMPANY, "n/a")
    assert "not provided" in placeholder_pattern(ValueKind.URL)

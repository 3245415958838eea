"""Which records of duplicate groups a rule finds, and which it leaves to other rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.repeats import BY_A_THIRD, Wanted, repeats

Search = Callable[..., Duplicates]
BANDS = ("auto", "review")
CONTACTS = Wanted("contact", "contact", BANDS)


@pytest.fixture
def linked(search: Search) -> Search:
    """A search whose groups' records are linked in a row; the reason names the other record."""

    def make(ids: Sequence[str], groups: Sequence[str], **more: object) -> Duplicates:
        found = search(ids, groups=groups, **more)
        table = found.groups
        before = table.groupby("group")["record"].shift(1)
        after = table.groupby("group")["record"].shift(-1)
        others = before.fillna(after).astype("int64")
        reasons = [f"same name (with {name})" for name in found.records.ids(others.to_numpy())]
        return replace(found, groups=table.assign(other=others, reason=reasons))

    return make


def rows(found: Duplicates, wanted: Wanted = CONTACTS) -> list[tuple[str, str, str]]:
    table = repeats(found, wanted)
    ids = found.records.ids(table["place"].to_numpy())
    return list(zip(ids, table["named"], table["reason"], strict=True))


def test_all_but_the_first_of_a_group_are_found(linked: Search) -> None:
    assert rows(linked("abcde", ["abc"])) == [("b", "a", "same name"), ("c", "b", "same name")]


def test_no_group_no_finding(linked: Search) -> None:
    assert rows(linked("abc", [])) == []


def test_only_groups_of_the_bands_that_are_asked_for(linked: Search) -> None:
    found = linked("abcd", ["ab", "cd"])
    found.groups["band"] = ["auto", "auto", "job-change", "job-change"]
    assert [row[0] for row in rows(found)] == ["b"]
    assert [row[0] for row in rows(found, replace(CONTACTS, bands=["job-change"]))] == ["d"]


def test_what_has_the_same_value_is_left_to_another_rule(linked: Search) -> None:
    values = {"email": ["x@a.com", " X@A.com", "y@a.com", None, None]}
    found = linked("abcde", ["abcde"], values=values)
    assert [row[0] for row in rows(found, replace(CONTACTS, beyond=["email"]))] == ["c", "d", "e"]


def test_a_field_that_no_record_has_leaves_nothing_out(linked: Search) -> None:
    assert len(rows(linked("ab", ["ab"]), replace(CONTACTS, beyond=["email"]))) == 1


def test_the_same_value_in_another_group_leaves_nothing_out(linked: Search) -> None:
    found = linked("abcd", ["ab", "cd"], values={"email": ["x@a.com", "y@a.com", "x@a.com", "z@a.com"]})
    assert [row[0] for row in rows(found, replace(CONTACTS, beyond=["email"]))] == ["b", "d"]


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        ("website", "https://www.acme.com/en", "ACME.com", True),
        ("website", "acme.com", "acme.co.uk", False),
        ("name", "Initech, Inc.", "INITECH INC", True),
        ("email", "j.doe@acme.com", "jdoe@acme.com", False),
    ],
)
def test_values_are_compared_as_the_rules_on_them_do(
    field: str, one: str, other: str, same: bool, linked: Search
) -> None:
    objects = dict.fromkeys("ab", "account")
    found = linked("ab", ["ab"], values={field: [one, other]}, objects=objects)
    assert (rows(found, Wanted("account", "account", BANDS, [field])) == []) is same


def test_a_lead_that_is_a_contact_is_named_with_the_contact(linked: Search) -> None:
    found = linked("abl", ["abl"], objects={"l": "lead"})
    assert rows(found, Wanted("lead", "contact", BANDS)) == [("l", "b", "same name")]
    assert rows(found, Wanted("lead", "lead", BANDS)) == []


def test_leads_that_are_alike_are_no_contacts(linked: Search) -> None:
    found = linked("alm", ["lm"], objects={"l": "lead", "m": "lead"})
    assert rows(found, Wanted("lead", "contact", BANDS)) == []


def test_a_lead_whose_link_is_to_another_lead_is_named_with_the_first_contact(linked: Search) -> None:
    found = linked("alm", ["alm"], objects={"l": "lead", "m": "lead"})
    assert rows(found, Wanted("lead", "contact", BANDS)) == [("l", "a", "same name"), ("m", "a", BY_A_THIRD)]


def test_a_lead_with_the_address_of_the_contact_is_left_to_the_rule_on_addresses(linked: Search) -> None:
    values = {"email": ["x@a.com", "x@a.com", "y@a.com"]}
    found = linked("alm", ["alm"], objects={"l": "lead", "m": "lead"}, values=values)
    assert [row[0] for row in rows(found, Wanted("lead", "contact", BANDS, ["email"]))] == ["m"]

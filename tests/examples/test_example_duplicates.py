"""The clusters of duplicates.csv: records that are alike, and differ in the way their kind says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

NICKNAMES = {
    "Bob",
    "Bill",
    "Jim",
    "Mike",
    "Tom",
    "Rick",
    "Ted",
    "Dan",
    "Matt",
    "Tony",
    "Joe",
    "Chris",
    "Drew",
}
NICKNAMES |= {
    "Ben",
    "Sam",
    "Nick",
    "Jon",
    "Greg",
    "Tim",
    "Liz",
    "Kate",
    "Peggy",
    "Jen",
    "Sue",
    "Debbie",
    "Pat",
}
NICKNAMES |= {"Vicky", "Becky", "Pam", "Abby"}


def nickname(one: pd.Series, other: pd.Series) -> bool:
    return (
        one["FirstName"] not in NICKNAMES and other["FirstName"] in NICKNAMES and same(one, other, "LastName")
    )


def typo(one: pd.Series, other: pd.Series) -> bool:
    unlike = not same(one, other, "LastName")
    return unlike and sorted(one["LastName"]) == sorted(other["LastName"]) and same(one, other, "Phone")


def swapped(one: pd.Series, other: pd.Series) -> bool:
    return bool(one["FirstName"] == other["LastName"] and one["LastName"] == other["FirstName"])


def married(one: pd.Series, other: pd.Series) -> bool:
    return same(one, other, "FirstName") and same(one, other, "Phone") and not same(one, other, "LastName")


def same(one: pd.Series, other: pd.Series, field: str) -> bool:
    return bool(one[field] == other[field] != "")


@pytest.mark.parametrize("alike", [nickname, typo, swapped, married])
def test_pairs_differ_as_their_kind_says(
    alike: Callable[[pd.Series, pd.Series], bool],
    exports: dict[str, pd.DataFrame],
    clusters: pd.DataFrame,
    expected: dict[str, Any],
) -> None:
    contacts = exports["contacts.csv"].set_index("Id")
    kind = alike.__name__
    ours = clusters[clusters["kind"].str.split("+").map(lambda kinds: kind in kinds)]
    pairs = [group[group.isin(contacts.index)].tolist() for _, group in ours.groupby("cluster")["id"]]
    assert all(alike(contacts.loc[one], contacts.loc[other]) for one, other in pairs)
    assert all(same(contacts.loc[one], contacts.loc[other], "AccountId") for one, other in pairs)
    entry = next(entry for entry in expected["faults"] if entry["fault"] == f"duplicate-{kind}")
    assert len(pairs) == entry["count"]


def test_people_in_two_systems_share_their_names(
    exports: dict[str, pd.DataFrame], clusters: pd.DataFrame
) -> None:
    hubspot = exports["hubspot-crm-exports-all-contacts.csv"].set_index("Record ID")
    contacts = exports["contacts.csv"].set_index("Id")
    pairs = clusters[clusters["kind"] == "in-two-systems"].groupby("cluster")["id"].apply(sorted)
    assert len(pairs) > 500
    names = [(hubspot.loc[ids[1], "Last Name"], contacts.loc[ids[0], "LastName"]) for ids in pairs]
    alike = [one.casefold() == other.casefold() for one, other in names if one and other]
    assert len(alike) > 300
    assert sum(alike) / len(alike) > 0.9


def test_every_fault_is_counted_again(examples: Any, expected: dict[str, Any]) -> None:
    """No entry of expected.yaml goes unread: each name stands in one of the tests beside this one."""
    texts = [
        path.read_text("utf-8") for path in sorted(examples.parent.glob("tests/examples/test_example_*.py"))
    ]
    told = {entry["fault"] for entry in expected["faults"]}
    unread = {
        name
        for name in told
        if not any(f'"{name}"' in text or f"def {name.replace('-', '_')}(" in text for text in texts)
    }
    assert unread <= {"duplicate-nickname", "duplicate-typo", "duplicate-swapped", "duplicate-married"}

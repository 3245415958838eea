"""The user's word over the guess, and the messages where it can't be followed."""

from __future__ import annotations

import pandas as pd
import pytest

from mopsctl.errors import UsageError
from mopsctl.schema.detect import detect, override
from mopsctl.schema.model import Detection

HEADERS = ["Id", "Name", "Work Mail", "E-Mail", "Company"]


@pytest.fixture
def guessed() -> Detection:
    return detect(HEADERS, "people.csv", None, pd.DataFrame())


def test_nothing_said_changes_nothing(guessed: Detection) -> None:
    assert override(guessed, HEADERS, None, None, {}) == guessed


def test_object_set_by_hand_brings_its_own_mapping(guessed: Detection) -> None:
    assert guessed.object == "contact"
    account = override(guessed, HEADERS, "account", None, {})
    assert (account.object, account.object_confidence) == ("account", 1.0)
    assert account.mapping["name"] == HEADERS.index("Name")
    assert account.evidence[0].text == "the object is set by hand"


def test_table_of_no_object_can_be_given_one() -> None:
    headers = ["Nummer", "Bezeichnung", "Email"]
    nothing = detect(headers, "x.csv", None, pd.DataFrame())
    assert nothing.object is None
    assert override(nothing, headers, "contact", None, {"full_name": "Bezeichnung"}).mapping == {
        "full_name": 1,
        "email": 2,
    }


def test_origin_set_by_hand(guessed: Detection) -> None:
    found = override(guessed, HEADERS, None, "zoho", {})
    assert (found.origin, found.origin_confidence) == ("zoho", 1.0)


def test_mapped_column_leaves_the_field_it_had(guessed: Detection) -> None:
    found = override(guessed, HEADERS, None, None, {"email": "Work Mail", "last_name": "Name"})
    assert found.mapping["email"] == HEADERS.index("Work Mail")
    assert found.mapping["last_name"] == HEADERS.index("Name")
    assert "full_name" not in found.mapping


def test_header_may_be_written_in_another_case(guessed: Detection) -> None:
    assert override(guessed, HEADERS, None, None, {"email": "work mail"}).mapping["email"] == 2


@pytest.mark.parametrize(
    ("object_name", "origin", "mapping", "message"),
    [
        ("acount", None, {}, "unknown object 'acount', did you mean 'account'?"),
        (None, "salesfroce", {}, "unknown origin 'salesfroce', did you mean 'salesforce'?"),
        (None, "generic", {}, "unknown origin 'generic'"),
        (None, None, {"emial": "E-Mail"}, "unknown contact field 'emial', did you mean 'email'?"),
        (None, None, {"email": "Wrk Mail"}, "no column is headed 'Wrk Mail', did you mean 'Work Mail'?"),
    ],
)
def test_mistake_is_named_with_the_nearest_right_word(
    guessed: Detection, object_name: str | None, origin: str | None, mapping: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        override(guessed, HEADERS, object_name, origin, mapping)
    assert str(caught.value).startswith(message)


def test_column_of_a_table_without_object_cannot_be_mapped() -> None:
    nothing = detect(["A", "B"], "x.csv", None, pd.DataFrame())
    with pytest.raises(UsageError, match="--object"):
        override(nothing, ["A", "B"], None, None, {"email": "A"})

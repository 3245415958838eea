"""Short forms of given names, in several languages."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
import yaml

from mopsctl.normalize.nicknames import canonical_given, is_nickname_pair, known_given_names
from mopsctl.normalize.person_names import name_keys
from mopsctl.normalize.wordlists import ordered_words

PAIRS = yaml.safe_load((Path(__file__).parent / "cases" / "name_pairs.yaml").read_text(encoding="utf-8"))


def is_pair(left: str | None, right: str | None) -> bool:
    return bool(is_nickname_pair(pa.array([left], pa.string()), pa.array([right], pa.string()))[0])


def canonical(*names: str | None) -> list[str | None]:
    return canonical_given(pd.Series(names, dtype="string[pyarrow]")).tolist()


@pytest.mark.parametrize("pair", PAIRS["nicknames"])
def test_names_of_one_person(pair: str) -> None:
    left, right = pair.split()
    assert is_pair(left, right)
    assert is_pair(right, left)


@pytest.mark.parametrize("pair", PAIRS["no_nicknames"])
def test_names_of_two_people(pair: str) -> None:
    left, right = pair.split()
    assert not is_pair(left, right)
    assert not is_pair(right, left)


def test_missing_names_are_nobodys() -> None:
    assert not is_pair(None, "robert")
    assert not is_pair("bob", None)
    assert not is_pair(None, None)


@pytest.mark.parametrize(
    "names",
    ["robert rob bob bobby", "william bill willy", "elizabeth elisabeth liz beth betty", "katherine kate kathy",
     "john jack johnny jon", "aleksandr alexander alex", "francisco paco", "giuseppe beppe", "piotr piotrek"],
)  # fmt: skip
def test_short_forms_come_to_one_formal_name(names: str) -> None:
    assert len(set(canonical(*names.split()))) == 1


def test_formal_names_stay_apart() -> None:
    names = [
        "christopher",
        "christine",
        "alexander",
        "alejandro",
        "john",
        "juan",
        "jean",
        "patrick",
        "patricia",
    ]
    assert canonical(*names) == names


def test_names_that_are_not_listed_stay_as_they_are() -> None:
    assert canonical("xerxes", None, "") == ["xerxes", pd.NA, ""]


def test_the_formal_name_of_a_formal_name_is_itself() -> None:
    formal = canonical_given(pd.Series(known_given_names().to_pylist(), dtype="string[pyarrow]"))
    assert canonical_given(formal).tolist() == formal.tolist()


def test_every_listed_name_is_written_as_names_are_compared() -> None:
    names = known_given_names().to_pylist()
    keys = name_keys(pd.Series(names, index=names, dtype="string[pyarrow]"), "given")["given"]
    assert keys[keys != keys.index].to_dict() == {}


@pytest.mark.parametrize(
    "name", ["robert", "bob", "maria", "mario", "giorgio", "ravi", "ahmed", "björn", "anja", "sergio"]
)
def test_usual_names_are_known(name: str) -> None:
    key = name_keys(pd.Series([name], dtype="string[pyarrow]"), "given")["given"].iloc[0]
    assert key in known_given_names().to_pylist()


def test_surnames_are_no_known_given_names() -> None:
    assert {"smith", "garcia", "muller", "ivanov", "nguyen"}.isdisjoint(known_given_names().to_pylist())


def test_many_names_are_listed_in_many_languages() -> None:
    assert len(known_given_names()) > 5000
    assert len(known_given_names().unique()) == len(known_given_names())
    assert sum("#" not in line for line in ordered_words("nicknames")) > 1500

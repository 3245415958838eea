"""Every comparison: which of two records comes first does not count, and an empty value says nothing."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from mopsctl.matching.blocking import Pairs, within
from mopsctl.matching.comparison import Outcome
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.facet import Facet
from mopsctl.matching.finding import Searched

from .headers import HEADERS
from .made_search import KINDS, search_file, searched, write

VALUES = {
    "first_name": "Robert|Bob|Rob|R.|Robret|Roberto|María|Maria|Mario|Lin|Smith|Robert James|Robert J.|Wei|Wladimir",
    "last_name": "Smith|Smyth|Smith-Jones|Jones|Lin|Robert|S.|de la Cruz|Cruz|Smith Jr|Smith III|Wojciechowski|"
    "Wojcihcowsky",
    "email": "r.smith@acme.com|robert.smith@acme.com|rsmith@gmail.com|r.smith@gmail.com|bob@acme.com|"
    "lin@globex.com|rsmiht@acme.com|info@acme.com|robert.smith@globex.com|r.jones@gmail.com",
    "phone": "+1 415 701 2311|(415) 701-2311|+1 415 701 2312|+1 212 701 2412|+49 30 901820|+1 415 701 2311 x12",
    "mobile_phone": "+1 917 701 2311|+1 917 702 9988|+49 171 1234567|+49 151 7654321|+1 415 701 2311",
    "company": "Acme|ACME Inc.|Acme Health|Globex|Globex Corp|Acme Healthcare Systems|Akme|University of Texas",
    "website": "acme.com|www.globex.com|acme.co.uk|acmehealth.com",
    "linkedin_url": "linkedin.com/in/robert-smith|linkedin.com/in/rsmith1|https://www.linkedin.com/in/robert-smith/",
    "street": "12 Main St|12 Main Street|12 Main St Apt 4|14 Main St|12 Maine Street|P.O. Box 12|Main Street 12",
    "city": "Boston|Bosten|San Francisco|SF|New York",
    "postal_code": "02110|02111|94110|94110-1234",
    "birthdate": "1980-02-03|1980-03-02|1981-02-03|1980-02-04|1975-12-31|1980",
    "title": "CEO|Chief Executive Officer|Chief Exekutive Officer|Engineer",
}
"""Spellings of a few people and companies that are near one another in every way that is compared."""


def near_rows() -> list[dict[str, str]]:
    """Records of any combination of `VALUES`, a fifth of the cells empty."""
    random = Random(11)
    return [
        {"id": f"N{number}"}
        | {name: "" if random.random() < 0.2 else random.choice(v.split("|")) for name, v in VALUES.items()}
        for number in range(320)
    ]


@cache
def near_people() -> Searched:
    """The search of records that are all near one another."""
    with TemporaryDirectory() as folder:
        return search_file(write(Path(folder) / "contacts.csv", HEADERS["contact"], near_rows()))


def facets(made: Searched) -> dict[str, Facet]:
    return {facet.name: facet for facet in made.design.facets}


def compared(facet: Facet, pairs: Pairs) -> Outcome:
    return COMPARISONS[facet.kind].compare(facet, pairs.left, pairs.right)


def every_pair(records: int) -> Pairs:
    return within(np.arange(records, dtype=np.int32), np.array([0]), np.array([records]))


def neighbours(facet: Facet) -> Pairs:
    """Records beside one another by their value, and any two."""
    order = np.argsort(np.max([column.codes for column in facet.columns], axis=0)).astype(np.int32)
    any_two = np.random.default_rng(3).integers(0, len(order), (2, 3_000)).astype(np.int32)
    return Pairs(np.r_[order[:-1], any_two[0]], np.r_[order[1:], any_two[1]])


def check_symmetric(facet: Facet, pairs: Pairs) -> None:
    one, other = compared(facet, pairs), compared(facet, Pairs(pairs.right, pairs.left))
    np.testing.assert_array_equal(one.level, other.level, facet.name)
    np.testing.assert_allclose(one.chance, other.chance, rtol=1e-6, err_msg=facet.name)


def check_sensible(facet: Facet, pairs: Pairs) -> None:
    found = compared(facet, pairs)
    levels = COMPARISONS[facet.kind].levels
    assert found.level.min(initial=0) >= -1
    assert found.level.max(initial=0) < len(levels)
    assert (found.chance > 0).all()
    agrees = np.array([*(level.agrees for level in levels), False])[found.level]
    assert (found.chance[~agrees] == 1).all()
    has = [
        np.any([column.codes[side] >= 0 for column in facet.columns], axis=0)
        for side in (pairs.left, pairs.right)
    ]
    assert (found.level[~(has[0] & has[1])] == -1).all() or facet.kind in ("given", "family", "middle")


def test_which_record_comes_first_does_not_count() -> None:
    made = near_people()
    assert len(made.design.facets) >= 12
    for facet in made.design.facets:
        check_symmetric(facet, every_pair(len(made.population)))


@pytest.mark.parametrize("kind", KINDS)
def test_which_record_comes_first_does_not_count_in_tables_of_any_kind(kind: str) -> None:
    for facet in searched(kind).design.facets:
        check_symmetric(facet, neighbours(facet))


def test_empty_values_say_nothing_and_what_differs_is_no_chance() -> None:
    made = near_people()
    for facet in made.design.facets:
        check_sensible(facet, every_pair(len(made.population)))


LEVELS = [
    ("given_name", {"first_name": "Robert"}, {"first_name": "Bob"}, "nickname"),
    ("given_name", {"first_name": "ROBERT"}, {"first_name": "robert"}, "same"),
    ("given_name", {"first_name": "María"}, {"first_name": "Maria"}, "same"),
    ("given_name", {"first_name": "Robert"}, {"first_name": "R."}, "initial"),
    ("given_name", {"first_name": "Robert"}, {"first_name": "Robret"}, "alike"),
    ("given_name", {"first_name": "Maria"}, {"first_name": "Mario"}, "differs"),
    ("family_name", {"last_name": "Smith"}, {"last_name": "Smith-Jones"}, "part"),
    ("family_name", {"last_name": "Smith"}, {"last_name": "Smyth"}, "alike"),
    ("family_name", {"first_name": "Wei", "last_name": "Lin"}, {"first_name": "Lin", "last_name": "Wei"}, "swapped"),
    ("generation", {"last_name": "Smith Jr"}, {"last_name": "Smith III"}, "differs"),
    ("email", {"email": "R.Smith+news@gmail.com"}, {"email": "rsmith@googlemail.com"}, "same"),
    ("email", {"email": "bob@acme.com"}, {"email": "lin@globex.com"}, "differs"),
    ("phone", {"phone": "+1 415 701 2311"}, {"mobile_phone": "(415) 701-2311"}, "same"),
    ("phone", {"phone": "+1 415 701 2311"}, {"phone": "+1 415 701 2312"}, "alike"),
    ("domain", {"website": "https://www.acme.com/about"}, {"website": "acme.com"}, "same"),
    ("company", {"company": "The Acme Corporation"}, {"company": "ACME Corp."}, "same"),
    ("street", {"street": "12 Main St"}, {"street": "12 Main Street"}, "same"),
    ("birthdate", {"birthdate": "1980-02-03"}, {"birthdate": "1980-02-04"}, "a slip apart"),
    ("birthdate", {"birthdate": "1980-02-03"}, {"birthdate": ""}, "missing"),
]  # fmt: skip
"""Two records, and how they compare by a facet."""


@cache
def stated_pairs() -> Searched:
    """Records of `LEVELS`, two a case, in front of a background of near people."""
    rows = [
        {"id": f"S{place}"} | record for place, record in enumerate(r for case in LEVELS for r in case[1:3])
    ]
    with TemporaryDirectory() as folder:
        return search_file(write(Path(folder) / "contacts.csv", HEADERS["contact"], [*rows, *near_rows()]))


@pytest.mark.parametrize("number", range(len(LEVELS)), ids=lambda at: f"{LEVELS[at][0]} {LEVELS[at][3]} {at}")
def test_a_pair_compares_as_a_reader_would_say(number: int) -> None:
    name, *_, expected = LEVELS[number]
    facet = facets(stated_pairs())[name]
    level = int(compared(facet, Pairs(np.array([2 * number]), np.array([2 * number + 1]))).level[0])
    assert [*(one.name for one in COMPARISONS[facet.kind].levels), "missing"][level] == expected

"""Spellings of one value: never a value for itself, never in a circle, never two values for one."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.normalize.countries import country_code
from mopsctl.normalize.variants import Caution, likeness, slip, spelling_key, variants

LOOSE = Caution(rare=1)
values = st.dictionaries(
    st.text(st.sampled_from("abcdWebinrsTo dS-&."), min_size=1, max_size=12),
    st.integers(1, 1000),
    max_size=12,
)
APART = [
    "Austria", "Australia", "Slovakia", "Slovenia", "Iran", "Iraq", "Niger", "Nigeria", "Mali", "Malta",
    "Latvia", "Lithuania", "Guinea", "Guyana", "Gambia", "Zambia", "Dominica", "Paraguay", "Uruguay", "Monaco",
    "Morocco", "Mauritania", "Mauritius", "Sweden", "Switzerland", "Chad", "Chile", "China", "Cuba", "Cyprus",
    "Contact", "Contract", "Content", "Context", "Consent", "Contest", "Trial", "Trail", "Shipping", "Shopping",
    "Employer", "Employee", "Trainer", "Trainee", "Licensor", "Licensee", "Consulting", "Consultant", "Finance",
    "Financial", "Complete", "Completed", "Qualified", "Unqualified", "Active", "Inactive", "Internal",
    "External", "Inbound", "Outbound", "North", "South", "East", "West", "Male", "Female", "Hot", "Not", "Warm",
    "Cold", "Public", "Private", "Hotel", "Hostel", "Packing", "Parking", "Printing", "Painting", "Hearing",
    "Heating", "Marketing", "Markets", "Insurance", "Assurance", "Monday", "Sunday", "Retail", "Retainer",
    "Hospital", "Hospitality", "Chemicals", "Clinical", "Engineer", "Engineered", "Direct", "Director",
    "Premium", "Premier", "Silver", "Platinum", "Bronze",
]  # fmt: skip


@given(values)
def test_no_value_stands_for_itself_or_for_another_variant(records: dict[str, int]) -> None:
    found = variants(records, LOOSE)
    for value, variant in found.items():
        assert variant.meant in records
        assert variant.meant not in found
        assert variant.meant != value
        assert 0 < variant.sureness < 1


@given(values)
def test_the_order_of_the_values_does_not_matter(records: dict[str, int]) -> None:
    assert variants(records, LOOSE) == variants(dict(reversed(records.items())), LOOSE)


def test_words_that_look_alike_are_two_values() -> None:
    found = [(a, b) for a, b in combinations(APART, 2) if slip(spelling_key(a), spelling_key(b))]
    assert found == []


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("Webinr", "Webinar"),
        ("Wbeinar", "Webinar"),
        ("Advertisment", "Advertisement"),
        ("Refferal Partner", "Referral Partner"),
        ("Manufactring", "Manufacturing"),
        ("United Sates", "United States"),
        ("Telecomunications", "Telecommunications"),
        ("Webinars", "Webinar"),
    ],
)
def test_slips_of_the_keyboard_are_found_where_they_are_rare(mistyped: str, meant: str) -> None:
    assert variants({meant: 100, mistyped: 2}, Caution())[mistyped].meant == meant
    assert mistyped not in variants({meant: 100, mistyped: 40}, Caution())


def test_no_country_is_a_spelling_of_another() -> None:
    names = [
        "Austria",
        "Australia",
        "Niger",
        "Nigeria",
        "Guinea",
        "Equatorial Guinea",
        "Congo",
        "Ireland",
        "Iceland",
    ]
    assert variants(dict.fromkeys(names, 1) | {"Austria": 50}, Caution(rare=1, countries=True)) == {}
    assert all(country_code(name) for name in names)


def test_a_slip_of_a_slip_stands_for_what_was_meant() -> None:
    found = variants({"Manufacturing": 1000, "Manufactring": 30, "Manfactring": 1}, Caution())
    assert {variant.meant for variant in found.values()} == {"Manufacturing"}
    assert likeness("Manfactring", "Manufacturing") > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("バス", "ハス"), ("कल", "कुल"), ("мой", "мои"), ("حَر", "حُر"), ("华东区销售部", "华北区销售部")],
)
def test_marks_make_other_words_in_scripts_beyond_latin(one: str, other: str) -> None:
    assert variants({one: 100, other: 1}, Caution()) == {}


@pytest.mark.parametrize(
    ("one", "other"), [("ＷＥＢ", "Web"), ("Έκθεση", "ΕΚΘΕΣΗ"), ("Nguyễn", "nguyen"), ("вебинар", "Вебинар")]
)
def test_forms_of_the_same_letters_are_one_value(one: str, other: str) -> None:
    assert variants({one: 100, other: 1}, Caution())[other].meant == one

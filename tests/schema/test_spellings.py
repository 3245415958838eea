"""The tables of spellings are complete, sourced and mean one thing each."""

from __future__ import annotations

from collections import defaultdict

import pytest

from mopsctl.schema.headers import header_key
from mopsctl.schema.objects import objects
from mopsctl.schema.signs import object_of_prefix, object_signs, vendor_signs
from mopsctl.schema.spellings import GENERIC, lexicon
from mopsctl.schema.tables import load_table, vendor_names


@pytest.mark.parametrize("vendor", vendor_names())
def test_table_names_its_sources(vendor: str) -> None:
    sources = load_table(f"spellings_{vendor}.yaml")["sources"]
    assert sources
    assert all(one["title"] and one["url"].startswith("https://") for one in sources)


@pytest.mark.parametrize("vendor", vendor_names())
def test_table_speaks_of_known_objects_and_fields(vendor: str) -> None:
    table = load_table(f"spellings_{vendor}.yaml")["objects"]
    assert set(table) <= set(objects())
    for object_name, fields in table.items():
        spelt = {field for field, texts in fields.items() if texts}
        assert spelt - set(objects()[object_name].fields) <= {"also"}, object_name


def test_one_spelling_of_a_vendor_means_one_field_of_an_object() -> None:
    meanings: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for found in lexicon().by_key.values():
        for one in found:
            if one.field:
                meanings[one.vendor, one.object, one.text].add(one.field)
    # A Dynamics customer is a name in an export and an id in the API; its values tell.
    ambiguous = {key for key, fields in meanings.items() if len(fields) > 1}
    assert {text for _, _, text in ambiguous} == {"parentcustomerid", "_parentcustomerid_value"}


def test_signs_speak_of_known_objects_fields_and_vendors() -> None:
    assert set(object_signs()) == set(objects())
    assert set(vendor_signs()) == set(vendor_names()) - {GENERIC}
    for name, signs in object_signs().items():
        assert set().union(*signs.needs) <= set(objects()[name].fields), name


def test_a_salesforce_prefix_is_of_one_object() -> None:
    prefixes = [prefix for signs in object_signs().values() for prefix in signs.prefixes]
    assert len(prefixes) == len(set(prefixes))
    assert object_of_prefix("00v") == "campaign_member"
    assert object_of_prefix("00V") is None


def test_generic_spellings_of_six_languages_are_found() -> None:
    for header in ("Vorname", "Prénom", "Apellidos", "Cognome", "Achternaam", "Sobrenome"):
        assert header_key(header) in lexicon().by_key, header

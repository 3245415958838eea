"""The canonical objects hold together."""

from __future__ import annotations

import pytest

from mopsctl.errors import UsageError
from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import canonical_field, canonical_object, objects


def test_references_point_to_objects_that_exist() -> None:
    pointed = {
        (field.name, to)
        for one in objects().values()
        for field in one.fields.values()
        for to in field.references
    }
    assert pointed
    assert {to for _, to in pointed} <= set(objects())


def test_every_object_has_its_id_first() -> None:
    firsts = {name: next(iter(one.fields.values())) for name, one in objects().items()}
    assert {(field.name, field.kind) for field in firsts.values()} == {("id", ValueKind.ID)}


def test_references_and_only_they_name_what_they_point_to() -> None:
    fields = [field for one in objects().values() for field in one.fields.values()]
    assert all((field.kind is ValueKind.REFERENCE) == bool(field.references) for field in fields)


@pytest.mark.parametrize(
    "field", ["first_name", "last_name", "full_name", "email", "phone", "mobile_phone", "street", "birthdate"]
)
def test_what_identifies_a_person_is_marked_personal(field: str) -> None:
    assert canonical_field("contact", field).personal
    assert canonical_field("lead", field).personal


def test_what_says_nothing_of_a_person_is_not() -> None:
    assert not canonical_field("contact", "lead_source").personal
    assert not canonical_field("account", "industry").personal


def test_unknown_names_are_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean 'opportunity'"):
        canonical_object("oportunity")
    with pytest.raises(UsageError, match="did you mean 'postal_code'"):
        canonical_field("contact", "postcode")

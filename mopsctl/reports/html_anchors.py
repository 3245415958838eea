"""The addresses of the page's parts: one for each rule, each of its objects, each field and each object."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mopsctl.results import AuditResult
from mopsctl.schema.headers import header_key


@dataclass(frozen=True, slots=True)
class Anchors:
    """The ``id`` of each part, to be linked with a ``#`` before it.

    ``rules`` by rule and object, ``fields`` by object and field (or header, as headers are compared), ``objects`` by
    name, with those of their dimensions below (``object/contact/validity``).
    """

    rules: dict[tuple[str, str], str]
    fields: dict[tuple[str, str], str]
    objects: dict[str, str]

    def of_field(self, object_name: str, field: str) -> str | None:
        """The field's page; None where no table has such a column."""
        exact = self.fields.get((object_name, field))
        return exact or self.fields.get((object_name, header_key(field)))

    def of_cell(self, object_name: str, dimension: str) -> str:
        """Where the rules of an object in a dimension stand."""
        return f"{self.objects[object_name]}/{dimension}"


def rule_page(rule_id: str) -> str:
    """The address of a rule's page, which has a section for each object."""
    return f"rule/{rule_id}"


def anchors_of(result: AuditResult) -> Anchors:
    """Addresses made of names, and of a number where names are the same but for signs."""
    judged = [rule.object for rule in result.rules]
    names = dict.fromkeys([*(part.object for part in result.scorecard.objects), *judged])
    rules = {(rule.id, rule.object): f"{rule_page(rule.id)}/{_slug(rule.object)}" for rule in result.rules}
    objects = {name: f"object/{_slug(name)}" for name in names}
    return Anchors(rules, _field_anchors(result), objects)


def _field_anchors(result: AuditResult) -> dict[tuple[str, str], str]:
    taken: dict[str, tuple[str, str]] = {}
    anchors: dict[tuple[str, str], str] = {}
    for field in result.fields:
        key = (field.object, field.field)
        if key not in anchors:
            anchors[key] = _free(f"field/{_slug(field.object)}/{_slug(field.field)}", key, taken)
        for name in (header_key(field.header), header_key(field.field)):
            anchors.setdefault((field.object, name), anchors[key])
    return anchors


def _free(wanted: str, key: tuple[str, str], taken: dict[str, tuple[str, str]]) -> str:
    """The address, or with a number behind it where another field has it."""
    address, number = wanted, 1
    while taken.setdefault(address, key) != key:
        number += 1
        address = f"{wanted}-{number}"
    return address


def _slug(name: str) -> str:
    """The name with what an address cannot hold as hyphens."""
    return re.sub(r"[^\w.-]+", "-", name).strip("-") or "unnamed"

"""How people are compared: contacts, leads, and whatever has the fields of a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.aspects import date_facet, label_facet, without_blanks
from mopsctl.matching.blocking import Key
from mopsctl.matching.coded import Coded
from mopsctl.matching.design import Design
from mopsctl.matching.extras import extra_facets
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.person_names import Names, read_names, sound_splitter
from mopsctl.matching.places import company_facet, place_facets
from mopsctl.matching.reach import domain_facet, mailbox_facet, phone_facet, profile_facet

if TYPE_CHECKING:
    from mopsctl.matching.population import Population


def design_people(population: Population, default_region: str | None = None) -> Design:
    """The facets and keys of people."""
    read = read_names(population)
    names = read[0] if read else None
    who = names.signature if names else np.zeros(len(population), np.uint64)
    mailbox = mailbox_facet(population, who)
    if mailbox and names:
        owners = {"given": names.given, "main": names.main, "family": without_blanks(names.family)}
        mailbox = replace(mailbox[0], marks={**mailbox[0].marks, **owners}), mailbox[1]
    found: list[Facet | None] = [
        *(names.facets(read[1]) if names and read else ()),
        mailbox[0] if mailbox else None,
        phone_facet(population, who, default_region),
        company_facet(population, "company", Group.PLACE, who),
        domain_facet(population, mailbox[1] if mailbox else None, who),
        *place_facets(population, who),
        label_facet(population, "title", "label", Group.DETAIL),
        date_facet(population, "birthdate"),
        profile_facet(population, who),
        *extra_facets(population),
    ]
    facets = {facet.name: facet for facet in found if facet is not None}
    keys = [*_reach_keys(facets, names), *(_name_keys(facets, names) if names else ())]
    return Design(tuple(facets.values()), tuple(keys), sound_splitter(names) if names else None)


def _reach_keys(facets: dict[str, Facet], names: Names | None) -> list[Key]:
    keys = []
    if "email" in facets:
        keys.append(_key("same mailbox", facets["email"], [(column,) for column in facets["email"].columns]))
    if "phone" in facets:
        keys.append(
            _key("same telephone number", facets["phone"], [(column,) for column in facets["phone"].columns])
        )
    for facet in facets.values():
        if facet.group is Group.IDENTITY and facet.kind in ("code", "date", "profile"):
            keys.append(_key(f"same {facet.name}", facet, [(facet.column,)]))
    return keys


def _name_keys(facets: dict[str, Facet], names: Names) -> list[Key]:
    keys = [Key("same names", ("given_name", "family_name"), ((names.main, names.family),), unordered=True)]
    for name in ("company", "domain"):
        if name not in facets:
            continue
        columns = facets[name].columns
        for label, part in (("family name", names.family), ("given name", names.main)):
            keys.append(
                _key(f"same {label} and {name}", facets[name], [(part, column) for column in columns])
            )
        if name == "company":
            sounds = [(names.family_sound, column) for column in columns]
            keys.append(_key("family names that sound alike, same company", facets[name], sounds))
        both = [(*names.initials, column) for column in columns]
        keys.append(_key(f"same initials and {name}", facets[name], both))
    places: list[str] = [name for name in ("street", "postal_code") if name in facets]
    for name in places or ["city"]:
        if name in facets:
            column = facets[name].column
            keys.append(_key(f"same {name}, same family name", facets[name], [(names.family, column)]))
            keys.append(_key(f"same {name}, same given name", facets[name], [(names.main, column)]))
    keys.append(
        Key(
            "names that sound alike",
            ("given_name", "family_name"),
            ((names.given_sound, names.family_sound),),
        )
    )
    for label, column in (("family", names.family_sound), ("given", names.given_sound)):
        keys.append(Key(f"{label} names that sound alike", (f"{label}_name",), ((column,),), broad=True))
    for name in ("city", "postal_code", "birthdate"):
        if name in facets:
            keys.append(Key(f"same {name}", (name,), ((facets[name].column,),), broad=True))
    return keys


def _key(name: str, facet: Facet, alternatives: Sequence[tuple[Coded, ...]]) -> Key:
    return Key(name, facet.fields, tuple(alternatives))

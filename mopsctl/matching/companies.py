"""How accounts are compared: by name, domain, telephone number and address."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.aspects import name_hashes, renamed, series, shortened, without_blanks
from mopsctl.matching.blocking import Key
from mopsctl.matching.design import Design
from mopsctl.matching.extras import extra_facets
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.places import company_facet, place_facets
from mopsctl.matching.reach import domain_facet, phone_facet
from mopsctl.matching.words import word_keys
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    from mopsctl.matching.population import Population

NAME = "name"


def design_companies(population: Population, default_region: str | None = None) -> Design:
    """The facets and keys of companies."""
    name = company_facet(population, NAME, Group.NAME, None)
    who = name_hashes([name.column]) if name else np.zeros(len(population), np.uint64)
    found: list[Facet | None] = [
        name,
        *_cut_from_names(population),
        domain_facet(population, None, who),
        phone_facet(population, who, default_region),
        *place_facets(population, who),
        *extra_facets(population),
    ]
    facets = {facet.name: facet for facet in found if facet is not None}
    return Design(tuple(facets.values()), tuple(_keys(facets)), _splitter(name))


def _cut_from_names(population: Population) -> list[Facet]:
    """The place and division at the end of names: "Acme Germany" and "Acme France" are two accounts."""
    from mopsctl.normalize.company_names import company_parts

    column = population.column(NAME, ValueKind.COMPANY)
    if column is None or not len(column.texts):
        return []
    parts = company_parts(series(column))
    cut = {part: renamed(column, parts[part]) for part in ("place", "division")}
    return [
        Facet(f"{part} in name", "branch", Group.DETAIL, (NAME,), (found,))
        for part, found in cut.items()
        if len(found.texts)
    ]


def _keys(facets: dict[str, Facet]) -> list[Key]:
    keys = []
    for name in ("domain", "phone", "street"):
        if name in facets:
            facet = facets[name]
            keys.append(Key(f"same {name}", facet.fields, tuple((column,) for column in facet.columns)))
    if NAME in facets:
        column = facets[NAME].column
        other_names = [(mark,) for mark in facets[NAME].marks.values() if len(mark.texts)]
        keys.append(Key("same name, second name or initials", (NAME,), ((column,), *other_names)))
        keys += word_keys(facets[NAME])
        beginning = shortened(without_blanks(column), 5)
        keys.append(Key("names that begin alike", (NAME,), ((beginning,),)))
        keys += [
            Key(
                f"same {place}, names that begin alike",
                (NAME, place),
                ((shortened(beginning, 3), facets[place].column),),
            )
            for place in ("postal_code", "city")
            if place in facets
        ]
    return keys


def _splitter(name: Facet | None) -> np.ndarray | None:
    return None if name is None else shortened(without_blanks(name.column), 4).record_hashes

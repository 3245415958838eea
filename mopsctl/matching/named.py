"""Facets and keys of fields that only a match rule of the user's speaks of, such as a customer number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mopsctl.matching.blocking import Key
from mopsctl.matching.design import Design
from mopsctl.matching.extras import column_facet
from mopsctl.matching.hows import facet_for

if TYPE_CHECKING:
    from mopsctl.matching.population import Population
    from mopsctl.matching.scenario import Scenario

USUAL = frozenset(
    ["first_name", "last_name", "full_name", "name", "email", "email_2", "phone", "mobile_phone", "company",
     "domain", "website", "street", "city", "state", "postal_code", "country", "birthdate", "title"]
)  # fmt: skip
"""Fields for which designs decide by themselves whether and how they are compared."""


def with_named(design: Design, population: Population, scenarios: Sequence[Scenario]) -> Design:
    """The design with a facet, and a key, for each further column that the match rules name.

    A column without values, of prose, or with a number of its own for each record is none that can be compared.
    """
    wanted = dict.fromkeys(field for scenario in scenarios for field in _fields(scenario))
    missing = [field for field in wanted if field not in USUAL and facet_for(field, design.facets) is None]
    found = [facet for field in missing if (facet := column_facet(population, field)) is not None]
    keys = (Key(f"same {facet.name}", facet.fields, ((facet.column,),)) for facet in found)
    return replace(design, facets=(*design.facets, *found), keys=(*design.keys, *keys))


def _fields(scenario: Scenario) -> Iterable[str]:
    return (name.strip() for names in scenario.compare for name in names.split("|"))

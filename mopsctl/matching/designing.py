"""Which design fits a population."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mopsctl.matching.companies import design_companies
from mopsctl.matching.design import Design
from mopsctl.matching.people import design_people
from mopsctl.matching.things import design_things

if TYPE_CHECKING:
    from mopsctl.matching.population import Population

PEOPLE = frozenset(["contact", "lead", "user"])
COMPANIES = frozenset(["account"])
NAMES_OF_PEOPLE = ("first_name", "last_name", "full_name")


def design_for(population: Population, default_region: str | None = None) -> Design:
    """How the records of a population are compared: as people, as companies, or column by column."""
    objects = {table.object for table in population.tables}
    if objects <= PEOPLE and _has(population, NAMES_OF_PEOPLE):
        return design_people(population, default_region)
    if objects <= COMPANIES and _has(population, ("name",)):
        return design_companies(population, default_region)
    return design_things(population)


def _has(population: Population, fields: tuple[str, ...]) -> bool:
    """Whether a table that looks like an object has what its records are known by."""
    return any(table.position(field) is not None for table in population.tables for field in fields)

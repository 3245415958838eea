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


def design_for(population: Population, default_region: str | None = None) -> Design:
    """How the records of a population are compared: as people, as companies, or column by column."""
    objects = {table.object for table in population.tables}
    if objects <= PEOPLE:
        return design_people(population, default_region)
    if objects <= COMPANIES:
        return design_companies(population, default_region)
    return design_things(population)

"""The facets of where somebody or something is: company, street, postal code, city, state, country."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.aspects import label_facet, renamed, series, sharers
from mopsctl.matching.facet import Facet, Group
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    from mopsctl.matching.population import Population


def company_facet(population: Population, field: str, group: Group, names: np.ndarray | None) -> Facet | None:
    """Names of companies without legal form, place and division."""
    from mopsctl.normalize.company_names import company_parts

    column = population.column(field, ValueKind.COMPANY)
    if column is None or not len(column.texts):
        return None
    parts = company_parts(series(column))
    core = renamed(column, parts["core"])
    if not len(core.texts):
        return None
    return Facet(field, "text", group, (field,), (core,), {}, None if names is None else sharers([core], names))


def place_facets(population: Population, names: np.ndarray) -> list[Facet]:
    """Addresses, from the most telling part to the least."""
    found = [
        _street(population, names),
        label_facet(population, "postal_code", "code", Group.PLACE),
        label_facet(population, "city", "label", Group.PLACE),
        label_facet(population, "state", "category", Group.PLACE),
    ]
    return [facet for facet in found if facet is not None]


def _street(population: Population, names: np.ndarray) -> Facet | None:
    from mopsctl.normalize.streets import street_keys

    column = population.column("street", ValueKind.STREET)
    if column is None or not len(column.texts):
        return None
    keys = street_keys(series(column))
    whole = renamed(column, keys["key"])
    if not len(whole.texts):
        return None
    marks = {name: renamed(column, keys[name]) for name in ("number", "street")}
    return Facet("street", "street", Group.PLACE, ("street",), (whole,), marks, sharers([whole], names))



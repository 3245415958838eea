"""The facets of where somebody or something is: company, street, postal code, city, state, country."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.aspects import renamed, series, sharers, with_country
from mopsctl.matching.facet import Facet, Group
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    import pandas as pd

    from mopsctl.matching.population import Population


def company_facet(population: Population, field: str, group: Group, names: np.ndarray | None) -> Facet | None:
    """Names of companies without legal form, place and division; marked with their second names and initials."""
    from mopsctl.normalize.company_names import company_parts
    from mopsctl.normalize.company_relations import relations_of

    column = population.column(field, ValueKind.COMPANY)
    if column is None or not len(column.texts):
        return None
    parts = company_parts(series(column))
    core = renamed(column, _as_written_apart(parts))
    if not len(core.texts):
        return None
    initials = parts["acronym"].where(parts["acronym"].isin(parts["core"]))
    marks = {"alias": renamed(column, parts["alias"]), "initials": renamed(column, initials)}
    return Facet(
        field, "text", group, (field,), (core,), marks, None if names is None else sharers([core], names),
        relations=relations_of(core.texts),
    )  # fmt: skip


def _as_written_apart(parts: pd.DataFrame) -> pd.Series[str]:
    """The cores, "bluegannet" as "blue gannet" where somebody writes it so."""
    import pandas as pd

    spellings = parts[["core", "glued"]].drop_duplicates().dropna()
    blanks = spellings["core"].str.count(" ")
    usual = spellings.assign(blanks=blanks).sort_values(["blanks", "core"], ascending=[False, True])
    by_glued = usual.drop_duplicates("glued").set_index("glued")["core"]
    return pd.Series(parts["glued"].map(by_glued), dtype="string[pyarrow]")


def place_facets(population: Population, names: np.ndarray) -> list[Facet]:
    """Addresses, from the most telling part to the least."""
    found = [
        _street(population, names),
        *_areas(population),
    ]
    return [facet for facet in found if facet is not None]


def _areas(population: Population) -> list[Facet]:
    """Postal code, city and state, each in one spelling; the country says how the first and last are read."""
    from mopsctl.normalize.cities import city_keys
    from mopsctl.normalize.place_keys import postal_keys, state_keys

    country = population.column("country", ValueKind.COUNTRY)
    columns = population.columns(("postal_code",), ValueKind.POSTAL_CODE)
    columns |= population.columns(("city",), ValueKind.CITY) | population.columns(("state",), ValueKind.STATE)
    keyed = {}
    if "postal_code" in columns:
        keyed["postal_code"] = ("code", with_country(columns["postal_code"], country, postal_keys))
    if "city" in columns:
        keyed["city"] = ("label", renamed(columns["city"], city_keys(series(columns["city"]))))
    if "state" in columns:
        keyed["state"] = ("category", with_country(columns["state"], country, state_keys))
    return [
        Facet(name, kind, Group.PLACE, (name,), (key,))
        for name, (kind, key) in keyed.items()
        if len(key.texts)
    ]


def _street(population: Population, names: np.ndarray) -> Facet | None:
    facet = street_facet(population, "street")
    return None if facet is None else replace(facet, sharers=sharers(facet.columns, names))


def street_facet(population: Population, field: str) -> Facet | None:
    """Streets with their house numbers, in whatever spelling."""
    from mopsctl.normalize.streets import street_keys

    column = population.column(field, ValueKind.STREET)
    if column is None or not len(column.texts):
        return None
    keys = street_keys(series(column))
    whole = renamed(column, keys["key"])
    if not len(whole.texts):
        return None
    marks = {name: renamed(column, keys[name]) for name in ("number", "street")}
    return Facet(field, "street", Group.PLACE, (field,), (whole,), marks)

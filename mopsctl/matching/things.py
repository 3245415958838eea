"""How records of any other table are compared: every column by what it holds."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from mopsctl.matching.aspects import shortened, without_blanks
from mopsctl.matching.blocking import Key
from mopsctl.matching.design import Design
from mopsctl.matching.extras import column_facet
from mopsctl.matching.facet import Facet
from mopsctl.matching.words import word_keys

if TYPE_CHECKING:
    import numpy as np

    from mopsctl.matching.population import Population

MOST_FACETS = 14
TELLING = 6
"""Facets whose values are combined to keys, those with the most different values first."""


def design_things(population: Population) -> Design:
    """The facets and keys of a table that fits no object."""
    headers = dict.fromkeys(header for table in population.tables for header in table.headers)
    found = [column_facet(population, header) for header in headers]
    facets = sorted((f for f in found if f is not None), key=lambda facet: -len(facet.column.texts))[:MOST_FACETS]
    return Design(tuple(facets), tuple(_keys(facets)), _splitter(facets))


def _keys(facets: list[Facet]) -> list[Key]:
    keys = []
    for facet in facets[:TELLING]:
        keys.append(Key(f"same {facet.name}", facet.fields, ((facet.column,),)))
        if facet.kind == "text":
            keys += word_keys(facet)
            beginning = shortened(without_blanks(facet.column), 6)
            keys.append(Key(f"{facet.name} begins alike", facet.fields, ((beginning,),)))
    for one, other in combinations(facets[:TELLING], 2):
        keys.append(Key(f"same {one.name} and {other.name}", (*one.fields, *other.fields), ((one.column, other.column),)))
    return keys


def _splitter(facets: list[Facet]) -> np.ndarray | None:
    return shortened(without_blanks(facets[0].column), 4).record_hashes if facets else None

"""How records of any other table are compared: every column by what it holds."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from mopsctl.matching.aspects import sharers, shortened, without_blanks
from mopsctl.matching.blocking import Key
from mopsctl.matching.design import Design
from mopsctl.matching.extras import column_facet
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.words import word_keys

if TYPE_CHECKING:
    import numpy as np

    from mopsctl.matching.population import Population

FEW_NAMES = 0.2
"""Other names that are usually found with a value of what identifies a record."""
MOST_FACETS = 14
BEGINNING = 6
TELLING_BEGINNINGS = 0.1
"""Share of the names that have a beginning of their own, below which it tells nobody apart ("Series B - …")."""
_NAMES = re.compile(r"name|title", re.I)
TELLING = 6
"""Facets whose values are combined to keys, those with the most different values first."""


def design_things(population: Population) -> Design:
    """The facets and keys of a table that fits no object."""
    headers = dict.fromkeys(header for table in population.tables for header in table.headers)
    found = [column_facet(population, header) for header in headers]
    facets = sorted((f for f in found if f is not None), key=lambda facet: -len(facet.column.texts))[
        :MOST_FACETS
    ]
    facets = _with_sharers(facets)
    return Design(tuple(facets), tuple(_keys(facets)), _splitter(facets))


def _with_sharers(facets: list[Facet]) -> list[Facet]:
    """The facets, each but the one that names a record with how many names are found with its values."""
    main = main_facet(facets)
    if main is None:
        return facets
    beginnings = shortened(without_blanks(main.column), BEGINNING)
    if len(beginnings.texts) < TELLING_BEGINNINGS * len(main.column.texts):
        return facets
    who = beginnings.record_hashes
    second = next((facet for facet in facets if facet is not main and facet.kind == "text"), None)
    if second is not None:
        # A title that many give to their own work ("Editorial") names nothing.
        whose = shortened(without_blanks(second.column), BEGINNING).record_hashes
        facets = [replace(f, sharers=sharers(f.columns, whose)) if f is main else f for f in facets]
    return [facet if facet.name == main.name else _beside(facet, who) for facet in facets]


def _beside(facet: Facet, who: np.ndarray) -> Facet:
    """A facet beside the one that names a record; such facets depend on one another: a journal has its publisher."""
    group = Group.REACH if facet.group is Group.REACH else Group.PLACE
    beside = replace(facet, group=group, sharers=sharers(facet.columns, who))
    identifies = facet.group is Group.IDENTITY and beside.usual_others < FEW_NAMES
    return replace(beside, group=Group.IDENTITY) if identifies else beside


def main_facet(facets: list[Facet]) -> Facet | None:
    """The facet that names a record: the text with the most different values, called a name or title where one is."""
    texts = [facet for facet in facets if facet.kind == "text"]
    called = [facet for facet in texts if _NAMES.search(facet.name)]
    return next(iter(called or texts), None)


def _keys(facets: list[Facet]) -> list[Key]:
    keys = []
    for facet in facets[:TELLING]:
        keys.append(Key(f"same {facet.name}", facet.fields, ((facet.column,),)))
        if facet.kind == "text":
            keys += word_keys(facet)
            beginning = shortened(without_blanks(facet.column), 6)
            keys.append(Key(f"{facet.name} begins alike", facet.fields, ((beginning,),)))
    for one, other in combinations(facets[:TELLING], 2):
        keys.append(
            Key(
                f"same {one.name} and {other.name}",
                (*one.fields, *other.fields),
                ((one.column, other.column),),
            )
        )
    return keys


def _splitter(facets: list[Facet]) -> np.ndarray | None:
    return shortened(without_blanks(facets[0].column), 4).record_hashes if facets else None

"""Facets of columns that no canonical field claims: what they hold decides how they are compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow.compute as pc

from mopsctl.matching.coded import Coded, recoded
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.tokens import as_texts
from mopsctl.normalize.arrow_text import fold
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    from mopsctl.matching.population import Population
    from mopsctl.workspace import Table

LEAST_FILL = 0.05
LONGEST = 300
"""Letters, on average, beyond which a column is prose, which is not compared."""
MANY = 0.3
"""Share of distinct among filled values from which a code names somebody, not a kind of somebody."""
MOST_EXTRAS = 12

_OF_PLACES = re.compile(
    r"addr|street|suburb|city|town|place|region|district|zip|post|country|state|county|locality", re.I
)
_OF_STREETS = re.compile(r"addr|street|strasse|straße|calle|rue\b", re.I)
_OF_PHONES = re.compile(r"phone|telefon|telephone|mobile|\bfax\b", re.I)
_OF_IDENTITY = re.compile(
    r"ssn|soc.?sec|social|national|tax|vat|duns|d-u-n-s|passport|licen[cs]e|member|birth|dob|isin|lei|ean|isbn|doi",
    re.I,
)
_OF_THE_SYSTEM = re.compile(
    r"^(?:row.?|record.?)?id$|created|modified|updated|owner|timestamp|last.?activity|score|status|stage|source",
    re.I,
)


def extra_facets(population: Population) -> list[Facet]:
    """Facets of unclaimed columns; of a CRM's own export only of those that name what identifies somebody."""
    found: list[Facet] = []
    for header in _unclaimed(population.tables):
        from_crm = any(table.origin is not None for table in population.tables)
        if _OF_THE_SYSTEM.search(header) or (from_crm and not _OF_IDENTITY.search(header)):
            continue
        facet = column_facet(population, header)
        if facet is not None:
            found.append(facet)
    return found[:MOST_EXTRAS]


def _unclaimed(tables: tuple[Table, ...]) -> list[str]:
    headers: dict[str, None] = {}
    for table in tables:
        claimed = set(table.mapping.values())
        headers.update((header, None) for place, header in enumerate(table.headers) if place not in claimed)
    return list(headers)


def column_facet(population: Population, header: str) -> Facet | None:
    """How a column is compared by what it holds; None where it says nothing or is the records' own number."""
    known = _of_known_form(population, header)
    if known is not None:
        return known
    column = population.column(header, ValueKind.TEXT)
    if column is None or column.filled < LEAST_FILL * len(population):
        return None
    folded = pc.replace_substring_regex(fold(column.texts), pattern=r"[^\pL\pN]+", replacement=" ")
    column = recoded(column, as_texts(folded))
    form = _form(column) if len(column.texts) > 1 else None
    if form is None or form.length > LONGEST or (form.is_key and column.filled == len(population)):
        return None
    return _facet(header, column, form)


@dataclass(frozen=True, slots=True)
class _Form:
    """The mean ``length`` (letters) and number of ``words`` of the distinct values, the share of their letters that
    are ``digits``, and how many values are ``distinct`` (share of those that are filled)."""

    length: float
    words: float
    digits: float
    distinct: float

    @property
    def is_key(self) -> bool:
        """Whether it looks like a number that every record has for itself."""
        return self.distinct == 1 and self.words < 1.2


def _facet(header: str, column: Coded, form: _Form) -> Facet:
    group = Group.PLACE if _OF_PLACES.search(header) else Group.DETAIL
    if form.words >= 1.8 and form.distinct > 0.05:
        return Facet(header, "text", group if group is Group.PLACE else Group.NAME, (header,), (column,))
    if form.digits > 0.5:
        identity = form.distinct > MANY or bool(_OF_IDENTITY.search(header))
        kind = "code" if form.length >= 4 or identity else "category"
        group = Group.IDENTITY if identity and group is not Group.PLACE else group
        return Facet(header, kind, group, (header,), (column,))
    return Facet(header, "label" if form.length >= 4 else "category", group, (header,), (column,))


def _of_known_form(population: Population, header: str) -> Facet | None:
    """A column of telephone numbers or of streets with house numbers."""
    from mopsctl.matching.places import street_facet
    from mopsctl.matching.reach import number_facet

    kinds = {
        table.guessed.get(position)
        for table in population.tables
        if (position := table.position(header)) is not None
    }
    if kinds == {ValueKind.PHONE} or _OF_PHONES.search(header):
        return number_facet(population, header)
    street = street_facet(population, header) if _OF_STREETS.search(header) else None
    numbered = street is not None and street.marks["number"].filled > street.column.filled / 2
    return street if numbered else None


def _form(column: Coded) -> _Form:
    texts = column.texts
    length = pc.utf8_length(texts)
    words = pc.add(pc.count_substring(texts, " "), 1)
    digits = pc.utf8_length(pc.replace_substring_regex(texts, pattern=r"\PN", replacement=""))
    total = max(int(pc.sum(length).as_py() or 0), 1)
    return _Form(
        total / len(texts), float(pc.mean(words).as_py()), int(pc.sum(digits).as_py() or 0) / total,
        len(texts) / max(column.filled, 1),
    )  # fmt: skip

"""What people and accounts have in common: domain, company, place, each in one numbering of values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.matching.aspects import renamed, series, without_blanks
from mopsctl.matching.coded import Coded, recoded, together
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    from mopsctl.matching.finding import Searched
    from mopsctl.matching.population import Population

DOMAIN, COMPANY, WRITTEN, FITS = "domain", "company", "name as written", "domain that fits the name"
ALIKE_NAMED = ("phone", "street", "postal_code", "city", "state")
"""Facets that people and accounts have by the same name."""
PAGE_SITES = frozenset([
    "linkedin.com", "facebook.com", "instagram.com", "twitter.com", "x.com", "youtube.com", "xing.com", "tiktok.com",
])  # fmt: skip
"""Sites where companies have a page, which is given for their web site."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Columns of people and of accounts whose values are numbered together."""

    name: str
    people: tuple[Coded, ...]
    accounts: tuple[Coded, ...]

    def compared(self, person: np.ndarray, account: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which pairs (places) share a value, and of which both sides have one."""
        same, known = np.zeros(len(person), bool), np.zeros(len(person), bool)
        for one in self.people:
            mine = one.codes[person]
            for other in self.accounts:
                theirs = other.codes[account]
                both = (mine >= 0) & (theirs >= 0)
                known |= both
                same |= both & (mine == theirs)
        return same, known

    def texts(self, person: int, account: int) -> tuple[str | None, str | None]:
        """What each side has."""
        sides = ((self.people, person), (self.accounts, account))
        one, other = (_text(columns, place) for columns, place in sides)
        return one, other


def aspects_of(people: Searched, accounts: Searched) -> dict[str, Aspect]:
    """The aspects that both sides have, by name."""
    found = [
        _domains(people, accounts),
        *_names(people, accounts),
        _countries(people.population, accounts.population),
    ]
    for name in ALIKE_NAMED:
        mine, theirs = people.design.facet(name), accounts.design.facet(name)
        if mine is not None and theirs is not None:
            found.append(aligned(name, mine.columns, theirs.columns))
    aspects = {aspect.name: aspect for aspect in found if aspect is not None}
    domain, named = people.design.facet("domain"), accounts.design.facet("name")
    if domain is not None and named is not None:
        aspects[FITS] = _fitting([_owned(column) for column in domain.columns], without_blanks(named.column))
    return aspects


def aligned(name: str, people: Sequence[Coded], accounts: Sequence[Coded]) -> Aspect:
    """An aspect of columns that are not yet numbered together."""
    columns = together([*people, *accounts])
    return Aspect(name, columns[: len(people)], columns[len(people) :])


def _domains(people: Searched, accounts: Searched) -> Aspect | None:
    """Domains of web sites and of employers' mailboxes; where anybody can have a mailbox, nobody is known by it."""
    mine, theirs = people.design.facet("domain"), accounts.design.facet("domain")
    if mine is None or theirs is None:
        return None
    return aligned(
        DOMAIN, [_owned(column) for column in mine.columns], [_owned(column) for column in theirs.columns]
    )


def _owned(column: Coded) -> Coded:
    """Domains less those at which anybody has a mailbox or a page."""
    from mopsctl.normalize.email_lists import disposable_domains, free_mail_domains

    anybodys = pc.is_in(
        column.texts, pa.array(sorted(free_mail_domains() | disposable_domains() | PAGE_SITES))
    )
    return recoded(column, pc.if_else(anybodys, pa.scalar(None, pa.string()), column.texts))


def _names(people: Searched, accounts: Searched) -> list[Aspect]:
    """Companies without legal form and place, and as they are written but for the legal form."""
    mine, theirs = people.design.facet("company"), accounts.design.facet("name")
    written = [_written(people.population, "company"), _written(accounts.population, "name")]
    if mine is None or theirs is None or written[0] is None or written[1] is None:
        return []
    cores = aligned(COMPANY, [without_blanks(mine.column)], [without_blanks(theirs.column)])
    return [cores, aligned(WRITTEN, [written[0]], [written[1]])]


def _written(population: Population, field: str) -> Coded | None:
    from mopsctl.normalize.companies import company_keys

    column = population.column(field, ValueKind.COMPANY)
    return None if column is None else renamed(column, company_keys(series(column)))


def _fitting(people: Sequence[Coded], names: Coded) -> Aspect:
    """Stems of people's domains, and accounts' names in letters alone: "acme" of acme-corp.com."""
    from mopsctl.normalize.company_domains import bare_stem, domain_stem

    stems = [renamed(column, bare_stem(domain_stem(series(column)))) for column in people]
    return aligned(FITS, stems, [renamed(names, bare_stem(series(names)))])


def _countries(people: Population, accounts: Population) -> Aspect | None:
    from mopsctl.normalize.countries import country_codes

    columns = [population.column("country", ValueKind.COUNTRY) for population in (people, accounts)]
    read = [renamed(column, country_codes(series(column))) for column in columns if column is not None]
    return aligned("country", read[:1], read[1:]) if len(read) == len(columns) else None


def _text(columns: Sequence[Coded], place: int) -> str | None:
    texts = [str(column.texts_at(column.codes[[place]])[0]) for column in columns]
    return ", ".join(dict.fromkeys(text for text in texts if text)) or None

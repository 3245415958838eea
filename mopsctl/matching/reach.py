"""The facets of how somebody is reached: mailboxes, telephone numbers, domains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mopsctl.matching.aspects import coalesced, marked, renamed, series, sharers, with_country
from mopsctl.matching.coded import Coded, together
from mopsctl.matching.facet import Facet, Group
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    from mopsctl.matching.population import Population

EMAIL_FIELDS = ("email", "email_2")
PHONE_FIELDS = ("phone", "mobile_phone")


def mailbox_facet(population: Population, names: np.ndarray) -> tuple[Facet, Coded] | None:
    """Mailboxes, and beside them the domains of those that belong to an employer; None where there are none.

    :param names: who each record names (uint64).
    """
    from mopsctl.normalize.email_keys import email_keys

    found = population.columns(EMAIL_FIELDS, ValueKind.EMAIL)
    read = {field: (column, email_keys(series(column))) for field, column in found.items()}
    read = {field: (column, keys) for field, (column, keys) in read.items() if keys["mailbox"].notna().any()}
    if not read:
        return None
    mailboxes = together([renamed(column, keys["mailbox"]) for column, keys in read.values()])
    first, keys = next(iter(read.values()))
    marks = {
        "local": renamed(first, keys["local"]),
        "letters": renamed(first, keys["local_letters"]),
        "domain": renamed(first, keys["domain"]),
        "personal": marked(first, (keys["is_free"] & keys["mailbox"].notna()).to_numpy(bool)),
        "role": marked(first, keys["is_role"].to_numpy(bool)),
    }
    employer = coalesced(
        [renamed(column, keys["domain"].mask(keys["is_free"])) for column, keys in read.values()]
    )
    facet = Facet("email", "mailbox", Group.REACH, tuple(read), mailboxes, marks, sharers(mailboxes, names))
    return facet, employer


def phone_facet(population: Population, names: np.ndarray, default_region: str | None) -> Facet | None:
    """Telephone numbers, each read with its record's country."""
    found = population.columns(PHONE_FIELDS, ValueKind.PHONE)
    if not found:
        return None
    country = population.column("country", ValueKind.COUNTRY)
    columns = {field: _numbers(column, country, default_region) for field, column in found.items()}
    columns = {field: column for field, column in columns.items() if len(column.texts)}
    if not columns:
        return None
    numbers = together(list(columns.values()))
    marks = dict(zip(columns, numbers, strict=True))
    return Facet(
        "phone", "phone", Group.REACH, tuple(columns), numbers,
        {"mobile": marks["mobile_phone"]} if "mobile_phone" in marks else {}, sharers(numbers, names),
    )  # fmt: skip


def number_facet(population: Population, field: str) -> Facet | None:
    """One column of telephone numbers of a table that is no CRM object's."""
    column = population.column(field, ValueKind.PHONE)
    numbers = None if column is None else _numbers(column, None, None)
    if numbers is None or not len(numbers.texts):
        return None
    return Facet(field, "code", Group.REACH, (field,), (numbers,))


def _numbers(column: Coded, country: Coded | None, default_region: str | None) -> Coded:
    from mopsctl.normalize.phone_keys import phone_keys

    def read(values: pd.DataFrame) -> pd.Series[str]:
        keys = phone_keys(values, default_region)
        return keys["national"].mask(keys["is_placeholder"])

    return with_country(column, country, read)


def domain_facet(population: Population, employer: Coded | None, names: np.ndarray) -> Facet | None:
    """The web site's domain and that of the mailbox, where it is an employer's."""
    from mopsctl.normalize.domains import registered_domains

    columns: dict[str, Coded] = {}
    site = population.column("website", ValueKind.URL)
    if site is not None and len(site.texts):
        columns["website"] = renamed(site, registered_domains(series(site)))
    if employer is not None:
        columns["email"] = employer
    columns = {field: column for field, column in columns.items() if len(column.texts)}
    if not columns:
        return None
    shared = together(list(columns.values()))
    return Facet("domain", "domain", Group.PLACE, tuple(columns), shared, {}, sharers(shared, names))


def profile_facet(population: Population, names: np.ndarray) -> Facet | None:
    """LinkedIn profiles."""
    from mopsctl.normalize.profiles import profile_keys

    column = population.column("linkedin_url", ValueKind.URL)
    if column is None or not len(column.texts):
        return None
    profiles = renamed(column, profile_keys(series(column)))
    if not len(profiles.texts):
        return None
    return Facet(
        "linkedin_url",
        "profile",
        Group.IDENTITY,
        ("linkedin_url",),
        (profiles,),
        {},
        sharers([profiles], names),
    )

"""Accounts made twice or three times under other spellings of the name, and people in two systems."""

from __future__ import annotations

from datetime import date

from .clock import AS_OF, afternoon_of, day_between, morning_of
from .company import add_row
from .mess import Duplicates, Mess, note, pick
from .table import Row

_FORMS = {
    "Inc.": ("{name}, Inc.", "{name} Incorporated"),
    "LLC": ("{name}, L.L.C.", "{name}"),
    "Corp.": ("{name} Corporation", "{name} Corp"),
    "Ltd": ("{name} Limited", "{name} Ltd."),
    "GmbH": ("{name} G.m.b.H.", "{name}"),
}
"""Other ways to write a legal form; ``{name}`` is the company's name without it."""

_TWICE, _THRICE = 35, 19
_KEPT = ("Industry", "BillingCity", "BillingCountry")


def duplicate_accounts(mess: Mess) -> None:
    """Add the same companies again, with the website written in another way and most fields blank."""
    rows = pick(mess, "account", ("Name", "Website"), _TWICE + _THRICE, _has_other_form)
    added: list[Row] = []
    for number, row in enumerate(rows):
        copies = [_again(mess, row, which) for which in range(2 if number < _THRICE else 1)]
        ids = (row["Id"], *(copy["Id"] for copy in copies))
        mess.duplicates.append(Duplicates("account-spelling", "account", ids))
        mess.sealed.update(ids)
        added += copies
    what = "the same company again: Acme, Inc. and Acme Incorporated beside Acme Inc."
    note(mess, "duplicate-account", "account", "Name", what, added)


def _has_other_form(row: Row) -> bool:
    return row["Name"].rsplit(" ", 1)[1] in _FORMS


def _again(mess: Mess, row: Row, which: int) -> Row:
    name, form = row["Name"].rsplit(" ", 1)
    domain = row["Website"].removeprefix("https://www.")
    created = day_between(mess.rng, date(2025, 2, 1), AS_OF)
    return add_row(
        mess.company.tables["account"], Name=_FORMS[form][which].format(name=name), Type="Prospect",
        Website=(f"www.{domain}", f"http://{domain.capitalize()}/")[which],
        **{field: row[field] for field in _KEPT}, OwnerId=mess.rng.choice(mess.company.owners),
        CreatedDate=morning_of(mess.rng, created), LastActivityDate=AS_OF.isoformat(),
        LastModifiedDate=afternoon_of(mess.rng, AS_OF),
    )  # fmt: skip


def note_people_in_two_systems(mess: Mess) -> None:
    """Note who stands in HubSpot and in Salesforce: no fault in itself, but one person."""
    contacts = {row["Email"]: row["Id"] for row in reversed(mess.company.rows("contact"))}
    for row in mess.company.rows("hubspot"):
        if row["Email"] in contacts:
            ids = (contacts[row["Email"]], row["Record ID"])
            mess.duplicates.append(Duplicates("in-two-systems", "contact", ids))

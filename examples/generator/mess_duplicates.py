"""Contacts and leads made twice, as imports, forms and hurried people make them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .clock import AS_OF, afternoon_of, day_between, day_of, morning_of
from .company import add_row
from .mess import Condition, Duplicates, Mess, anything, note, pick
from .people import email_for
from .people_words import FEMALE, LATER_FAMILY, NICKNAMES
from .table import Row


@dataclass(frozen=True, slots=True)
class Variant:
    """A way of being there twice: what the second record has otherwise, and for whom that can be."""

    kind: str
    count: int
    what: str
    changes: Callable[[Mess, Row], Row]
    where: Condition = anything


def _exact(_mess: Mess, _row: Row) -> Row:
    return {}


def _same_email(_mess: Mess, row: Row) -> Row:
    return {"FirstName": f"{row['FirstName'][0]}.", "Title": "", "Phone": "", "MobilePhone": ""}


def _plus_address(mess: Mess, row: Row) -> Row:
    tag = mess.rng.choice(("crm", "news", "events"))
    return {"Email": row["Email"].replace("@", f"+{tag}@"), "Phone": "", "MobilePhone": ""}


def _nickname(mess: Mess, row: Row) -> Row:
    name = NICKNAMES[row["FirstName"]]
    return {
        "FirstName": name,
        "Email": email_for(name, row["LastName"], mess.company.employers[row["AccountId"]]),
    }


def _typo(mess: Mess, row: Row) -> Row:
    name = row["LastName"]
    places = [place for place in range(1, len(name) - 1) if name[place] != name[place + 1]]
    place = mess.rng.choice(places)
    return {"LastName": name[:place] + name[place + 1] + name[place] + name[place + 2 :], "Email": ""}


def _swapped(_mess: Mess, row: Row) -> Row:
    return {"FirstName": row["LastName"], "LastName": row["FirstName"], "MobilePhone": ""}


def _married(mess: Mess, row: Row) -> Row:
    name = mess.rng.choice(LATER_FAMILY)
    return {
        "LastName": name,
        "Email": email_for(row["FirstName"], name, mess.company.employers[row["AccountId"]]),
    }


def _has_nickname(row: Row) -> bool:
    return row["FirstName"] in NICKNAMES


def _has_long_name(row: Row) -> bool:
    return len(row["LastName"]) > 5 and row["LastName"].isascii() and bool(row["Phone"])


def _may_marry(row: Row) -> bool:
    return row["FirstName"] in FEMALE and bool(row["Phone"])


_VARIANTS = (
    Variant("exact", 88, "every value the same but the id, owner and dates", _exact),
    Variant("same-email", 48, "the same address, an initial for the first name", _same_email),
    Variant("plus-address", 24, "bob+news@ beside bob@", _plus_address),
    Variant("nickname", 52, "Bob beside Robert, with an address made of Bob", _nickname, _has_nickname),
    Variant("typo", 46, "two letters of the last name swapped, no address", _typo, _has_long_name),
    Variant("swapped", 20, "first and last name swapped", _swapped),
    Variant("married", 16, "a new last name and address, the same phone", _married, _may_marry),
)

_LEADS_AGAIN, _LEADS_OF_CONTACTS = 138, 92


def duplicate_contacts(mess: Mess) -> None:
    for variant in _VARIANTS:
        first = pick(mess, "contact", ("Email", "FirstName", "LastName"), variant.count, variant.where)
        again = [_again(mess, "contact", row, variant.changes(mess, row)) for row in first]
        note(mess, f"duplicate-{variant.kind}", "contact", "Id", variant.what, again)
        _seal(mess, variant.kind, "contact", first, again)


def duplicate_leads(mess: Mess) -> None:
    """Make leads twice, and make leads of people who are contacts already."""
    first = pick(
        mess,
        "lead",
        ("Email", "FirstName", "LastName"),
        _LEADS_AGAIN,
        lambda row: row["IsConverted"] == "false",
    )
    again = [_again(mess, "lead", row, {"LeadSource": "Webinar", "Title": ""}) for row in first]
    note(mess, "duplicate-lead", "lead", "Id", "the same person again, through a webinar", again)
    _seal(mess, "lead-again", "lead", first, again)
    converted = {row["ConvertedContactId"] for row in mess.company.rows("lead")}
    known = pick(
        mess,
        "contact",
        ("Email", "FirstName", "LastName"),
        _LEADS_OF_CONTACTS,
        lambda row: row["Id"] not in converted,
    )
    leads = [_again(mess, "lead", row, _lead_of(mess, row)) for row in known]
    note(mess, "lead-is-contact", "lead", "Email", "an open lead whose address a contact has", leads)
    _seal(mess, "lead-is-contact", "lead", known, leads)


def _lead_of(mess: Mess, row: Row) -> Row:
    employer = mess.company.employers[row["AccountId"]]
    return {
        "Company": employer.plain_name, "City": row["MailingCity"], "Country": row["MailingCountry"],
        "Status": "Working", "Lifecycle_Stage__c": "Lead", "IsConverted": "false",
    }  # fmt: skip


def _again(mess: Mess, table: str, row: Row, changes: Row) -> Row:
    """Add a record like ``row`` to ``table``, made later by somebody else."""
    target = mess.company.tables[table]
    created = day_between(mess.rng, max(date(2025, 2, 1), day_of(row["CreatedDate"])), AS_OF)
    values = {name: value for name, value in row.items() if name in target.columns} | changes
    values |= {
        "Id": "", "OwnerId": mess.rng.choice(mess.company.owners),
        "CreatedDate": morning_of(mess.rng, created), "LastModifiedDate": afternoon_of(mess.rng, AS_OF),
        "LastActivityDate": created.isoformat(),
    }  # fmt: skip
    return add_row(target, **values)


def _seal(mess: Mess, kind: str, object_name: str, first: list[Row], again: list[Row]) -> None:
    for one, other in zip(first, again, strict=True):
        mess.duplicates.append(Duplicates(kind, object_name, (one["Id"], other["Id"])))
        mess.sealed.update((one["Id"], other["Id"]))

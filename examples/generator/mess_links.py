"""References that lead nowhere, and owners who left or never were."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .build_people import owner_name
from .company import add_row
from .mess import Mess, note, pick
from .salesforce_id import next_id
from .table import Row

_OWNERS = (
    ("contact", 205, 92, 96),
    ("account", 64, 34, 31),
    ("lead", 118, 46, 124),
    ("opportunity", 56, 27, 0),
)
"""By table: records whose owner is inactive, is no user at all, is blank."""


_LOST_MEMBERS = (("CampaignId", "campaign", 96), ("ContactId", "contact", 240), ("LeadId", "lead", 115))
"""By field: how many members point to a record, of which table, that is gone."""


def break_links(mess: Mess) -> None:
    _accountless_contacts(mess)
    _accountless_opportunities(mess)
    _lost_members(mess)
    _repeated_members(mess)
    _shared_logins(mess)
    for table, inactive, unknown, blank in _OWNERS:
        _lose_owners(mess, table, inactive, unknown, blank)
    _lose_hubspot_owners(mess)


def _ghost(mess: Mess, table: str) -> str:
    """Return an id that looks right and is no record's: the record was deleted."""
    return next_id(mess.company.tables[table].ids)


def _set(
    mess: Mess, name: str, table: str, field: str, what: str, rows: list[Row], value: Callable[[], str]
) -> None:
    for row in rows:
        row[field] = value()
    note(mess, name, table, field, what, rows)


def _is_no_customer(row: Row) -> bool:
    return row["Lifecycle_Stage__c"] != "Customer"


def _accountless_contacts(mess: Mess) -> None:
    blank = pick(mess, "contact", ("AccountId",), 212, _is_no_customer)
    _set(mess, "reference-blank", "contact", "AccountId", "a contact of no account", blank, str)
    lost = pick(mess, "contact", ("AccountId",), 140, _is_no_customer)
    what = "an account that is not in accounts.csv"
    _set(mess, "reference-unknown", "contact", "AccountId", what, lost, partial(_ghost, mess, "account"))


def _accountless_opportunities(mess: Mess) -> None:
    rows = pick(mess, "opportunity", ("AccountId",), 38, lambda row: row["IsWon"] == "false")
    _set(mess, "reference-blank", "opportunity", "AccountId", "an opportunity of no account", rows, str)


def _lost_members(mess: Mess) -> None:
    for field, table, count in _LOST_MEMBERS:
        rows = pick(mess, "campaign_member", (field, "Id"), count)
        what = f"a {table} that is not in the export"
        _set(mess, "reference-unknown", "campaign_member", field, what, rows, partial(_ghost, mess, table))
    rows = pick(mess, "campaign_member", ("ContactId", "Id"), 43)
    _set(mess, "reference-blank", "campaign_member", "ContactId", "a member who is nobody", rows, str)


def _repeated_members(mess: Mess) -> None:
    """Add members again, as two imports of one list do."""
    members = mess.company.tables["campaign_member"]
    for field, who, count in (("ContactId", "contact", 82), ("LeadId", "lead", 36)):
        rows = pick(mess, "campaign_member", (field, "Id", "CampaignId"), count)
        again = [add_row(members, **(row | {"Id": ""})) for row in rows]
        what = f"the same {who} in the same campaign again"
        note(mess, "duplicate-member", "campaign_member", field, what, again)


def _shared_logins(mess: Mess) -> None:
    """Let integrations log in as users of their own, with an administrator's address."""
    users = pick(mess, "user", ("Email",), 3, lambda row: row["IsActive"] == "true")
    first, *others = sorted(users, key=lambda row: row["CreatedDate"])
    what = "an active user with another one's address"
    _set(mess, "user-email-shared", "user", "Email", what, others, lambda: first["Email"])


def _lose_owners(mess: Mess, table: str, inactive: int, unknown: int, blank: int) -> None:
    former = [row["Id"] for row in mess.company.rows("user") if row["IsActive"] == "false"]
    for name, what, count, value in (
        ("owner-inactive", "an owner who left", inactive, partial(mess.rng.choice, former)),
        ("owner-unknown", "an owner who is not in users.csv", unknown, partial(_ghost, mess, "user")),
        ("owner-blank", "no owner", blank, str),
    ):
        if count:
            rows = pick(mess, table, ("OwnerId",), count)
            _set(mess, name, table, "OwnerId", what, rows, value)


def _lose_hubspot_owners(mess: Mess) -> None:
    former = [
        owner_name(mess.company, row["Id"]) for row in mess.company.rows("user") if row["IsActive"] == "false"
    ]
    rows = pick(mess, "hubspot", ("Contact owner",), 61)
    what = "an owner who left"
    _set(mess, "owner-inactive", "hubspot", "Contact owner", what, rows, partial(mess.rng.choice, former))

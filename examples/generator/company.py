"""Quillmere's CRM: its tables, and who its customers and record owners are."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from . import columns
from .people import Employer, Registry, new_registry
from .salesforce_id import next_id
from .table import Row, Table, new_table, rng_for

OWN_DOMAIN = "quillmere-data.com"


@dataclass(slots=True)
class Company:
    """All tables by name, the employer behind each account, and the active users, who own the records."""

    tables: dict[str, Table]
    registry: Registry
    employers: dict[str, Employer]
    owners: list[str]

    def rows(self, table: str) -> list[Row]:
        return self.tables[table].rows


def new_company() -> Company:
    """Return the company with no records yet."""
    tables = {
        "user": new_table("user", "users.csv", columns.USER),
        "account": new_table("account", "accounts.csv", columns.ACCOUNT),
        "opportunity": new_table("opportunity", "opportunities.csv", columns.OPPORTUNITY),
        "contact": new_table("contact", "contacts.csv", columns.CONTACT),
        "lead": new_table("lead", "leads.csv", columns.LEAD),
        "campaign": new_table("campaign", "campaigns.csv", columns.CAMPAIGN),
        "campaign_member": new_table("campaign_member", "campaign_members.csv", columns.CAMPAIGN_MEMBER),
        "hubspot": new_table(
            "contact", "hubspot-crm-exports-all-contacts.csv", columns.HUBSPOT_CONTACT, id_column="Record ID"
        ),
    }
    return Company(tables, new_registry(rng_for("people")), {}, [])


def add_row(table: Table, **values: str) -> Row:
    """Add a record with the next id; fields that are not given stay blank."""
    row = dict.fromkeys(table.columns, "") | values
    row[table.id_column] = row[table.id_column] or next_id(table.ids)
    table.rows.append(row)
    return row


def maybe(rng: Random, chance: float, value: str) -> str:
    """Return the value that often, else a blank."""
    return value if rng.random() < chance else ""

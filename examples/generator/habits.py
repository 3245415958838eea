"""Whose records are worse: careless owners and sources, and the months when somebody imported a list."""

from __future__ import annotations

from datetime import date
from random import Random

from .build_accounts import SOURCES
from .table import Row

_BY_ROLE = {"Sales Development Representative": 2.5, "Marketing Operations Manager": 0.5}
_OWNER_FIELDS = ("OwnerId", "Contact owner")
_FORMER_USER = 2.0
_BY_SOURCE = {
    "Trade Show": 3.0, "Purchased List": 3.5, "Cold Call": 1.5, "Partner Referral": 0.5,
    "Offline Sources": 2.5, "Direct Traffic": 0.7,
}  # fmt: skip
IMPORT_MONTHS = ("2025-09", "2026-05")
_IN_IMPORT_MONTH = 2.5
_BOUGHT = ("Purchased List", "Purchased List", "Trade Show")


def carelessness_by_owner(users: list[Row]) -> dict[str, float]:
    """Return how many times as careless as most each user is, by id and by name (as HubSpot shows owners)."""
    factors: dict[str, float] = {}
    for user in users:
        factor = _BY_ROLE.get(user["Title"], 1.0) * (1.0 if user["IsActive"] == "true" else _FORMER_USER)
        factors[user["Id"]] = factors[f"{user['FirstName']} {user['LastName']}"] = factor
    return factors


def carelessness(row: Row, by_owner: dict[str, float], field: str) -> float:
    """Return how likely a fault of this field is in this record, where 1 is usual: by owner, source and month.

    Who owns a record says nothing of the owner field itself, nor does the source of its own: else the worst
    records would be those whose owner or source is lost, and nobody could see whose they were.
    """
    owner = row.get("OwnerId") or row.get("Contact owner", "")
    source = row.get("LeadSource") or row.get("Original Source", "")
    created = row.get("CreatedDate") or row.get("Create Date", "")
    by_whom = 1.0 if field in _OWNER_FIELDS else by_owner.get(owner, 1.0)
    by_source = 1.0 if field == "LeadSource" else _BY_SOURCE.get(source, 1.0)
    return by_whom * by_source * (_IN_IMPORT_MONTH if created[:7] in IMPORT_MONTHS else 1.0)


def source_on(rng: Random, created: date) -> str:
    """Return a lead source; in a month of imports it mostly is the list's or the fair's."""
    imported = created.isoformat()[:7] in IMPORT_MONTHS and rng.random() < 0.75
    return rng.choice(_BOUGHT if imported else SOURCES)

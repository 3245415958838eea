"""What the system sees to itself, so that no rule need say it."""

from __future__ import annotations

from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import find_field
from mopsctl.suggesting.proposal import LearnedRule

SYSTEM_FIELDS = frozenset({"id", "created_date", "modified_date", "last_activity_date", "owner_id"})
"""Fields that the system fills."""
_BY_NAME = frozenset({"email", "phone", "url", "country", "state", "postal_code", "date", "number"})
_BY_FORCE = frozenset({"required", "pattern", "date_order", "unique"})


def is_obvious(learned: LearnedRule) -> bool:
    """Whether a rule that nobody breaks goes without saying.

    So does one that is only about fields of the system (its stamps, its ids, and references), one on the kind of value
    that a canonical field has by its name, and one on spellings that do not drift.
    """
    proposal = learned.proposal
    if learned.failed:
        return False
    if proposal.kind in _BY_NAME:
        return find_field(proposal.object, proposal.fields[0]) is not None
    if proposal.kind == "drift":
        return True
    return proposal.kind in _BY_FORCE and all(_is_system_field(proposal.object, f) for f in proposal.fields)


def _is_system_field(object_name: str, field: str) -> bool:
    known = find_field(object_name, field)
    return known is not None and (field in SYSTEM_FIELDS or known.kind is ValueKind.REFERENCE)

"""What the system sees to itself, so that no rule need say it."""

from __future__ import annotations

from mopsctl.schema.model import ValueKind
from mopsctl.schema.objects import find_field
from mopsctl.suggesting.proposal import LearnedRule

SYSTEM_FIELDS = frozenset({"id", "created_date", "modified_date", "last_activity_date", "owner_id"})
"""Fields that the system fills."""
_BY_FORCE = frozenset({"required", "pattern", "date_order", "unique"})


def is_obvious(learned: LearnedRule) -> bool:
    """Whether a rule that nobody breaks is only about fields of the system: its stamps, its ids, and references."""
    proposal = learned.proposal
    if learned.failed or proposal.kind not in _BY_FORCE:
        return False
    return all(_is_system_field(proposal.object, field) for field in proposal.fields)


def _is_system_field(object_name: str, field: str) -> bool:
    known = find_field(object_name, field)
    return known is not None and (field in SYSTEM_FIELDS or known.kind is ValueKind.REFERENCE)

"""What duplicates cost, where somebody says what one does."""

from __future__ import annotations

from dataclasses import dataclass

from mopsctl.duplicate_figures import Stake


@dataclass(frozen=True, slots=True)
class CostModel:
    """What a duplicate record costs (a year, say, in ``currency``), and the minutes that merging one away takes."""

    per_record: float | None = None
    minutes_per_merge: float | None = None
    currency: str = "EUR"


def stake(model: CostModel, to_merge: int, to_review: int) -> Stake | None:
    """What ``to_merge`` records cost, of which ``to_review`` need a look; None where nothing has a price."""
    if model.per_record is None and model.minutes_per_merge is None:
        return None
    money = None if model.per_record is None else to_merge * model.per_record
    minutes = model.minutes_per_merge
    hours = None if minutes is None else to_merge * minutes / 60
    hours_to_review = None if minutes is None else to_review * minutes / 60
    return Stake(money, model.currency, hours, hours_to_review)

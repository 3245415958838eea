"""The options that say what duplicates cost."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, Annotated

import typer

from mopsctl.commands import options as opt
from mopsctl.errors import UsageError

if TYPE_CHECKING:
    from mopsctl.config_keys import DedupeKeys
    from mopsctl.matching.merge_cost import CostModel

CostPerRecord = Annotated[
    float | None,
    typer.Option("--cost-per-record", min=0, metavar="MONEY", rich_help_panel=opt.OUTPUT,
                 help="What a duplicate record costs, for what is at stake."),
]  # fmt: skip
MinutesPerMerge = Annotated[
    float | None,
    typer.Option("--minutes-per-merge", min=0, metavar="N", rich_help_panel=opt.OUTPUT,
                 help="How long merging a record away takes by hand."),
]  # fmt: skip
Currency = Annotated[
    str | None,
    typer.Option("--currency", metavar="CODE", rich_help_panel=opt.OUTPUT,
                 help="The currency of --cost-per-record; EUR by default."),
]  # fmt: skip


def cost_model(
    configured: DedupeKeys, per_record: float | None, minutes_per_merge: float | None, currency: str | None
) -> CostModel | None:
    """What the options and, where they say nothing, the configuration say; None where neither does.

    :raises UsageError: for a figure that is none.
    """
    from mopsctl.matching.merge_cost import CostModel

    for name, figure in (("--cost-per-record", per_record), ("--minutes-per-merge", minutes_per_merge)):
        if figure is not None and not isfinite(figure):
            raise UsageError(f"{name} {figure}: give a number")
    money = configured.cost_per_record if per_record is None else per_record
    minutes = configured.minutes_per_merge if minutes_per_merge is None else minutes_per_merge
    if money is None and minutes is None:
        return None
    return CostModel(money, minutes, currency or configured.currency or CostModel().currency)

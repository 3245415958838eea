"""Fields that are written in capitals, or in small letters, throughout."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mopsctl.engine.registry import kinds
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey

LEAST_DISTINCT, MOST_WORDS = 10, 2
STYLES = {"upper": ("in capitals", str.isupper), "lower": ("in small letters", str.islower)}


def propose_casing(survey: Survey) -> Iterator[Proposal]:
    """One case for each field that keeps to it, of those that hold words or codes."""
    if "casing" not in kinds():
        return
    for column in survey.of_kinds(ValueKind.TEXT, ValueKind.ID, ValueKind.STATE):
        lettered = [place for place, value in enumerate(column.values) if any(map(str.isalpha, value))]
        if len(lettered) < LEAST_DISTINCT or _is_prose(column):
            continue
        counts = column.counts
        total = int(counts[lettered].sum())
        for style, (words, keeps) in STYLES.items():
            kept = np.array([place for place in lettered if keeps(column.values[place])], dtype=np.intp)
            if total >= survey.options.min_records and counts[kept].sum() >= survey.gate * total:
                example = column.values[int(kept[np.argmax(counts[kept])])]
                yield Proposal(
                    survey.object, "casing", (column.field,), {"field": column.field, "style": style}, "case",
                    f"{survey.label(column.field)} is written {words}", f"are written {words}",
                    good=(example,), tried=("Mixed Case",),
                )  # fmt: skip


def _is_prose(column: Column) -> bool:
    """Whether values are sentences, whose case is their writer's."""
    shown = column.values[:: max(1, len(column.values) // 500)]
    return sum(len(value.split()) > MOST_WORDS for value in shown) > 0.2 * len(shown)

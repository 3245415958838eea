"""What is said about a telephone number, and verdicts on parts of a column put together again."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc


class PhoneProblem(StrEnum):
    """Why a number cannot be called."""

    NOT_A_NUMBER = "not a phone number"
    UNKNOWN_CALLING_CODE = "unknown calling code"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    NOT_IN_PLAN = "not in the country's numbering plan"


class Verdicts(NamedTuple):
    """Of the numbers at some positions of a column: the E.164 form where valid, the problem where not."""

    positions: pa.Array
    e164: pa.Array
    reason: pa.Array


def same_for_all(positions: pa.Array, problem: PhoneProblem | None) -> Verdicts:
    """One problem for all; None where nothing can be said."""
    nothing = pa.nulls(len(positions), pa.string())
    return Verdicts(positions, nothing, pa.repeat(pa.scalar(problem, pa.string()), len(positions)))


def in_order(verdicts: Iterable[Verdicts]) -> Verdicts:
    """Verdicts on disjoint parts as one, by position."""
    parts = list(verdicts)
    whole = Verdicts(*(pa.concat_arrays([part[column] for part in parts]) for column in range(3)))
    order = pc.sort_indices(whole.positions)
    return Verdicts(*(column.take(order) for column in whole))

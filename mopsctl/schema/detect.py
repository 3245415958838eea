"""What an export holds and where it is from, guessed from its headers, its values and its name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mopsctl.schema.mapping import map_columns, misfits
from mopsctl.schema.model import Detection, Evidence, ValueKind
from mopsctl.schema.object_score import guess_object
from mopsctl.schema.observed import observe
from mopsctl.schema.origin_score import guess_origin
from mopsctl.schema.override import override

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["detect", "override"]

_MISFIT_LOSS = 0.85
_LIKE = {
    ValueKind.EMAIL: "an e-mail address",
    ValueKind.PHONE: "a phone number",
    ValueKind.URL: "a web address",
    ValueKind.DATE: "a date",
    ValueKind.DATETIME: "a date",
    ValueKind.NUMBER: "a number",
    ValueKind.MONEY: "an amount",
    ValueKind.PERCENT: "a percentage",
    ValueKind.PERSON_NAME: "a name",
    ValueKind.COMPANY: "a company",
    ValueKind.CITY: "a city",
}


def detect(headers: Sequence[str], path: str, sheet: str | None, sample: pd.DataFrame) -> Detection:
    """The canonical object, the vendor and the mapping of a table.

    ``headers`` in column order; ``sample``: the first records (1,000 are plenty, none will do) as text
    columns c0, c1, … by position. Where no object fits, the mapping is empty. The order of the columns
    does not change what is found.
    """
    table = observe(headers, path, sheet, sample)
    guess = guess_object(table, by_vendor=True)
    origin = guess_origin(table, guess.object)
    if guess.object and origin.origin is None:
        guess = guess_object(table, by_vendor=False)
    if guess.object is None:
        return Detection(None, 0.0, origin.origin, origin.confidence, {}, origin.evidence)
    mapping = map_columns(table, guess.object, origin.origin)
    doubts = tuple(
        Evidence(f"hardly a value of {header.text!r} looks like {_LIKE[kind]}", 0.2)
        for header, kind in misfits(table, guess.object, mapping)
    )
    confidence = round(guess.confidence * _MISFIT_LOSS ** len(doubts), 2)
    evidence = guess.evidence + origin.evidence + doubts
    return Detection(guess.object, confidence, origin.origin, origin.confidence, mapping, evidence)

"""Searches for duplicates put together by hand: records from a frame, and the pairs and groups that are said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

from mopsctl.matching.duplicates import Band, Duplicates, Evidence, PairExplanation, ScenarioReport

Pair = tuple[str, str, float]
MakeSearch = Callable[..., Duplicates]


@dataclass(slots=True)
class FrameRecords:
    """Records in a frame: columns ``id`` and ``object``, and any values."""

    frame: pd.DataFrame

    def __len__(self) -> int:
        return len(self.frame)

    def ids(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return self.frame["id"].take(np.asarray(places)).tolist()

    def objects(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return self.frame["object"].take(np.asarray(places)).tolist()

    def systems(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return (
            self.frame["system"].take(np.asarray(places)).tolist()
            if "system" in self.frame
            else [""] * len(places)
        )

    def values(self, places: np.ndarray | Sequence[int]) -> pd.DataFrame:
        return self.frame.drop(columns=["id", "object"]).take(np.asarray(places))

    def column(self, name: str) -> pd.Series[Any] | None:
        return self.frame.get(name)

    def locations(self, places: np.ndarray | Sequence[int]) -> list[tuple[str, int]]:
        return [("contacts.csv", int(place) + 2) for place in np.asarray(places)]

    def place_of(self, record_id: str, of_object: str | None = None) -> int | None:
        found = self.frame["id"] == record_id
        if of_object is not None:
            found &= self.frame["object"] == of_object
        return int(np.argmax(found)) if found.any() else None


@pytest.fixture
def search() -> MakeSearch:
    """``search("abcd", [("a", "b", 0.98)], ["ab"])``: records by id, pairs with their scores, groups of ids.

    A pair is in the band ``auto`` from 0.95 on; ``bands`` and ``scenarios`` say otherwise of some.
    """
    return make_search


def make_search(
    ids: Iterable[str],
    pairs: Iterable[Pair] = (),
    groups: Iterable[Iterable[str]] = (),
    *,
    objects: dict[str, str] | None = None,
    bands: dict[tuple[str, str], str] | None = None,
    scenarios: dict[tuple[str, str], str] | None = None,
    low_scores: dict[tuple[str, str], float] | None = None,
    values: dict[str, Sequence[str | None]] | None = None,
) -> Duplicates:
    names = list(ids)
    objects = objects or {}
    frame = pd.DataFrame({"id": names, "object": [objects.get(name, "contact") for name in names]})
    records = FrameRecords(frame.assign(**(values or {"first_name": names})))
    scored = [_row(names, pair, bands or {}, scenarios or {}) for pair in pairs]
    columns = ["left", "right", "score", "scenario", "band", "link"]
    found = pd.DataFrame(scored, columns=columns).astype(
        {"left": "int64", "right": "int64", "score": "float64"}
    )
    found = found.sort_values("score", ascending=False, kind="stable").astype({"link": bool})
    return Duplicates(
        created="2026-11-25T09:30:00+00:00",
        version="0.1.0",
        source="contacts.csv",
        seconds=1.25,
        records=records,
        pairs=found.reset_index(drop=True),
        groups=_groups(names, groups),
        compared=len(scored),
        keys=(),
        scenarios=(ScenarioReport("same-person", "contact", "The same person", 0.95, 0.8, len(scored), 0),),
        explain=_explainer(records, found, low_scores or {}),
        counts=frame["object"].value_counts().to_dict(),
    )


def _row(
    names: list[str], pair: Pair, bands: dict[tuple[str, str], str], scenarios: dict[tuple[str, str], str]
) -> tuple[int, int, float, str, str, bool]:
    one, other, score = pair
    left, right = sorted((names.index(one), names.index(other)))
    band = bands.get((one, other), Band.AUTO if score >= 0.95 else Band.REVIEW)
    return left, right, score, scenarios.get((one, other), "same-person"), str(band), False


def _groups(names: list[str], groups: Iterable[Iterable[str]]) -> pd.DataFrame:
    rows = [
        (f"g-{'-'.join(members)}", names.index(member), 0.9, "same-person", "review", "same name")
        for members in (list(group) for group in groups)
        for member in members
    ]
    columns = ["group", "record", "score", "scenario", "band", "reason"]
    return pd.DataFrame(rows, columns=columns).astype({"record": "int64", "score": "float64"})


def _explainer(
    records: FrameRecords, pairs: pd.DataFrame, low_scores: dict[tuple[str, str], float]
) -> Callable[[int, int], PairExplanation]:
    scored = {(row.left, row.right): row for row in pairs.itertuples()}

    def explain(left: int, right: int) -> PairExplanation:
        one, other = records.ids([left, right])
        known: Any = scored.get((left, right))
        score = known.score if known else low_scores.get((one, other), 0.01)
        values = records.values([left, right]).astype(object)
        values = values.where(values.notna(), None)
        evidence = tuple(
            Evidence(
                name, *values[name], "same" if len(set(values[name])) == 1 else "differs", 2.5, f"the {name}"
            )
            for name in values
        )
        return PairExplanation(
            left, right, score, known.scenario if known else None, Band(known.band) if known else None, -12.0, 0.5,
            evidence, ("email",) if known else (), None if known else "no key brings them together",
            "Probably the same person." if known else "Not found.", (),
        )  # fmt: skip

    return explain

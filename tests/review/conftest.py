"""Duplicates to review: records in a pandas frame, and pairs and groups among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mopsctl.matching.duplicates import Band, Duplicates, Evidence, PairExplanation, Records, ScenarioReport
from mopsctl.review.kept import kept_decisions
from mopsctl.review.queue import queue_of
from mopsctl.review.session import Session
from mopsctl.review.standing import KeyedRecords

PEOPLE = [
    ("003A", "Robert", "Osei", "rob.osei@northgate.example", "Northgate Foods"),
    ("003B", "Bob", "Osei", "rob.osei@northgate.example", "Northgate"),
    ("003C", "Roberta", "Osei", "roberta.osei@northgate.example", "Northgate Foods"),
    ("003D", "Zoë", "Müller", None, "Halden AG"),
    ("003E", "Zoe", "Mueller", "zoe@halden.example", "[bold]Halden[/bold] \x1b[31mAG"),
    ("003F", "李", "小龙", "li@halden.example", "Halden AG"),
    ("003G", "Li", "Xiaolong", "li@halden.example", "Halden AG"),
]
COLUMNS = ["first_name", "last_name", "email", "company"]
PAIRS = [
    (0, 1, 0.93, "review"),
    (0, 2, 0.81, "review"),
    (1, 2, 0.80, "review"),
    (3, 4, 0.90, "review"),
    (5, 6, 0.97, "auto"),
]
GROUPS = [("g1", 0, "review"), ("g1", 1, "review"), ("g1", 2, "review"), ("g2", 3, "review"), ("g2", 4, "review"),
          ("g3", 5, "auto"), ("g3", 6, "auto")]  # fmt: skip


@dataclass(frozen=True)
class FrameRecords:
    """Records in a frame: columns of values, and ids beside."""

    record_ids: Sequence[str]
    frame: pd.DataFrame

    def __len__(self) -> int:
        return len(self.frame)

    def ids(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return [self.record_ids[place] for place in places]

    def objects(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return ["contact"] * len(places)

    def values(self, places: np.ndarray | Sequence[int]) -> pd.DataFrame:
        return self.frame.iloc[list(places)]

    def column(self, name: str) -> pd.Series | None:
        return self.frame.get(name)

    def locations(self, places: np.ndarray | Sequence[int]) -> list[tuple[str, int]]:
        return [("contacts.csv", int(place) + 2) for place in places]

    def place_of(self, record_id: str, of_object: str | None = None) -> int | None:
        if of_object not in (None, "contact") or record_id not in self.record_ids:
            return None
        return self.record_ids.index(record_id)


def explained(records: Records, left: int, right: int, score: float) -> PairExplanation:
    rows = records.values([left, right])
    evidence = []
    for field in rows.columns:
        one, other = (None if pd.isna(value) else str(value) for value in rows[field])
        level, weight = (
            ("missing", 0.0) if None in (one, other) else ("same", 6.5) if one == other else ("differs", -1.2)
        )
        evidence.append(Evidence(field, one, other, level, weight, f"{level} {field}"))
    return PairExplanation(
        left=left, right=right, score=score, scenario="same-person", band=Band.REVIEW, prior=-12.0, expected=0.4,
        evidence=tuple(evidence), keys=("email",), not_compared=None, verdict="Likely the same person.",
        would_change=("Another address would settle it.",),
    )  # fmt: skip


def duplicates_of(records: Records, pairs: pd.DataFrame, groups: pd.DataFrame) -> Duplicates:
    scores = {(row.left, row.right): row.score for row in pairs.head(100).itertuples()}
    return Duplicates(
        created="2026-03-02T09:00:00+00:00", version="0", source="contacts.csv", seconds=0.0, records=records,
        pairs=pairs, groups=groups, compared=len(pairs), keys=(),
        scenarios=(ScenarioReport("same-person", "contact", "Same person", 0.95, 0.8, len(pairs), 0),),
        explain=lambda left, right: explained(records, left, right, scores.get((left, right), 0.85)),
    )  # fmt: skip


@pytest.fixture
def people() -> Duplicates:
    """Seven people: a group of three to review, one of two to review, one of two that is sure."""
    frame = pd.DataFrame([row[1:] for row in PEOPLE], columns=COLUMNS)
    records = FrameRecords([row[0] for row in PEOPLE], frame)
    pairs = pd.DataFrame(PAIRS, columns=["left", "right", "score", "band"]).assign(
        scenario="same-person", link=False
    )
    groups = pd.DataFrame(GROUPS, columns=["group", "record", "band"]).assign(
        score=0.9, scenario="same-person", reason="they share an address"
    )
    return duplicates_of(records, pairs, groups)


@pytest.fixture
def many() -> Duplicates:
    """100,000 pairs of 200,000 records, in no groups."""
    number = 100_000
    places = np.arange(2 * number)
    names = pd.Series(places // 2).astype(str)
    frame = pd.DataFrame(
        {"first_name": "Person", "last_name": names, "email": names + "@x.example", "company": "X"}
    )
    records = FrameRecords([f"c{place}" for place in places], frame)
    scores = np.linspace(0.949, 0.8, number)
    pairs = pd.DataFrame({"left": places[::2], "right": places[1::2], "score": scores}).assign(
        scenario="same-person", band="review", link=False
    )
    groups = pd.DataFrame(columns=["group", "record", "score", "scenario", "band", "reason"])
    return duplicates_of(records, pairs, groups)


Sit = Callable[..., Session]


@pytest.fixture
def sit(tmp_path: Path) -> Sit:
    """Begins a sitting on duplicates, with the decisions that earlier sittings left."""

    def begin(duplicates: Duplicates, **options: object) -> Session:
        kept = kept_decisions(tmp_path / "decisions.csv")
        return Session(
            queue_of(duplicates),
            KeyedRecords(duplicates.records),
            kept,
            date(2026, 3, 2),
            **options,  # type: ignore[arg-type]
        )

    return begin

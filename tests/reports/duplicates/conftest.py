"""A search for duplicates, put together by hand, and what writes it in each format."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import yaml

from mopsctl.matching.duplicates import (
    Band,
    Duplicates,
    Evidence,
    KeyReport,
    PairExplanation,
    ScenarioReport,
)
from mopsctl.matching.merge_cost import CostModel
from mopsctl.reports.duplicates_formats import write_duplicates
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.options import ReportOptions

HERE = Path(__file__).parent
FIELDS = [
    "created_date",
    "lead_source",
    "first_name",
    "last_name",
    "email",
    "mobile_phone",
    "title",
    "company",
    "city",
]
GROUP_COLUMNS = ["record", "score", "scenario", "band", "reason"]

Make = Callable[..., DuplicateReport]
Written = Callable[..., bytes]


@dataclass(slots=True)
class FrameRecords:
    """Records in a frame: columns ``id`` and ``object``, and any values."""

    frame: pd.DataFrame
    path: str = "contacts.csv"

    def __len__(self) -> int:
        return len(self.frame)

    def ids(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return self.frame["id"].take(np.asarray(places)).tolist()

    def objects(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return self.frame["object"].take(np.asarray(places)).tolist()

    def systems(self, places: np.ndarray | Sequence[int]) -> list[str]:
        return [""] * len(places)

    def values(self, places: np.ndarray | Sequence[int]) -> pd.DataFrame:
        return self.frame.drop(columns=["id", "object"]).take(np.asarray(places))

    def column(self, name: str) -> pd.Series[Any] | None:
        return self.frame.get(name)

    def locations(self, places: np.ndarray | Sequence[int]) -> list[tuple[str, int]]:
        return [(self.path, int(place) + 2) for place in np.asarray(places)]

    def place_of(self, record_id: str, of_object: str | None = None) -> int | None:
        found = np.flatnonzero(self.frame["id"] == record_id)
        return int(found[0]) if len(found) else None


@pytest.fixture
def make() -> Make:
    """``make(cost=..., value=...)``: the search of ``search.yaml``; ``value`` stands in every cell instead."""
    return make_report


def make_report(
    cost: CostModel | None = None,
    value: str | None = None,
    path: str = "contacts.csv",
    empty: bool = False,
    without_ids: bool = False,
) -> DuplicateReport:
    data = yaml.safe_load((HERE / "search.yaml").read_text(encoding="utf-8"))
    frame = pd.DataFrame(data["records"], columns=["id", "object", *FIELDS]).astype({"created_date": "str"})
    if without_ids:
        frame["id"] = pd.Series([f"{path}:{line}" for line in range(2, len(frame) + 2)], dtype="object")
    if value is not None:
        frame = frame.assign(**dict.fromkeys(FIELDS, value), id=[f"{value}{n}" for n in range(len(frame))])
    ids = {row[0]: place for place, row in enumerate(data["records"])}
    records = FrameRecords(frame, path)
    pairs, groups = (_pairs([], ids), _groups({}, ids, value)) if empty else (
        _pairs(data["pairs"], ids), _groups(data["groups"], ids, value))  # fmt: skip
    duplicates = Duplicates(
        created="2026-11-25T09:30:00+00:00",
        version="0.1.0",
        source="exports",
        seconds=1.25,
        records=records,
        pairs=pairs,
        groups=groups,
        compared=4812,
        keys=tuple(_key(raw) for raw in data["keys"]),
        scenarios=tuple(_scenario(raw, pairs) for raw in data["scenarios"]),
        explain=lambda left, right: _explain(records, left, right),
        evidence_json=_evidence,
        counts=frame["object"].value_counts().to_dict(),
        notes=data["notes"],
    )
    return DuplicateReport(duplicates, cost)


def _pairs(raw: list[list[Any]], ids: dict[str, int]) -> pd.DataFrame:
    rows = [(*sorted((ids[one], ids[other])), *rest, False) for one, other, *rest in raw]
    frame = pd.DataFrame(rows, columns=["left", "right", "score", "scenario", "band", "link"])
    return frame.astype({"left": "int64", "right": "int64", "score": "float64", "link": "bool"})


def _groups(raw: dict[str, list[list[Any]]], ids: dict[str, int], value: str | None) -> pd.DataFrame:
    rows = [
        (group, ids[member[0]], *member[1:-1], value or member[-1])
        for group, members in raw.items()
        for member in members
    ]
    frame = pd.DataFrame(rows, columns=["group", *GROUP_COLUMNS])
    return frame.astype({"record": "int64", "score": "float64"})


def _key(raw: dict[str, Any]) -> KeyReport:
    return KeyReport(**{**raw, "fields": tuple(raw["fields"]), "skipped": tuple(map(tuple, raw["skipped"]))})


def _scenario(raw: list[Any], pairs: pd.DataFrame) -> ScenarioReport:
    own = pairs[pairs["scenario"] == raw[0]]
    return ScenarioReport(*raw, pairs=len(own), auto_pairs=int((own["band"] == "auto").sum()))


def _evidence(pairs: pd.DataFrame) -> list[str]:
    return ['{"email":{"level":"same","weight":9.1}}'] * len(pairs)


def _explain(records: FrameRecords, left: int, right: int) -> PairExplanation:
    values = records.values([left, right])
    evidence = []
    for name in values:
        one, other = (None if pd.isna(text) else text for text in values[name])
        level = "missing" if one is None or other is None else "same" if one == other else "differs"
        weight = {"missing": 0.0, "same": 6.5, "differs": -2.25}[level]
        evidence.append(Evidence(name, one, other, level, weight, f"{level} {name}"))
    return PairExplanation(
        left, right, 0.97, "same-email-same-name", Band.AUTO, -18.0, 0.02, tuple(evidence), ("email",), None,
        "Probably the same person.", (),
    )  # fmt: skip


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """``written(report, "json", limit=1)``: what the format writes, as bytes."""

    def write(report: DuplicateReport, form: str, **options: Any) -> bytes:
        path = tmp_path / f"report.{form}"
        write_duplicates(report, form, path, ReportOptions(**options))
        return path.read_bytes()

    return write


@pytest.fixture
def printed() -> Callable[..., str]:
    """``printed(report, width=60)``: the text page."""

    def write(report: DuplicateReport, **options: Any) -> str:
        from mopsctl.reports.duplicates_text import write

        out = io.StringIO()
        write(report, out, ReportOptions(**options))
        return out.getvalue()

    return write

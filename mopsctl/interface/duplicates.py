"""What finding duplicates gives in Python: pandas frames, explanations, and the reports of the command line."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from mopsctl.errors import UsageError
from mopsctl.matching.duplicates import Duplicates, PairExplanation

if TYPE_CHECKING:
    import pandas as pd


class FoundDuplicates:
    """Groups and pairs of duplicates; ``result`` is everything that was found, as reports take it."""

    def __init__(self, result: Duplicates) -> None:
        self.result = result

    @cached_property
    def groups(self) -> pd.DataFrame:
        """A row a record of a group: ``group_id``, ``record_id``, ``object``, ``score`` (float64, 0-1), ``scenario``,
        ``band`` and ``reason`` (text)."""
        import pandas as pd

        found, records = self.result.groups, self.result.records
        places = found["record"].to_numpy(int)
        return pd.DataFrame({
            "group_id": found["group"].to_numpy(), "record_id": records.ids(places), "object": records.objects(places),
            "score": found["score"].to_numpy(float), "scenario": found["scenario"].to_numpy(),
            "band": found["band"].to_numpy(), "reason": found["reason"].to_numpy(),
        })  # fmt: skip

    @cached_property
    def pairs(self) -> pd.DataFrame:
        """A row a scored pair: ``id_a``, ``id_b``, ``object_a``, ``object_b``, ``score`` (float64, 0-1), ``scenario``,
        ``band`` and ``link`` (bool: a person and their account)."""
        import pandas as pd

        found, records = self.result.pairs, self.result.records
        left, right = (found[side].to_numpy(int) for side in ("left", "right"))
        return pd.DataFrame({
            "id_a": records.ids(left), "id_b": records.ids(right), "object_a": records.objects(left),
            "object_b": records.objects(right), "score": found["score"].to_numpy(float),
            "scenario": found["scenario"].to_numpy(), "band": found["band"].to_numpy(),
            "link": found["link"].to_numpy(bool),
        })  # fmt: skip

    def explain(self, one: str, other: str) -> PairExplanation:
        """Why two records, by their ids, are a pair or are not.

        :raises UsageError: where no compared record has one of the ids.
        """
        places = [self.result.records.place_of(name) for name in (one, other)]
        for name, place in zip((one, other), places, strict=True):
            if place is None:
                raise UsageError(f"no record that was compared has the id {name!r}")
        left, right = (place for place in places if place is not None)
        return self.result.explain(left, right)

    def write(self, *paths: str | Path) -> None:
        """Write reports; the ending of each path chooses its format (.html, .xlsx, .csv, .json, .md …).

        :raises UsageError: for an ending that no format has.
        """
        from mopsctl.reports.duplicates_formats import duplicates_format, write_duplicates
        from mopsctl.reports.duplicates_report import DuplicateReport
        from mopsctl.reports.options import ReportOptions

        for path in map(Path, paths):
            write_duplicates(DuplicateReport(self.result), duplicates_format(path), path, ReportOptions())

    def __repr__(self) -> str:
        return f"<{len(self.groups):,} records in {self.groups['group_id'].nunique():,} groups of duplicates>"

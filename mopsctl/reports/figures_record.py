"""Figures on duplicates as the formats of JSON write them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.reports.json_numbers import rounded


def figures_record(figures: DuplicateFigures) -> dict[str, Any]:
    """The figures by object, across objects, by band, size and segment, and what is at stake; rates are 0-1."""
    return {
        "objects": [rounded({**asdict(rate), "rate": rate.rate}) for rate in figures.rates],
        "across": [asdict(crossing) for crossing in figures.crossings],
        "bands": [asdict(count) for count in figures.bands],
        "sizes": [asdict(size) for size in figures.sizes],
        "segments": [asdict(segment) for segment in figures.segments],
        "origins": [rounded({**asdict(origin), "rate": origin.rate}) for origin in figures.sources],
        "stake": None if figures.stake is None else rounded(asdict(figures.stake)),
    }

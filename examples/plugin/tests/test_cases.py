"""The kind on its cases; run with ``pytest`` where mopsctl and this package are installed."""

from __future__ import annotations

from pathlib import Path

from mopsctl.testing import failing_cases


def test_vat_numbers() -> None:
    assert failing_cases(Path(__file__).parent / "cases" / "vat_number.yaml") == []

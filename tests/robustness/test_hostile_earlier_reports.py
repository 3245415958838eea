"""A report to compare with in which a value was changed: refused with the value's name, or compared as any other."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from mopsctl.auditing.compare import compare
from mopsctl.auditing.earlier import read_earlier
from mopsctl.auditing.examine import audit
from mopsctl.errors import UsageError
from mopsctl.reports.formats import FORMATS, write_report
from mopsctl.reports.options import DEFAULT_TITLE, Masthead, ReportOptions
from mopsctl.results import AuditResult

OPTIONS = ReportOptions(Masthead(DEFAULT_TITLE, None, None))


@pytest.fixture
def result(tmp_path: Path) -> AuditResult:
    (tmp_path / "contacts.csv").write_text("Contact ID,Email\n0035i00000Aa1BcAAJ,ana@@acme.com\n")
    return audit(tmp_path / "contacts.csv")


@pytest.fixture
def report(result: AuditResult, tmp_path: Path) -> dict[str, Any]:
    write_report(result, FORMATS["json"], tmp_path / "old.json", OPTIONS)
    return dict(json.loads((tmp_path / "old.json").read_text()))


def _written(folder: Path, report: dict[str, Any]) -> Path:
    path = folder / "changed.json"
    path.write_text(json.dumps(report))
    return path


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("as_of", "never", "its 'as_of' is no time in ISO 8601"),
        ("created", "<b>", "its 'created' is no time in ISO 8601"),
        ("summary", 5, "its 'summary' should be a mapping"),
        ("summary", {"score": math.nan}, "its 'summary.score' should be a finite number"),
        ("rules", None, "its 'rules' should be a list"),
        ("rules", [{"id": "a"}], "its 'rules.0.object' is missing"),
        ("findings", None, "its findings are no list"),
        ("findings", {"rule": "a"}, "its findings are no list"),
    ],
)
def test_a_value_of_the_wrong_sort_is_named(
    tmp_path: Path, report: dict[str, Any], key: str, value: object, said: str
) -> None:
    with pytest.raises(UsageError) as caught:
        read_earlier(_written(tmp_path, report | {key: value}))
    assert str(caught.value).endswith(f"changed.json is no JSON report of mopsctl: {said}")


def test_figures_beyond_measure_are_refused(tmp_path: Path, report: dict[str, Any]) -> None:
    endless = [rule | {"points": math.inf} for rule in report["rules"]]
    with pytest.raises(UsageError, match=r"'rules\.0\.points' should be a finite number"):
        read_earlier(_written(tmp_path, report | {"rules": endless}))


def test_texts_of_an_earlier_report_are_shown_as_texts(
    tmp_path: Path, report: dict[str, Any], result: AuditResult
) -> None:
    renamed = [rule | {"title": "<img src=x>", "id": f"was-{rule['id']}"} for rule in report["rules"]]
    result.comparison = compare(result, read_earlier(_written(tmp_path, report | {"rules": renamed})))
    write_report(result, FORMATS["html"], tmp_path / "audit.html", OPTIONS)
    assert "<img src=x>" not in (tmp_path / "audit.html").read_text()

"""The score: the worked example of docs/scoring.md, and what must hold of any records."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, load_config
from mopsctl.findings import Finding
from mopsctl.results import AuditResult

DOCS = Path(__file__).parents[2] / "docs" / "scoring.md"

RULES = """
rules:
- {id: email-present, object: contact, kind: required, field: email, severity: error}
- {id: phone-present, object: contact, kind: required, field: phone, severity: warning}
- {id: email-valid, object: contact, kind: email, field: email, severity: error}
"""
MORE = """
- {id: phone-for-mql, object: contact, kind: required, field: phone, where: "lifecycle_stage = 'MQL'", weight: 4}
- {id: title-length, object: contact, kind: length, field: title, min: 2, severity: warning}
- {id: email-once, object: contact, kind: unique, field: email, severity: warning}
- {id: advice, object: contact, kind: length, field: email, max: 3, severity: info}
"""
FIELDS = {"email": "Email", "phone": "Phone", "title": "Title", "lifecycle_stage": "Lifecycle Stage"}


@pytest.fixture(scope="module")
def three_rules(tmp_path_factory: pytest.TempPathFactory) -> Config:
    path = tmp_path_factory.mktemp("rules") / "mopsctl.yaml"
    path.write_text(RULES)
    return load_config(path)


@pytest.fixture(scope="module")
def seven_rules(tmp_path_factory: pytest.TempPathFactory) -> Config:
    path = tmp_path_factory.mktemp("rules") / "mopsctl.yaml"
    path.write_text(RULES + MORE)
    return load_config(path)


def test_the_worked_example_of_the_guide(three_rules: Config, tmp_path: Path) -> None:
    text = DOCS.read_text(encoding="utf-8")
    block = re.search(r"```csv\n(.*?)```", text, re.DOTALL)
    assert block is not None
    source = tmp_path / "contacts.csv"
    source.write_text(block.group(1), encoding="utf-8")
    result = audit(source, three_rules)
    scores = {part.dimension.value: part.score for part in result.scorecard.objects[0].dimensions}
    assert scores == pytest.approx({"completeness": 68.75, "validity": 75.0})
    assert result.scorecard.score == pytest.approx(71.59, abs=0.005)
    assert result.scorecard.grade == "D"
    points = {rule.id: rule.points for rule in result.rules}
    expected = {"email-present": 10.23, "phone-present": 6.82, "email-valid": 11.36}
    assert points == pytest.approx(expected, abs=0.005)
    for number in ("68.75", "71.59", *(f"{value}" for value in expected.values())):
        assert number in text


cell = st.sampled_from(
    ["", "n/a", "ana@northgate-foods.com", "bad@@x", "+1 415 555 2671", "CEO", "x", "MQL", "Lead"]
)
TYPOS = [
    "ana@gmial.com",
    "ana@northgate-foods,com",
    "<ana@northgate-foods.com>",
    "bad@@x",
    "ana@northgate-foods.com",
    "",
]
frames = st.lists(st.tuples(cell, cell, cell, cell), min_size=1, max_size=12).map(
    lambda rows: pd.DataFrame(rows, columns=list(FIELDS.values()), dtype=str)
)
modest = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def examined(frame: pd.DataFrame, config: Config, **options: Any) -> AuditResult:
    return audit(frame, config, AuditOptions(object="contact", mapping=FIELDS, **options))


@modest
@given(frame=frames)
def test_scores_are_bounded_and_points_sum(seven_rules: Config, frame: pd.DataFrame) -> None:
    result = examined(frame, seven_rules)
    assert result.scorecard.score is not None
    assert -1e-9 <= result.scorecard.score <= 100 + 1e-9
    assert result.scorecard.score + sum(rule.points for rule in result.rules) == pytest.approx(100)


@modest
@given(frame=frames, data=st.data())
def test_the_order_of_records_changes_no_score(
    seven_rules: Config, frame: pd.DataFrame, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(frame))))
    other = frame.iloc[list(order)].reset_index(drop=True)
    first, second = examined(frame, seven_rules), examined(other, seven_rules)
    assert first.scorecard.score == pytest.approx(second.scorecard.score)
    assert first.counts() == second.counts()


@modest
@given(frame=frames)
def test_filling_a_required_field_never_lowers_completeness(three_rules: Config, frame: pd.DataFrame) -> None:
    mended = frame.assign(Phone="+1 415 555 2671")
    before, after = examined(frame, three_rules), examined(mended, three_rules)
    of = [{p.dimension.value: p.score for p in r.scorecard.objects[0].dimensions} for r in (before, after)]
    assert of[1]["completeness"] >= of[0]["completeness"] - 1e-9


@modest
@given(frame=frames)
def test_segments_make_up_the_whole(seven_rules: Config, frame: pd.DataFrame) -> None:
    result = examined(frame, seven_rules, by=("lifecycle_stage",))
    whole = {p.dimension.value: p.score for p in result.scorecard.objects[0].dimensions}["completeness"]
    for segment in result.segments:
        assert sum(value.rows for value in segment.values) == len(frame)
        parts = sum(value.rows * (value.completeness or 0) for value in segment.values)
        assert parts / len(frame) == pytest.approx(whole)


@modest
@given(frame=frames)
def test_bands_hold_every_record_once(seven_rules: Config, frame: pd.DataFrame) -> None:
    assert sum(band.rows for band in examined(frame, seven_rules).bands) == len(frame)


def test_advice_and_rules_that_nobody_breaks_change_no_score(
    three_rules: Config, seven_rules: Config
) -> None:
    row = ("ana@northgate-foods.com", "", "CEO", "Lead")
    frame = pd.DataFrame([row], columns=list(FIELDS.values()))
    few, more = examined(frame, three_rules).scorecard, examined(frame, seven_rules).scorecard
    of = [{p.dimension.value: p.score for p in card.objects[0].dimensions} for card in (few, more)]
    assert {key: of[1][key] for key in of[0]} == of[0]


GOOD = {"email": "mended{}@tallis-logistik.com", "phone": "+1 212 736 50{:02}", "title": "Buyer"}
"""Values that keep to every rule here; {} is the record's number, so that none is another's."""


def _row_of(finding: Finding) -> int:
    """The record's place (0-based); a frame's first record is in line 1."""
    assert finding.location.line is not None
    return finding.location.line - 1


def _mended(frame: pd.DataFrame, finding: Finding, value: str) -> pd.DataFrame:
    result = frame.copy()
    result.iloc[_row_of(finding), list(FIELDS).index(finding.field or "")] = value
    return result


@modest
@given(frame=frames, data=st.data())
def test_a_good_value_where_one_was_found_never_lowers_the_score(
    seven_rules: Config, frame: pd.DataFrame, data: st.DataObject
) -> None:
    before = examined(frame, seven_rules)
    findings = [finding for finding in before.stream(None) if finding.rule != "advice"]
    if findings:
        finding = data.draw(st.sampled_from(findings))
        good = GOOD[finding.field or ""].format(_row_of(finding))
        after = examined(_mended(frame, finding, good), seven_rules)
        failed = [{rule.id: rule.failed for rule in result.rules} for result in (before, after)]
        assert failed[1][finding.rule] == failed[0][finding.rule] - 1
        assert (after.scorecard.score or 0) >= (before.scorecard.score or 0) - 1e-9


@modest
@given(frame=frames, data=st.data())
def test_a_suggestion_that_is_taken_never_lowers_the_score(
    seven_rules: Config, frame: pd.DataFrame, data: st.DataObject
) -> None:
    # A mended address may turn out to be another record's, which uniqueness rightly counts.
    rules = {name: rule for name, rule in seven_rules.rules.items() if name != "email-once"}
    alone = Config(rules=rules)
    typos = frame.assign(Email=[data.draw(st.sampled_from(TYPOS)) for _ in range(len(frame))])
    before = examined(typos, alone)
    findings = [finding for finding in before.stream(None) if finding.suggestion is not None]
    if findings:
        finding = data.draw(st.sampled_from(findings))
        after = examined(_mended(typos, finding, finding.suggestion or ""), alone)
        assert after.findings_total < before.findings_total
        assert (after.scorecard.score or 0) >= (before.scorecard.score or 0) - 1e-9
        assert 0 <= (after.scorecard.score or 0) <= 100

"""An audit beside an earlier report: what is gone, what is new, and what cannot be compared."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from typer.testing import CliRunner

from mopsctl.auditing.compare import compare
from mopsctl.auditing.earlier import read_earlier
from mopsctl.auditing.examine import audit
from mopsctl.auditing.json_members import json_members
from mopsctl.auditing.options import AuditOptions
from mopsctl.cli import app
from mopsctl.comparison import Comparison
from mopsctl.errors import UsageError
from mopsctl.reports.comparison_views import score_move
from mopsctl.reports.formats import FORMATS
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.schema import report_schema
from mopsctl.results import AuditResult

RULES = """
rules:
  - {id: contact-email, object: contact, kind: required, field: email, severity: error, title: E-mail is there}
  - {id: contact-title, object: contact, kind: required, field: title, title: Title is there}
"""
FIELDS = ("Id", "FirstName", "LastName", "Email", "Title")


def export(path: Path, emails: dict[int, str]) -> Path:
    """A Salesforce export of contacts: by number, the address that each has."""
    with path.open("w", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(FIELDS)
        for number, email in emails.items():
            rows.writerow((f"003Qm{number:010d}", f"Ana{number}", "Silva", email, "CFO"))
    return path


def audited(path: Path, rules: str = RULES) -> AuditResult:
    config = path.parent / "rules.yaml"
    config.write_text(rules)
    return audit(path, config, AuditOptions(object="contact", as_of=date(2026, 10, 31)))


def written(result: AuditResult, path: Path, **options: Any) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        FORMATS["json"].writer()(result, out, ReportOptions(**options))
    return path


def text_of(result: AuditResult, form: str) -> str:
    out = io.StringIO()
    FORMATS[form].writer()(result, out, ReportOptions())
    return out.getvalue()


def beside(tmp_path: Path, then: dict[int, str], now: dict[int, str]) -> tuple[AuditResult, Comparison]:
    earlier = written(audited(export(tmp_path / "contacts.csv", then)), tmp_path / "old.json")
    result = audited(export(tmp_path / "contacts.csv", now))
    result.comparison = compare(result, read_earlier(earlier))
    return result, result.comparison


def test_findings_are_gone_new_or_the_same_whatever_their_order(tmp_path: Path) -> None:
    then = {1: "", 2: "", 3: "a@acme.com", 4: "b@acme.com"}
    now = {4: "", 3: "a@acme.com", 2: "", 1: "c@acme.com", 5: ""}
    _, comparison = beside(tmp_path, then, now)
    changes = {change.id: change for change in comparison.rules}
    email = changes["contact-email"]
    assert (email.failed_before, email.failed_after) == (2, 3)
    assert (email.fixed, email.new) == (1, 2)
    assert (changes["contact-title"].fixed, changes["contact-title"].new) == (0, 0)
    assert [(row.before, row.after) for row in comparison.rows] == [(4, 5)]
    assert (comparison.fixed, comparison.new, comparison.notes) == (1, 2, ())


@settings(max_examples=15, deadline=None)
@given(
    then=st.dictionaries(st.integers(1, 30), st.sampled_from(["", "a@acme.com"]), min_size=1),
    now=st.dictionaries(st.integers(1, 30), st.sampled_from(["", "a@acme.com"]), min_size=1),
)
def test_gone_and_new_are_what_sets_say(
    tmp_path_factory: pytest.TempPathFactory, then: dict[int, str], now: dict[int, str]
) -> None:
    _, comparison = beside(tmp_path_factory.mktemp("compare"), then, now)
    before = {number for number, email in then.items() if not email}
    after = {number for number, email in now.items() if not email}
    email = next(change for change in comparison.rules if change.id == "contact-email")
    assert (email.fixed, email.new) == (len(before - after), len(after - before))
    assert comparison.findings_before - email.fixed + email.new == comparison.findings_after


def test_an_audit_beside_itself_has_not_changed(tmp_path: Path) -> None:
    same = {1: "", 2: "a@acme.com"}
    result, comparison = beside(tmp_path, same, same)
    assert comparison.score_before == pytest.approx(result.scorecard.score, abs=1e-5)
    assert (comparison.fixed, comparison.new) == (0, 0)
    assert all(change.before == pytest.approx(change.after, abs=1e-5) for change in comparison.scores)
    assert "What got" not in text_of(result, "html")


def test_rules_that_came_and_went_are_told_and_not_taken_for_mended(tmp_path: Path) -> None:
    path = export(tmp_path / "contacts.csv", {1: "", 2: "a@acme.com"})
    earlier = read_earlier(written(audited(path), tmp_path / "old.json"))
    other = RULES.replace("contact-email,", "contact-mail,")
    result = audited(path, other)
    comparison = compare(result, earlier)
    assert {(c.id, c.failed_before, c.failed_after) for c in comparison.rules} >= {
        ("contact-email", 1, None),
        ("contact-mail", None, 1),
    }
    assert (comparison.fixed, comparison.new) == (0, 0)
    assert any("1 more, 1 fewer" in note for note in comparison.notes)


def test_a_report_without_all_findings_gives_counts_and_says_so(tmp_path: Path) -> None:
    path = export(tmp_path / "contacts.csv", {1: "", 2: "", 3: ""})
    result = audited(path)
    comparison = compare(result, read_earlier(written(result, tmp_path / "old.json", limit=1)))
    assert (comparison.fixed, comparison.new) == (None, None)
    assert any("holds 1 of its 3 findings" in note for note in comparison.notes)
    assert comparison.rules[0].failed_before == 3


def test_other_files_are_told(tmp_path: Path) -> None:
    earlier = written(audited(export(tmp_path / "may.csv", {1: ""})), tmp_path / "old.json")
    result = audited(export(tmp_path / "june.csv", {1: ""}))
    notes = " ".join(compare(result, read_earlier(earlier)).notes)
    assert "not there then: june.csv" in notes and "not there now: may.csv" in notes


def test_what_is_suppressed_since_is_told(tmp_path: Path) -> None:
    path = export(tmp_path / "contacts.csv", {1: "", 2: "", 3: "c@acme.com"})
    earlier = read_earlier(written(audited(path), tmp_path / "old.json"))
    accepted = "suppressions: [{rule: contact-email, reason: Trade fair badges}]"
    [note] = compare(audited(path, RULES + accepted), earlier).notes
    assert note.startswith("2 findings are suppressed, 0 were then")


def test_every_report_says_what_changed(tmp_path: Path) -> None:
    result, _ = beside(tmp_path, {1: "", 2: "a@acme.com"}, {1: "b@acme.com", 2: "a@acme.com"})
    page = html.document_fromstring(text_of(result, "html"))
    section = " ".join(page.xpath("//section[@id='comparison']")[0].text_content().split())
    assert "What got better" in section and "E-mail is there" in section and "1 gone" in section
    assert "#comparison" in page.xpath("//nav//a/@href")
    rule = " ".join(page.xpath("//*[@id='rule/contact-email']")[0].text_content().split())
    assert "Earlier1 of 2" in rule and "1 gone, 0 new" in rule
    assert "1 → 0" in text_of(result, "text")
    data = json.loads(text_of(result, "json"))
    jsonschema.validate(data, report_schema())
    assert data["comparison"]["fixed"] == 1


def test_a_report_is_read_however_it_is_laid_out(tmp_path: Path) -> None:
    path = written(audited(export(tmp_path / "contacts.csv", {1: "", 2: ""})), tmp_path / "old.json")
    data = json.loads(path.read_text())
    plain = read_earlier(path)
    for number, text in enumerate(
        (json.dumps(data), json.dumps(data, indent=4), "\ufeff" + json.dumps(data))
    ):
        other = tmp_path / f"{number}.json"
        other.write_text(text, encoding="utf-8")
        again = read_earlier(other)
        assert (again.head, again.held) == (plain.head, 2)
        assert again.fingerprints == plain.fingerprints


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(
    data=st.dictionaries(st.text(), JSON, max_size=5),
    chunk=st.integers(1, 9),
    indent=st.sampled_from([None, 0, 2]),
    ascii_only=st.booleans(),
)
def test_an_object_is_the_same_in_pieces_of_any_size(
    data: dict[str, Any], chunk: int, indent: int | None, ascii_only: bool
) -> None:
    lists: dict[str, list[Any]] = {}
    text = json.dumps(data, indent=indent, ensure_ascii=ascii_only)
    members = json_members(io.StringIO(text), lambda key, item: lists.setdefault(key, []).append(item), chunk)
    found = dict(members)
    empty = {key: value for key, value in data.items() if value == []}
    assert {**found, **empty, **lists} == data


WRONG = {
    "": "it is no JSON object",
    "[1, 2]": "it is no JSON object",
    "Id,Name\n1,Ana": "it is no JSON object",
    "{}": "it has no schema",
    '{"schema": 2}': "it has schema 2, this mopsctl reads schema 1",
    '{"schema": 1': "cut off",
    '{"schema": 1, "command": "audit"}': "its 'mopsctl' is missing",
    '{"schema": 1, "findings": [{"rule": 1}]}': "its findings are not those of mopsctl",
    '{"schema": 1, "command": "audit", "findings": [3]}': "its findings are not those of mopsctl",
}


@pytest.mark.parametrize(("text", "reason"), WRONG.items())
def test_anything_else_is_refused_with_its_name_and_the_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    path = tmp_path / "old.json"
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        read_earlier(path)
    assert str(path) in str(error.value) and reason in str(error.value)


def test_a_report_of_another_command_is_refused(tmp_path: Path, quillmere: AuditResult) -> None:
    quillmere.command = "profile"
    with pytest.raises(UsageError, match="is a report of mopsctl profile; give one of mopsctl audit"):
        read_earlier(written(quillmere, tmp_path / "old.json"))


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_bytes(b"\x89PNG\r\n\xff\xfe")
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_earlier(path)


def test_the_command_compares_and_refuses_what_is_not_there(tmp_path: Path) -> None:
    source = export(tmp_path / "contacts.csv", {1: "", 2: "a@acme.com"})
    old = tmp_path / "old.json"
    runner = CliRunner()
    common = ["audit", str(source), "--object", "contact", "--fail-on", "never", "-q"]
    assert runner.invoke(app, [*common, "-o", str(old)]).exit_code == 0
    export(source, {1: "b@acme.com", 2: "a@acme.com"})
    compared = runner.invoke(app, [*common, "--compare", str(old)])
    assert compared.exit_code == 0
    assert "WHAT CHANGED" in compared.stdout
    missing = runner.invoke(app, [*common, "--compare", str(tmp_path / "none.json")])
    assert missing.exit_code == 2
    assert "none.json cannot be read" in missing.stderr


def test_what_a_baseline_holds_is_not_taken_for_mended(tmp_path: Path) -> None:
    source = export(tmp_path / "contacts.csv", {1: "", 2: "", 3: "a@acme.com"})
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    common = ["audit", str(source), "--object", "contact", "--fail-on", "never", "-q"]
    runner = CliRunner()
    assert runner.invoke(app, [*common, "-o", str(old)]).exit_code == 0
    with_baseline = [
        *common,
        "--baseline",
        str(tmp_path / "known.json"),
        "--compare",
        str(old),
        "-o",
        str(new),
    ]
    for _ in ("written", "used"):
        assert runner.invoke(app, with_baseline).exit_code == 0
    data = json.loads(new.read_text())
    assert data["summary"]["findings"] == 0
    changes = data["comparison"]["rules"]
    assert any(change["failed_after"] for change in changes)
    assert all(change["failed_before"] == change["failed_after"] for change in changes)


def test_a_score_moves_by_what_its_two_figures_differ() -> None:
    assert score_move(85.74, 85.76) == 0.1
    assert score_move(85.71, 85.74) == 0
    assert score_move(99.99, 100) == 0.1

"""``import mopsctl``: light to load, and pandas in and out."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

import mopsctl
from mopsctl.interface import frames

CONTACTS = pd.DataFrame(
    {
        "Id": ["0035i00000Aa1Bc", "0035i00000Aa1Bd", "0035i00000Aa1Be"],
        "Email": ["ana@northgate-foods.com", "ben@@northgate-foods.com", None],
        "Title": ["CEO", "n/a", "VP"],
        "Created Date": pd.to_datetime(["2026-01-05", "2026-01-06", "2026-01-07"]),
    }
)
CONFIG = {
    "rules": [
        {"id": "email-valid", "object": "contact", "kind": "email", "field": "email", "severity": "error"},
        {"id": "title-present", "object": "contact", "kind": "required", "field": "title"},
        {"id": "phone-present", "object": "contact", "kind": "required", "field": "phone"},
    ]
}
FRAMES = {
    "findings": frames.FINDINGS,
    "scores": frames.SCORES,
    "rules": frames.RULES,
    "recommendations": frames.RECOMMENDATIONS,
    "fields": frames.FIELDS,
    "segments": frames.SEGMENTS,
    "metrics": frames.METRICS,
    "sources": frames.SOURCES,
    "not_checked": frames.NOT_CHECKED,
}


@pytest.fixture(scope="module")
def found() -> mopsctl.Audit:
    return mopsctl.audit(CONTACTS, CONFIG, object="contact")


@pytest.fixture(scope="module")
def nothing() -> mopsctl.Audit:
    return mopsctl.audit(CONTACTS.head(1), CONFIG, object="contact", select="email-valid")


def test_importing_it_loads_no_more_than_is_used() -> None:
    heavy = "{'pandas', 'duckdb', 'pyarrow', 'pydantic', 'sqlglot', 'jinja2', 'typer', 'yaml', 'rapidfuzz'}"
    code = f"import sys, mopsctl; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_it_offers_what_it_says() -> None:
    for name in mopsctl.__all__:
        assert getattr(mopsctl, name) is not None
        assert name in dir(mopsctl)
    with pytest.raises(AttributeError, match="has no attribute 'audits'"):
        mopsctl.audits  # noqa: B018


def test_findings_are_a_frame(found: mopsctl.Audit) -> None:
    bad, missing = found.findings.itertuples()
    assert (bad.rule, bad.severity, bad.record_id, bad.line) == ("email-valid", "error", "0035i00000Aa1Bd", 2)
    assert (bad.value, bad.suggestion) == ("ben@@northgate-foods.com", "ben@northgate-foods.com")
    assert (missing.rule, missing.field, missing.value) == ("title-present", "title", "n/a")
    assert pd.isna(missing.suggestion)
    assert pd.isna(missing.confidence)


def test_severities_are_in_order(found: mopsctl.Audit) -> None:
    assert len(found.findings.query("severity >= 'warning'")) == 2
    assert len(found.findings.query("severity > 'warning'")) == 1
    assert list(found.rules.sort_values("severity")["severity"]) == ["warning", "error"]


@pytest.mark.parametrize("name", FRAMES)
def test_columns_and_dtypes_are_the_same_however_little_is_found(
    found: mopsctl.Audit, nothing: mopsctl.Audit, name: str
) -> None:
    for outcome in (found, nothing):
        dtypes = {column: str(dtype) for column, dtype in getattr(outcome, name).dtypes.items()}
        assert dtypes == FRAMES[name]


def test_every_frame_can_be_stored(found: mopsctl.Audit, tmp_path: Path) -> None:
    for name in FRAMES:
        getattr(found, name).to_parquet(tmp_path / f"{name}.parquet")
        assert len(pd.read_parquet(tmp_path / f"{name}.parquet")) == len(getattr(found, name))


def test_figures_agree_with_each_other(found: mopsctl.Audit) -> None:
    assert found.counts == {"error": 1, "warning": 1, "info": 0}
    assert found.rules["failed"].sum() == len(found.findings)
    assert found.score is not None
    assert found.score == pytest.approx(100 - found.rules["points"].sum())
    assert found.score == pytest.approx((found.scores["score"] * found.scores["share"]).sum())
    assert list(found.not_checked["rule"]) == ["phone-present"]


def test_the_keywords_are_those_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    CONTACTS.rename(columns={"Email": "Work e-mail"}).to_csv(path, index=False, sep=";")
    found = mopsctl.audit(
        path, CONFIG, object="contact", mapping={"email": "Work e-mail"}, ignore=["title-*"], as_of="2026-10-31",
        read=mopsctl.ReadOptions(delimiter=";"), redact=True,
    )  # fmt: skip
    assert list(found.rules["rule"]) == ["email-valid"]
    assert found.result.as_of == date(2026, 10, 31)
    assert found.findings.loc[0, "value"] == "b•••@@n•••-f•••.c•••"


def test_keywords_go_over_options() -> None:
    options = mopsctl.AuditOptions(object="contact", select=("title-present",), redact=True)
    found = mopsctl.audit(CONTACTS, CONFIG, options, select="email-valid")
    assert list(found.rules["rule"]) == ["email-valid"]
    assert found.result.redacted


def test_mistakes_are_sentences() -> None:
    with pytest.raises(mopsctl.MopsctlError, match="as_of 'tomorrow': write a day as YYYY-MM-DD"):
        mopsctl.audit(CONTACTS, as_of="tomorrow")
    with pytest.raises(mopsctl.MopsctlError, match="unknown key 'rule', did you mean 'rules'"):
        mopsctl.audit(CONTACTS, {"rule": []})
    with pytest.raises(mopsctl.MopsctlError, match="--select nosuch: no rule or tag"):
        mopsctl.audit(CONTACTS, CONFIG, select="nosuch")
    with pytest.raises(mopsctl.MopsctlError, match="make a configuration"):
        mopsctl.audit(CONTACTS, {"rules": [object()]})
    with pytest.raises(mopsctl.MopsctlError, match="no report format"):
        mopsctl.audit(CONTACTS, CONFIG).write("report.docx")


def test_the_nearest_configuration_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    rule = "{id: only, object: contact, kind: length, field: title, min: 3}"
    (tmp_path / "mopsctl.yaml").write_text(f"rules: [{rule}]\n")
    assert list(mopsctl.audit(CONTACTS, object="contact").rules["rule"]) == ["only"]


def test_a_file_that_a_mapping_extends_is_beside_the_notebook(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "team.yaml").write_text(
        "rules: [{id: team, object: contact, kind: required, field: title}]\n"
    )
    found = mopsctl.audit(CONTACTS, {"extends": "team.yaml"}, object="contact")
    assert list(found.rules["rule"]) == ["team"]


def test_only_completeness_is_scored() -> None:
    found = mopsctl.score_completeness(CONTACTS, CONFIG, object="contact")
    assert list(found.rules["rule"]) == ["title-present"]
    assert list(found.scores["dimension"]) == ["completeness"]


def test_a_profile_judges_nothing() -> None:
    found = mopsctl.profile(CONTACTS, object="contact")
    assert found.score is None
    assert found.findings.empty
    assert list(found.fields["usable"]) == [3, 2, 2, 3]


def test_reports_are_written_by_their_ending(found: mopsctl.Audit, tmp_path: Path) -> None:
    path = found.write(tmp_path / "audit.html", title="Health", client="Quillmere")
    assert path.stat().st_mode & 0o777 == 0o600
    page = path.read_text(encoding="utf-8")
    assert "Health" in page
    assert "Quillmere" in page
    assert len(found.write(tmp_path / "findings.csv", limit=1).read_text().splitlines()) == 2


def test_reports_are_texts(found: mopsctl.Audit, tmp_path: Path) -> None:
    assert found.to_html(tmp_path / "page.html") == (tmp_path / "page.html").read_text(encoding="utf-8")
    report = json.loads(found.to_json(tmp_path / "report.json", limit=1))
    assert len(report["findings"]) == 1
    assert report == json.loads((tmp_path / "report.json").read_text())
    assert "\x1b" not in found.to_text()
    assert "email-valid" in found.to_text()


def test_it_says_what_it_is(found: mopsctl.Audit) -> None:
    assert re.fullmatch(r"<mopsctl audit of frame: [\d.]+ \([A-F]\), 2 findings in 3 records>", repr(found))
    profile = repr(mopsctl.profile(CONTACTS, object="contact"))
    assert profile == "<mopsctl profile of frame: 3 records>"


def test_rules_are_learned_and_used(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"Id": [f"K{n:03}" for n in range(200)], "Tier": ["Gold", "Silver"] * 99 + ["Gold", "Sliver"]}
    )
    learned = mopsctl.suggest_rules(frame, {"rules": []}, object="account", min_support=0.9)
    assert {column: str(dtype) for column, dtype in learned.rules.dtypes.items()} == frames.SUGGESTIONS
    picklist = learned.rules.set_index("kind").loc["one_of"]
    assert (picklist["fields"], picklist["checked"], picklist["failed"]) == ("tier", 200, 1)
    assert re.fullmatch(r"<\d+ rules? learned from 200 records of frame>", repr(learned))
    assert learned.to_yaml(tmp_path / "learned.yaml") == (tmp_path / "learned.yaml").read_text()
    for config in (learned.config, tmp_path / "learned.yaml"):
        found = mopsctl.audit(frame, config, object="account")
        assert "Sliver" in set(found.findings["value"])


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)
        self.open.append(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onclick", "onerror"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_card_loads_and_runs_nothing(found: mopsctl.Audit) -> None:
    card = found._repr_html_()
    tags = _Tags()
    tags.feed(card)
    assert tags.open == []
    assert not {"script", "link", "img", "iframe"} & set(tags.found)
    assert "url(" not in card
    assert "1 error, 1 warning, 0 notes" in card
    assert "Contacts" in card


def test_the_card_shows_foreign_text_as_text() -> None:
    rule = {
        "id": "a",
        "object": "contact",
        "kind": "required",
        "field": "title",
        "title": "<img src=x onerror=alert(1)>",
    }
    card = mopsctl.audit(CONTACTS, {"rules": [rule]}, object="contact")._repr_html_()
    assert "&lt;img src=x onerror=alert(1)&gt;" in card
    assert "<img" not in card

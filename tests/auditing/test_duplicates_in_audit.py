"""Duplicates in an audit: found by rules, told in every format, left out by a switch."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, config_of
from mopsctl.reports.formats import FORMATS
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.schema import report_schema
from mopsctl.results import AuditResult

HEADS = "Contact ID,First Name,Last Name,Email,Phone,Mailing City,Lead Source"
NAMES = ("Omar,Haddad", "Lena,Fischer", "Wei,Zhang", "Ines,Duarte", "Chidi,Okafor", "Jana,Novak", "Tom,Baker")
ROWS = [
    "003000000000001AAA,Dana,Reyes,dana.reyes@acme.com,+1 415 701 2311,Austin,Web",
    "003000000000002AAA,Dana,Reyes,,(415) 701-2311,Austin,List",
    "003000000000003AAA,Dana,Reyes,dana.reyes@acme.com,415-701-2311,Austin,List",
    *(
        f"0030000000001{n:02}AAA,{name},{name.split(',')[0].lower()}@corp{n}.com,+1 212 701 23{n:02},Lyon,Web"
        for n, name in enumerate(NAMES)
    ),
]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_text("\n".join([HEADS, *ROWS]) + "\n")
    return path


@pytest.fixture
def config() -> Config:
    return config_of(
        "extends: [mopsctl:contacts, mopsctl:duplicates]\ndedupe: {cost_per_record: 2}",
        "mopsctl.yaml",
        Path(),
    )


@pytest.fixture
def result(source: Path, config: Config) -> AuditResult:
    return audit(source, config)


def written(result: AuditResult, form: str) -> str:
    out = io.StringIO(newline="")
    FORMATS[form].writer()(result, out, ReportOptions())
    return out.getvalue()


def found(result: AuditResult, rule: str) -> list[str | None]:
    return [finding.record_id for finding in result.stream(None) if finding.rule == rule]


def test_what_one_field_tells_is_left_to_its_rule(result: AuditResult) -> None:
    assert found(result, "contact-duplicate") == ["003000000000002AAA"]
    assert found(result, "contact-email-unique") == ["003000000000003AAA"]


def test_the_message_names_the_other_record_and_says_why(result: AuditResult) -> None:
    [finding] = [finding for finding in result.stream(None) if finding.rule == "contact-duplicate"]
    assert re.match(
        r"Probably the same as record 00300000000000[13]AAA: .*same telephone number", finding.message
    )


def test_figures_count_all_duplicates_whoever_tells_of_them(result: AuditResult) -> None:
    assert result.duplicates is not None
    [rate] = result.duplicates.rates
    assert (rate.records, rate.groups, rate.to_merge) == (10, 1, 2)
    named = {metric.name: metric.value for metric in result.metrics}
    assert named["contact.duplicate_rate"] == 0.2
    assert named["duplicates.cost"] == 4
    assert [metric.name for metric in result.metrics].count("contact.duplicate_rate") == 1


def test_a_finding_keeps_its_fingerprint_when_the_export_is_sorted_otherwise(
    source: Path, config: Config, result: AuditResult
) -> None:
    before = {f.record_id: f.fingerprint for f in result.stream(None) if f.rule == "contact-duplicate"}
    source.write_text("\n".join([HEADS, ROWS[0], *reversed(ROWS[3:]), *ROWS[1:3]]) + "\n")
    again = audit(source, config)
    assert {f.record_id: f.fingerprint for f in again.stream(None) if f.rule == "contact-duplicate"} == before


def test_no_rule_no_search(source: Path, config: Config) -> None:
    result = audit(source, config, AuditOptions(ignore=("duplicates",)))
    assert result.duplicates is None
    assert "DUPLICATES" not in written(result, "text")
    assert json.loads(written(result, "json"))["duplicates"] is None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("text", "Contacts       10       1         2  20.0%"),
        ("markdown", "20.0% of 10 records are duplicates: 2 beyond one in each of 1 group."),
        ("html", "20.0% of 10 records are duplicates: 2 beyond one in each of 1 group."),
        ("html", "4.00 EUR"),
    ],
)
def test_every_page_has_a_section(form: str, said: str, result: AuditResult) -> None:
    assert said in written(result, form)


def test_json_has_the_figures_and_keeps_to_its_schema(result: AuditResult) -> None:
    report = json.loads(written(result, "json"))
    jsonschema.validate(report, report_schema())
    assert report["duplicates"]["objects"][0]["to_merge"] == 2


def test_the_workbook_has_a_sheet(result: AuditResult) -> None:
    out = io.BytesIO()
    FORMATS["xlsx"].writer()(result, out, ReportOptions())
    sheet = openpyxl.load_workbook(io.BytesIO(out.getvalue()))["Duplicates"]
    assert [cell.value for cell in sheet[2]][:4] == ["Contacts", 10, 1, 2]


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json", "csv", "sarif"])
def test_a_redacted_report_names_nobody(form: str, source: Path, config: Config, result: AuditResult) -> None:
    redacted = audit(source, config, AuditOptions(redact=True))
    assert found(redacted, "contact-duplicate") == found(result, "contact-duplicate")
    assert not any(word in written(redacted, form) for word in ("Reyes", "dana.reyes", "701-2311"))


def test_two_systems_have_everybody_once(tmp_path: Path, config: Config) -> None:
    (tmp_path / "contacts.csv").write_text("\n".join([HEADS, *ROWS[2:]]) + "\n")
    hubspot = "Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Original Source\n"
    hubspot += "1045089983,Dana,Reyes,dana.reyes@acme.com,+1 415 701 2311,Lead,Offline Sources\n"
    (tmp_path / "hubspot-contacts.csv").write_text(hubspot)
    result = audit(tmp_path, config)
    assert result.duplicates is not None
    assert found(result, "contact-duplicate") == []
    assert [crossing.records for crossing in result.duplicates.crossings] == [1]
    assert "1 contact of HubSpot is among the contacts of Salesforce, too." in " ".join(
        written(result, "text").split()
    )


def test_an_object_that_is_not_searched_is_not_checked(tmp_path: Path) -> None:
    rule = {"id": "u", "object": "user", "kind": "duplicate"}
    config = config_of(f"rules: [{json.dumps(rule)}]", "mopsctl.yaml", Path())
    (tmp_path / "users.csv").write_text("User ID,Username,Email,Profile\n1,a@b.com,a@b.com,Admin\n")
    result = audit(tmp_path / "users.csv", config, AuditOptions(object="user"))
    assert [skipped.reason for skipped in result.not_checked] == [
        "duplicates are not looked for among records of user"
    ]

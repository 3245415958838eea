"""What a user of ``mopsctl audit`` can rely on: results, streams, files, options."""

from __future__ import annotations

import csv
import io
import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def report(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_finds_what_is_wrong_and_where(mopsctl: Run, contacts: Path) -> None:
    data = report(mopsctl("audit", contacts, "-f", "json"))
    found = {(f["rule"], f["location"]["line"]) for f in data["findings"]}
    assert ("contact-email-valid", 3) in found
    assert ("contact-email-present", 4) in found
    assert ("contact-email-unique", 5) in found
    assert data["source"][0]["object"] == "contact"
    assert data["source"][0]["origin"] == "salesforce"
    assert data["source"][0]["rows"] == 4


def test_says_what_the_address_should_be(mopsctl: Run, contacts: Path) -> None:
    data = report(mopsctl("audit", contacts, "-f", "json", "--select", "contact-email-valid"))
    finding = data["findings"][0]
    assert finding["value"] == "ben.osei@northgate-foods"
    assert finding["record_id"] == "0035i00000Aa1BdAAJ"
    assert finding["suggestion"] == "ben.osei@northgate-foods.com"


def test_standard_output_holds_the_result_and_nothing_else(mopsctl: Run, contacts: Path) -> None:
    done = mopsctl("audit", contacts, "-f", "json")
    json.loads(done.stdout)
    assert done.stderr == ""
    assert "\x1b" not in mopsctl("audit", contacts).stdout


def test_scores_and_points_add_up_to_a_hundred(mopsctl: Run, contacts: Path) -> None:
    data = report(mopsctl("audit", contacts, "-f", "json"))
    assert sum(rule["points"] for rule in data["rules"]) + data["summary"]["score"] == pytest.approx(
        100, abs=1e-3
    )


def test_counts_in_the_summary_are_those_of_the_findings(mopsctl: Run, contacts: Path) -> None:
    data = report(mopsctl("audit", contacts, "-f", "json"))
    for severity in ("error", "warning", "info"):
        assert data["summary"][severity] == sum(f["severity"] == severity for f in data["findings"])
    assert data["summary"]["findings"] == len(data["findings"])


def test_sample_limits_findings_and_not_counts(mopsctl: Run, contacts: Path) -> None:
    whole = report(mopsctl("audit", contacts, "-f", "json"))
    sampled = report(mopsctl("audit", contacts, "-f", "json", "--sample", "0"))
    limited = report(mopsctl("audit", contacts, "-f", "json", "--limit", "2"))
    assert sampled["findings"] == []
    assert len(limited["findings"]) == 2
    assert sampled["summary"] == limited["summary"] == whole["summary"]


def test_several_reports_from_one_run(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    done = mopsctl(
        "audit",
        contacts,
        "-o",
        "a.html",
        "-o",
        "a.json",
        "-o",
        "a.csv",
        "-o",
        "a.jsonl",
        "--fail-on",
        "never",
    )
    assert done.returncode == 0
    assert done.stdout == ""
    data = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text(encoding="utf-8-sig"))))
    assert [json.loads(line) for line in lines] == data["findings"]
    assert [row["fingerprint"] for row in rows] == [f["fingerprint"] for f in data["findings"]]
    assert "<html" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_reports_are_private(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    mopsctl("audit", contacts, "-o", "a.json")
    assert stat.S_IMODE((tmp_path / "a.json").stat().st_mode) == 0o600


def test_same_input_same_bytes_apart_from_the_time(mopsctl: Run, contacts: Path) -> None:
    first, second = (
        report(mopsctl("audit", contacts, "-f", "json", "--as-of", "2026-03-31")) for _ in range(2)
    )
    for data in (first, second):
        data.pop("created")
        data.pop("seconds", None)
    assert first == second


def test_standard_input_is_a_source(mopsctl: Run, contacts: Path) -> None:
    piped = report(mopsctl("audit", "-", "-f", "json", stdin=contacts.read_text(encoding="utf-8")))
    assert piped["source"][0]["object"] == "contact"
    assert (
        piped["summary"]["findings"]
        == report(mopsctl("audit", contacts, "-f", "json"))["summary"]["findings"]
    )


def test_fingerprints_survive_reordering_and_a_new_column(
    mopsctl: Run, contacts: Path, tmp_path: Path
) -> None:
    header, *lines = contacts.read_text(encoding="utf-8").splitlines()
    again = tmp_path / "later.csv"
    again.write_text(
        "\n".join([f"{header},Fax", *(f"{line}," for line in reversed(lines))]), encoding="utf-8"
    )
    select = ["--select", "contact-email-valid", "--select", "contact-email-present", "-f", "json"]
    before = {f["fingerprint"] for f in report(mopsctl("audit", contacts, *select))["findings"]}
    after = {f["fingerprint"] for f in report(mopsctl("audit", again, *select))["findings"]}
    assert before == after
    assert before


def test_redact_masks_people_and_keeps_ids(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    done = mopsctl(
        "audit", contacts, "--redact", "-o", "a.html", "-o", "a.json", "-o", "a.csv", "-f", "text", "-v"
    )
    written = done.stdout + "".join(
        (tmp_path / name).read_text(encoding="utf-8") for name in ("a.html", "a.json", "a.csv")
    )
    for personal in ("ana.lopez", "northgate-foods", "Lopez", "Osei", "Rao", "736 5000"):
        assert personal not in written, personal
    assert "0035i00000Aa1BdAAJ" in written


def test_map_and_object_override_detection(mopsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("key,who,reach\n1,Ana Lopez,ana@\n2,Ben Osei,ben@harbor-labs.com\n", encoding="utf-8")
    options = ["--object", "contact", "--map", "email=reach", "--map", "id=key", "-f", "json"]
    data = report(mopsctl("audit", path, *options))
    assert data["source"][0]["object"] == "contact"
    assert [(f["record_id"], f["field"]) for f in data["findings"] if f["rule"] == "contact-email-valid"] == [
        ("1", "email")
    ]


def test_a_rule_that_could_not_be_checked_is_said(mopsctl: Run, contacts: Path) -> None:
    data = report(mopsctl("audit", contacts, "-f", "json"))
    reasons = {(item["rule"], item["reason"]) for item in data["not_checked"]}
    assert any("there is no table of opportunity" in reason for _, reason in reasons)
    assert any("this table has no field" in reason for _, reason in reasons)


def test_rejects_file_names_line_and_reason(mopsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    good = "".join(f"003{n:012d},Ana{n},Lopez,ana{n}@harbor-labs.com\n" for n in range(40))
    path.write_text(
        f"Contact ID,First Name,Last Name,Email\n{good}003x,a,b,c,d,e,f\n{good[:10]}", encoding="utf-8"
    )
    mopsctl("audit", path, "--rejects", "rejects.csv", "-f", "json")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "rejects.csv").read_text(encoding="utf-8-sig"))))
    assert any(row["line"] == "42" and row["reason"] for row in rows)


def test_owner_segments_are_named_where_users_are_there(mopsctl: Run, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "users.csv").write_text(
        "Id,FirstName,LastName,Email,IsActive\n0055i000001AbCdAAK,Uma,Berg,uma@a-b.com,true\n"
    )
    people = "".join(
        f"0035i00000{n:05d}AAA,Ana,Lopez{n},a{n}@harbor-labs.com,0055i000001AbCdAAK\n" for n in range(9)
    )
    people += "0035i0000099999AAA,Ana,Zed,z@harbor-labs.com,0055i000009ZzZzAAK\n"
    (folder / "contacts.csv").write_text(f"Id,FirstName,LastName,Email,OwnerId\n{people}")
    data = report(mopsctl("audit", folder, "-f", "json"))
    owners = [s for s in data["segments"] if s["object"] == "contact" and s["field"] == "owner_id"]
    assert {value["value"] for value in owners[0]["values"]} == {"Uma Berg", "0055i000009ZzZzAAK"}

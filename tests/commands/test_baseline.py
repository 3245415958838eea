"""--baseline: written once, then only new findings count; --prune takes out what is mended; the score stays."""

from __future__ import annotations

import json
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

NEW = "0035i00000Aa1BgAAJ,Eve,Sol,eve@@sol,+1 415 555 2671,USA,Web,2026-02-09\n"
AUDIT = ("--as-of", "2026-06-30", "--fail-on", "info")


@pytest.fixture
def known(mopsctl: Run, contacts: Path, tmp_path: Path) -> Path:
    """The baseline of the contacts as they are."""
    path = tmp_path / "known.json"
    done = mopsctl("audit", contacts, *AUDIT, "-q", "--baseline", path)
    assert done.returncode == 0, done.stderr
    return path


def report(mopsctl: Run, contacts: Path, *more: str | Path) -> tuple[int, dict]:
    done = mopsctl("audit", contacts, *AUDIT, "-q", "-f", "json", *more)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


def test_the_first_run_writes_it_says_so_and_shows_everything(
    mopsctl: Run, contacts: Path, tmp_path: Path
) -> None:
    path = tmp_path / "known.json"
    plain = mopsctl("audit", contacts, *AUDIT, "-f", "json", "-q")
    assert plain.returncode == 1
    done = mopsctl("audit", contacts, *AUDIT, "-f", "json", "--baseline", path)
    assert done.returncode == 0
    findings = json.loads(done.stdout)["findings"]
    assert findings == json.loads(plain.stdout)["findings"]
    assert (
        f"Baseline: {len(findings)} findings written to {path}; from now on only new ones count"
        in done.stderr
    )


def test_it_is_private_holds_a_line_a_rule_and_no_values(known: Path) -> None:
    assert stat.S_IMODE(known.stat().st_mode) == 0o600
    text = known.read_text()
    entries = json.loads(text)["findings"]
    assert all(line.startswith('{"rule": ') for line in text.splitlines()[5:-2])
    assert len(text.splitlines()[5:-2]) == len(entries)
    assert all(entry["fingerprints"] == sorted(entry["fingerprints"]) for entry in entries)
    assert entries == sorted(entries, key=lambda entry: (entry["rule"], entry["object"]))
    assert "northgate" not in text
    assert "Lopez" not in text


def test_what_is_known_leaves_lists_counts_and_exit_code_but_not_the_score(
    mopsctl: Run, contacts: Path, known: Path
) -> None:
    _, whole = report(mopsctl, contacts)
    code, after = report(mopsctl, contacts, "--baseline", known)
    assert code == 0
    assert after["findings"] == []
    assert after["summary"]["findings"] == 0
    assert after["summary"]["score"] == whole["summary"]["score"]
    assert after["scores"] == whole["scores"]
    assert after["baseline"]["known"] == whole["summary"]["findings"]
    assert {r["id"]: r["known"] for r in after["rules"]} == {r["id"]: r["failed"] for r in whole["rules"]}
    assert {r["id"]: r["points"] for r in after["rules"]} == {r["id"]: r["points"] for r in whole["rules"]}


def test_only_what_is_new_is_found(mopsctl: Run, contacts: Path, known: Path) -> None:
    _, before = report(mopsctl, contacts)
    lines = contacts.read_text().splitlines(keepends=True)
    contacts.write_text("".join([lines[0], NEW, *lines[1:]]))
    code, after = report(mopsctl, contacts, "--baseline", known)
    assert code == 1
    assert {finding["record_id"] for finding in after["findings"]} == {"0035i00000Aa1BgAAJ"}
    _, whole = report(mopsctl, contacts)
    known_ones = {finding["fingerprint"] for finding in before["findings"]}
    fresh = {finding["fingerprint"] for finding in whole["findings"]} - known_ones
    assert {finding["fingerprint"] for finding in after["findings"]} == fresh


def test_the_same_runs_write_the_same_bytes(
    mopsctl: Run, contacts: Path, known: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.json"
    mopsctl("audit", contacts, *AUDIT, "-q", "--baseline", again)
    assert again.read_bytes() == known.read_bytes()


def test_prune_takes_out_what_is_mended_of_rules_that_were_checked(
    mopsctl: Run, contacts: Path, known: Path
) -> None:
    before = {entry["rule"]: entry["fingerprints"] for entry in json.loads(known.read_text())["findings"]}
    contacts.write_text(
        contacts.read_text().replace("ben.osei@northgate-foods,", "ben.osei@northgate-foods.com,")
    )
    unpruned = mopsctl("audit", contacts, *AUDIT, "--baseline", known)
    assert "taken out" not in unpruned.stderr
    select = ("--select", "contact-phone-*", "--select", "contact-email-*")
    done = mopsctl("audit", contacts, *AUDIT, *select, "--baseline", known, "--prune")
    after = {entry["rule"]: entry["fingerprints"] for entry in json.loads(known.read_text())["findings"]}
    gone = {rule for rule in before if before[rule] != after.get(rule)}
    assert gone == {"contact-email-valid"}
    assert f"Baseline: 1 finding that no longer occurs taken out of {known}" in done.stderr


def test_completeness_knows_a_baseline_too(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    first = mopsctl("score", "completeness", contacts, "-q", "-f", "json", "--baseline", path)
    second = mopsctl("score", "completeness", contacts, "-q", "-f", "json", "--baseline", path)
    before, after = json.loads(first.stdout), json.loads(second.stdout)
    assert before["summary"]["findings"] > after["summary"]["findings"] == 0
    assert before["summary"]["score"] == after["summary"]["score"]


def test_a_baseline_in_the_folder_of_the_source_is_no_source(
    mopsctl: Run, contacts: Path, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    contacts.rename(exports / "contacts.csv")
    for _ in range(2):
        done = mopsctl("audit", exports, *AUDIT, "-q", "-f", "json", "--baseline", exports / "known.json")
        assert done.returncode == 0
    assert [source["path"] for source in json.loads(done.stdout)["source"]] == ["contacts.csv"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no baseline, or is cut short"),
        ('{\n"schema": 1,\n"command": "baseline",\n"findings": [\n{"rule": "a", "ob', "is cut short"),
        ("[]", "is no baseline; name a file that an earlier run has written"),
        ('{"schema": 1, "command": "audit", "findings": []}', "is no baseline; name a file"),
        ('{"schema": 99, "command": "baseline", "findings": []}', "was written by another version"),
        ('{"schema": 1, "command": "baseline"}', "is damaged"),
        ('{"schema": 1, "command": "baseline", "findings": [{"rule": "a"}]}', "is damaged"),
        ('{"schema": 1, "command": "baseline", "findings": [{"rule": "a", "object": "b", "fingerprints": [1]}]}',
         "is damaged"),
        ('{"schema": 1, "command": "baseline", "findings": [{"rule": "a", "object": "b", "fingerprints": "c"}]}',
         "is damaged"),
        ('{"schema": 1, "command": "baseline", "findings": [{"rule": "a", "object": "b", "fingerprints": [null]}]}',
         "is damaged"),
        ('{"schema": 1, "command": "baseline", "findings": 5}', "is damaged"),
        ("\0\xff", "is no baseline"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_baseline_is_one_sentence_and_stays_as_it_is(
    mopsctl: Run, contacts: Path, tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(text.encode("latin-1"))
    done = mopsctl("audit", contacts, "--baseline", path)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert done.stderr.startswith(f"Error: --baseline {path} ")
    assert len(done.stderr.splitlines()) == 1
    assert path.read_bytes() == text.encode("latin-1")


def test_prune_needs_a_baseline(mopsctl: Run, contacts: Path) -> None:
    done = mopsctl("audit", contacts, "--prune")
    assert (done.returncode, done.stdout) == (2, "")
    assert "name it with --baseline FILE" in done.stderr


def test_a_baseline_where_no_folder_is_is_said_before_the_work(
    mopsctl: Run, contacts: Path, tmp_path: Path
) -> None:
    done = mopsctl("audit", contacts, "--baseline", tmp_path / "nowhere" / "known.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no folder" in done.stderr


def test_a_device_is_no_baseline(mopsctl: Run, contacts: Path) -> None:
    done = mopsctl("audit", contacts, "--baseline", "/dev/zero")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--baseline /dev/zero is no plain file" in done.stderr


def test_a_report_cannot_take_the_place_of_the_baseline_by_another_name(
    mopsctl: Run, contacts: Path, tmp_path: Path
) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "known.json")
    done = mopsctl("audit", contacts, "--baseline", tmp_path / "link.json", "-o", tmp_path / "known.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert "is named twice" in done.stderr

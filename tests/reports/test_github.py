"""GitHub annotations: a command a line, nothing in a value can end it, and no more than GitHub shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.reports.github import _command
from mopsctl.reports.source_file import source_file
from mopsctl.results import AuditResult

Render = Callable[..., str]


def unescaped(text: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_a_step_gets_no_more_than_github_shows(quillmere: AuditResult, rendered: Render) -> None:
    lines = rendered(quillmere, "github").splitlines()
    counted = Counter(line.split(" ", 1)[0] for line in lines)
    assert set(counted) <= {"::error", "::warning", "::notice"}
    assert all(number <= 10 for number in counted.values())
    assert counted["::error"] == 10


def test_the_first_line_sums_up(quillmere: AuditResult, rendered: Render) -> None:
    first = rendered(quillmere, "github").splitlines()[0]
    assert first.startswith("::notice title=mopsctl audit%3A score ")
    assert "errors" in first


def test_an_annotation_names_file_line_and_rule(quillmere: AuditResult, rendered: Render) -> None:
    rule = quillmere.rules[0]
    finding = replace(rule.examples[0], suggestion="bob@acme.com")
    one = replace(quillmere, rules=[replace(rule, failed=1)], stream=lambda most: iter([finding]))
    line = rendered(one, "github").splitlines()[1]
    where = finding.location
    title = f"{rule.id}%3A {rule.title}"
    expected = (
        f"::error file=exports/{where.path},line={where.line},title={title}::{finding.message} → bob@acme.com"
    )
    assert line == expected


def test_every_rule_of_a_severity_is_seen(quillmere: AuditResult, rendered: Render) -> None:
    errors = {rule.id for rule in quillmere.rules if rule.failed and rule.severity.value == "error"}
    shown = rendered(quillmere, "github")
    assert all(f"title={rule}%3A" in shown for rule in errors)


@given(st.text(), st.text())
def test_no_value_ends_a_command(title: str, message: str) -> None:
    """Read back as GitHub's runner does: up to the second ::, split at commas, unescaped."""
    line = _command("error", {"title": title}, message)
    assert line.endswith("\n")
    assert "\n" not in line[:-1]
    assert "\r" not in line
    head, _, data = line[2:-1].partition("::")
    assert head.count(",") == 0
    assert head.startswith("error title=")
    for char in "\x1b\u202e":
        assert char not in unescaped(data)


@pytest.mark.parametrize(
    ("source", "path", "expected"),
    [
        ("exports", "contacts.csv", "exports/contacts.csv"),
        ("./exports/", "eu/contacts.csv", "exports/eu/contacts.csv"),
        ("contacts.csv", "contacts.csv", "contacts.csv"),
        ("exports.zip", "exports.zip/contacts.csv", "exports.zip/contacts.csv"),
        ("-", "standard input", "standard input"),
        ("/elsewhere", "contacts.csv", "/elsewhere/contacts.csv"),
    ],
)
def test_a_file_is_named_as_the_checkout_has_it(
    source: str, path: str, expected: str, quillmere: AuditResult
) -> None:
    assert source_file(replace(quillmere, source=source), path) == expected


def test_an_absolute_path_in_the_working_folder_is_relative(
    quillmere: AuditResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert source_file(replace(quillmere, source=str(tmp_path / "exports")), "a.csv") == "exports/a.csv"

"""The text page: readable where it is piped, within its width, and safe for the terminal."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsctl.findings import Scorecard
from mopsctl.reports.options import Masthead, ReportOptions
from mopsctl.reports.text import write
from mopsctl.results import AuditResult

ANSI = re.compile(r"\x1b\[[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(result: AuditResult, **options: object) -> str:
    out = Terminal()
    write(result, out, ReportOptions(width=100, **options))  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize(("name", "verbose"), [("report.txt", False), ("report-verbose.txt", True)])
def test_the_page_is_what_it_was(
    name: str,
    verbose: bool,
    quillmere: AuditResult,
    rendered: Callable[..., str],
    golden: Callable[[str, str], None],
) -> None:
    masthead = Masthead("CRM data audit", client="Quillmere Ltd")
    golden(name, rendered(quillmere, "text", verbose=verbose, masthead=masthead))


def test_a_piped_page_is_plain(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    page = rendered(quillmere, "text")
    assert "\x1b" not in page
    assert not re.search(r"[\u2500-\u259f]", page), "box-drawing or block characters"
    assert all(line == line.rstrip() for line in page.splitlines())


def test_a_terminal_gets_colour_and_large_figures(
    quillmere: AuditResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    page = on_terminal(quillmere)
    assert ANSI.search(page)
    assert "█▀█" in page


@pytest.mark.parametrize("how", ["variable", "option"])
def test_colour_can_be_refused(how: str, quillmere: AuditResult, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "variable":
        monkeypatch.setenv("NO_COLOR", "1")
    page = on_terminal(quillmere, color=None if how == "variable" else False)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", page)


def test_colour_can_be_asked_for_in_a_pipe(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    assert ANSI.search(rendered(quillmere, "text", color=True))


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_the_page(
    width: int, quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    lines = rendered(quillmere, "text", width=width, verbose=True).splitlines()
    commands = [line for line in lines if line.startswith("mopsctl ")]
    assert max(len(line) for line in lines if line not in commands) <= width


def test_the_page_says_where_to_look_and_what_to_run_next(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    page = rendered(quillmere, "text")
    assert "exports/contacts.csv:17  Email 'bob@@acme.com' has two @ signs → bob@acme.com" in page
    assert "mopsctl audit exports -o audit.html" in page
    assert "mopsctl rules explain lead-source-required" in page


def test_a_command_to_copy_is_whole_and_quoted(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    quillmere.source = "my exports; rm -rf ~/" + "x" * 120
    page = rendered(quillmere, "text")
    assert f"mopsctl audit 'my exports; rm -rf ~/{'x' * 120}' -o audit.html" in page


def test_only_the_first_rules_are_shown_unless_all_are_asked_for(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    brief, full = rendered(quillmere, "text"), rendered(quillmere, "text", verbose=True)
    failed = [rule.id for rule in quillmere.rules if rule.failed]
    assert all(name in full for name in failed)
    assert "and 4 more rules with 1,197 findings" in brief
    assert len(brief.splitlines()) < 80 < len(full.splitlines())


def test_an_audit_without_findings_says_so(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    clean = replace(quillmere, rules=[], recommendations=[], scorecard=Scorecard(None, "–", ()))
    page = rendered(clean, "text")
    assert "No findings" in page
    assert "No score" in page


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40))
def test_no_value_can_reach_the_terminal_raw(
    text: str, quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    rule = quillmere.rules[0]
    hostile = replace(rule.examples[0], message=f"{text}\x1b]0;title\x07[red]", suggestion=text)
    quillmere.rules = [replace(rule, examples=(hostile,))]
    page = rendered(quillmere, "text")
    assert not any(ord(char) < 32 and char != "\n" for char in page)
    assert "[red]" in page

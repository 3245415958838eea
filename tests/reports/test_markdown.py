"""Markdown: short, whole tables, and nothing from the records is taken for mark-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from mopsctl.acceptance import BaselineReport
from mopsctl.failure import Failure
from mopsctl.reports.markdown_text import cell, code, plain, table
from mopsctl.reports.options import Masthead
from mopsctl.reports.visible import visible
from mopsctl.results import AuditResult

Render = Callable[..., str]
PARSER = MarkdownIt("gfm-like", {"linkify": False})
HOSTILE = [
    "<script>alert(1)</script>",
    "[click](http://evil.example)",
    "![x](http://evil.example/x.png)",
    "a | b",
    "`code` and ``more``",
    "# no heading",
    "<!-- no comment -->",
    "*bold* _em_ ~~gone~~",
    "back\\slash\\",
    "two\nlines",
    "$x$ @everyone #12",
]


def texts(markdown: str) -> list[str]:
    """What a reader sees of each inline token, and the kinds of tokens in it."""
    return [child.content for token in PARSER.parse(markdown) for child in token.children or []]


def kinds(markdown: str) -> set[str]:
    return {child.type for token in PARSER.parse(markdown) for child in token.children or []}


def rows_of(tokens: list[Token]) -> list[list[Token]]:
    """The tokens of each table row."""
    rows: list[list[Token]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif rows:
            rows[-1].append(token)
    return rows


@pytest.mark.parametrize("text", HOSTILE)
def test_plain_text_is_text(text: str) -> None:
    written = plain(text).replace("@<!-- -->", "@")
    assert kinds(f"x {written}") <= {"text", "text_special"}
    assert "".join(texts(f"x {written}")) == f"x {visible(text)}"


@given(st.text(min_size=1))
def test_a_code_span_holds_any_text(text: str) -> None:
    shown = visible(text)
    spans = [t for t in PARSER.parse(f"x{code(text)}")[1].children or [] if t.type == "code_inline"]
    assert [span.content.strip() for span in spans] == [shown.strip()]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_cell_stays_in_its_row(text: str) -> None:
    lines = table(["A", "B"], [[cell(plain(text)), cell(code(text))]], right=0)
    cells = [token for token in PARSER.parse("\n".join(lines)) if token.type == "td_open"]
    assert len(cells) == 2


def test_nobody_is_mentioned() -> None:
    assert "@e" not in plain("@everyone")
    assert "@a" not in plain("bob@@acme.com")


def test_the_page_is_short_and_says_the_score(quillmere: AuditResult, rendered: Render) -> None:
    page = rendered(quillmere, "markdown", masthead=Masthead("CRM data audit", client="Quillmere Ltd"))
    lines = page.splitlines()
    assert lines[0] == "# Quillmere Ltd · CRM data audit"
    assert lines[4].startswith("**Score ")
    assert len(lines) < 60
    assert "## Rules that failed" in lines
    assert "And " in page


def test_verbose_shows_every_rule(quillmere: AuditResult, rendered: Render) -> None:
    page = rendered(quillmere, "markdown", verbose=True)
    for rule in quillmere.rules:
        if rule.failed:
            assert f"| `{rule.id}` |" in page


def test_every_row_is_whole(quillmere: AuditResult, rendered: Render) -> None:
    tokens = PARSER.parse(rendered(quillmere, "markdown", verbose=True))
    widths = [sum(t.type in ("th_open", "td_open") for t in row) for row in rows_of(tokens)]
    assert len(widths) > len(quillmere.rules)
    assert set(widths) <= {7, 8, 5}


def test_a_record_cannot_speak_markdown(quillmere: AuditResult, rendered: Render) -> None:
    rule = quillmere.rules[0]
    odd = replace(
        rule.examples[0], message="<img src=x onerror=alert(1)> @everyone | `x`", suggestion="**b**"
    )
    page = rendered(replace(quillmere, rules=[replace(rule, examples=(odd,))]), "markdown")
    html = MarkdownIt("gfm-like", {"linkify": False, "html": True}).render(page)
    assert "<img" not in html
    assert "<code>**b**</code>" in html


def test_a_clean_audit_says_so(quillmere: AuditResult, rendered: Render) -> None:
    clean = [replace(rule, failed=0, examples=(), points=0.0) for rule in quillmere.rules]
    page = rendered(replace(quillmere, rules=clean, recommendations=[]), "markdown")
    assert "No findings" in page


def test_a_profile_shows_fields(quillmere: AuditResult, rendered: Render) -> None:
    page = rendered(replace(quillmere, command="profile", rules=[], recommendations=[]), "markdown")
    assert "| Field | Holds | Filled | Usable | Distinct |" in page
    assert "**Score" not in page


def test_what_was_accepted_or_failed_is_said(quillmere: AuditResult, rendered: Render) -> None:
    page = rendered(
        replace(
            quillmere,
            baseline=BaselineReport("known.json", 12),
            failures=[Failure("ours", "our-rule", "ValueError", "Rule our-rule failed.")],
        ),
        "markdown",
    )
    assert "12 findings known in known.json left out" in page
    assert "- Rule our-rule failed." in page

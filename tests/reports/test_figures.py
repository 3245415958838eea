"""Figures for people: they do not round to a lie, and what is shown adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.reports import figures
from mopsctl.reports.drags import drags
from mopsctl.reports.visible import visible
from mopsctl.results import AuditResult


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (0, 10, "0%"),
        (1, 1_000_000, "<0.1%"),
        (999_999, 1_000_000, ">99.9%"),
        (10, 10, "100%"),
        (1, 3, "33.3%"),
        (0, 0, "–"),
    ],
)
def test_a_percentage_says_none_or_all_only_where_it_is_so(part: int, whole: int, text: str) -> None:
    assert figures.percent(part, whole) == text


@pytest.mark.parametrize(("value", "text"), [(99.99, "99.9"), (100.0, "100"), (0.0, "0.0"), (None, "–")])
def test_a_score_is_100_only_where_nothing_is_missing(value: float | None, text: str) -> None:
    assert figures.score(value) == text


def test_points_too_small_to_show_are_not_shown_as_none() -> None:
    assert figures.lost(0.0001) == "<0.01"
    assert figures.lost(0.0) == "0"
    assert figures.gained(1.234) == "+1.23"


@given(st.lists(st.floats(0, 30), min_size=1, max_size=60))
def test_apportioned_parts_add_up_to_the_whole_and_stay_near_themselves(parts: list[float]) -> None:
    shown = figures.apportion(parts, sum(parts))
    assert sum(Decimal(str(part)) for part in shown) == Decimal(str(round(sum(parts), 2)))
    assert all(abs(part - own) < 0.0101 for part, own in zip(shown, parts, strict=True))


@pytest.mark.parametrize("most", [1, 5, 100])
def test_the_points_shown_and_the_score_make_100(quillmere: AuditResult, most: int) -> None:
    shown = drags(quillmere, most)
    assert quillmere.scorecard.score is not None
    score = Decimal(figures.exact_score(quillmere.scorecard.score))
    assert score + sum(Decimal(str(drag.points)) for drag in shown) == 100
    assert sum(drag.rules for drag in shown) == sum(rule.points > 0 for rule in quillmere.rules)


@given(st.text())
def test_text_made_visible_has_nothing_that_moves_the_cursor_or_turns_the_line(text: str) -> None:
    shown = visible(text)
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
    shown.encode("utf-8")


@given(st.text(), st.integers(2, 40))
def test_text_is_cut_where_it_is_too_long_and_says_so(text: str, most: int) -> None:
    shown = visible(text, most)
    if len(text) > most:
        assert shown.endswith("…")
    else:
        assert shown == visible(text)


def test_emoji_and_other_scripts_stay_as_they_are() -> None:
    assert visible("Zoë 日本語 👩‍💻 שלום") == "Zoë 日本語 👩‍💻 שלום"
    assert visible("\x1b[31mred\x07") == "\\x1b[31mred\\x07"

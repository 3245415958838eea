"""Where two values differ is marked by character, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.reports.visible import visible
from mopsctl.review.differences import LONGEST, Span, differences


def marked(spans: list[Span]) -> str:
    return "".join(f"[{span.text}]" if span.differs else span.text for span in spans)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Smith", "Smyth", ("Sm[i]th", "Sm[y]th")),
        ("Northgate", "Northgate Foods", ("Northgate", "Northgate[ Foods]")),
        ("same", "same", ("same", "same")),
        ("ACME", "Acme", ("A[CME]", "A[cme]")),
        ("", "x", ("", "[x]")),
        ("Zoe\u0308", "Zoe", ("Zo[e\u0308]", "Zo[e]")),
        ("a\x1b[0m", "a", (r"a[\x1b[0m]", "a")),
    ],
)
def test_what_differs_is_marked(left: str, right: str, expected: tuple[str, str]) -> None:
    first, second = differences(left, right)
    assert (marked(first), marked(second)) == expected


@given(st.text(), st.text())
def test_all_of_a_value_is_shown_and_what_is_not_marked_is_common(left: str, right: str) -> None:
    first, second = differences(left, right)
    for spans, value in ((first, left), (second, right)):
        assert "".join(span.text for span in spans) == visible(value, LONGEST)
    common = ["".join(span.text for span in spans if not span.differs) for spans in (first, second)]
    assert common[0] == common[1]


def test_a_value_of_a_megabyte_is_cut() -> None:
    first, _ = differences("x" * 1_000_000, "y")
    assert len(first[0].text) == LONGEST

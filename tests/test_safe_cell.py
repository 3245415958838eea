"""Cells that a spreadsheet would run are shown instead; numbers stay numbers."""

from __future__ import annotations

import pytest

from mopsctl.safe_cell import neutralise


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30 1234",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "-",
        "+1 (555) 010-9999",
        "-3.5+x",
        "=-1",
    ],
)
def test_what_would_be_evaluated_gets_a_quote(text):
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "Ann", "-3.5", "+49", "-1e-5", "-12%", "-1,234.50", "a=b", " =1", "1-2", "'=1"]
)
def test_what_is_a_number_or_text_stays(text):
    assert neutralise(text) == text

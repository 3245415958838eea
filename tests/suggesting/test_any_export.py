"""Whatever the export holds: what is suggested is a valid configuration that finds what was said."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mopsctl import rulebook
from mopsctl.auditing.examine import audit
from mopsctl.config import Config, load_config
from mopsctl.suggesting.fragment import fragment
from mopsctl.suggesting.options import SuggestOptions
from mopsctl.suggesting.suggest import suggest_rules

HEADERS = ("Email", "Email 2", "Stage", "Is Closed", "Amount", "Close Date", "Created Date", "Account ID", "*Phone",
           'say "hi"', "Größe", "国", "id", "where", "null", "a:b", "- x", "#", "Country", "Tier")  # fmt: skip
POOLS = (
    ("Won", "Lost", "Open", "won", "n/a", ""),
    ("true", "false", "TRUE", "maybe"),
    ("10", "20", "30", "-1", "9999999", "1,200.50", "x"),
    ("2026-01-03", "2025-12-24", "1970-01-01", "soon", ""),
    ("ab-12", "cd-34", "ef-56", "ab_12"),
    ("yes", "no", "null", "~", "'", '"', "{}", "a: b", "# c", "line\nbreak", "\u2028", "=1+1"),
    ("Germany", "France", "DE", "Japan", "Nowhere", "Spain", "Italy"),
    ("a@b.com", "c@d.org", "e at f", "A@B.com"),
)
SERIES = (
    lambda number: f"K{number:04d}",
    lambda number: f"{number * 7919 % 4096:03x}-{number}",
    lambda number: f"2026-0{1 + number % 9}-1{number % 10}",
    lambda number: f"2027-0{1 + number % 9}-1{number % 10}",
    lambda number: str(number % 40 * 2.5),
    lambda number: str(1 + number % 13),
    lambda number: f"mail{number}@acme{number % 3}.com",
    lambda number: ("Acme", "Acme Inc.", "Initech", "Hooli")[number % 3],
    lambda number: "ABCDEFGHIJKLM"[number % 13] * 2,
    lambda number: f"Dear {number} = \"quoted\" 'text' \\ and #{number % 3}",
)


@st.composite
def exports(draw: st.DrawFn) -> pd.DataFrame:
    """Tables of columns that are each drawn from few values, most often from the first."""
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=6, unique=True))
    rows = draw(st.integers(60, 120))
    columns = {}
    for header in headers:
        series = draw(st.sampled_from((*SERIES, None)))
        if series is None:
            pool, usual = draw(st.sampled_from(POOLS)), draw(st.sampled_from((1, 2, 3)))
            values = [
                pool[place]
                for place in draw(st.lists(st.integers(0, usual - 1), min_size=rows, max_size=rows))
            ]
            slips = pool[-2:]
        else:
            values, slips = [series(number) for number in range(rows)], ("", "?!", series(0))
        for number in range(draw(st.integers(0, 3))):
            values[number * 7 + 5] = slips[number % len(slips)]
        columns[header] = values
    return pd.DataFrame(columns)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exports())
def test_suggestions_are_a_configuration_that_finds_what_they_say(export: pd.DataFrame) -> None:
    options = SuggestOptions(min_records=20, min_support=0.8)
    learned = suggest_rules(export, Config(), options).rules
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mopsctl.yaml"
        path.write_text(fragment(learned), encoding="utf-8")
        tested = rulebook.tested_examples(path, all_required=True)
        assert tested.complaints == []
        assert tested.lacking == []
        result = audit(export, load_config(path))
    found = {rule.id: (rule.checked, rule.failed) for rule in result.rules}
    assert found == {rule.id: (rule.checked, rule.failed) for rule in learned}


@pytest.mark.parametrize(
    "export",
    [
        pd.DataFrame({"a": []}),
        pd.DataFrame({"a": ["x"]}),
        pd.DataFrame({"a": [""] * 100, "b": [None] * 100}),
        pd.DataFrame({"a": ["same"] * 100}),
    ],
)
def test_an_export_that_says_nothing_teaches_nothing(export: pd.DataFrame) -> None:
    assert suggest_rules(export, Config()).rules == ()

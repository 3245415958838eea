"""An evaluation in each format: what it says, that it says the same everywhere, and that nothing in it can harm."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest

from mopsctl.errors import UsageError
from mopsctl.matching.evaluation import Evaluation
from mopsctl.reports.evaluation_formats import format_named, write_evaluation
from mopsctl.reports.evaluation_words import ratio, score_words
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.schema_evaluation import evaluation_schema

Make = Callable[..., Evaluation]
Written = Callable[..., str]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "a\x1b[2Jb\x00",
    "שלום \u202egnp",
    "=1+1",
    "x" * 9_000,
]
VOID = {"meta", "br", "img", "input", "link", "hr"}


class Balance(HTMLParser):
    """Notes what is not closed in order, and every element by its name."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parsed(page: str) -> Balance:
    balance = Balance()
    balance.feed(page)
    assert not balance.open
    return balance


def test_the_page_for_the_terminal(make: Make, written: Written, golden: Callable[[str, str], None]) -> None:
    golden("evaluation.txt", written(make(), "text"))


def test_the_json(make: Make, written: Written, golden: Callable[[str, str], None]) -> None:
    golden("evaluation.json", written(make(), "json"))


@pytest.mark.parametrize("scores", [None, []])
def test_json_keeps_to_its_schema(make: Make, written: Written, scores: list[float] | None) -> None:
    result = make() if scores is None else make(scores=scores)
    jsonschema.validate(json.loads(written(result, "json")), evaluation_schema())


def test_the_schema_knows_every_key(make: Make, written: Written) -> None:
    record = json.loads(written(make(), "json"))
    assert set(record) == set(evaluation_schema()["properties"])


def test_csv_has_a_row_for_every_distinct_score(make: Make, written: Written) -> None:
    rows = list(csv.DictReader(io.StringIO(written(make(), "csv"), newline="")))
    assert [float(row["threshold"]) for row in rows] == [
        0.999, 0.995, 0.99, 0.985, 0.98, 0.96, 0.95, 0.91, 0.88, 0.84, 0.81,
    ]  # fmt: skip
    at = next(row for row in rows if row["threshold"] == "0.98")
    assert (at["found"], at["right"], at["true"]) == ("6", "5", "14")
    assert float(at["precision"]) == pytest.approx(5 / 6, abs=1e-6)


def test_every_format_says_the_same_figures(make: Make, written: Written) -> None:
    result = make()
    f1 = json.loads(written(result, "json"))["groups"]["f1"]
    assert f1 == pytest.approx(18 / 25)
    assert "0.720" in written(result, "text")
    assert "<strong>0.720</strong> F1" in written(result, "html")


def test_a_search_that_found_nothing_is_told_in_every_format(make: Make, written: Written) -> None:
    result = make(scores=[])
    for form in ("text", "json", "csv", "html"):
        assert written(result, form)
    assert "THRESHOLDS" not in written(result, "text")
    assert not [tag for tag, _ in parsed(written(result, "html")).seen if tag == "polyline"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_stands_in_records_cannot_harm_the_page(make: Make, written: Written, text: str) -> None:
    page = written(make(first=(text, text[::-1]), name=text), "html")
    seen = parsed(page).seen
    assert {tag for tag, _ in seen}.isdisjoint({"script", "img", "iframe", "link", "object"})
    assert not [name for _, attributes in seen for name in attributes if name.startswith("on")]
    assert "\x1b" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_what_stands_in_records_cannot_harm_the_terminal(make: Make, written: Written, text: str) -> None:
    said = written(make(first=(text, text[::-1]), name=text[:200]), "text", color=False)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", said)
    assert max(map(len, said.splitlines())) <= 400


def test_the_page_loads_nothing_and_says_so(make: Make, written: Written) -> None:
    page = written(make(), "html")
    policy = next(
        attributes["content"] for tag, attributes in parsed(page).seen if "http-equiv" in attributes
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert not re.search(r"(?:src|href)=\"(?!#)", page)


def test_charts_say_in_words_what_they_show(make: Make, written: Written) -> None:
    charts = [
        attributes["aria-label"]
        for tag, attributes in parsed(written(make(), "html")).seen
        if tag == "svg" and attributes.get("role") == "img"
    ]
    assert charts[0] == "Precision, recall and F1 by threshold. F1 is best, 0.769, from a score of 0.810."
    assert charts[1] == "10 true pairs and 2 others by score."
    assert charts[2] is not None
    assert "score 0.925: 1 of" not in charts[2]
    assert len(charts) == 3


def test_the_ending_of_a_file_chooses_the_format(make: Make, tmp_path: Path) -> None:
    path = tmp_path / "figures.JSON"
    write_evaluation(make(), format_named(path), path, ReportOptions())
    assert json.loads(path.read_text(encoding="utf-8"))["command"] == "dedupe evaluate"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(("wanted", "said"), [("jsn", "did you mean"), (Path("x.pdf"), "x.pdf")])
def test_other_formats_are_refused(wanted: str | Path, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        format_named(wanted)


@pytest.mark.parametrize(
    ("value", "said"),
    [(None, "–"), (0, "0"), (1, "1"), (0.99999, "0.999"), (0.0001, "0.001"), (0.5, "0.500")],
)
def test_ratios_do_not_round_to_a_lie(value: float | None, said: str) -> None:
    assert ratio(value) == said


@pytest.mark.parametrize(
    ("value", "said"), [(1.0, "1"), (0.9999999, "0.999999"), (0.9996, "0.999600"), (0.9, "0.900")]
)
def test_scores_are_told_from_certainty(value: float, said: str) -> None:
    assert score_words(value) == said

"""``dedupe evaluate`` and ``dedupe tune`` as a user runs them, on 300 made contacts of which 60 are there twice."""

from __future__ import annotations

import csv
import json
import random
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mopsctl.config import load_config

Run = Callable[..., subprocess.CompletedProcess[str]]

FIRST = [
    "Ana",
    "Benedikt",
    "Chidi",
    "Dorothea",
    "Emre",
    "Farah",
    "Gustav",
    "Hanna",
    "Ivo",
    "Jelena",
    "Kwame",
    "Lucia",
]
LAST = [
    "Abara",
    "Bjornsson",
    "Castellano",
    "Dvorak",
    "Eriksen",
    "Fontaine",
    "Gruber",
    "Haddad",
    "Ivanova",
    "Jansen",
]
TOWNS = ["Kalmar", "Porto", "Leeds", "Graz", "Lyon"]
HEADERS = ["Contact ID", "First Name", "Last Name", "Email", "Phone", "Account Name", "Mailing City"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``contacts.csv``, and which of them are the same as ``clusters.csv`` and ``decisions.csv``."""
    folder = tmp_path_factory.mktemp("made")
    draw = random.Random(5)
    people = [person(number, draw) for number in range(240)]
    rows = [(f"c{number:03d}", number, cells) for number, cells in enumerate(people)]
    rows += [(f"d{number:03d}", number, copied(people[number], draw)) for number in range(60)]
    draw.shuffle(rows)
    write(folder / "contacts.csv", HEADERS, [[name, *cells] for name, _, cells in rows])
    write(folder / "clusters.csv", ["Id", "Person"], [[name, str(number)] for name, number, _ in rows])
    decided = [
        [f"c{n:03d}", f"d{n:03d}", "contact", "contact", "duplicate", "2026-11-25", ""] for n in range(40)
    ]
    decided += [
        [f"c{n:03d}", f"c{n + 1:03d}", "contact", "contact", "not-duplicate", "2026-11-25", ""]
        for n in range(90, 120)
    ]
    columns = ["id_a", "id_b", "object_a", "object_b", "decision", "decided", "note"]
    write(folder / "decisions.csv", columns, decided)
    return folder


def person(number: int, draw: random.Random) -> list[str]:
    first, last = draw.choice(FIRST), draw.choice(LAST)
    company = f"{draw.choice(TOWNS)} {draw.choice(['Foods', 'Optics', 'Rail'])} {number % 50}"
    email = f"{first}.{last}{number}@{company.replace(' ', '-')}.example.com".lower()
    return [first, last, email, f"+1 415 55{number:03d} 26", company, draw.choice(TOWNS)]


def copied(cells: list[str], draw: random.Random) -> list[str]:
    """The same person again: another town always, a misspelt name at times."""
    first, last, email, phone, company, _ = cells
    return [first[:-1] if draw.random() < 0.3 else first, last, email, phone, company, "Oslo"]


def write(path: Path, headers: list[str], rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([headers, *rows])


def test_the_figures_are_printed_and_written_as_the_ending_says(
    mopsctl: Run, made: Path, tmp_path: Path
) -> None:
    page, curve = tmp_path / "evaluation.html", tmp_path / "curve.csv"
    done = mopsctl(
        "dedupe", "evaluate", made / "contacts.csv", "--truth", made / "clusters.csv",
        "-o", page, "-o", curve, "-f", "json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    record = json.loads(done.stdout)
    assert record["records"] == {"compared": 300, "known": 300}
    assert record["groups"]["true"] == 60
    assert record["groups"]["f1"] > 0.9
    assert record["true_pairs"]["blocking_recall"] > 0.9
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert curve.read_text(encoding="utf-8").startswith("threshold,found,right,true,precision,recall,f1")
    assert f"Report: {page}" in done.stderr


def test_less_than_is_asked_for_ends_with_1(mopsctl: Run, made: Path) -> None:
    arguments = ("dedupe", "evaluate", made / "contacts.csv", "--truth", made / "clusters.csv", "-q")
    assert mopsctl(*arguments, "--fail-under", "0.5").returncode == 0
    other = made / "decisions.csv"  # in it most of the copies are no duplicates
    done = mopsctl(
        "dedupe", "evaluate", made / "contacts.csv", "--truth", other, "-q", "--fail-under", "0.99"
    )
    assert done.returncode == 1
    assert re.search(r"the F1 of the groups is 0\.\d{4}, below --fail-under 0\.99", done.stderr)
    assert "decided count as no duplicates" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("truth", "code", "said"),
    [
        ("none.csv", 3, "does not exist"),
        (
            "id,cluster\nx1,1\nx2,1\n",
            2,
            "speaks of other records: none that was compared has an id such as x1, x2",
        ),
        (
            "id,cluster\nc001,1\nc001,2\n",
            2,
            "truth.csv:3: c001 is in cluster 2 here and in cluster 1 on line 2",
        ),
    ],
)
def test_a_truth_that_is_none_is_one_sentence(
    mopsctl: Run, made: Path, tmp_path: Path, truth: str, code: int, said: str
) -> None:
    path = tmp_path / ("truth.csv" if "\n" in truth else truth)
    if "\n" in truth:
        path.write_text(truth, encoding="utf-8")
    done = mopsctl("dedupe", "evaluate", made / "contacts.csv", "--truth", path)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_truth_is_never_written_over(mopsctl: Run, made: Path) -> None:
    before = (made / "clusters.csv").read_bytes()
    for verb, option in (("evaluate", "--truth"), ("tune", "--labels")):
        path = made / "clusters.csv"
        done = mopsctl("dedupe", verb, made / "contacts.csv", option, path, "-o", path)
        assert done.returncode == 2
        assert "would be lost" in done.stderr
    assert (made / "clusters.csv").read_bytes() == before


def test_redacted_pages_hold_no_personal_values(mopsctl: Run, made: Path) -> None:
    arguments = ("dedupe", "evaluate", made / "contacts.csv", "--truth", made / "decisions.csv", "-f", "html")
    assert "gruber" in mopsctl(*arguments).stdout.lower()
    assert not re.search(r"gruber|haddad|fontaine", mopsctl(*arguments, "--redact").stdout.lower())


def test_weights_are_learnt_from_a_truth_and_are_a_configuration(
    mopsctl: Run, made: Path, tmp_path: Path
) -> None:
    path = tmp_path / "match.yaml"
    done = mopsctl("dedupe", "tune", made / "contacts.csv", "--labels", made / "clusters.csv", "-o", path)
    assert done.returncode == 0, done.stderr
    assert "learnt, from 0.5" in done.stdout
    match = load_config(path).match["contact"]
    assert match.weights is not None
    assert match.weights["given_name"]["same"] == pytest.approx(0.7, abs=0.15)
    assert match.weights["city"]["differs"] > 0.4  # every copy has moved; the default says 0.05 or so
    assert "same-email" in [rule.id for rule in match.scenarios]
    assert path.stat().st_mode & 0o777 == 0o600
    again = mopsctl("dedupe", "find", made / "contacts.csv", "-c", path, "-f", "json", "-q")
    assert again.returncode == 0, again.stderr


def test_weights_are_learnt_from_decisions_on_some_pairs(mopsctl: Run, made: Path) -> None:
    done = mopsctl("dedupe", "tune", made / "contacts.csv", "--labels", made / "decisions.csv", "-q")
    assert done.returncode == 0, done.stderr
    assert "# 40 duplicates and 30 other pairs." in done.stdout
    assert done.stdout.startswith("# Learnt by mopsctl dedupe tune from ")


def test_too_few_labels_are_refused(mopsctl: Run, made: Path, tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    lines = (made / "decisions.csv").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:8]) + "\n", encoding="utf-8")
    done = mopsctl("dedupe", "tune", made / "contacts.csv", "--labels", path)
    assert done.returncode == 2
    assert "7 are labelled duplicates and 0 others; it takes 30 and 10 at least" in done.stderr

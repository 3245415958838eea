"""``mopsctl rules``: the kinds, listed and explained."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from mopsctl.engine.registry import kinds

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_every_kind_is_listed_with_what_it_checks(mopsctl: Run) -> None:
    listed = json.loads(mopsctl("rules", "list", "--kinds", "-f", "json").stdout)
    assert [kind["name"] for kind in listed] == sorted(kinds())
    assert all(kind["paragraphs"][0].endswith(".") for kind in listed)
    assert all(key["description"] for kind in listed for key in kind["keys"])
    shown = mopsctl("rules", "list", "--kinds").stdout
    assert "The value must be one of a list." in shown


@pytest.mark.parametrize("arguments", [("length",), ("--kind", "length")])
def test_a_kind_is_explained_by_its_name(mopsctl: Run, arguments: tuple[str, ...]) -> None:
    done = mopsctl("rules", "explain", *arguments)
    assert done.returncode == 0
    assert done.stdout.startswith("length: a kind of rule\nvalidity\n")
    assert "  min (whole number, by default 0)\n      Least number of characters.\n" in done.stdout


def test_every_example_of_a_kind_is_a_rule_of_it(mopsctl: Run, tmp_path: Path) -> None:
    listed = json.loads(mopsctl("rules", "list", "--kinds", "-f", "json").stdout)
    rules = [yaml.safe_load(kind["example"]) for kind in listed if "…" not in kind["example"]]
    assert len(rules) >= 13
    (tmp_path / "mopsctl.yaml").write_text(yaml.safe_dump({"rules": rules}))
    read = json.loads(mopsctl("rules", "list", "-f", "json").stdout)
    assert [rule["kind"] for rule in read] == [rule["kind"] for rule in rules]


def test_a_rule_goes_before_a_kind_of_its_name(mopsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "mopsctl.yaml").write_text("rules: [{id: email, object: lead, kind: email, field: email}]\n")
    assert mopsctl("rules", "explain", "email").stdout.startswith("email: Email\n")
    assert mopsctl("rules", "explain", "--kind", "email").stdout.startswith("email: a kind of rule\n")


def test_the_nearest_kind_is_named(mopsctl: Run) -> None:
    done = mopsctl("rules", "explain", "--kind", "lenght")
    assert done.returncode == 2
    assert "there is no kind 'lenght', did you mean 'length'?" in done.stderr


def test_examples_stand_on_lines_of_their_own(mopsctl: Run) -> None:
    shown = mopsctl("rules", "explain", "contact-email-valid").stdout
    assert '\nBreaks it\n  "dana@@acme.com"\n  "dana.reyes@acme"\n' in shown

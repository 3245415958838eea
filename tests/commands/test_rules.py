"""``mopsctl rules``: the list and the explanations."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_list_shows_the_default_pack(mopsctl: Run) -> None:
    rules = json.loads(mopsctl("rules", "list", "-f", "json").stdout)
    assert len(rules) >= 40
    assert all(rule["why"] and rule["fix"] for rule in rules)
    assert "contact-email-valid" in mopsctl("rules", "list").stdout


def test_list_of_one_object(mopsctl: Run) -> None:
    rules = json.loads(mopsctl("rules", "list", "-f", "json", "--object", "account").stdout)
    assert rules
    assert all("account" in rule["object"] or rule["object"] == "*" for rule in rules)


def test_explain_tells_why_what_and_how(mopsctl: Run) -> None:
    done = mopsctl("rules", "explain", "contact-email-valid")
    assert done.returncode == 0
    for part in ("Why it matters", "How to fix it", "Breaks it", "Source"):
        assert part in done.stdout


def test_explain_names_the_nearest_rule(mopsctl: Run) -> None:
    done = mopsctl("rules", "explain", "contact-emial-valid")
    assert done.returncode == 2
    assert "did you mean 'contact-email-valid'?" in done.stderr


def test_a_rule_of_ones_own_is_listed_and_explained(mopsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "mopsctl.yaml").write_text(
        "extends: mopsctl:b2b\n"
        "rules:\n"
        "- {id: contact-email-valid, severity: info}\n"
        "- {id: house-rule, object: contact, kind: required, field: title, why: We greet people by it.}\n"
    )
    rules = {rule["id"]: rule for rule in json.loads(mopsctl("rules", "list", "-f", "json").stdout)}
    assert rules["contact-email-valid"]["severity"] == "info"
    assert "We greet people by it." in mopsctl("rules", "explain", "house-rule").stdout


def test_test_runs_the_examples_of_the_rules(mopsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "mopsctl.yaml").write_text(
        "rules:\n"
        "- {id: right, object: contact, kind: length, field: title, min: 3, examples: {good: [CEO], bad: [VP]}}\n"
        "- {id: wrong, object: contact, kind: length, field: title, min: 3, examples: {good: [VP], bad: [CEO]}}\n"
        "- {id: without, object: contact, kind: length, field: title, min: 3}\n"
    )
    done = mopsctl("rules", "test")
    assert done.returncode == 1
    assert "2 rules tested, 2 failing examples" in done.stderr
    assert all("mopsctl.yaml:3: wrong: " in line for line in done.stdout.splitlines())
    assert mopsctl("rules", "test", "--select", "right").returncode == 0

"""Suggestions as a file or on standard output: YAML for mopsctl.yaml, JSON for programs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mopsctl import __version__
from mopsctl.errors import UsageError
from mopsctl.private_file import write_private
from mopsctl.suggesting.fragment import fragment, rule_keys
from mopsctl.suggesting.proposal import LearnedRule
from mopsctl.suggesting.suggest import Suggestions

FORMATS = ("yaml", "json")


def format_of(name: str | None, path: Path | None) -> str:
    """The format by its name, else by the ending of the file; YAML where neither says anything.

    :raises UsageError: for an unknown name.
    """
    if name is not None and name not in FORMATS:
        raise UsageError(f"-f {name}: rules are suggested as yaml or json")
    by_ending = "json" if path is not None and path.suffix.lower() == ".json" else "yaml"
    return name or by_ending


def write_suggestions(suggestions: Suggestions, form: str, path: Path | None) -> None:
    """Write suggestions to a private file, else to standard output.

    :raises UsageError: where the file cannot be written.
    """
    text = as_yaml(suggestions) if form == "yaml" else as_json(suggestions)
    if path is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    with write_private(path) as stream:
        stream.write(text)


def as_yaml(suggestions: Suggestions) -> str:
    """A fragment of mopsctl.yaml."""
    count = len(suggestions.rules)
    heading = [
        f"{count} {'rule' if count == 1 else 'rules'} that {suggestions.rows:,} records of {suggestions.source} "
        "mostly keep to, the most valuable first.",
        "Keep what is true of your data, and move it to mopsctl.yaml.",
    ]
    return fragment(suggestions.rules, heading)


def as_json(suggestions: Suggestions) -> str:
    """An object with the rules as a configuration has them, each with its figures and breaking values."""
    data = {
        "schema": 1,
        "command": "rules suggest",
        "mopsctl": __version__,
        "source": suggestions.source,
        "records": suggestions.rows,
        "suggestions": [_suggestion(learned) for learned in suggestions.rules],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _suggestion(learned: LearnedRule) -> dict[str, Any]:
    breakers = [
        {
            "values": dict(breaker.values),
            "records": breaker.records,
            "location": {"path": breaker.path, "sheet": breaker.sheet, "line": breaker.line},
        }
        for breaker in learned.breakers
    ]
    return {
        "rule": rule_keys(learned),
        "checked": learned.checked,
        "failed": learned.failed,
        "support": round(learned.support, 6),
        "breakers": breakers,
    }

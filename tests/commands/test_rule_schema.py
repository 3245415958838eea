"""``mopsctl rules schema``: for editors and for those who script against the report."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from jsonschema import Draft202012Validator

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_schema_of_the_configuration_checks_one(mopsctl: Run) -> None:
    validator = Draft202012Validator(json.loads(mopsctl("rules", "schema").stdout))
    rule = {"id": "a", "object": "lead", "kind": "one_of", "field": "rating"}
    assert not list(validator.iter_errors({"rules": [{**rule, "values": ["Hot", "Cold"]}]}))
    (error,) = validator.iter_errors({"rules": [rule]})
    assert (error.json_path, error.message) == ("$.rules[0]", "'values' is a required property")


def test_the_schema_of_the_report_checks_one(mopsctl: Run, contacts: Path) -> None:
    schema = json.loads(mopsctl("rules", "schema", "report").stdout)
    report = json.loads(mopsctl("audit", contacts, "-q", "-f", "json").stdout)
    assert report["findings"]
    Draft202012Validator(schema).validate(report)
    del report["summary"]["score"]
    assert not Draft202012Validator(schema).is_valid(report)


def test_there_is_no_schema_of_anything_else(mopsctl: Run) -> None:
    done = mopsctl("rules", "schema", "rule")
    assert done.returncode == 2
    assert "'rule' is not one of 'config', 'report'" in done.stderr

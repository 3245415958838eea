"""GitLab Code Quality: a JSON list with the keys GitLab asks for, and fingerprints that are unique in it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from mopsctl.results import AuditResult

Render = Callable[..., str]
SEVERITIES = {"info", "minor", "major", "critical", "blocker"}


def test_every_finding_is_an_issue_with_the_keys_gitlab_needs(
    quillmere: AuditResult, rendered: Render
) -> None:
    issues = json.loads(rendered(quillmere, "gitlab"))
    assert len(issues) == quillmere.findings_total
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in SEVERITIES
        assert issue["location"]["lines"]["begin"] >= 1
        assert issue["location"]["path"].startswith("exports/")


def test_the_same_record_in_two_files_is_two_issues(quillmere: AuditResult, rendered: Render) -> None:
    finding = quillmere.rules[0].examples[0]
    twice = replace(quillmere, stream=lambda most: iter([finding, finding]))
    first, second = json.loads(rendered(twice, "gitlab"))
    assert first["fingerprint"] == finding.fingerprint
    assert second["fingerprint"] != first["fingerprint"]


def test_nothing_found_is_an_empty_list(quillmere: AuditResult, rendered: Render) -> None:
    nothing = replace(quillmere, rules=[], stream=lambda most: iter(()))
    assert json.loads(rendered(nothing, "gitlab")) == []


def test_a_description_is_one_visible_line(quillmere: AuditResult, rendered: Render) -> None:
    finding = replace(quillmere.rules[0].examples[0], message="two\nlines \x1b[31m")
    [issue] = json.loads(rendered(replace(quillmere, stream=lambda most: iter([finding])), "gitlab"))
    assert issue["description"] == r"two lines \x1b[31m"

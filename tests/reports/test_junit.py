"""JUnit XML: valid by Jenkins' schema; failed rules fail, unchecked ones are skipped, unread files are errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from mopsctl.failure import Failure
from mopsctl.findings import Severity
from mopsctl.results import AuditResult

Render = Callable[..., str]
OFFICIAL = Path(__file__).parent / "official" / "junit-10.xsd"


@pytest.fixture(scope="module")
def official() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(OFFICIAL))


@pytest.fixture
def suites(quillmere: AuditResult, rendered: Render) -> etree._Element:
    return etree.fromstring(rendered(quillmere, "junit").encode())


def test_the_file_is_valid_by_jenkins_schema(suites: etree._Element, official: etree.XMLSchema) -> None:
    official.assertValid(suites)


def test_what_ants_schema_asks_for_is_there(suites: etree._Element) -> None:
    """JUnit.xsd of Windy Road: an order of elements, and attributes without which a suite or case is refused."""
    needed = {"name", "package", "id", "timestamp", "hostname", "tests", "failures", "errors", "time"}
    for number, suite in enumerate(suites):
        assert needed <= set(suite.keys())
        assert suite.get("id") == str(number)
        order = [child.tag for child in suite]
        assert order[0] == "properties"
        assert order[-2:] == ["system-out", "system-err"]
        assert set(order[1:-2]) == {"testcase"}
        assert len(suite.get("timestamp")) == len("2026-11-24T09:30:00")
        for case in suite.iter("testcase"):
            assert {"name", "classname", "time"} <= set(case.keys())
            assert len(case) <= 1
            assert all(child.tag == "skipped" or child.get("type") for child in case)


def test_counts_are_those_of_the_cases(suites: etree._Element) -> None:
    for suite in suites:
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
        for name, tag in {"failures": "failure", "errors": "error", "skipped": "skipped"}.items():
            assert int(suite.get(name)) == len(suite.findall(f"testcase/{tag}"))


def test_a_rule_that_found_something_fails_with_examples(
    quillmere: AuditResult, suites: etree._Element
) -> None:
    rule = quillmere.rules[0]
    [failure] = suites.xpath(f"//testcase[@name='{rule.id}']/failure")
    assert failure.get("type") == rule.severity.value
    assert f"{rule.failed:,} of {rule.checked:,}" in failure.get("message")
    example = rule.examples[0]
    assert f"{example.location.path}:{example.location.line}" in failure.text
    assert example.message in failure.text


def test_advice_fails_nothing_and_is_told(quillmere: AuditResult, rendered: Render) -> None:
    advice = replace(quillmere.rules[0], severity=Severity.INFO)
    root = etree.fromstring(rendered(replace(quillmere, rules=[advice]), "junit").encode())
    assert root.xpath("//failure") == []
    assert advice.id in "".join(root.xpath("//system-out/text()"))


def test_a_rule_that_was_not_checked_is_skipped_with_the_reason(
    quillmere: AuditResult, suites: etree._Element
) -> None:
    idle = quillmere.not_checked[0]
    [skipped] = suites.xpath(f"//testcase[@name='{idle.rule}']/skipped")
    assert skipped.get("message") == idle.reason


def test_a_file_that_could_not_be_read_is_an_error(suites: etree._Element) -> None:
    [error] = suites.xpath("//testcase[@name='exports/old-contacts.xls']/error")
    assert "password" in error.get("message")
    assert suites.xpath("//testcase[@name='exports/notes.docx']/skipped")


@pytest.mark.parametrize("value", ["a\x00b", "a\x0bb", "\ud800", "\ufffe", "<&>\"'", "]]>"])
def test_what_xml_cannot_hold_is_escaped(
    value: str, quillmere: AuditResult, rendered: Render, official: etree.XMLSchema
) -> None:
    rule = quillmere.rules[0]
    odd = replace(rule, examples=(replace(rule.examples[0], message=f"Value {value} is odd"),))
    root = etree.fromstring(rendered(replace(quillmere, rules=[odd]), "junit").encode())
    official.assertValid(root)


def test_a_profile_has_its_files(quillmere: AuditResult, rendered: Render, official: etree.XMLSchema) -> None:
    bare = replace(quillmere, command="profile", rules=[], not_checked=[])
    root = etree.fromstring(rendered(bare, "junit").encode())
    official.assertValid(root)
    assert [suite.get("name") for suite in root] == ["reading"]


def test_a_rule_that_failed_is_an_error(
    quillmere: AuditResult, rendered: Render, official: etree.XMLSchema
) -> None:
    broken = replace(quillmere, failures=[Failure("ours", "our-rule", "ValueError", "Rule our-rule failed.")])
    root = etree.fromstring(rendered(broken, "junit").encode())
    official.assertValid(root)
    assert root.xpath("//testcase[@name='our-rule']/error/@message") == ["Rule our-rule failed."]

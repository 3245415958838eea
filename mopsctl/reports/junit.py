"""JUnit XML: a test suite an object, a test case a rule, for CI servers that show test results.

Valid by the two schemas in use: that of Jenkins' xUnit plug-in (junit-10.xsd) and that of Ant's JUnit task
(JUnit.xsd, Windy Road), whose order of elements and required attributes are kept. JUnit knows no warnings: a rule
that found something has failed, with its severity as the failure's type; advice (``info``) alone fails nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

from mopsctl.findings import Finding, Severity
from mopsctl.reports.figures import count, percent, score
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.places import place
from mopsctl.reports.visible import visible
from mopsctl.reports.words import object_words
from mopsctl.results import AuditResult, NotCheckedReport, RuleReport, UnreadFile

EXAMPLES = 5
READING = "reading"
"""The suite whose cases are the files of the source."""
CHECKING = "checking"
"""The suite of rules and plug-ins that failed; there is none where all worked."""


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write the suites; ``sample`` is how many examples a failure shows."""
    root = Element("testsuites")
    examples = EXAMPLES if options.sample is None else options.sample
    for cases in (_reading(result), _failures(result), *_objects(result, examples)):
        if len(cases):
            root.append(_suite(result, cases, len(root)))
    indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    ElementTree(root).write(out, encoding="unicode", short_empty_elements=True)
    out.write("\n")


def _suite(result: AuditResult, cases: Element, number: int) -> Element:
    """The cases with the head and foot that both schemas ask for."""
    name = cases.get("name", "")
    suite = Element("testsuite", {
        "name": name,
        "package": "mopsctl",
        "id": str(number),
        "timestamp": result.created[:19],
        "hostname": "localhost",
        "tests": str(len(cases)),
        "failures": str(len(cases.findall("*/failure"))),
        "errors": str(len(cases.findall("*/error"))),
        "skipped": str(len(cases.findall("*/skipped"))),
        "time": "0",
    })  # fmt: skip
    properties = SubElement(suite, "properties")
    for key, value in _properties(result, name):
        SubElement(properties, "property", {"name": key, "value": value})
    suite.extend(cases)
    SubElement(suite, "system-out").text = "\n".join(_advice(result, name))
    SubElement(suite, "system-err")
    return suite


def _properties(result: AuditResult, name: str) -> Iterator[tuple[str, str]]:
    yield "mopsctl", result.version
    yield "as_of", result.as_of.isoformat()
    yield "score", score(result.scorecard.score)
    for part in result.scorecard.objects:
        if part.object == name:
            yield f"score.{name}", score(part.score)
            yield f"rows.{name}", str(part.rows)


def _advice(result: AuditResult, name: str) -> Iterator[str]:
    """What rules found that fail nothing."""
    for rule in result.rules:
        if rule.object == name and rule.failed and rule.severity is Severity.INFO:
            yield f"{rule.id}: {_found(rule)}"


def _reading(result: AuditResult) -> Element:
    cases = Element("cases", name=READING)
    for path in dict.fromkeys(source.path for source in result.sources):
        _case(cases, READING, visible(path))
    for file in result.unread:
        case = _case(cases, READING, visible(file.path))
        _unread(case, file)
    return cases


def _failures(result: AuditResult) -> Element:
    """Plug-ins and rules that did not work, which is an error of neither data nor file."""
    cases = Element("cases", name=CHECKING)
    for failure in result.failures:
        case = _case(cases, CHECKING, visible(failure.rule or failure.plugin))
        SubElement(case, "error", type="failed", message=visible(failure.message))
    return cases


def _unread(case: Element, file: UnreadFile) -> None:
    if file.expected:
        SubElement(case, "skipped", message=visible(file.reason))
    else:
        SubElement(case, "error", type="unread", message=visible(file.reason))


def _objects(result: AuditResult, examples: int) -> Iterator[Element]:
    idle = [*result.not_checked]
    names = dict.fromkeys([*(rule.object for rule in result.rules), *(rule.object for rule in idle)])
    for name in names:
        cases = Element("cases", name=name)
        for rule in result.rules:
            if rule.object == name:
                _checked(_case(cases, name, rule.id), rule, examples)
        _not_checked(cases, name, (skipped for skipped in idle if skipped.object == name))
        yield cases


def _not_checked(cases: Element, name: str, idle: Iterable[NotCheckedReport]) -> None:
    """A skipped case for each rule that has none yet: it may have been checked in another table."""
    known = {case.get("name") for case in cases}
    for skipped in idle:
        if skipped.rule not in known:
            known.add(skipped.rule)
            SubElement(_case(cases, name, skipped.rule), "skipped", message=visible(skipped.reason))


def _case(cases: Element, name: str, rule: str) -> Element:
    return SubElement(cases, "testcase", {"classname": f"mopsctl.{name}", "name": rule, "time": "0"})


def _checked(case: Element, rule: RuleReport, examples: int) -> None:
    if not rule.checked:
        SubElement(case, "skipped", message="No record to which the rule applies.")
    elif rule.failed and rule.severity is not Severity.INFO:
        failure = SubElement(case, "failure", type=rule.severity.value, message=_found(rule))
        failure.text = "\n".join(_text(rule, examples))


def _found(rule: RuleReport) -> str:
    of = f"{count(rule.failed)} of {count(rule.checked)} {object_words(rule.object).lower()}"
    return f"{of} ({percent(rule.failed, rule.checked)}): {visible(rule.title)}"


def _text(rule: RuleReport, examples: int) -> Iterator[str]:
    yield from (_example(finding) for finding in rule.examples[:examples])
    if rule.fix:
        yield f"How to fix it: {visible(rule.fix)}"


def _example(finding: Finding) -> str:
    where = place(finding.location.path, finding.location.line, finding.location.sheet)
    suggestion = f" → {visible(finding.suggestion)}" if finding.suggestion else ""
    return f"{where}  {visible(finding.message)}{suggestion}"

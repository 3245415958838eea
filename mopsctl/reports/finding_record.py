"""A finding as the JSON formats write it; its keys are a contract (design, section 5)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from mopsctl.findings import Finding
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult

_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ESCAPED = json.JSONEncoder(allow_nan=False)


def json_text(value: Any) -> str:
    """A value as JSON on one line, in its own script; escaped where UTF-8 has no form for it."""
    text = _PLAIN.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair: from a file name that is not UTF-8, say
        return _ESCAPED.encode(value)
    return text


def finding_record(finding: Finding) -> dict[str, Any]:
    """The finding with its keys in the order in which they are documented."""
    place = finding.location
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "dimension": finding.dimension.value,
        "object": finding.object,
        "record_id": finding.record_id,
        "field": finding.field,
        "value": finding.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "confidence": finding.confidence,
        "location": {"path": place.path, "sheet": place.sheet, "line": place.line, "column": place.column},
        "fingerprint": finding.fingerprint,
    }


def chosen_findings(result: AuditResult, options: ReportOptions) -> Iterator[Finding]:
    """The findings that the options leave: at most ``sample`` a rule and table, at most ``limit`` in all."""
    return islice(result.stream(options.sample), options.limit)

"""JSON: the whole report for programs, with the findings last and written one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import IO, Any

from mopsctl.acceptance import Suppressed
from mopsctl.comparison import Comparison
from mopsctl.findings import Severity
from mopsctl.reports.figures_record import figures_record
from mopsctl.reports.finding_record import chosen_findings, finding_record, json_text
from mopsctl.reports.json_numbers import DIGITS, rounded
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult, FieldReport, RuleReport, SegmentReport, SourceReport

SCHEMA_VERSION = 1


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """Write one object of the shape in ``schema.report_schema()``; no more than one finding is in memory."""
    out.write("{\n")
    for key, value in report_head(result).items():
        out.write(f'"{key}": ')
        if isinstance(value, list):
            write_list(out, value)
        else:
            out.write(json_text(value))
        out.write(",\n")
    out.write('"findings": ')
    write_list(out, map(finding_record, chosen_findings(result, options)))
    out.write("\n}\n")


def write_list(out: IO[str], items: Iterable[Any]) -> None:
    """Write a list, one item a line, as the items come."""
    separator = "[\n"
    for item in items:
        out.write(separator + json_text(item))
        separator = ",\n"
    out.write("[]" if separator == "[\n" else "\n]")


def report_head(result: AuditResult) -> dict[str, Any]:
    """Everything but the findings; scores are 0-100, ratios and confidences 0-1, rounded to 6 digits."""
    return {
        "schema": SCHEMA_VERSION,
        "command": result.command,
        "mopsctl": result.version,
        "created": result.created,
        "as_of": result.as_of.isoformat(),
        "redacted": result.redacted,
        "source": [source_record(source) for source in result.sources],
        "summary": _summary(result),
        "objects": _objects(result),
        "scores": _scores(result),
        "metrics": [asdict(metric) for metric in result.metrics],
        "rules": [_rule(rule) for rule in result.rules],
        "fields": [_field(field) for field in result.fields],
        "segments": [_segment(segment) for segment in result.segments],
        "bands": [asdict(band) for band in result.bands],
        "advice": [asdict(advice) for advice in result.advice],
        "recommendations": [rounded(asdict(todo)) for todo in result.recommendations],
        "not_checked": [asdict(skipped) for skipped in result.not_checked],
        "problems": [asdict(problem) for problem in result.problems],
        "unread": [asdict(unread) for unread in result.unread],
        "suppressed": [_suppressed(item) for item in result.suppressed],
        "baseline": None if result.baseline is None else asdict(result.baseline),
        "failures": [asdict(failure) for failure in result.failures],
        "duplicates": None if result.duplicates is None else figures_record(result.duplicates),
        **({"comparison": _comparison(result.comparison)} if result.comparison else {}),
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    record = rounded(asdict(comparison))
    for name in ("scores", "rules"):
        record[name] = [rounded(change) for change in record[name]]
    return record


def _suppressed(item: Suppressed) -> dict[str, Any]:
    return {**asdict(item), "until": item.until.isoformat() if item.until else None}


def _summary(result: AuditResult) -> dict[str, Any]:
    card = result.scorecard
    counts = {severity.value: result.count(severity) for severity in Severity}
    score = None if card.score is None else round(card.score, DIGITS)
    return {"findings": result.findings_total, **counts, "score": score, "grade": card.grade}


def source_record(source: SourceReport) -> dict[str, Any]:
    """A file or sheet of the source as the formats of JSON write it."""
    record = rounded(asdict(source))
    record["evidence"] = [rounded(reason) for reason in record["evidence"]]
    record["counts"] = {kind.value: count for kind, count in source.counts.items()}
    record["skipped_rows"] = source.skipped_rows
    return record


def _objects(result: AuditResult) -> list[dict[str, Any]]:
    parts = result.scorecard.objects
    return [
        rounded({"object": part.object, "rows": part.rows, "score": part.score, "share": part.share})
        for part in parts
    ]


def _scores(result: AuditResult) -> list[dict[str, Any]]:
    return [
        rounded({"object": part.object, **asdict(dimension)})
        for part in result.scorecard.objects
        for dimension in part.dimensions
    ]


def _rule(rule: RuleReport) -> dict[str, Any]:
    record = {key: value for key, value in rounded(asdict(rule)).items() if key != "examples"}
    return {**record, "pass_rate": round(rule.pass_rate, DIGITS)}


def _field(field: FieldReport) -> dict[str, Any]:
    record = asdict(field)
    for name in ("top_values", "patterns"):
        record[name] = [{"value": value, "count": count} for value, count in record[name]]
    return record


def _segment(segment: SegmentReport) -> dict[str, Any]:
    record = asdict(segment)
    record["values"] = [rounded(value) for value in record["values"]]
    return record

"""JSON: what a search for duplicates found, for programs, with the groups last and written one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import IO, Any

from mopsctl.matching.duplicate_metrics import duplicate_metrics
from mopsctl.matching.duplicates import KeyReport
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.duplicates_rows import SCORE_DIGITS, rows_of_groups
from mopsctl.reports.duplicates_words import skipped_values
from mopsctl.reports.figures_record import figures_record
from mopsctl.reports.finding_record import json_text
from mopsctl.reports.json import SCHEMA_VERSION, source_record, write_list
from mopsctl.reports.json_numbers import rounded
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.rows import slices

Record = dict[str, Any]


def write(report: DuplicateReport, out: IO[str], options: ReportOptions) -> None:
    """Write one object of the shape in ``schema_duplicates.duplicates_schema()``."""
    out.write("{\n")
    for key, value in _head(report).items():
        out.write(f'"{key}": ')
        if isinstance(value, list):
            write_list(out, value)
        else:
            out.write(json_text(value))
        out.write(",\n")
    out.write('"groups": ')
    write_list(out, group_records(report, options.limit))
    out.write("\n}\n")


def _head(report: DuplicateReport) -> Record:
    """Everything but the groups; scores and rates are 0-1, rounded to 6 digits."""
    duplicates, figures = report.duplicates, report.figures
    return {
        "schema": SCHEMA_VERSION,
        "command": "dedupe find",
        "mopsctl": duplicates.version,
        "created": duplicates.created,
        "redacted": duplicates.redacted,
        "source": [source_record(source) for source in duplicates.sources],
        "summary": _summary(report),
        **figures_record(figures),
        "metrics": [rounded(asdict(metric)) for metric in duplicate_metrics(figures)],
        "scenarios": [rounded(asdict(scenario)) for scenario in duplicates.scenarios],
        "keys": [_key(key, duplicates.redacted) for key in duplicates.keys],
        "notes": duplicates.notes,
        "since": list(duplicates.since),
        "unread": [asdict(unread) for unread in duplicates.unread],
        "failures": [asdict(failure) for failure in duplicates.failures],
    }


def _summary(report: DuplicateReport) -> Record:
    figures = report.figures
    return rounded(
        {
            "records": figures.records,
            "compared_pairs": report.duplicates.compared,
            "pairs": report.pairs,
            "groups": figures.groups,
            "records_in_groups": figures.in_groups,
            "records_to_merge": figures.to_merge,
            "duplicate_rate": figures.rate,
            "links": figures.links,
        }
    )


def _key(key: KeyReport, redacted: bool) -> Record:
    skipped = [{"value": value, "records": number} for value, number in skipped_values(key, redacted)]
    return {**asdict(key), "skipped": skipped}


def group_records(report: DuplicateReport, most: int | None = None) -> Iterator[Record]:
    """The first ``most`` groups (None: all), each with its members."""
    members = _members(report, rows_of_groups(report.duplicates, most))
    for group, own in groupby(members, key=lambda member: member["group_id"]):
        yield {"group_id": group, "members": [_without_group(member) for member in own]}


def _members(report: DuplicateReport, most: int) -> Iterator[Record]:
    records = report.duplicates.records
    for part in slices(report.duplicates.groups, most):
        places = part["record"].to_numpy()
        scores = part["score"].round(SCORE_DIGITS)
        columns = (records.ids(places), records.objects(places), records.locations(places))
        told = zip(part["group"], scores, part["scenario"], part["band"], part["reason"], strict=True)
        for (group, score, scenario, band, reason), (identity, name, (path, line)) in zip(
            told, zip(*columns, strict=True), strict=True
        ):
            yield {
                "group_id": group, "record_id": identity, "object": name, "score": score, "scenario": scenario,
                "band": band, "reason": reason, "location": {"path": path, "line": line},
            }  # fmt: skip


def _without_group(member: Record) -> Record:
    return {key: value for key, value in member.items() if key != "group_id"}

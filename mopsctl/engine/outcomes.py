"""The outcomes of all tables, gathered by rule and object for the report."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

from mopsctl.engine.run import Run
from mopsctl.engine.scan import Outcome, TableRun
from mopsctl.engine.score import SEVERITY_WEIGHTS
from mopsctl.engine.violations import FindingReader
from mopsctl.findings import Finding
from mopsctl.results import NotCheckedReport, RuleReport


def rule_reports(run: Run, reader: FindingReader, examples: int) -> list[RuleReport]:
    """One report a rule and object, with the first findings as examples."""
    gathered: dict[tuple[str, str], list[tuple[TableRun, Outcome]]] = {}
    for table_run in run.tables:
        for outcome in table_run.outcomes:
            gathered.setdefault((outcome.rule.id, outcome.table.object), []).append((table_run, outcome))
    return [_report(parts, reader, examples) for parts in gathered.values()]


def _report(parts: list[tuple[TableRun, Outcome]], reader: FindingReader, examples: int) -> RuleReport:
    first = parts[0][1]
    rule = first.rule
    found = chain.from_iterable(reader.read(run, outcome, examples) for run, outcome in parts)
    return RuleReport(
        id=rule.id,
        title=rule.title,
        kind=rule.kind.name,
        object=first.table.object,
        dimension=rule.dimension,
        severity=rule.severity,
        fields=first.fields,
        tags=tuple(rule.keys.tags),
        why=rule.keys.why,
        fix=rule.keys.fix,
        effort=rule.keys.effort,
        checked=sum(outcome.checked for _, outcome in parts),
        failed=sum(outcome.failed for _, outcome in parts),
        weight=rule.keys.weight * SEVERITY_WEIGHTS[rule.severity],
        points=0.0,
        examples=tuple(islice(found, examples)),
    )


def not_checked_reports(run: Run) -> list[NotCheckedReport]:
    """Every rule that was not checked somewhere, with the reason."""
    reports = [
        NotCheckedReport(
            skipped.rule.id, skipped.table.object, skipped.table.parts[0].source.path, skipped.reason
        )
        for table_run in run.tables
        for skipped in table_run.not_checked
    ]
    reports += [NotCheckedReport(idle.rule.id, idle.rule.objects[0], None, idle.reason) for idle in run.idle]
    return reports


def all_findings(run: Run, reader: FindingReader, limit: int | None) -> Iterator[Finding]:
    """The findings of every table and rule, at most ``limit`` of each rule on a table."""
    for table_run in run.tables:
        for outcome in table_run.outcomes:
            yield from reader.read(table_run, outcome, limit)

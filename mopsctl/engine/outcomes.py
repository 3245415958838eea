"""The outcomes of all tables, gathered by rule and object for the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, islice

import pyarrow as pa

from mopsctl.engine.finding_batches import read_batches
from mopsctl.engine.loss import rule_losses, rule_weight
from mopsctl.engine.run import Run
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.engine.violations import FindingReader
from mopsctl.findings import Finding
from mopsctl.results import Most, NotCheckedReport, RuleReport


def rule_reports(run: Run, reader: FindingReader, examples: int) -> list[RuleReport]:
    """One report a rule and object, with the first findings as examples."""
    gathered: dict[tuple[str, str], list[tuple[TableRun, Outcome]]] = {}
    losses: defaultdict[tuple[str, str], float] = defaultdict(float)
    for table_run in run.tables:
        lost = rule_losses(reader.workspace, table_run)
        for outcome in table_run.outcomes:
            key = (outcome.rule.id, outcome.table.object)
            gathered.setdefault(key, []).append((table_run, outcome))
            losses[key] += lost.get(outcome.column, 0.0)
    return [_report(parts, losses[key], reader, examples) for key, parts in gathered.items()]


def _report(
    parts: list[tuple[TableRun, Outcome]], loss: float, reader: FindingReader, examples: int
) -> RuleReport:
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
        weight=rule_weight(rule),
        loss=loss,
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


def all_findings(run: Run, reader: FindingReader, most: Most) -> Iterator[Finding]:
    """The findings of every table and rule, at most as many of each rule on a table as ``most`` says."""
    for table_run in run.tables:
        for outcome in table_run.outcomes:
            yield from reader.read(table_run, outcome, limit_of(outcome, most))


def all_finding_batches(run: Run, reader: FindingReader, most: Most) -> Iterator[pa.RecordBatch]:
    """The same findings as Arrow batches of the shape in ``engine.finding_batches``."""
    for table_run in run.tables:
        for outcome in table_run.outcomes:
            yield from read_batches(reader, table_run, outcome, limit_of(outcome, most))


def limit_of(outcome: Outcome, most: Most) -> int | None:
    """How many findings are wanted of an outcome (None: all)."""
    if isinstance(most, Mapping):
        return most.get((outcome.rule.id, outcome.table.object), 0)
    return most

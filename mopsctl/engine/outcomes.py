"""The outcomes of all tables, gathered by rule and object for the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

import pyarrow as pa

from mopsctl.engine.failing import KindFailedError
from mopsctl.engine.finding_batches import batch_of, read_batches
from mopsctl.engine.loss import rule_losses, rule_weight
from mopsctl.engine.run import Run
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.engine.violations import FindingReader
from mopsctl.findings import Finding
from mopsctl.results import Most, NotCheckedReport, RuleReport
from mopsctl.workspace import Workspace


def draw_examples(run: TableRun, reader: FindingReader, examples: int) -> None:
    """Give each outcome of a table its first findings.

    A rule whose kind fails to put the first one in words counts as not checked, and is among the run's failures.
    """
    sound: list[Outcome] = []
    for outcome in run.outcomes:
        try:
            found = tuple(reader.read(run, outcome, max(examples, 1)))
        except KindFailedError as error:
            run.failures.append(error.failure)
        else:
            sound.append(replace(outcome, examples=found[:examples]))
    run.outcomes = sound


def rule_reports(workspace: Workspace, run: Run, examples: int) -> list[RuleReport]:
    """One report a rule and object, with the first findings as examples."""
    gathered: dict[tuple[str, str], list[Outcome]] = {}
    losses: defaultdict[tuple[str, str], float] = defaultdict(float)
    for table_run in run.tables:
        lost = rule_losses(workspace, table_run)
        for outcome in table_run.outcomes:
            key = (outcome.rule.id, outcome.table.object)
            gathered.setdefault(key, []).append(outcome)
            losses[key] += lost.get(outcome.column, 0.0)
    return [_report(parts, losses[key], examples) for key, parts in gathered.items()]


def _report(parts: list[Outcome], loss: float, examples: int) -> RuleReport:
    first = parts[0]
    rule = first.rule
    found = chain.from_iterable(outcome.examples for outcome in parts)
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
        checked=sum(outcome.checked for outcome in parts),
        failed=sum(outcome.reported for outcome in parts),
        known=sum(outcome.known for outcome in parts),
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


def all_findings(
    run: Run, reader: FindingReader, others: Sequence[RuleReport], most: Most
) -> Iterator[Finding]:
    """The findings of every table and rule, at most as many of each rule on a table as ``most`` says.

    :param others: rules that are judged on no table, with all their findings as examples.
    """
    for table_run in run.tables:
        for outcome in table_run.outcomes:
            yield from reader.read(table_run, outcome, limit_of(outcome.rule.id, outcome.table.object, most))
    for rule in others:
        yield from islice(rule.examples, limit_of(rule.id, rule.object, most))


def all_finding_batches(
    run: Run, reader: FindingReader, others: Sequence[RuleReport], most: Most
) -> Iterator[pa.RecordBatch]:
    """The same findings as Arrow batches of the shape in ``engine.finding_batches``."""
    for table_run in run.tables:
        for outcome in table_run.outcomes:
            limit = limit_of(outcome.rule.id, outcome.table.object, most)
            yield from read_batches(reader, table_run, outcome, limit)
    for rule in others:
        yield batch_of(rule.examples[: limit_of(rule.id, rule.object, most)])


def limit_of(rule: str, object_name: str, most: Most) -> int | None:
    """How many findings of a rule on an object are wanted (None: all)."""
    return most.get((rule, object_name), 0) if isinstance(most, Mapping) else most

"""Proposals judged by the engine on every record, as the rules that they would be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlglot import exp

from mopsctl.engine.cell import cell_text, written_text
from mopsctl.engine.kinds import Scope
from mopsctl.engine.located import Located, load_yaml
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Rule, make_rule
from mopsctl.engine.run import Run, run_rules
from mopsctl.engine.table_run import Outcome, TableRun
from mopsctl.progress import Progress
from mopsctl.suggesting.fragment import fragment
from mopsctl.suggesting.proposal import Breaker, LearnedRule
from mopsctl.workspace import LINE, PART, ROW, Workspace

PLACE = "suggested rules"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A learned rule with what the engine found by it."""

    learned: LearnedRule
    found: tuple[tuple[TableRun, Outcome], ...]


def rules_of(learned: Sequence[LearnedRule]) -> list[Rule]:
    """The rules that a configuration with the suggestions would have.

    :raises ConfigError: where a suggestion is not valid.
    """
    document = load_yaml(fragment(learned), PLACE)
    written = document["rules"] if isinstance(document, Located) else []
    return [make_rule(one, kinds()) for one in written or []]


def judge(
    workspace: Workspace,
    learned: Sequence[LearnedRule],
    scope: Scope,
    placeholders: dict[str, list[str]],
    progress: Progress,
) -> list[Verdict]:
    """Each rule with the number of records that it judges and that break it, over all tables of its object."""
    rules = rules_of(learned)
    run = run_rules(workspace, rules, scope, placeholders, progress)
    verdicts = []
    for one, rule in zip(learned, rules, strict=True):
        found = tuple(_outcomes(run, rule))
        verdicts.append(Verdict(_counted(one, found), found))
    return verdicts


def _outcomes(run: Run, rule: Rule) -> Iterator[tuple[TableRun, Outcome]]:
    for table_run in run.tables:
        for outcome in table_run.outcomes:
            if outcome.rule.id == rule.id:
                yield table_run, outcome


def _counted(learned: LearnedRule, found: Sequence[tuple[TableRun, Outcome]]) -> LearnedRule:
    from dataclasses import replace

    return replace(
        learned,
        rows=sum(outcome.table.rows for _, outcome in found),
        checked=sum(outcome.checked for _, outcome in found),
        failed=sum(outcome.failed for _, outcome in found),
    )


def breakers_of(workspace: Workspace, verdict: Verdict, most: int) -> tuple[Breaker, ...]:
    """The values that break a rule, those of most records first, with the place of their first record."""
    found: list[Breaker] = []
    for run, outcome in verdict.found:
        if outcome.failed:
            found += _breakers(workspace, run, outcome, most)
    found.sort(key=lambda breaker: (-breaker.records, *breaker.values.values()))
    return tuple(found[:most])


def _breakers(workspace: Workspace, run: TableRun, outcome: Outcome, most: int) -> Iterator[Breaker]:
    table = outcome.table
    read = written_text if outcome.rule.kind.as_written else cell_text
    names = [f"x{i}" for i in range(len(outcome.fields))]
    texts = [
        exp.alias_(read(table.position_of(field), "t"), name)
        for field, name in zip(outcome.fields, names, strict=True)
    ]
    same_row = exp.column(ROW, "m").eq(exp.column(ROW, "t"))
    broken = exp.select(exp.column(ROW, "t"), exp.column(PART, "t"), exp.column(LINE, "t"), *texts)
    broken = broken.from_(exp.to_table(run.marks).as_("m")).join(
        exp.to_table(table.name).as_("t"), on=same_row
    )
    broken = broken.where(exp.column(outcome.column, "m"))
    query = exp.select("COUNT(*) AS n", f"ARG_MIN({PART}, {ROW})", f"ARG_MIN({LINE}, {ROW})", *names)
    query = query.from_(broken.subquery("b")).group_by(*names).order_by("n DESC", *names).limit(most)
    for records, part, line, *values in workspace.query(query):
        source = table.parts[part].source
        texts_by_field = dict(zip(outcome.fields, values, strict=True))
        yield Breaker(texts_by_field, int(records), source.path, int(line), source.sheet)

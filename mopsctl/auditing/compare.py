"""An audit beside an earlier one: what got better, what got worse, and what is not the same to begin with."""

from __future__ import annotations

from collections import defaultdict
from pathlib import PurePath
from typing import TYPE_CHECKING

from mopsctl.auditing.earlier import EarlierReport, RuleKey
from mopsctl.comparison import Comparison, RowChange, RuleChange, ScoreChange
from mopsctl.findings import Dimension
from mopsctl.results import AuditResult

if TYPE_CHECKING:
    import pyarrow as pa

MOST_NAMED = 5
"""As many files or objects as a note names."""

Moves = dict[RuleKey, tuple[int, int]]
"""By rule and object, how many findings are gone and how many are new."""


def compare(result: AuditResult, earlier: EarlierReport) -> Comparison:
    """The audit beside the earlier report; findings that a baseline holds count on both sides.

    Findings are matched by fingerprint where the earlier report holds all of them, and only of rules that were
    checked both times: what a rule that is gone had found is not mended.
    """
    head = earlier.head
    moves = _moves(result, earlier) if _is_whole(result, earlier) else None
    rules = _rule_changes(result, earlier, moves)
    both = [change for change in rules if change.in_both]
    return Comparison(
        path=PurePath(earlier.path).name,
        created=head.created,
        as_of=head.as_of,
        score_before=head.summary.score,
        score_after=result.scorecard.score,
        findings_before=earlier.findings,
        findings_after=sum(rule.broken for rule in result.rules),
        rows=tuple(_row_changes(result, earlier)),
        scores=tuple(_score_changes(result, earlier)),
        rules=tuple(rules),
        fixed=None if moves is None else sum(change.fixed or 0 for change in both),
        new=None if moves is None else sum(change.new or 0 for change in both),
        notes=tuple(_notes(result, earlier, rules)),
    )


def _is_whole(result: AuditResult, earlier: EarlierReport) -> bool:
    """Whether the findings of both can be told one by one."""
    return earlier.held == earlier.findings and result.baseline is None


def _moves(result: AuditResult, earlier: EarlierReport) -> Moves:
    import pyarrow as pa
    import pyarrow.compute as pc

    now: defaultdict[RuleKey, list[pa.Array]] = defaultdict(list)
    for batch in result.batches(None):
        if len(batch):
            key = (batch["rule"][0].as_py(), batch["object"][0].as_py())
            now[key].append(batch["fingerprint"].cast(pa.string()))
    moves: Moves = {}
    for key in earlier.fingerprints.keys() | now.keys():
        before = earlier.fingerprints.get(key, pa.chunked_array([], pa.string()))
        after = pa.chunked_array(now.get(key, []), pa.string())
        stayed = pc.sum(pc.is_in(before, value_set=after.combine_chunks())).as_py() or 0
        moves[key] = (len(before) - stayed, len(after) - stayed)
    return moves


def _rule_changes(result: AuditResult, earlier: EarlierReport, moves: Moves | None) -> list[RuleChange]:
    """Every rule that was checked on some record, then or now."""
    before = {(rule.id, rule.object): rule for rule in earlier.head.rules if rule.checked}
    after = {(rule.id, rule.object): rule for rule in result.rules if rule.checked}
    changes = []
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        named = new or old
        if named is None:
            continue
        moved = moves.get(key, (0, 0)) if moves is not None and old and new else None
        changes.append(
            RuleChange(
                id=named.id,
                object=named.object,
                title=named.title,
                severity=named.severity,
                checked_before=old.checked if old else None,
                checked_after=new.checked if new else None,
                failed_before=old.broken if old else None,
                failed_after=new.broken if new else None,
                points_before=old.points if old else None,
                points_after=new.points if new else None,
                fixed=None if moved is None else moved[0],
                new=None if moved is None else moved[1],
            )
        )
    return changes


def _row_changes(result: AuditResult, earlier: EarlierReport) -> list[RowChange]:
    before: defaultdict[str, int] = defaultdict(int)
    after: defaultdict[str, int] = defaultdict(int)
    for old in earlier.head.source:
        before[old.object] += old.rows
    for source in result.sources:
        after[source.object] += source.rows
    return [RowChange(name, before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before])]


def _score_changes(result: AuditResult, earlier: EarlierReport) -> list[ScoreChange]:
    before: dict[tuple[str, Dimension | None], float] = {
        **{(part.object, None): part.score for part in earlier.head.objects},
        **{(score.object, score.dimension): score.score for score in earlier.head.scores},
    }
    after: dict[tuple[str, Dimension | None], float] = {}
    for part in result.scorecard.objects:
        after[part.object, None] = part.score
        after.update({(part.object, own.dimension): own.score for own in part.dimensions})
    keys = dict.fromkeys([*after, *before])
    return [ScoreChange(*key, before.get(key), after.get(key)) for key in keys]


def _notes(result: AuditResult, earlier: EarlierReport, rules: list[RuleChange]) -> list[str]:
    """What makes the two hard to compare, a sentence each."""
    head, notes = earlier.head, []
    # By name alone: the same file may be named from another folder.
    then = {PurePath(source.path).name for source in head.source}
    now = {PurePath(source.path).name for source in result.sources}
    if then != now:
        notes.append(_named("Files that were not there then", now - then))
        notes.append(_named("Files that are not there now", then - now))
    new = sum(change.failed_before is None for change in rules)
    gone = sum(change.failed_after is None for change in rules)
    if new or gone:
        notes.append(
            f"The rules are not the same ({new} more, {gone} fewer), so part of the score's change is theirs."
        )
    then_hidden = sum(item.count for item in head.suppressed)
    now_hidden = sum(item.count for item in result.suppressed)
    if then_hidden != now_hidden:
        notes.append(
            f"{now_hidden:,} findings are suppressed, {then_hidden:,} were then: part of the change is theirs, and "
            "nothing was mended by it."
        )
    if head.mopsctl != result.version:
        notes.append(f"The earlier report was made by mopsctl {head.mopsctl}.")
    if result.baseline is not None:
        notes.append("The findings of the baseline count here, too.")
    elif earlier.held < earlier.findings:
        notes.append(
            f"The earlier report holds {earlier.held:,} of its {earlier.findings:,} findings, so which are gone "
            "and which are new cannot be told."
        )
    return [note for note in notes if note]


def _named(what: str, names: set[str]) -> str:
    shown = ", ".join(sorted(names)[:MOST_NAMED])
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return f"{what}: {shown}{more}." if names else ""

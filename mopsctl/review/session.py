"""A sitting of review, without a screen: where it stands in the queue, what is decided, and what can be undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from mopsctl.errors import MopsctlError, UsageError
from mopsctl.matching.decision_graph import DecisionGraph, graph_of
from mopsctl.matching.decisions import Decision, Verdict
from mopsctl.matching.record_key import Pair
from mopsctl.review.kept import KeptDecisions
from mopsctl.review.order import Filter, Sort, ordered
from mopsctl.review.queue import Queue
from mopsctl.review.standing import KeyedRecords, Standing, standings

Before = Mapping[Pair, Decision | None]
"""Pairs and what was decided on each before a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one key did: the row it was pressed on, and what stood before."""

    row: int
    before: Before


@dataclass(slots=True)
class Session:
    """Rows of the queue in order, the one that is looked at, and how all of them stand.

    ``position`` is where in ``order`` the sitting is; with an empty order there is no row. ``made`` counts the
    decisions of this sitting, ``skipped`` its skips.
    """

    queue: Queue
    keyed: KeyedRecords
    kept: KeptDecisions
    today: date
    limit: int | None = None
    filter: Filter = field(default_factory=Filter)
    sort: Sort = Sort.VALUE
    order: np.ndarray = field(init=False)
    standing: np.ndarray = field(init=False)
    graph: DecisionGraph = field(init=False)
    position: int = 0
    skipped: int = 0
    steps: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._take_in()
        self.arrange(self.filter, self.sort)

    @property
    def row(self) -> int | None:
        """The row that is looked at."""
        return int(self.order[self.position]) if len(self.order) else None

    @property
    def made(self) -> int:
        """How many pairs were decided in this sitting and not taken back."""
        return len({pair for step in self.steps for pair in step.before})

    def count(self, *of: Standing) -> int:
        """How many rows in order stand so."""
        return int(np.isin(self.standing[self.order], of).sum())

    def arrange(self, taken: Filter, sort: Sort) -> None:
        """Go through other pairs or in another order, from the first one that is open.

        A limit counts open pairs, so that a sitting a day of so many gets through all of them.
        """
        self.filter, self.sort = taken, sort
        self.order = ordered(self.queue, taken, sort)
        if self.limit is not None:
            self.order = self.order[self.standing[self.order] == Standing.OPEN][: self.limit]
        self.position = 0
        if self.row is not None and self.standing[self.row] != Standing.OPEN:
            self.move()

    def move(self, by: int = 1) -> bool:
        """Go on (or back, by -1) to the next open pair, round the end; tells whether there is one."""
        is_open = self.standing[self.order] == Standing.OPEN
        is_open[self.position : self.position + 1] = False
        places = np.flatnonzero(is_open)
        if not len(places):
            return False
        ahead = (by * (places - self.position)) % len(self.order)
        self.position = int(places[ahead.argmin()])
        return True

    def skip(self) -> bool:
        """Leave the pair open and go on; tells whether there is another."""
        self.skipped += 1
        return self.move()

    def decide(self, verdict: Verdict) -> None:
        """Decide the pair that is looked at, and go on.

        :raises UsageError: where that contradicts earlier decisions.
        """
        if self.row is not None:
            self._decide([(int(self.queue.left[self.row]), int(self.queue.right[self.row]), verdict)])

    def join(self, places: Sequence[int]) -> None:
        """Decide that the records are all the same, and go on.

        :raises UsageError: as `decide`.
        """
        self._decide([(places[0], place, Verdict.DUPLICATE) for place in places[1:]])

    def split(self, staying: Sequence[int], leaving: Sequence[int]) -> None:
        """Decide that the staying records are all the same, and none of the leaving ones is; then go on.

        :raises UsageError: as `decide`.
        """
        self._decide([
            *((staying[0], place, Verdict.DUPLICATE) for place in staying[1:]),
            *((staying[0], place, Verdict.NOT_DUPLICATE) for place in leaving),
        ])  # fmt: skip

    def undo(self) -> bool:
        """Take the last step back and return to its pair; tells whether there was one."""
        if not self.steps:
            return False
        step = self.steps[-1]
        self.kept.change(step.before)
        self.steps.pop()
        self._take_in()
        if not self.go_to(step.row):
            self.look_at(step.row)
        return True

    def go_to(self, row: int) -> bool:
        """Look at a row; tells whether it is among those gone through."""
        places = np.flatnonzero(self.order == row)
        if len(places):
            self.position = int(places[0])
        return bool(len(places))

    def look_at(self, row: int) -> None:
        """Look at a row that is filtered out: it stands before the others until they are arranged anew."""
        self.order = np.concatenate([[row], self.order])
        self.position = 0

    def members(self) -> list[int]:
        """The places of the group that holds both records; of the two alone where none does."""
        if self.row is None:
            return []
        pair = [int(self.queue.left[self.row]), int(self.queue.right[self.row])]
        return self.queue.groups.of(int(self.queue.group[self.row])) or pair

    def held_apart(self, places: Sequence[int]) -> set[int]:
        """Of some records those that are known not to be the first one."""
        first, *others = places
        key = self.keyed.key
        return {
            place for place in others if self.graph.implied(key(first), key(place)) is Verdict.NOT_DUPLICATE
        }

    def _decide(self, verdicts: Iterable[tuple[int, int, Verdict]]) -> None:
        row = self.row
        if row is None:
            return
        if self.kept.refresh():
            self._take_in()
        changes = self._changes(verdicts)
        if not changes:
            self.move()
            return
        before = {pair: self.kept.decisions.get(pair) for pair in changes}
        try:
            self._add_to_graph(changes, before)
            self.kept.change(changes)
        except MopsctlError:
            self._take_in()
            raise
        self.steps.append(Step(row, before))
        self.standing = standings(self.queue, self.keyed, self.kept.decisions)
        self.move()

    def _changes(self, verdicts: Iterable[tuple[int, int, Verdict]]) -> dict[Pair, Decision]:
        changes: dict[Pair, Decision] = {}
        for one, other, verdict in verdicts:
            first, second = self.keyed.key(one), self.keyed.key(other)
            if first == second:
                raise UsageError(f"two records have the id {first.id}, so a decision cannot tell them apart")
            decision = Decision.on(first, second, verdict, self.today)
            known = self.kept.decisions.get(decision.pair)
            if known is None or known.verdict is not verdict:
                changes[decision.pair] = decision
        return changes

    def _add_to_graph(self, changes: Mapping[Pair, Decision], before: Before) -> None:
        if any(before.values()):
            self.graph, _ = graph_of(each for each in self.kept.decisions if each.pair not in before)
        for decision in changes.values():
            contradiction = self.graph.add(decision)
            if contradiction is not None:
                raise UsageError(f"{contradiction}; find that pair with / to decide it anew")

    def _take_in(self) -> None:
        self.graph, _ = graph_of(self.kept.decisions)
        self.standing = standings(self.queue, self.keyed, self.kept.decisions)

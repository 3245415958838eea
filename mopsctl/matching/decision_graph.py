"""What decisions say beyond their own pairs: of a = b and b = c follows a = c, and of a = b and b ≠ c, a ≠ c."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from mopsctl.matching.decisions import Decision, Verdict
from mopsctl.matching.record_key import Pair, RecordKey, pair_of


@dataclass(slots=True)
class DecisionGraph:
    """Records joined by decisions, and which of those joined records are held apart.

    ``members`` are the records of each whole by its name; ``apart`` are the wholes that each is held apart from.
    """

    decisions: dict[Pair, Decision] = field(default_factory=dict)
    whole_of: dict[RecordKey, RecordKey] = field(default_factory=dict)
    members: dict[RecordKey, set[RecordKey]] = field(default_factory=dict)
    apart: dict[RecordKey, set[RecordKey]] = field(default_factory=dict)
    neighbours: dict[RecordKey, list[RecordKey]] = field(default_factory=dict)

    def implied(self, one: RecordKey, other: RecordKey) -> Verdict | None:
        """What is known of two records; None where it is open."""
        first, second = self.whole_of.get(one, one), self.whole_of.get(other, other)
        if first == second:
            return Verdict.DUPLICATE
        return Verdict.NOT_DUPLICATE if second in self.apart.get(first, ()) else None

    def add(self, decision: Decision) -> Contradiction | None:
        """Take a decision in; tells what contradicts it, where anything does, and leaves it out then."""
        one, other = decision.pair
        known = self.implied(one, other)
        if known is not None and known is not decision.verdict:
            return Contradiction(decision, self._against(decision, known))
        self.decisions[decision.pair] = decision
        first, second = self._whole(one), self._whole(other)
        if decision.verdict is Verdict.NOT_DUPLICATE:
            self.apart[first].add(second)
            self.apart[second].add(first)
        else:
            self.neighbours[one].append(other)
            self.neighbours[other].append(one)
            if first != second:
                self._join(first, second)
        return None

    def _whole(self, key: RecordKey) -> RecordKey:
        if key not in self.whole_of:
            self.whole_of[key] = key
            self.members[key] = {key}
            self.apart[key] = set()
            self.neighbours[key] = []
        return self.whole_of[key]

    def _join(self, first: RecordKey, second: RecordKey) -> None:
        small, large = sorted((first, second), key=lambda whole: len(self.members[whole]))
        for key in self.members[small]:
            self.whole_of[key] = large
        self.members[large] |= self.members.pop(small)
        for third in self.apart.pop(small):
            self.apart[third].remove(small)
            self.apart[third].add(large)
            self.apart[large].add(third)

    def _against(self, decision: Decision, known: Verdict) -> tuple[Decision, ...]:
        one, other = decision.pair
        if known is Verdict.DUPLICATE:
            return self._chain(one, other)
        held = next(
            each
            for left in sorted(self.members[self.whole_of[one]])
            for right in sorted(self.members[self.whole_of[other]])
            if (each := self.decisions.get(pair_of(left, right))) is not None
        )
        left, right = held.pair if self.whole_of[held.pair[0]] == self.whole_of[one] else held.pair[::-1]
        return (*self._chain(one, left), held, *self._chain(right, other))

    def _chain(self, start: RecordKey, end: RecordKey) -> tuple[Decision, ...]:
        """The fewest decisions by which two records are the same."""
        came_from = {start: start}
        waiting = deque([start])
        while end not in came_from:
            here = waiting.popleft()
            for there in sorted(self.neighbours[here]):
                if there not in came_from:
                    came_from[there] = here
                    waiting.append(there)
        chain = []
        while end != start:
            chain.append(self.decisions[pair_of(came_from[end], end)])
            end = came_from[end]
        return tuple(reversed(chain))


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A decision, and those that together say the opposite, in the order of their chain."""

    decision: Decision
    against: tuple[Decision, ...]

    def __str__(self) -> str:
        start, end = self.decision.pair
        said = []
        here = start
        for each in self.against:
            there = each.pair[1] if each.pair[0] == here else each.pair[0]
            said.append(f"{here.id} {_SIGNS[each.verdict]} {there.id}")
            here = there
        claim = f"{start.id} {_SIGNS[self.decision.verdict]} {end.id}"
        return f"{claim} contradicts what was decided: {', '.join(said)}"


_SIGNS = {Verdict.DUPLICATE: "=", Verdict.NOT_DUPLICATE: "≠"}


def graph_of(decisions: Iterable[Decision]) -> tuple[DecisionGraph, list[Contradiction]]:
    """The graph of decisions, and those that do not fit the others: what holds records apart yields to what joins."""
    graph = DecisionGraph()
    ordered = sorted(decisions, key=lambda each: (each.verdict is Verdict.NOT_DUPLICATE, each.pair))
    found = [graph.add(decision) for decision in ordered]
    return graph, [contradiction for contradiction in found if contradiction is not None]

"""What people decided on pairs of records: the same, or not; later runs keep to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from mopsctl.errors import ConfigError
from mopsctl.matching.record_key import Pair, RecordKey, pair_of
from mopsctl.matching.record_places import places_of

if TYPE_CHECKING:
    import numpy as np

    from mopsctl.matching.duplicates import Records

SHOWN_UNKNOWN = 3
ABSENT = -1


class Verdict(StrEnum):
    """What was decided on a pair."""

    DUPLICATE = "duplicate"
    NOT_DUPLICATE = "not-duplicate"


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict on a pair of two different records, the day it was given, and a remark of one line."""

    pair: Pair
    verdict: Verdict
    decided: date
    note: str = ""

    @classmethod
    def on(
        cls, one: RecordKey, other: RecordKey, verdict: Verdict, decided: date, note: str = ""
    ) -> Decision:
        """The decision with its pair in order, and its remark on one line."""
        return cls(pair_of(one, other), verdict, decided, " ".join(note.split()))


class ConflictError(ConfigError):
    """Two verdicts on one pair."""


class Decisions:
    """Decisions, at most one a pair.

    Where a pair was decided alike more than once, the latest decision stands.
    """

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._by_pair: dict[Pair, Decision] = {}
        for decision in decisions:
            self.add(decision)

    def __len__(self) -> int:
        return len(self._by_pair)

    def __iter__(self) -> Iterator[Decision]:
        """Sorted by pair."""
        return (self._by_pair[pair] for pair in sorted(self._by_pair))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Decisions) and self._by_pair == other._by_pair

    __hash__ = None  # type: ignore[assignment]  # it changes

    def get(self, pair: Pair) -> Decision | None:
        """The decision on a pair, None where there is none."""
        return self._by_pair.get(pair)

    def add(self, decision: Decision) -> None:
        """Take a decision in.

        :raises ConflictError: where the pair was decided otherwise.
        """
        known = self._by_pair.get(decision.pair)
        if known is None:
            self._by_pair[decision.pair] = decision
        elif known.verdict is not decision.verdict:
            one, other = decision.pair
            raise ConflictError(
                f"{one.id} and {other.id} are both {known.verdict} ({known.decided}) "
                f"and {decision.verdict} ({decision.decided})"
            )
        else:
            self._by_pair[decision.pair] = max(known, decision, key=lambda each: (each.decided, each.note))

    def unsorted(self) -> Iterable[Decision]:
        """In no order that means anything."""
        return self._by_pair.values()

    def keys(self) -> set[RecordKey]:
        """The records that any decision names."""
        return {key for pair in self._by_pair for key in pair}

    def changed(self, changes: Mapping[Pair, Decision | None]) -> Decisions:
        """These decisions with others in the place of what stood on their pairs; None takes a decision back."""
        found = Decisions()
        found._by_pair = {
            pair: decision for pair, decision in {**self._by_pair, **changes}.items() if decision is not None
        }
        return found

    def for_places(self, records: Records) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The decisions on records that are there, as arrays of one length, sorted by pair.

        :returns: ``left`` and ``right`` (int64 places, left < right) and ``verdict`` (int8: 1 duplicate, -1 not).
            Decisions on a record that is not there, or no longer, are left out (see `unknown_note`).
        """
        import numpy as np

        places = places_of(records, self.keys())
        rows: list[tuple[int, int, int]] = []
        for decision in self._by_pair.values():
            one, other = (places.get(key, ABSENT) for key in decision.pair)
            if ABSENT not in (one, other) and one != other:
                sign = 1 if decision.verdict is Verdict.DUPLICATE else -1
                rows.append((min(one, other), max(one, other), sign))
        table = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3)
        return table[:, 0].copy(), table[:, 1].copy(), table[:, 2].astype(np.int8)

    def unknown_note(self, records: Records) -> str | None:
        """A sentence on the decisions that name a record which is not there; None where all are."""
        unknown = self.keys() - places_of(records, self.keys()).keys()
        if not unknown:
            return None
        idle = sum(not unknown.isdisjoint(decision.pair) for decision in self)
        named = ", ".join(key.id for key in sorted(unknown)[:SHOWN_UNKNOWN])
        more = f" and {len(unknown) - SHOWN_UNKNOWN:,} more" if len(unknown) > SHOWN_UNKNOWN else ""
        was = "decision was" if idle == 1 else "decisions were"
        return f"{idle:,} {was} not used: no record has the id {named}{more}"

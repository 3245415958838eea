"""What finding duplicates found, as plain data: every report, review and evaluation is made from this.

Records are named by their *place*: a number from 0 over all records that were compared, in the order in which they
were read. `Records` leads from places to what people know.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from mopsctl.failure import Failure
from mopsctl.results import SourceReport, UnreadFile

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


class Band(StrEnum):
    """What is to be done with a pair or group: merged as it is, looked at, or looked at as a change of jobs."""

    AUTO = "auto"
    REVIEW = "review"
    JOB_CHANGE = "job-change"


class Records(Protocol):
    """The records that were compared, by place."""

    def __len__(self) -> int: ...

    def ids(self, places: np.ndarray | Sequence[int]) -> list[str]:
        """Their record ids; a record without an id is named by file and line ("contacts.csv:17")."""
        ...

    def objects(self, places: np.ndarray | Sequence[int]) -> list[str]:
        """The object of each: contact, lead, account …"""
        ...

    def systems(self, places: np.ndarray | Sequence[int]) -> list[str]:
        """The system that each comes from: salesforce, hubspot …; "" where it is not known."""
        ...

    def values(self, places: np.ndarray | Sequence[int]) -> pd.DataFrame:
        """Their values as the source has them, a row a place in the order given, index the places.

        Columns are canonical fields (source headers where there is none), those that were compared first; cells
        are text, NA where empty or where the record's table has no such column.
        """
        ...

    def column(self, name: str) -> pd.Series[Any] | None:
        """One canonical field of all records, index their places, cells as in `values`; None where no table has it."""
        ...

    def locations(self, places: np.ndarray | Sequence[int]) -> list[tuple[str, int]]:
        """The file and line of each."""
        ...

    def place_of(self, record_id: str, of_object: str | None = None) -> int | None:
        """The place of a record, None where no compared record has the id; the first where several have it."""
        ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one field says about a pair.

    ``level`` is a word for how the values compare ("same", "alike", "nickname", "initial", "differs", "missing" …);
    ``weight`` is in bits: so many times, as a power of two, the odds of a duplicate rise (or fall, below zero).
    ``words`` say it as a sentence's part: "same mobile number, which no other record has".
    """

    field: str
    left: str | None
    right: str | None
    level: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class PairExplanation:
    """Why a pair has its score.

    ``prior`` is the weight (bits) of any two records before they are compared; ``prior`` and the evidence add up to
    the odds of ``score`` (0-1). ``expected`` is how many records would agree so with one of them by chance.
    ``keys`` are the blocking keys that brought the pair together; where there are none, ``not_compared`` says why.
    ``verdict`` is a sentence; ``would_change`` are sentences on what would move the pair to another band.
    """

    left: int
    right: int
    score: float
    scenario: str | None
    band: Band | None
    prior: float
    expected: float
    evidence: tuple[Evidence, ...]
    keys: tuple[str, ...]
    not_compared: str | None
    verdict: str
    would_change: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyReport:
    """What a blocking key did: candidate pairs it gave, and those it did not give since a value is too common.

    ``skipped`` are the values (with the number of records that share them) whose pairs were not made, the most
    common first; ``split`` counts values whose records were compared only where a second key agrees, too.
    """

    name: str
    fields: tuple[str, ...]
    object: str
    pairs: int
    split: int
    not_compared: int
    skipped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ScenarioReport:
    """A match rule: its sentence, its thresholds (0-1), and the pairs that it found.

    The pairs of a ``link`` are people and the accounts they belong to, which are no duplicates.
    """

    id: str
    object: str
    sentence: str
    auto: float
    review: float
    pairs: int
    auto_pairs: int
    link: bool = False


@dataclass(slots=True)
class Duplicates:
    """Pairs and groups of duplicates among records.

    ``pairs`` has a row a pair at or above the threshold of review, best first: ``left`` and ``right`` (int64 places,
    left < right), ``score`` (float64, a probability), ``scenario`` (text), ``band`` (text, see `Band`), ``link``
    (bool: a person and the account that they belong to, which is no duplicate and in no group).
    ``groups`` has a row a record of a group, sorted by group: ``group`` (text, made of its members' ids, the same in
    every run), ``record`` (int64 place), ``other`` (int64 place of the record that its strongest link is with),
    ``score`` (of that link), ``scenario`` and ``band`` (text,
    of that link and of the group: ``auto`` only where every record is joined by auto links), ``reason`` (text: why
    it is in the group, and what stands against it).
    ``compared`` counts candidate pairs; ``explain`` gives the evidence on any two places.
    ``notes`` are sentences on what was not looked at (a table without usable fields, repeated ids, thresholds).
    """

    created: str
    version: str
    source: str
    seconds: float
    records: Records
    pairs: pd.DataFrame
    groups: pd.DataFrame
    compared: int
    keys: tuple[KeyReport, ...]
    scenarios: tuple[ScenarioReport, ...]
    explain: Callable[[int, int], PairExplanation]
    evidence_json: Callable[[pd.DataFrame], Sequence[str]] | None = None
    """The evidence on rows of ``pairs``, many at once: a compact JSON object a pair, field to what it contributed."""
    was_compared: Callable[[np.ndarray, np.ndarray], np.ndarray] | None = None
    """Whether pairs of places (two arrays) share a blocking key, and so were compared."""
    counts: dict[str, int] = field(default_factory=dict)
    """Records of each object that were compared."""
    sources: list[SourceReport] = field(default_factory=list)
    unread: list[UnreadFile] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    redacted: bool = False
    since: tuple[str, ...] = ()
    """Sentences on what an earlier run's state was good for."""

"""Figures on duplicates among records, as plain data; `mopsctl.matching` works them out."""

from __future__ import annotations

from dataclasses import dataclass

FILE = "file"
"""The ``field`` of the segment by the file that records were read from."""


@dataclass(frozen=True, slots=True)
class DuplicateRate:
    """The duplicates among an object's records.

    ``system`` is where they come from, None where all records of the object come from one: the same person in two
    systems is no duplicate. ``groups`` have at least two of its records. ``to_merge`` are the records beyond one in
    each group, which merging would take away; ``auto`` are those of groups that need no look.
    """

    object: str
    records: int
    groups: int
    in_groups: int
    to_merge: int
    auto: int
    system: str | None = None

    @property
    def rate(self) -> float:
        """The duplicate rate: records beyond one a group, as a share of all records (0-1)."""
        return self.to_merge / self.records if self.records else 0.0


@dataclass(frozen=True, slots=True)
class Crossing:
    """Records of one object that are records of another, or of the same in another system: leads that are contacts.

    The systems are None where all records of the object come from one.
    """

    object: str
    other: str
    records: int
    groups: int
    system: str | None = None
    other_system: str | None = None


@dataclass(frozen=True, slots=True)
class BandCount:
    """A band's pairs, and its groups with the records in them beyond one each."""

    band: str
    pairs: int
    groups: int
    to_merge: int


@dataclass(frozen=True, slots=True)
class GroupSize:
    """How many groups have so many records; ``most`` is None for the last, which has no end."""

    least: int
    most: int | None
    groups: int
    records: int


@dataclass(frozen=True, slots=True)
class SegmentRate:
    """The records that share a value (None: those that have none), and how many of them are copies.

    A copy is a record of which its group had another of the same object before.
    """

    value: str | None
    records: int
    copies: int

    @property
    def rate(self) -> float:
        """The share of the records that are copies (0-1)."""
        return self.copies / self.records


@dataclass(frozen=True, slots=True)
class DuplicateSegment:
    """An object cut by one field: months in their order, other values by the number of copies."""

    object: str
    field: str
    values: tuple[SegmentRate, ...]

    @property
    def rate(self) -> float:
        """The share of all its records that are copies (0-1)."""
        return sum(value.copies for value in self.values) / sum(value.records for value in self.values)


@dataclass(frozen=True, slots=True)
class DuplicateSource:
    """A value of a segment that makes duplicates.

    ``lift`` is its rate over that of the whole object; ``excess`` how many copies it has beyond that rate.
    """

    object: str
    field: str
    value: str | None
    records: int
    copies: int
    lift: float
    excess: float

    @property
    def rate(self) -> float:
        """The share of its records that are copies (0-1)."""
        return self.copies / self.records


@dataclass(frozen=True, slots=True)
class Stake:
    """What is at stake in the records to merge; None where nothing is said of it.

    ``hours`` are those of merging all of them by hand, ``hours_to_review`` of those among them that need a look.
    """

    money: float | None
    currency: str
    hours: float | None
    hours_to_review: float | None


@dataclass(frozen=True, slots=True)
class DuplicateFigures:
    """Figures on duplicates.

    The records of a group that come from one system count as a group of their own. ``to_merge`` are the records
    beyond one in each, across objects, too. ``links`` are pairs of a person and
    the account that they belong to, which are no duplicates and in no other figure.
    """

    records: int
    groups: int
    in_groups: int
    to_merge: int
    links: int
    rates: tuple[DuplicateRate, ...]
    crossings: tuple[Crossing, ...]
    bands: tuple[BandCount, ...]
    sizes: tuple[GroupSize, ...]
    segments: tuple[DuplicateSegment, ...]
    sources: tuple[DuplicateSource, ...]
    stake: Stake | None

    @property
    def rate(self) -> float:
        """Records beyond one a group, as a share of all (0-1)."""
        return self.to_merge / self.records if self.records else 0.0

    @property
    def worth_telling(self) -> bool:
        """Whether anybody is there twice, in one system or in two."""
        return bool(self.groups or self.crossings)

    def of_band(self, band: str) -> BandCount:
        """What is in a band."""
        return next(count for count in self.bands if count.band == band)

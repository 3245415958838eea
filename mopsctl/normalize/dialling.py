"""How telephone numbers are dialled in each region, as columns to read whole columns of numbers by.

The facts are libphonenumber's metadata, out of the phonenumbers package, and, where habits outlived a plan, those
of the ITU's national numbering plan notices (Mexico 2019, Lithuania 2021, Belarus, Ukraine 2009).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from phonenumbers import PhoneMetadata
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE

from mopsctl.normalize.digit_runs import DigitRuns, Whole, leading
from mopsctl.normalize.phone_plans import regions_with_plan

_MOST_PREFIXES = 5
_EVERYWHERE = ("011", "00")
_OWN_TRUNKS = {
    "BY": ("80", "8", "0"),
    "LT": ("0", "8"),
    "MX": ("044", "045", "01", "0"),
    "UA": ("80", "0"),
}
_OWN_LENGTHS = {"BY": (9, 10), "CN": (10, 11), "MX": (10,), "AU": (9, 10)}
"""Where the plan's special numbers would let any length pass."""
_SPARE_LENGTHS = 4
"""A plan with more lengths than this tells little by them."""


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What may be dialled before a number: a row a region, its prefixes as numbers, with their digits.

    Places without prefix have 0 digits.
    """

    value: Whole
    digits: Whole


@dataclass(frozen=True, slots=True)
class DiallingTable:
    """A row a region. ``lengths`` are bits: 2^n is set where national numbers of n digits exist; ``usual`` are those
    of fixed lines and mobiles.

    ``loose`` says that they are so many that a length proves nothing. ``trunks`` are dialled before an area code
    inside the region, ``abroad`` before a calling code.
    """

    calling_code: Whole
    code_digits: Whole
    lengths: Whole
    usual: Whole
    loose: npt.NDArray[np.bool_]
    trunks: Prefixes
    abroad: Prefixes

    def has_length(self, rows: Whole, digits: Whole) -> npt.NDArray[np.bool_]:
        """Whether national numbers of so many digits exist in the region of each row."""
        exists: npt.NDArray[np.bool_] = (self.lengths[rows] >> digits) & 1 == 1
        return exists

    def has_usual_length(self, rows: Whole, digits: Whole) -> npt.NDArray[np.bool_]:
        """Whether fixed lines or mobiles in the region of each row have so many digits."""
        exists: npt.NDArray[np.bool_] = (self.usual[rows] >> digits) & 1 == 1
        return exists

    def longest(self, rows: Whole) -> Whole:
        """The most digits of a national number in the region of each row."""
        return np.frexp(self.lengths[rows].astype(np.float64))[1].astype(np.int64) - 1


@cache
def dialling_table() -> DiallingTable:
    """The table of all regions that have a plan, in the order of `regions_in_order`; row 0 is of no region."""
    regions = regions_in_order()
    plans = [_metadata(region) for region in regions]
    lengths = [_lengths(region, plan) for region, plan in zip(regions, plans, strict=True)]
    usual = [_usual_lengths(plan) or own for plan, own in zip(plans, lengths, strict=True)]
    codes = np.array([0, *(plan.country_code or 0 for plan in plans)], dtype=np.int64)
    return DiallingTable(
        calling_code=codes,
        code_digits=1 + (codes >= 10).astype(np.int64) + (codes >= 100),
        lengths=_as_bits(lengths),
        usual=_as_bits(usual),
        loose=np.array([True, *(len(own) > _SPARE_LENGTHS for own in lengths)], dtype=np.bool_),
        trunks=_prefixes([(), *map(_trunks, regions, plans)]),
        abroad=_prefixes([_EVERYWHERE, *map(_abroad, plans)]),
    )


@cache
def regions_in_order() -> tuple[str, ...]:
    """The regions that have rows 1, 2, … of the table."""
    return tuple(sorted(regions_with_plan()))


@cache
def rows_of_codes() -> Whole:
    """The table's row for each calling code (0-999): that of its main region, 0 for a code of no region."""
    rows = np.zeros(1000, dtype=np.int64)
    places = {region: row for row, region in enumerate(regions_in_order(), start=1)}
    for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
        rows[code] = places.get(regions[0], 0)
    return rows


def calling_code_digits(runs: DigitRuns) -> Whole:
    """How many digits of each number are its calling code; 0 where it begins with none."""
    known = _known_codes()
    found = np.zeros(len(runs), dtype=np.int64)
    for digits in (1, 2, 3):
        prefix = leading(runs, digits)
        found[(prefix >= 10 ** (digits - 1)) & known[np.maximum(prefix, 0)]] = digits
    return found


@cache
def _known_codes() -> npt.NDArray[np.bool_]:
    known = np.zeros(1000, dtype=np.bool_)
    known[list(COUNTRY_CODE_TO_REGION_CODE)] = True
    return known


def _lengths(region: str, plan: PhoneMetadata) -> tuple[int, ...]:
    return _OWN_LENGTHS.get(region, plan.general_desc.possible_length if plan.general_desc else ())


def _usual_lengths(plan: PhoneMetadata) -> tuple[int, ...]:
    kinds = (kind for kind in (plan.fixed_line, plan.mobile) if kind is not None)
    return tuple(sorted({length for kind in kinds for length in kind.possible_length if length > 0}))


def _as_bits(lengths: Sequence[tuple[int, ...]]) -> Whole:
    """A bit a length; of row 0 none."""
    return np.array([0, *(sum(1 << length for length in own) for own in lengths)], dtype=np.int64)


def _trunks(region: str, plan: PhoneMetadata) -> tuple[str, ...]:
    return _OWN_TRUNKS.get(region, (plan.national_prefix,) if plan.national_prefix else ())


def _abroad(plan: PhoneMetadata) -> tuple[str, ...]:
    """Prefixes for calls abroad, the longest first: 011, 0011, 010, 810; 00 is written everywhere."""
    own = {plan.preferred_international_prefix, plan.international_prefix, "00"}
    literal = {prefix for prefix in own if prefix and prefix.isdecimal()}
    return tuple(sorted(literal, key=lambda prefix: (-len(prefix), prefix)))


def _prefixes(rows: Iterable[tuple[str, ...]]) -> Prefixes:
    listed = [(*row, *[""] * (_MOST_PREFIXES - len(row))) for row in rows]
    shape = (len(listed), _MOST_PREFIXES)
    value = np.array([[int(prefix or 0) for prefix in row] for row in listed], dtype=np.int64).reshape(shape)
    digits = np.array([[len(prefix) for prefix in row] for row in listed], dtype=np.int64).reshape(shape)
    return Prefixes(value, digits)


def _metadata(region: str) -> PhoneMetadata:
    metadata = PhoneMetadata.metadata_for_region(region, None)
    assert metadata is not None  # noqa: S101 - by the condition on regions
    return metadata

"""Numbering plans of the world's regions, as patterns that whole columns are matched against.

The plans are libphonenumber's metadata, out of the phonenumbers package; the steps below are those of its
parser and validator, which work number by number, restated for columns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from phonenumbers import PhoneMetadata
from phonenumbers.phonenumberutil import COUNTRY_CODE_TO_REGION_CODE, SUPPORTED_REGIONS

if TYPE_CHECKING:
    from phonenumbers import PhoneNumberDesc

_NOT_A_REGION = "001"
"""What stands for the region of a calling code that belongs to none, such as 800."""

_TYPES = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail",
    "fixed_line", "mobile",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TypePatterns:
    """Number types with the same lengths, as one pattern; ``lengths`` empty means those of the whole plan."""

    pattern: str
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NumberingPlan:
    """How numbers of a region (or of a non-geographic calling code) are built; patterns are RE2, unanchored.

    ``local_lengths`` are those of numbers without area code, which cannot be called from elsewhere.
    ``national_prefix`` is what is dialled before a national number; where its last group (of
    ``prefix_groups``) took part, ``transform`` takes its place, as the 9 of Argentine mobiles.
    """

    calling_code: str
    general: TypePatterns
    local_lengths: tuple[int, ...]
    types: tuple[TypePatterns, ...]
    leading_digits: str | None
    international_prefix: str | None
    national_prefix: str | None
    transform: str | None
    prefix_groups: int


def regions_with_plan() -> frozenset[str]:
    """The ISO regions that have telephone numbers of their own."""
    return frozenset(SUPPORTED_REGIONS)


@cache
def region_plan(region: str) -> NumberingPlan:
    """The plan of one of ``regions_with_plan``."""
    metadata = PhoneMetadata.metadata_for_region(region, None)
    assert metadata is not None  # noqa: S101 - by the condition on region
    return _plan(metadata)


@cache
def plans_of_calling_code(code: str) -> tuple[NumberingPlan, ...]:
    """The plans behind a calling code, the main region first: 44 is GB, GG, IM and JE."""
    plans = []
    for region in COUNTRY_CODE_TO_REGION_CODE[int(code)]:
        if region == _NOT_A_REGION:
            metadata = PhoneMetadata.metadata_for_nongeo_region(int(code), None)
        else:
            metadata = PhoneMetadata.metadata_for_region(region, None)
        if metadata is not None:
            plans.append(_plan(metadata))
    return tuple(plans)


@cache
def calling_code_pattern() -> str:
    """A pattern with the groups ``code`` and ``rest`` for the digits after a plus; no code begins another."""
    codes = "|".join(sorted(map(str, COUNTRY_CODE_TO_REGION_CODE)))
    return f"^(?P<code>{codes})(?P<rest>[0-9]*)$"


def without_national_prefix(numbers: pa.Array, plan: NumberingPlan) -> pa.Array:
    """Numbers as dialled inside the region to national numbers: the 0 of 030 1234567 goes."""
    if not plan.national_prefix:
        return numbers
    prefix = f"^(?:{plan.national_prefix})"
    stripped = pc.replace_substring_regex(numbers, pattern=prefix, replacement="", max_replacements=1)
    if plan.transform:
        last_group = pc.replace_substring_regex(
            numbers, pattern=f"{prefix}.*$", replacement=rf"<\{plan.prefix_groups}>", max_replacements=1
        )
        transforms = pc.and_(pc.starts_with(last_group, "<"), pc.not_equal(last_group, "<>"))
        changed = pc.replace_substring_regex(
            numbers, pattern=prefix, replacement=plan.transform, max_replacements=1
        )
        stripped = pc.if_else(transforms, changed, stripped)
    spoilt = pc.and_(
        _matches(numbers, plan.general.pattern), pc.invert(_matches(stripped, plan.general.pattern))
    )
    return pc.if_else(spoilt, numbers, stripped)


def dialled_to_national(numbers: pa.Array, plan: NumberingPlan) -> pa.Array:
    """``without_national_prefix``, kept only where what is left is long enough to be a number of the plan."""
    stripped = without_national_prefix(numbers, plan)
    length = pc.binary_length(stripped)
    lengths = plan.general.lengths
    possible = pc.or_(_has_length(stripped, lengths), pc.greater(length, max(lengths)))
    local = _has_length(stripped, plan.local_lengths)
    return pc.if_else(pc.and_(possible, pc.invert(local)), stripped, numbers)


def without_own_calling_code(numbers: pa.Array, plan: NumberingPlan) -> pa.Array:
    """National numbers written with the calling code but no plus, as in 49 30 1234567; others null."""
    code = plan.calling_code
    rest = without_national_prefix(pc.utf8_slice_codeunits(numbers, len(code)), plan)
    better = pc.and_(pc.invert(_matches(numbers, plan.general.pattern)), _matches(rest, plan.general.pattern))
    length = pc.binary_length(numbers)
    too_long = pc.and_(
        pc.greater(length, max(plan.general.lengths)), pc.invert(_has_length(numbers, plan.local_lengths))
    )
    written = pc.and_(pc.starts_with(numbers, code), pc.or_(better, too_long))
    return pc.if_else(written, rest, pa.scalar(None, pa.string()))


def is_assigned(numbers: pa.Array, plans: tuple[NumberingPlan, ...]) -> pa.Array:
    """Whether national numbers of one calling code are valid in the region that they belong to.

    A number belongs to the first region whose leading digits it has or, where a region has none, whose
    number types it fits; only there does it count.
    """
    if len(plans) == 1:
        return _fits_a_type(numbers, plans[0])
    valid = np.zeros(len(numbers), dtype=bool)
    unplaced = np.arange(len(numbers))
    for plan in plans:
        candidates = numbers.take(pa.array(unplaced))
        fits = _fits_a_type(candidates, plan)
        belongs = fits if plan.leading_digits is None else _begins(candidates, plan.leading_digits)
        placed = belongs.to_numpy(zero_copy_only=False)
        valid[unplaced[placed & fits.to_numpy(zero_copy_only=False)]] = True
        unplaced = unplaced[~placed]
    return pa.array(valid)


def _fits_a_type(numbers: pa.Array, plan: NumberingPlan) -> pa.Array:
    general = pc.and_(_has_length(numbers, plan.general.lengths), _matches(numbers, plan.general.pattern))
    fits = pa.repeat(pa.scalar(False), len(numbers))
    for group in plan.types:
        fits_group = _matches(numbers, group.pattern)
        if group.lengths:
            fits_group = pc.and_(fits_group, _has_length(numbers, group.lengths))
        fits = pc.or_(fits, fits_group)
    return pc.and_(general, fits)


def _matches(numbers: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(numbers, f"^(?:{pattern})$")


def _begins(numbers: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(numbers, f"^(?:{pattern})")


def _has_length(numbers: pa.Array, lengths: tuple[int, ...]) -> pa.Array:
    return pc.is_in(pc.binary_length(numbers), pa.array(lengths, pa.int32()))


def _plan(metadata: PhoneMetadata) -> NumberingPlan:
    prefix = metadata.national_prefix_for_parsing
    transform = metadata.national_prefix_transform_rule
    general = metadata.general_desc
    assert general is not None  # noqa: S101 - every plan has one
    return NumberingPlan(
        calling_code=str(metadata.country_code),
        general=_type_patterns([general], general.possible_length),
        local_lengths=tuple(general.possible_length_local_only),
        types=_types(metadata),
        leading_digits=metadata.leading_digits,
        international_prefix=metadata.international_prefix,
        national_prefix=prefix,
        transform=transform,
        prefix_groups=re.compile(prefix).groups if prefix else 0,
    )


def _types(metadata: PhoneMetadata) -> tuple[TypePatterns, ...]:
    by_lengths: dict[tuple[int, ...], list[PhoneNumberDesc]] = {}
    for name in _TYPES:
        description = getattr(metadata, name)
        if description is not None and description.national_number_pattern:
            by_lengths.setdefault(tuple(description.possible_length), []).append(description)
    return tuple(_type_patterns(group, lengths) for lengths, group in by_lengths.items())


def _type_patterns(descriptions: list[PhoneNumberDesc], lengths: tuple[int, ...]) -> TypePatterns:
    choices = (description.national_number_pattern for description in descriptions)
    return TypePatterns("|".join(f"(?:{choice})" for choice in choices if choice), tuple(lengths))

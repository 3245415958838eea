"""Verdicts on columns of plainly written numbers, region by region and calling code by calling code."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize import phone_plans as plans
from mopsctl.normalize.phone_plans import NumberingPlan
from mopsctl.normalize.phone_verdicts import PhoneProblem, Verdicts

Numbers = tuple[pa.Array, pa.Array]
"""Positions in a column and the digits of the numbers there."""


def by_group(positions: pa.Array, groups: pa.Array) -> Iterator[tuple[str, pa.Array, pa.Array]]:
    """Each distinct group with the places (within ``positions``) and the positions that belong to it."""
    encoded = pc.dictionary_encode(groups)
    order = pc.sort_indices(encoded.indices)
    counts = pc.value_counts(encoded.indices.take(order))
    start = 0
    for group, count in zip(
        counts.field("values").to_pylist(), counts.field("counts").to_pylist(), strict=True
    ):
        places = order.slice(start, count)
        yield encoded.dictionary[group].as_py(), places, positions.take(places)
        start += count


def split_calling_codes(numbers: Numbers) -> tuple[Iterator[tuple[str, Numbers]], Numbers]:
    """Numbers without their plus, by calling code; and those that begin with none."""
    positions, digits = numbers
    parts = pc.extract_regex(digits, plans.calling_code_pattern())
    known = pc.is_valid(parts)
    parts, known_positions = parts.filter(known), positions.filter(known)
    codes, rest = pc.struct_field(parts, "code"), pc.struct_field(parts, "rest")
    groups = ((code, (there, rest.take(places))) for code, places, there in by_group(known_positions, codes))
    unknown = pc.invert(known)
    return groups, (positions.filter(unknown), digits.filter(unknown))


def split_national(numbers: Numbers, region: str) -> tuple[Numbers, Verdicts]:
    """Numbers as written inside a region: those dialled abroad (00 49 …), less the 00; verdicts on the rest."""
    plan = plans.region_plan(region)
    positions, digits = numbers
    abroad = _after_international_prefix(digits, plan)
    leaves = pc.is_valid(abroad)
    stays = pc.invert(leaves)
    home_positions, home = positions.filter(stays), digits.filter(stays)
    rest = plans.without_own_calling_code(home, plan)
    main = plans.plans_of_calling_code(plan.calling_code)[0]
    national = pc.if_else(
        pc.is_valid(rest), plans.dialled_to_national(rest, main), plans.dialled_to_national(home, plan)
    )
    verdicts = judge_national((home_positions, national), plan.calling_code)
    return (positions.filter(leaves), abroad.filter(leaves)), verdicts


def judge_international(numbers: Numbers, code: str) -> Verdicts:
    """Verdicts on what follows a calling code, where people may have left the national prefix: +49 (0)30 …"""
    positions, digits = numbers
    main = plans.plans_of_calling_code(code)[0]
    return judge_national((positions, plans.dialled_to_national(digits, main)), code)


def judge_national(numbers: Numbers, code: str) -> Verdicts:
    """Verdicts on national numbers behind a calling code."""
    positions, national = numbers
    known = plans.plans_of_calling_code(code)
    valid = plans.is_assigned(national, known)
    length, lengths = pc.binary_length(national), known[0].general.lengths
    problem = pc.if_else(
        pc.less(length, min(lengths)),
        PhoneProblem.TOO_SHORT.value,
        pc.if_else(
            pc.greater(length, max(lengths)), PhoneProblem.TOO_LONG.value, PhoneProblem.NOT_IN_PLAN.value
        ),
    )
    nothing = pa.scalar(None, pa.string())
    e164 = pc.binary_join_element_wise(f"+{code}", national, "")
    return Verdicts(positions, pc.if_else(valid, e164, nothing), pc.if_else(valid, nothing, problem))


def _after_international_prefix(digits: pa.Array, plan: NumberingPlan) -> pa.Array:
    """What follows the prefix for calls abroad, null where there is none; no calling code begins with 0."""
    nothing = pa.scalar(None, pa.string())
    if plan.international_prefix is None:
        return pa.nulls(len(digits), pa.string())
    rest = pc.replace_substring_regex(
        digits, pattern=f"^(?:{plan.international_prefix})", replacement="", max_replacements=1
    )
    stripped = pc.and_(pc.not_equal(rest, digits), pc.invert(pc.starts_with(rest, "0")))
    return pc.if_else(stripped, rest, nothing)

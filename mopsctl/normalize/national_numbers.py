"""Which part of a telephone number is its calling code and which the national number, for whole columns.

Lengths and prefixes decide, not the ranges that a plan has given out: numbers that nobody has are read as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mopsctl.normalize.dialling import (
    DiallingTable,
    Prefixes,
    calling_code_digits,
    dialling_table,
    rows_of_codes,
)
from mopsctl.normalize.digit_runs import (
    DigitRuns,
    Whole,
    Yes,
    choose,
    leading,
    with_leading,
    without_leading,
    without_zeros,
)

_SURELY_WITH_CODE = 11
_SHORTEST_WITH_CODE = 8
_MEXICO, _ARGENTINA, _BRAZIL = 52, 54, 55


@dataclass(frozen=True, slots=True)
class NationalNumbers:
    """National numbers, less what is dialled before them inside the country, and their calling codes (0: unknown)."""

    code: Whole
    national: DigitRuns


def national_numbers(runs: DigitRuns, plus: Yes, rows: Whole) -> NationalNumbers:
    """Of the digits of numbers; ``plus`` says whether one is before them, ``rows`` are the regions' in the table."""
    table = dialling_table()
    rest, dialled = _after_abroad(runs, rows, table)
    code_digits = calling_code_digits(rest)
    code = leading(rest, code_digits)
    coded = (code_digits > 0) & (plus | dialled)
    coded |= ~coded & _has_own_code(runs, rows, table)
    coded |= ~coded & (code_digits > 0) & _lost_its_plus(rest, code_digits, code, rows, table)
    code = np.where(coded, code, table.calling_code[rows])
    own_rows = np.where(code == table.calling_code[rows], rows, rows_of_codes()[code])
    national = choose(coded, without_leading(rest, code_digits), runs)
    return NationalNumbers(code, _as_dialled_today(code, _without_trunk(national, own_rows, table)))


def _after_abroad(runs: DigitRuns, rows: Whole, table: DiallingTable) -> tuple[DigitRuns, Yes]:
    """Numbers less a prefix for calls abroad that a calling code follows, and which had one."""
    after, found = runs, np.zeros(len(runs), dtype=np.bool_)
    for prefix, digits in _each(table.abroad, rows):
        rest = without_leading(runs, digits)
        begins = (digits > 0) & (leading(runs, digits) == prefix) & ~found
        code_digits = calling_code_digits(rest)
        code = np.where(code_digits > 0, leading(rest, code_digits), 0)
        # 011 is Buenos Aires, too: behind a prefix of three digits the length has to fit.
        long = (digits < 3) & (rest.count >= _SHORTEST_WITH_CODE)
        begins &= (code_digits > 0) & (
            long | table.has_length(rows_of_codes()[code], rest.count - code_digits)
        )
        after, found = choose(begins, rest, after), found | begins
    return after, found


def _has_own_code(runs: DigitRuns, rows: Whole, table: DiallingTable) -> Yes:
    """Whether a number without plus begins with its own region's calling code: 49 30 1234567 in Germany."""
    digits = table.code_digits[rows]
    rest = runs.count - digits
    begins = (rows > 0) & (leading(runs, digits) == table.calling_code[rows])
    long = (runs.count >= _SURELY_WITH_CODE) & (rest >= 9)
    unusual = ~table.has_usual_length(rows, runs.count) & table.has_usual_length(rows, rest)
    too_long = ~table.has_length(rows, runs.count) & (runs.count > table.longest(rows))
    has: Yes = begins & (unusual | too_long | (table.loose[rows] & long))
    return has


def _lost_its_plus(
    rest: DigitRuns, code_digits: Whole, code: Whole, rows: Whole, table: DiallingTable
) -> Yes:
    """Whether a number is too long for its region (or has none) and right behind another's calling code."""
    too_long = (rest.count >= _SURELY_WITH_CODE) & (rest.count > table.longest(rows))
    behind = rows_of_codes()[np.maximum(code, 0)]
    return too_long & table.has_length(behind, rest.count - code_digits)


def _without_trunk(runs: DigitRuns, rows: Whole, table: DiallingTable) -> DigitRuns:
    """Numbers less what is dialled before an area code inside the region: the 0 of 030 1234567."""
    after, found = runs, np.zeros(len(runs), dtype=np.bool_)
    for prefix, digits in _each(table.trunks, rows):
        rest = without_leading(runs, digits)
        begins = (digits > 0) & (leading(runs, digits) == prefix) & (rest.count > 0) & ~found
        # No national number begins with a 0 that is a trunk prefix; with an 8 or a 1 it may.
        zero = leading(runs, 1) == 0
        rest = choose(zero, without_zeros(rest), rest)
        begins &= zero | (table.has_length(rows, rest.count) & ~table.has_length(rows, runs.count))
        after, found = choose(begins, rest, after), found | begins
    return after


def _as_dialled_today(code: Whole, national: DigitRuns) -> DigitRuns:
    """Less the marks of mobiles in Mexico (1, until 2019) and Argentina (9, 15), and carriers' codes in Brazil."""
    begins = leading(national, 1)
    marked = ((code == _MEXICO) & (begins == 1)) | ((code == _ARGENTINA) & (begins == 9))
    national = choose(marked & (national.count == 11), without_leading(national, 1), national)
    national = _without_mobile_prefix(national, code == _ARGENTINA)
    carrier = (code == _BRAZIL) & (national.count >= 12)
    return choose(carrier, without_leading(national, 2), national)


def _without_mobile_prefix(national: DigitRuns, where: Yes) -> DigitRuns:
    """Less the 15 between area code (11, or three or four digits) and number of 12 in all."""
    capital = leading(national, 2) == 11
    for area in (2, 3, 4):
        marked = (
            where
            & (national.count == 12)
            & (leading(national, area + 2) % 100 == 15)
            & (capital == (area == 2))
        )
        rest = without_leading(national, area + 2)
        joined = DigitRuns(with_leading(leading(national, area), rest), rest.count + area)
        national = choose(marked, joined, national)
    return national


def _each(prefixes: Prefixes, rows: Whole) -> list[tuple[Whole, Whole]]:
    """Each column of prefixes (as a number, and its digits) by row; those with none are left out."""
    used = range(int((prefixes.digits[np.unique(rows)] > 0).sum(axis=1).max(initial=0)))
    return [(prefixes.value[rows, place], prefixes.digits[rows, place]) for place in used]

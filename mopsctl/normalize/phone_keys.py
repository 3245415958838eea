"""Telephone numbers for matching: one key for every spelling of a number, valid in its plan or not.

``phones`` says whether a number can be called; exports are full of numbers that cannot and still are the same
number twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.dialling import regions_in_order
from mopsctl.normalize.digit_runs import DigitRuns, Yes, last, read_digits, repeats_one_digit, with_leading
from mopsctl.normalize.national_numbers import NationalNumbers, national_numbers
from mopsctl.normalize.phone_regions import phone_regions
from mopsctl.normalize.phone_spelling import spelled_phones

if TYPE_CHECKING:
    import pandas as pd

_SHORTEST, _SHORTEST_NATIONAL = 6, 5
_LAST_DIGITS = 9
_COUNTED = (
    *(123456, 1234567, 12345678, 123456789, 1234567890, 12345678901, 123456789012),
    *(987654, 9876543, 98765432, 987654321, 9876543210, 1231231234, 1234561234, 1112223333),
)
_NOBODYS_EXCHANGES = (0, 111111, 555555, 999999)
"""Area code and exchange of ten-digit numbers as people make them up: 555-555-1234, 000-000-0001."""
_DIRECTORY = 5551212
"""Directory assistance behind every North American area code."""


def phone_keys(values: pd.DataFrame, default_region: str | None = None) -> pd.DataFrame:
    """Keys of distinct pairs of the text columns ``value`` and ``country`` (name or code; may be absent).

    ``default_region`` (name or code) stands in for a missing country. Gives, index as given:

    - ``number`` (text): calling code and national number, digits alone, where the country is known by +, 00, a
      calling code or the region; else the digits less zeros in front. NA without a digit.
    - ``national`` (text): its last 9 digits at most, the same with and without the country.
    - ``extension`` (text): the digits behind "ext." and the like, NA where there are none.
    - ``is_placeholder`` (bool): the same digit throughout, counted up or down, fewer than 6 digits, or no digit.
    """
    import pandas as pd

    spelled = spelled_phones(as_arrow(values["value"]))
    runs = read_digits(spelled.digits)
    regions = pc.index_in(phone_regions(values, default_region), pa.array(regions_in_order()))
    rows = pc.fill_null(pc.add(regions, 1), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    read = national_numbers(runs, _flags(spelled.international), rows)
    placeholder = ~_flags(spelled.blank) & _stands_for_nothing(runs, read)
    filled = pa.array(runs.count > 0)
    columns = {
        "number": pc.if_else(filled, _numbers(runs, read), None),
        "national": pc.if_else(filled, last(read.national, _LAST_DIGITS), None),
        "extension": pc.if_else(pc.equal(spelled.extension, ""), None, spelled.extension),
    }
    keys: dict[str, Any] = {name: as_series(column, values.index) for name, column in columns.items()}
    return pd.DataFrame(keys | {"is_placeholder": placeholder}, index=values.index)


def _numbers(runs: DigitRuns, read: NationalNumbers) -> pa.Array:
    """As text; what is too long for a calling code before it stays as written."""
    coded = (read.code > 0) & (read.national.count <= 15)
    prefix = np.where(coded, read.code, 0)
    national = DigitRuns(
        np.where(coded | (read.code == 0), read.national.value, runs.value),
        np.where(coded, read.national.count, 0),
    )
    return pc.cast(pa.array(with_leading(prefix, national)), pa.string())


def _stands_for_nothing(runs: DigitRuns, read: NationalNumbers) -> Yes:
    national = read.national
    ten = national.count == 10
    made_up = np.isin(national.value // 10**4, _NOBODYS_EXCHANGES) & ten
    directory = (national.value % 10**7 == _DIRECTORY) & ten
    short = (runs.count < _SHORTEST) | (national.count < _SHORTEST_NATIONAL)
    counted = np.isin(national.value, _COUNTED) | np.isin(runs.value, _COUNTED)
    known: Yes = short | made_up | directory | counted
    return known | repeats_one_digit(national) | repeats_one_digit(runs)


def _flags(array: pa.Array) -> Yes:
    flags: Yes = array.to_numpy(zero_copy_only=False)
    return flags

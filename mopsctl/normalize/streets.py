"""Street addresses for matching: house number, street, unit and post office box out of the ways they are written.

For the addresses of North America, Europe and Latin America, house number first or last. Other scripts are spelt in
ASCII letters, so that equal addresses stay equal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.house_numbers import find_streets
from mopsctl.normalize.street_roles import has_form, is_letter
from mopsctl.normalize.street_tokens import Flags, Tokens, read_tokens
from mopsctl.normalize.street_units import take_units
from mopsctl.normalize.street_words import WordKind as Kind

if TYPE_CHECKING:
    import pandas as pd

_USUAL = pa.array(["st", "r", "calle", "via", "ul"])
"""Kinds of street that are left out most often, wherever they stand."""
_USUAL_BEHIND = pa.array(["ave", "rd", "blvd", "dr", "ln"])
"""And those that are left out behind a name: 1726 Berteau (Avenue)."""
_GLUED_STREET = "^(.{3,})str$"


def street_keys(values: pd.Series[Any]) -> pd.DataFrame:
    """Keys of distinct addresses, as text columns with NA where the address has none; index as given:

    - ``number``: the house number, "12a" for "12 A", "23-27" for a range.
    - ``street``: its words in one form each, kind of street and direction last: "main st n" for "N. Main Street".
    - ``name``: the same without kind and direction, if there is more.
    - ``unit``: flat, suite, floor (several with blanks between).
    - ``po_box``: the number of a post office box.
    - ``key``: number and street without blanks ("100 main"), else the box ("box 12"), else the street ("main").
      Kinds of street that people leave out (Street; behind a name in letters Avenue, Road …) are not in it.
    """
    import pandas as pd

    texts = as_arrow(values)
    rows = len(texts)
    parts = take_units(read_tokens(texts))
    streets = find_streets(parts.rest)
    words = _by_role(streets.words)
    named = words.keep(~words.is_any(Kind.TYPE, Kind.DIRECTION))
    street = _joined(words, rows)
    columns = {
        "number": _joined(streets.houses, rows, ""),
        "street": street,
        "name": pc.coalesce(_joined(named, rows), street),
        "unit": _joined(parts.units, rows),
        "po_box": _joined(parts.boxes, rows),
    }
    short = _joined(_by_role(_telling(streets.words)), rows, "")
    house = pc.binary_join_element_wise(columns["number"], short, " ")
    box = pc.binary_join_element_wise("box", columns["po_box"], " ")
    columns["key"] = pc.coalesce(house, box, short)
    return pd.DataFrame({name: as_series(column, values.index) for name, column in columns.items()})


def _telling(words: Tokens) -> Tokens:
    """Words without the kinds of street that may be missing, "hauptstr" as "haupt"."""
    letters = words.is_any(Kind.WORD) & ~is_letter(words)
    has_name = np.zeros(int(words.row.max(initial=-1)) + 1, dtype=np.bool_)
    has_name[words.row[~words.is_any(Kind.TYPE, Kind.DIRECTION)]] = True
    usual = has_form(words, _USUAL) & has_name[words.row]
    usual |= has_form(words, _USUAL_BEHIND) & words.anywhere_before(letters)
    left_out: Flags = words.is_any(Kind.TYPE) & usual
    kept = words.keep(~left_out)
    forms = pc.if_else(kept.glued, pc.replace_substring_regex(kept.forms, _GLUED_STREET, r"\1"), kept.forms)
    return Tokens(kept.row, kept.kind, kept.form, forms, kept.glued)


def _by_role(words: Tokens) -> Tokens:
    """Names first, then kinds of street, then directions, each in order."""
    role = np.zeros(len(Kind), dtype=np.int64)
    role[[Kind.TYPE, Kind.DIRECTION]] = 1, 2
    order = np.argsort(words.row * 3 + role[words.kind], kind="stable")
    return Tokens(words.row[order], words.kind[order], words.form[order], words.forms, words.glued)


def _joined(words: Tokens, rows: int, between: str = " ") -> pa.Array:
    """The words of each of so many addresses as one text, null where it has none."""
    counts = np.bincount(words.row, minlength=rows)
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    texts = pc.binary_join(pa.ListArray.from_arrays(offsets, words.forms.take(pa.array(words.form))), between)
    return pc.if_else(pa.array(counts > 0), texts, pa.scalar(None, pa.string()))

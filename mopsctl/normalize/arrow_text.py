"""Series of text to Arrow and back, and the folding of text to a form that compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

TEXT_DTYPE = "string[pyarrow]"
"""Dtype of every text Series given back: Arrow-backed, missing values are ``pd.NA``."""

_LETTERS_WITHOUT_DECOMPOSITION = {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"}


def as_arrow(values: pd.Series[Any]) -> pa.Array:
    """The texts of a Series as one Arrow string array, missing values as nulls."""
    array = pa.array(values, type=pa.string(), from_pandas=True)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def as_series(array: pa.Array, index: pd.Index[Any]) -> pd.Series[Any]:
    """An Arrow string array as a Series of ``TEXT_DTYPE``."""
    import pandas as pd

    return pd.Series(pd.array(array, dtype=TEXT_DTYPE), index=index)


def fold(array: pa.Array) -> pa.Array:
    """Lower case without accents: "Öster & Søn" gives "oster & son".

    Compatibility decomposition (NFKD) minus its combining marks, and the Latin letters that have none.
    """
    if pc.all(pc.string_is_ascii(array)).as_py() is not False:
        return pc.utf8_lower(array)
    folded = pc.utf8_lower(pc.utf8_normalize(array, form="NFKD"))
    folded = pc.replace_substring_regex(folded, pattern=r"\p{Mn}", replacement="")
    for letter, plain in _LETTERS_WITHOUT_DECOMPOSITION.items():
        folded = pc.replace_substring(folded, pattern=letter, replacement=plain)
    return folded


def letters_and_digits(array: pa.Array) -> pa.Array:
    """The folded texts with nothing but their letters, marks and digits: "R&D (Köln)" gives "rdkoln"."""
    folded = fold(array)
    # RE2 takes a thousand times longer to make a class of all letters than one of ASCII's.
    is_plain = pc.all(pc.string_is_ascii(folded)).as_py() is not False
    signs = "[^a-z0-9]+" if is_plain else r"[^\pL\pM\pN]+"
    return pc.replace_substring_regex(folded, pattern=signs, replacement="")


def fold_all(texts: Iterable[str]) -> list[str]:
    """``fold`` of a few texts."""
    return list(fold(pa.array(list(texts), type=pa.string())).to_pylist())

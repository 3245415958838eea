"""Company names in their parts, for telling whether two names are one company's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, fold_all
from mopsctl.normalize.companies import company_keys
from mopsctl.normalize.company_aliases import split_aliases
from mopsctl.normalize.company_places import without_places
from mopsctl.normalize.company_words import acronyms, written_out
from mopsctl.normalize.transliteration import to_ascii
from mopsctl.normalize.wordlists import load_words

if TYPE_CHECKING:
    import pandas as pd


def company_parts(values: pd.Series[Any]) -> pd.DataFrame:
    """The parts of company names that matching compares, one row a value, index as given.

    All columns are ``string[pyarrow]``, in Latin letters and digits without accents, NA where there is nothing:

    - ``key``: the name less its legal form, short forms written out: "acme international uk";
    - ``core``: the key less the place and division at its end: "acme international";
    - ``place``, ``division``: what ``core`` is less by; a country as its ISO code ("gb");
    - ``acronym``: the initials of the core's words, or the core where it is as short as an acronym;
    - ``glued``: the core without blanks: "Blue River" and "BlueRiver" both give "blueriver";
    - ``alias``: the key of a second name: "formerly …", "dba …", or in brackets.
    """
    import pandas as pd

    distinct = pc.dictionary_encode(as_arrow(values))
    names = split_aliases(distinct.dictionary)
    key, alias = _latin_keys(names.name), _latin_keys(names.alias)
    cut = without_places(key)
    parts = {
        "key": key,
        "core": cut.core,
        "place": cut.place,
        "division": cut.division,
        "acronym": acronyms(cut.core),
        "glued": pc.replace_substring(cut.core, " ", ""),
        "alias": alias,
    }
    return pd.DataFrame(
        {name: as_series(part.take(distinct.indices), values.index) for name, part in parts.items()}
    )


def _latin_keys(names: pa.Array) -> pa.Array:
    import pandas as pd

    keys = as_arrow(company_keys(as_series(names, pd.RangeIndex(len(names)))))
    bare = pc.replace_substring_regex(keys, pattern=_leading_words(), replacement="")
    return written_out(_in_latin(pc.if_else(pc.equal(bare, ""), keys, bare)))


def _in_latin(keys: pa.Array) -> pa.Array:
    """Keys of other scripts by sound: "ромашка" gives "romashka"."""
    latin = pc.replace_substring_regex(
        pc.utf8_lower(to_ascii(keys, {})), pattern="[^a-z0-9]+", replacement=" "
    )
    latin = pc.utf8_trim_whitespace(latin)
    return pc.if_else(pc.equal(latin, ""), pa.scalar(None, pa.string()), latin)


@cache
def _leading_words() -> str:
    words = sorted(fold_all(load_words("company_leading_words")), key=lambda word: (-len(word), word))
    return rf"^(?:{'|'.join(map(re.escape, words))}) "

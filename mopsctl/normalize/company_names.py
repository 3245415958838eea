"""Company names in their parts, for telling whether two names are one company's."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, fold_all
from mopsctl.normalize.companies import company_keys
from mopsctl.normalize.company_additions import as_words, without_additions
from mopsctl.normalize.company_places import as_countries, without_places
from mopsctl.normalize.company_words import acronyms, are_generic, glued, plain_umlauts, written_out
from mopsctl.normalize.transliteration import to_ascii
from mopsctl.normalize.wordlists import load_words

if TYPE_CHECKING:
    import pandas as pd


def company_parts(values: pd.Series[Any]) -> pd.DataFrame:
    """The parts of company names that matching compares, one row a value, index as given.

    All columns are ``string[pyarrow]``, in Latin letters and digits without accents, NA where there is nothing:

    - ``key``: the name less its legal form, short forms written out: "acme international uk";
    - ``core``: the key less the place and division at its end, "ae", "oe" and "ue" within words as one letter:
      "acme international";
    - ``place``, ``division``: what ``core`` is less by, or what follows a comma; a country as its ISO code ("gb");
    - ``acronym``: the initials of the core's words, or the core where it is as short as an acronym;
    - ``glued``: the core without blanks: "Grünhut AG" and "Gruen Hut" both give "grunhut";
    - ``alias``: the key of a second name: "formerly …", "dba …", or in brackets.
    """
    import pandas as pd

    distinct = pc.dictionary_encode(as_arrow(values))
    names = without_additions(distinct.dictionary)
    key, alias = _latin_keys(names.name), _latin_keys(names.alias)
    cut = without_places(key)
    core = plain_umlauts(cut.core)
    parts = {
        "key": key,
        "core": core,
        "place": as_countries(pc.coalesce(cut.place, as_words(names.place))),
        "division": cut.division,
        "acronym": acronyms(core),
        "glued": glued(core),
        "alias": plain_umlauts(alias),
    }
    return pd.DataFrame(
        {name: as_series(part.take(distinct.indices), values.index) for name, part in parts.items()}
    )


def _latin_keys(names: pa.Array) -> pa.Array:
    """Keys in Latin letters, without what stands in front of a name and is none of it, short forms written out."""
    import pandas as pd

    keys = as_arrow(company_keys(as_series(names, pd.RangeIndex(len(names)))))
    is_led = pc.fill_null(pc.match_substring_regex(keys, _leading_words()), False)
    led = pc.replace_substring_regex(keys.filter(is_led), pattern=_leading_words(), replacement="")
    keys, bare = (written_out(_in_latin(texts)) for texts in (keys, led))
    names_itself = pa.array(~are_generic(bare))
    return pc.replace_with_mask(keys, is_led, pc.if_else(names_itself, bare, keys.filter(is_led)))


def _in_latin(keys: pa.Array) -> pa.Array:
    """Keys of other scripts by sound: "ромашка" gives "romashka"."""
    letters = pc.utf8_lower(to_ascii(keys, {}))
    latin = pc.utf8_trim_whitespace(
        pc.replace_substring_regex(letters, pattern="[^a-z0-9]+", replacement=" ")
    )
    return pc.if_else(pc.equal(latin, ""), pa.scalar(None, pa.string()), latin)


@cache
def _leading_words() -> str:
    words = sorted(fold_all(load_words("company_leading_words")), key=lambda word: (-len(word), word))
    return rf"^(?:{'|'.join(map(re.escape, words))}) "

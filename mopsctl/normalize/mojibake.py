"""Text that was read in the wrong encoding, and what it was: "MÃ¼ller", "Ren�", "M&uuml;ller", "M?ller".

The reading of UTF-8 taken for another encoding is ftfy's, which only mends text that is likely garbled.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow
from mopsctl.normalize.closer_look import look_closer

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

LOST = "\ufffd"
"""The replacement character, which stands where a letter could not be read."""

ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[a-zA-Z][a-zA-Z0-9]{1,30});")
"""A character written as HTML."""

_LOST_LETTER = r"\pL[?\x{fffd}]+\pL|\x{fffd}"
_SUSPECT = rf"[^\x00-\x7f]|&[#a-zA-Z0-9]+;|{_LOST_LETTER}"


def mended_texts(values: pd.Series[Any], records: pd.Series[Any]) -> pd.Series[Any]:
    """What each garbled text was meant to be; NA where it is in order.

    A text that lost letters is mended by another of the column that has them: "M?ller" by "Müller"; without such
    evidence "M?ller" is in order, and "M�ller" is given back as it is.

    :param values: distinct texts.
    :param records: how many records have each, which decides between several that would fit.
    """
    evidence = _evidence(as_arrow(values), records)
    return look_closer(values, _SUSPECT, lambda text: _mended(text, evidence))


@lru_cache(maxsize=4096)
def decoded(text: str) -> str:
    """The text with HTML entities as characters and with what was read in the wrong encoding read again."""
    from ftfy import fix_encoding

    return fix_encoding(_unescaped(text)).replace("\u00a0", " ")


def _mended(text: str, evidence: Mapping[str, str]) -> str | None:
    from ftfy.badness import is_bad

    if ENTITY.search(text) and _unescaped(text) != text:
        return decoded(text)
    if is_bad(text) and (again := decoded(text)) != text and LOST not in again:
        return again
    known = evidence.get(_lossy(text))
    if LOST in text:
        return known or text
    return known if "?" in text else None


def _unescaped(text: str) -> str:
    """HTML entities as characters, but for names that HTML does not know."""
    return ENTITY.sub(lambda entity: unescape(entity.group()), text)


def _evidence(texts: pa.Array, records: pd.Series[Any]) -> dict[str, str]:
    """For what is left of texts when their letters beyond ASCII are lost, the commonest of those texts."""
    from ftfy.badness import is_bad

    lossy = pc.fill_null(pc.match_substring_regex(texts, _LOST_LETTER), False)
    if not pc.any(lossy).as_py():
        return {}
    whole = pc.and_(pc.match_substring_regex(texts, r"[^\x00-\x7f]"), pc.invert(lossy))
    counts = pa.array(records).filter(whole)
    commonest_last = texts.filter(whole).take(pc.sort_indices(counts)).to_pylist()
    return {_lossy(text): text for text in commonest_last if not is_bad(text)}


def _lossy(text: str) -> str:
    """The text with each character beyond ASCII, or that is lost, as "?"."""
    return re.sub(r"[^\x00-\x7f]", "?", text)

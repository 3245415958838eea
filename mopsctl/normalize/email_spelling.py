"""The address in what stands in an e-mail field: "Bob <bob@acme.com>", "bob (at) acme.com", two addresses."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

_NOT_IN_ADDRESS = r"@\s<>,;:()\[\]\"\x{a0}\x{200b}\x{feff}"
_ADDRESS = (
    rf"^[^{_NOT_IN_ADDRESS}]+@[^{_NOT_IN_ADDRESS}]*[^{_NOT_IN_ADDRESS}.]\.[^{_NOT_IN_ADDRESS}.'/]{{2,}}$"
)
_WAYS_BACK = (
    (r"^.*<([^<>]*@[^<>]*)>.*$", r"\1"),
    (r"^(?:e-?mail|mailto)\s*:\s*", ""),
    (r"\s*[(\[{]\s*(?:at|@)\s*[)\]}]\s*", "@"),
    (r"\s*[(\[{]\s*(?:dot|\.)\s*[)\]}]\s*", "."),
    (r"^\s*([^@\s,;|/]+@[^@\s,;|/]+)[\s,;|/].*@.*$", r"\1"),
    (r"[\s\x{a0}\x{200b}\x{feff}]+", ""),
    (r"@+", "@"),
    (r"[.,]+", "."),
    (r"""^['"(\[<.:;]+|['")\]>.:;?!]+$""", ""),
)
"""Patterns and what takes their place, in this order."""


def spelled_addresses(texts: pa.Array) -> pa.Array:
    """Of lower-case, trimmed texts the (first) address in each, null where there is none.

    Looser than ``judge_emails``: a domain that does not exist still is the same domain twice.
    """
    sound = pc.fill_null(pc.match_substring_regex(texts, _ADDRESS), fill_value=False)
    odd = pc.and_(pc.is_valid(texts), pc.invert(sound))
    if not pc.any(odd, min_count=0).as_py():
        return texts
    plain = texts.filter(odd)
    for pattern, replacement in _WAYS_BACK:
        plain = pc.replace_substring_regex(plain, pattern=pattern, replacement=replacement)
    nothing = pa.scalar(None, pa.string())
    return pc.replace_with_mask(
        texts, odd, pc.if_else(pc.match_substring_regex(plain, _ADDRESS), plain, nothing)
    )

"""LinkedIn profiles: the part of an address that names the person or company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series

if TYPE_CHECKING:
    import pandas as pd

_ADDRESS = (
    r"^(?:https?:/+)?(?:[a-z]{2,3}\.)?linkedin\.com(?::\d+)?(?:/mwlite|/m)?/+"
    r"(?P<kind>in|pub|company|school|showcase|sales/lead|sales/people|talent/profile)/+(?P<name>[^/?#,\s]+)"
)
_SHORT = r"^(?:/*in/+)?@?(?P<name>[\w%\x{80}-\x{10ffff}-]*[^\W_][\w%\x{80}-\x{10ffff}-]*)/*$"


def profile_keys(values: pd.Series[Any]) -> pd.Series[Any]:
    """A key for each profile: "https://uk.linkedin.com/in/Jane-Doe/?trk=x" and "jane-doe" give "in/jane-doe".

    Pages of companies and records of sales tools keep their own kind ("company/acme"). ``string[pyarrow]``, NA where
    no profile is named.
    """
    text = pc.utf8_lower(pc.utf8_trim_whitespace(_unquoted(as_arrow(values))))
    address = pc.extract_regex(text, _ADDRESS)
    kind = pc.struct_field(address, "kind")
    kind = pc.if_else(pc.equal(kind, "pub"), "in", kind)
    name = pc.struct_field(address, "name")
    short = pc.struct_field(pc.extract_regex(text, _SHORT), "name")
    key = pc.coalesce(
        pc.binary_join_element_wise(kind, name, "/"), pc.binary_join_element_wise("in", short, "/")
    )
    return as_series(key, values.index)


def _unquoted(addresses: pa.Array) -> pa.Array:
    """Addresses with their letters instead of the bytes of these ("%C3%BC" for "ü", RFC 3986)."""
    is_quoted = pc.fill_null(pc.match_substring_regex(addresses, "%[0-9A-Fa-f]{2}"), False)
    letters = pa.array(list(map(unquote, addresses.filter(is_quoted).to_pylist())), type=pa.string())
    return pc.replace_with_mask(addresses, is_quoted, letters)

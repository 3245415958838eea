"""Web and mail domains: the part that somebody registered, out of a URL, an address or a host name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.public_suffixes import SuffixRules, suffix_rules

if TYPE_CHECKING:
    import pandas as pd

_BEFORE_HOST = r"^(?:[a-z][a-z0-9+.-]*:/+|mailto:|/+)?(?:[^/?#]*@)?"
_AFTER_HOST = r"[/?#:].*$|\.+$"
_HOST = r"^[a-z0-9_\x{a1}-\x{10ffff}-]+(?:\.[a-z0-9_\x{a1}-\x{10ffff}-]+)+$"


def registered_domains(values: pd.Series[Any]) -> pd.Series[Any]:
    """The registered domain in each URL, e-mail address or host name: ``www.acme.co.uk/x``, ``acme.co.uk``.

    Lower case; NA where there is none (no dot, an IP address, an ending that is not a public suffix). Sites
    hosted under a company's suffix count as their own: ``acme.myshopify.com`` stays whole.
    """
    host = _hosts(as_arrow(values))
    domain = pc.coalesce(
        _registered(host, suffix_rules(include_private=True)),
        _registered(host, suffix_rules(include_private=False)),
    )
    return as_series(domain, values.index)


def _hosts(values: pa.Array) -> pa.Array:
    """The host names in URLs, addresses or bare hosts: lower case, null where there is none."""
    text = pc.utf8_lower(pc.utf8_trim_whitespace(values))
    text = pc.replace_substring_regex(text, pattern=_BEFORE_HOST, replacement="")
    text = pc.replace_substring_regex(text, pattern=_AFTER_HOST, replacement="")
    return pc.if_else(pc.match_substring_regex(text, _HOST), text, pa.scalar(None, pa.string()))


def _registered(host: pa.Array, rules: SuffixRules) -> pa.Array:
    """One label more than the longest public suffix (publicsuffix.org's algorithm without its default ``*``)."""
    exact, wildcard, exception = (
        pa.array(sorted(suffixes)) for suffixes in (rules.exact, rules.wildcard, rules.exception)
    )
    domain = pa.nulls(len(host), pa.string())
    longest = (pc.max(pc.count_substring(host, ".")).as_py() or 0) + 1
    tails = [_last_labels(host, count) for count in range(1, min(rules.depth, longest) + 2)]
    for shorter, tail, longer in zip([None, *tails], tails, tails[1:], strict=False):
        is_suffix = pc.is_in(tail, exact)
        if shorter is not None:
            is_suffix = pc.or_(is_suffix, pc.is_in(shorter, wildcard))
        domain = pc.if_else(pc.and_(is_suffix, pc.is_valid(longer)), longer, domain)
        domain = pc.if_else(pc.and_(is_suffix, pc.is_null(longer)), pa.scalar(None, pa.string()), domain)
        domain = pc.if_else(pc.is_in(tail, exception), tail, domain)
    return domain


def _last_labels(host: pa.Array, count: int) -> pa.Array:
    """The last labels of each host; null where it has fewer."""
    pattern = rf"^(?:.*\.)?(?P<tail>[^.]+(?:\.[^.]+){{{count - 1}}})$"
    return pc.struct_field(pc.extract_regex(host, pattern), "tail")

"""Addresses that are well formed, at a domain that is a slip away from a mail provider's: bob@gmial.com."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.email_repair import suggest_domain
from mopsctl.normalize.email_syntax import prepared

# Only names with a provider's first letter and, give or take one, its length are worth comparing: of a million
# addresses few are. Slips are rarely in the first letter, and qmail.com is not gmail.com.
_LIKE_A_PROVIDER = (
    r"^(?:g[^.]{3,5}|g[^.]{8,10}|h[^.]{5,7}|o[^.]{5,7}|y[^.]{3,5}|i[^.]{4,6}|p[^.]{8,10}|c[^.]{5,7})\."
)


def has_misspelt_domain(addresses: pd.Series[Any]) -> pd.Series[bool]:
    """Whether the address is at what was surely meant as a provider's domain; False where missing.

    Such addresses can exist, and whoever owns the misspelt domain reads what is sent there. Index as given.
    """
    domains = pc.replace_substring_regex(prepared(addresses), pattern=r"^[^@]*@", replacement="")
    suspects = pc.unique(domains.filter(pc.match_substring_regex(domains, _LIKE_A_PROVIDER)))
    misspelt = [domain for domain in suspects.to_pylist() if domain and suggest_domain(domain)]
    found = pc.is_in(domains, value_set=pa.array(misspelt, pa.string()))
    return pd.Series(found.to_numpy(zero_copy_only=False), index=addresses.index, dtype=bool)

"""Whether a domain is a company's own, by name: "acme-corp.co.uk" is likely Acme's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.company_words import glued
from mopsctl.normalize.transliteration import to_ascii

if TYPE_CHECKING:
    import pandas as pd

_ADDED = (
    "^(?:get|try|go|my|the|hello|join|use|we|weare|team)?"
    "(?P<stem>.{4,}?)"
    "(?:inc|corp|corporation|company|co|llc|ltd|limited|plc|gmbh|ag|sa|bv|group|grp|holding|holdings|intl|international"
    "|global|usa|us|uk|eu|europe|hq|online|web|app|software|tech|labs)?$"
)
_LEAST_IN_COMMON = 5
"""Letters that a name and a stem must share where one begins with the other."""

_LONGEST = 64
"""Letters that are compared; a label of a domain has at most 63 (RFC 1035)."""


def domain_stem(domains: pd.Series[Any]) -> pd.Series[Any]:
    """The letters and digits of a registered domain before its suffix: "acme-corp.co.uk" gives "acmecorp".

    :param domains: registered domains (see ``domains.registered_domains``); international ones in either form.
    :returns: ``string[pyarrow]`` in the letters of ``company_words.glued``, NA where there is no domain.
    """
    label = pc.replace_substring_regex(pc.utf8_lower(as_arrow(domains)), pattern=r"\..*$", replacement="")
    stem = glued(pc.utf8_lower(to_ascii(_decoded(label), {})))
    return as_series(pc.if_else(pc.equal(stem, ""), None, stem), domains.index)


def bare_stem(stems: pd.Series[Any]) -> pd.Series[Any]:
    """Stems of domains, or glued names, less words such as "get" and "corp" around them: "acmecorp" gives "acme".

    What is left has four letters at least; a text that would be shorter stays whole. NA where there is none.
    """
    texts = as_arrow(stems)
    bare = pc.struct_field(pc.extract_regex(texts, _ADDED), "stem")
    return as_series(pc.coalesce(bare, texts), stems.index)


def fits_domain(names: pd.Series[Any], stem: pd.Series[Any]) -> np.ndarray:
    """Whether each company's name fits the domain beside it, elementwise; False where one is missing.

    It does where both are the same but for words such as "corp", "hq" or "get", or where one begins with the other
    and the shorter has five letters or more: "blueriverhealth" and "blueriver".

    :param names: names without blanks (``glued`` of ``company_names.company_parts``), or acronyms.
    :param stem: stems of domains (``domain_stem``).
    """
    name, domain = as_arrow(names), as_arrow(stem)
    bare_name, bare_domain = (
        pc.struct_field(pc.extract_regex(text, _ADDED), "stem") for text in (name, domain)
    )
    same = pc.or_kleene(pc.equal(name, domain), pc.equal(bare_name, pc.coalesce(bare_domain, domain)))
    same = pc.or_kleene(same, pc.equal(pc.coalesce(bare_name, name), bare_domain))
    begins = _one_begins_with_other(name, domain)
    fits: np.ndarray = pc.fill_null(same, False).to_numpy(zero_copy_only=False) | begins
    return fits


def _one_begins_with_other(one: pa.Array, other: pa.Array) -> np.ndarray:
    left, right = (_fixed_width(text) for text in (one, other))
    starts: np.ndarray = np.char.startswith(left, right) | np.char.startswith(right, left)
    shorter: np.ndarray = np.minimum(np.char.str_len(left), np.char.str_len(right))
    both: np.ndarray = starts & (shorter >= _LEAST_IN_COMMON)
    return both


def _fixed_width(texts: pa.Array) -> np.ndarray:
    short = pc.utf8_slice_codeunits(pc.fill_null(texts, ""), 0, _LONGEST)
    fixed: np.ndarray = short.to_numpy(zero_copy_only=False).astype(f"<U{_LONGEST}")
    return fixed


def _decoded(labels: pa.Array) -> pa.Array:
    """Labels written as ``xn--`` in their own letters (RFC 3492)."""
    is_coded = pc.fill_null(pc.starts_with(labels, "xn--"), False)
    if not pc.any(is_coded, min_count=0).as_py():
        return labels
    decoded = pa.array(list(map(_from_punycode, labels.filter(is_coded).to_pylist())), type=pa.string())
    return pc.replace_with_mask(labels, is_coded, decoded)


def _from_punycode(label: str) -> str:
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label

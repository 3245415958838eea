"""What a domain says of the name of the company that it is: "acme-corp.co.uk" is likely Acme's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

"""Web addresses and bare company domains: whether they can exist, and what was meant by those that cannot.

Forms follow RFC 3986 (scheme, authority, path) as browsers read it in an address bar; which endings exist comes
from the public suffix list (`mopsctl.normalize.public_suffixes`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.domains import registered_domains
from mopsctl.normalize.email_lists import free_mail_domains
from mopsctl.normalize.public_suffixes import suffix_rules

if TYPE_CHECKING:
    import pandas as pd


class UrlProblem(StrEnum):
    """Why a text is no web address, in words that end a sentence."""

    EMAIL = "it is an e-mail address"
    SEVERAL = "it holds more than one address"
    SCHEME = "the part before the address is misspelt"
    OTHER_SCHEME = "it does not begin with http:// or https://"
    NO_SCHEME = "http:// or https:// is missing"
    BLANK = "it has a blank in it"
    WWW = "the www is misspelt"
    IP = "it is the number of a computer, not a name"
    NO_DOMAIN = "there is no domain in it"
    ENDING = "no domain ends so"
    FORM = "it is not the form of a web address"


class DomainProblem(StrEnum):
    """Why a text is no bare domain, in words that end a sentence."""

    URL = "it is a web address, of which only the domain belongs here"
    EMAIL = "it is an e-mail address"
    FREE = "it is the domain of a mail provider, not of a company"
    ENDING = "no domain ends so"
    FORM = "it is not the form of a domain"


_LABEL = r"[\pL\pN_](?:[\pL\pM\pN_-]*[\pL\pM\pN_])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_IP = r"(?i)^(?:https?://)?\d{1,3}(?:\.\d{1,3}){3}(?:[:/].*)?$"
_WELL_FORMED = rf"(?i)^(?:https?://)?{_HOST}(?::\d{{1,5}})?(?:[/?#][^\s<>\"\\]*)?$"
_RIGHT_SCHEME = r"(?i)^https?://[^/\\:;.,\s]"
_HTTP = r"(?:h*t+p+s*|h+t+s*|h+p+t+s*|h+t+s+p+)"
"""http and https as fingers type them: htp, ttp, httpp, hppt, httsp."""
MEANT_SCHEME = rf"(?i)^{_HTTP}\s*(?:[:;.,]*\s*[/\\]+[:;/\\.,\s]*|[:;]\s*)"
"""What stands before an address and was meant to be http:// or https://."""
_DOUBLED_SCHEME = rf"(?i)^https?://{_HTTP}[:;/\\]"
_ENDING = r"\.(?:com|net|org|info|biz|edu|gov|[a-z]{2})"
_SEVERAL_HOSTS = (
    rf"(?i){_ENDING}(?:/\S*)?(?:\s*[;,|]\s*|\s+)(?:(?:and|or|/|&)\s+)?[\pL\pN.-]*{_ENDING}(?:[/?#\s;,]|$)"
)
_ODD = r"(?i)^(?:https?://)?(?:w{2}\.|w{4,}\.|[0-9]+\.|https?/)|[;,|](?:https?://|www\.)"
"""Signs that a text of the right form may have something wrong with it nevertheless."""

_PLAIN_LABEL = r"\w(?:[\w-]*\w)?"
_SURE_HOST = re.compile(rf"(?:{_PLAIN_LABEL}\.)+{_PLAIN_LABEL}")
_SURE_URL = re.compile(
    rf"(?i:https?://)?(?P<host>(?:{_PLAIN_LABEL}\.)+{_PLAIN_LABEL})(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"\\]*)?"
)
"""For single texts, in Python's words: hosts with combining marks are left out."""

_FORMS = (
    (UrlProblem.SEVERAL, r"(?i)[^\s:/\\][\s;,|]+(?:https?://|www\.)\S"),
    (UrlProblem.SEVERAL, _SEVERAL_HOSTS),
    (UrlProblem.EMAIL, r"(?i)^(?:mailto:\s*)?[^\s/@]+@[^\s/@]+\.[^\s/@]+$"),
    (UrlProblem.SCHEME, _DOUBLED_SCHEME),
    (UrlProblem.WWW, r"(?i)^(?:https?://)?(?:w{4,}\.|w{2}\.[^./\s]+\.[^.\s]+|w{3}[,;:]|w{3}\s+\S)"),
    (UrlProblem.BLANK, r"\s"),
    (UrlProblem.IP, _IP),
)
"""Forms of texts that are no address, by what is wrong with them: the first that fits decides."""


def judge_urls(
    values: pd.Series[Any], scheme_required: bool = False, site: str | None = None, paths: Sequence[str] = ()
) -> pd.Series[Any]:
    """Why each text is no web address that can exist, NA where it is one.

    :param scheme_required: whether ``www.acme.com`` lacks something.
    :param site: the domain at which it must be, such as ``linkedin.com``, with something after it.
    :param paths: how what comes after the site may begin, such as ``/in/``.
    :returns: a `UrlProblem`, or "it is not at linkedin.com", index as given.
    """
    texts = pc.utf8_trim_whitespace(as_arrow(values))
    known = pc.is_valid(as_arrow(registered_domains(as_series(texts, values.index))))
    plain = pc.and_(_matches(texts, _WELL_FORMED), pc.invert(_matches(texts, _ODD)))
    doubtful = pc.invert(pc.and_(known, plain))
    problem = pc.replace_with_mask(
        pa.nulls(len(texts), pa.string()), doubtful, _problems(texts.filter(doubtful), known.filter(doubtful))
    )
    if scheme_required:
        problem = pc.coalesce(
            problem, _where(pc.invert(_matches(texts, "(?i)^https?://")), UrlProblem.NO_SCHEME)
        )
    if site is not None:
        problem = pc.coalesce(problem, _elsewhere(texts, site.lower(), paths))
    return as_series(pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), problem), values.index)


def judge_domains(values: pd.Series[Any], company_only: bool = False) -> pd.Series[Any]:
    """Why each text is no bare domain (``acme.com``, ``shop.acme.co.uk``) as a `DomainProblem`, NA where it is one.

    :param company_only: whether the domain of a free mail provider is wrong too.
    """
    texts = pc.utf8_trim_whitespace(as_arrow(values))
    lowered = pc.utf8_lower(texts)
    problem = pc.coalesce(
        _where(_matches(texts, r"^[^/?#]*@"), DomainProblem.EMAIL),
        _where(_matches(texts, r"(?i)^(?:[a-z]+:|www\.\S+\.|//)|[/?#]"), DomainProblem.URL),
        _where(pc.invert(_matches(texts, rf"^{_HOST}$")), DomainProblem.FORM),
        _where(pc.invert(_matches(texts, r"\.")), DomainProblem.FORM),
    )
    known = pc.is_valid(as_arrow(registered_domains(as_series(texts, values.index))))
    problem = pc.coalesce(problem, _where(pc.invert(known), DomainProblem.ENDING))
    if company_only:
        free = pc.is_in(lowered, pa.array(sorted(free_mail_domains())))
        problem = pc.coalesce(problem, _where(free, DomainProblem.FREE))
    return as_series(pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), problem), values.index)


def is_url(text: str) -> bool:
    """Whether one text is surely a web address that can exist; the answer of ``judge_urls`` for one text."""
    found = _SURE_URL.fullmatch(text)
    if found is None or not _has_domain(found["host"]):
        return False
    if re.search(_ODD, text):
        import pandas as pd

        return bool(judge_urls(pd.Series([text])).isna().iloc[0])
    return True


def is_domain(text: str) -> bool:
    """Whether one text is surely a bare domain that can exist."""
    host = text.lower()
    is_www = host.startswith("www.") and host.count(".") > 1
    return _SURE_HOST.fullmatch(host) is not None and not is_www and _has_domain(host)


def _has_domain(host: str) -> bool:
    """Whether a host is at least one label longer than its longest public suffix."""
    rules, labels = suffix_rules(include_private=False), host.lower().split(".")
    tails = [".".join(labels[place:]) for place in range(len(labels))]
    for place, tail in enumerate(tails):
        if tail in rules.exception:
            return True
        parent = tails[place + 1] if place + 1 < len(tails) else ""
        if tail in rules.exact or parent in rules.wildcard:
            return place > 0
    return False


def _problems(texts: pa.Array, has_domain: pa.Array) -> pa.Array:
    wrong_scheme = pc.invert(_matches(texts, _RIGHT_SCHEME))
    misspelt = pc.and_(wrong_scheme, _matches(texts, MEANT_SCHEME))
    other = pc.and_(wrong_scheme, _matches(texts, r"(?i)^[a-z][a-z0-9+.-]*://"))
    return pc.coalesce(
        _where(misspelt, UrlProblem.SCHEME),
        _where(other, UrlProblem.OTHER_SCHEME),
        *(_where(_matches(texts, pattern), problem) for problem, pattern in _FORMS),
        _where(pc.invert(_matches(texts, _WELL_FORMED)), UrlProblem.FORM),
        _where(pc.invert(_matches(_host(texts), r"\.")), UrlProblem.NO_DOMAIN),
        _where(pc.invert(has_domain), UrlProblem.ENDING),
    )


def _elsewhere(texts: pa.Array, site: str, paths: Sequence[str]) -> pa.Array:
    host = _host(texts)
    at_site = pc.or_(pc.equal(host, site), pc.ends_with(host, f".{site}"))
    after = pc.replace_substring_regex(texts, pattern=r"(?i)^(?:https?://)?[^/?#]*", replacement="")
    beginnings = "|".join(map(re.escape, paths)) if paths else "/"
    begins = _matches(after, rf"(?i)^(?:{beginnings})[^/?#]")
    wrong_path = f"it names no page below {site}{' or '.join(paths) or '/'}"
    return pc.coalesce(
        _where(pc.invert(at_site), f"it is not at {site}"), _where(pc.invert(begins), wrong_path)
    )


def _host(texts: pa.Array) -> pa.Array:
    lowered = pc.utf8_lower(texts)
    rest = pc.replace_substring_regex(lowered, pattern=r"^https?://", replacement="")
    return pc.replace_substring_regex(rest, pattern=r"[/?#:].*$", replacement="")


def _matches(texts: pa.Array, pattern: str) -> pa.Array:
    return pc.match_substring_regex(texts, pattern)


def _where(condition: pa.Array, reason: str) -> pa.Array:
    return pc.if_else(condition, pa.scalar(str(reason)), pa.scalar(None, pa.string()))

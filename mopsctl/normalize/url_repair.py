"""Mended web addresses and domains: what was meant by ``htp://www,acme.com`` or ``info@acme.com``."""

from __future__ import annotations

import re

from mopsctl.normalize.email_lists import free_mail_domains
from mopsctl.normalize.email_repair import suggest_domain
from mopsctl.normalize.urls import MEANT_SCHEME, is_domain, is_url

_CERTAIN, _LIKELY, _FROM_EMAIL = 0.95, 0.85, 0.6

_AROUND = "\"'`<>()[]{},;: \t\r\n"
_WWW = re.compile(r"^(w{2}[.](?=[^./]+[.])|w{4,}[.]|w{3}\s*[,;:]\s*|w{3}\s+)", re.IGNORECASE)
_MEANT_SCHEME = re.compile(MEANT_SCHEME)
_BLANKS_FOR_DOTS = re.compile(
    r"(?:www )?[\w-]+(?: (?:com|net|org|io|eu)(?: [a-z]{2})?| co uk)", re.IGNORECASE
)
"""A host with blanks where its dots belong; other endings, such as co or sa, may end a company's name."""
_SITE_PATH = re.compile(r"^/?(in|pub|company|school|showcase)/[^/\s]+/?$", re.IGNORECASE)


def suggest_url(text: str, site: str | None = None) -> tuple[str, float] | None:
    """The address that was probably meant and the confidence (0-1); None if it is fine or past mending.

    Several addresses in one value give None: choosing one would lose the others. ``site`` completes what is only
    a path of it: ``in/dana-reyes`` at linkedin.com. A suggestion is always an address that can exist.
    """
    plain = text.strip(_AROUND)
    if _names_several(plain):
        return None
    if site is not None and _SITE_PATH.match(plain):
        return f"https://www.{site}/{plain.lstrip('/')}", _CERTAIN
    if "@" in plain.partition("/")[0]:
        domain = plain.rpartition("@")[2].lower()
        fine = is_domain(domain) and domain not in free_mail_domains()
        return (domain, _FROM_EMAIL) if fine else None
    scheme, rest = _split_scheme(plain.lstrip("/"))
    rest = _WWW.sub("www.", rest)
    host, mark, after = _split_host(rest)
    host, confidence = _mended_host(host)
    mended = f"{scheme}{host}{mark}" + re.sub(r"\s", "%20", after)
    if mended == text.strip() or not is_url(mended) or _has_lost_its_name(host):
        return None
    return mended, confidence


def suggest_bare_domain(text: str) -> tuple[str, float] | None:
    """The domain in a web address or e-mail address, or the one meant by a misspelt one; None if there is none."""
    plain = text.strip(_AROUND).lower()
    if _names_several(plain):
        return None
    if "@" in plain.partition("/")[0]:
        domain, confidence = plain.rpartition("@")[2], _LIKELY
    else:
        domain, confidence = _mended_host(
            _split_host(_WWW.sub("www.", _split_scheme(plain.lstrip("/"))[1]))[0]
        )
    domain = domain.removeprefix("www.")
    if domain == text.strip().lower() or not is_domain(domain) or domain in free_mail_domains():
        return None
    return domain, confidence


def _names_several(text: str) -> bool:
    return sum(map(is_url, re.split(r"[\s;,|]+", text))) > 1


def _split_scheme(text: str) -> tuple[str, str]:
    """The scheme that was meant ("" where none was) and what follows it, without schemes written twice."""
    scheme = ""
    while found := _MEANT_SCHEME.match(text):
        scheme = "https://" if "s" in found[0].lower() else "http://"
        text = text[found.end() :]
    return scheme, text


def _has_lost_its_name(host: str) -> bool:
    """Whether only www and an ending are left: www..com is not the site of www.com, whose name is www."""
    bare = host.partition(":")[0].lower()
    return bare.startswith("www.") and not is_domain(bare.removeprefix("www."))


def _split_host(text: str) -> tuple[str, str, str]:
    found = re.match(r"([^/?#\\]*)([/?#\\]?)(.*)$", text, re.DOTALL)
    host, mark, after = found.groups() if found else (text, "", "")
    return host, mark.replace("\\", "/"), after.replace("\\", "/")


def _mended_host(host: str) -> tuple[str, float]:
    """The host with dots for commas and blanks beside dots, and the ending that was meant: con, cmo."""
    name, colon, port = host.partition(":")
    if _BLANKS_FOR_DOTS.fullmatch(name):
        return name.replace(" ", "."), _LIKELY
    joined = re.sub(r"\s*[.,;]+\s*", ".", name).strip(". ")
    spelled = suggest_domain(joined) if "." in joined else None
    tail = f"{colon}{port}" if port.isdigit() else ""
    # A provider's name is the business of e-mail addresses: gmai.com may well be a company.
    if spelled is not None and spelled[0].rpartition(".")[0] == joined.rpartition(".")[0]:
        return f"{spelled[0]}{tail}", spelled[1]
    return f"{joined}{tail}", _CERTAIN

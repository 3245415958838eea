"""Mended e-mail addresses: what somebody meant who typed ``bob@gmial.com`` or ``bob(at)acme,com``."""

from __future__ import annotations

import re
from functools import cache

from mopsctl.normalize.email_lists import free_mail_domains
from mopsctl.normalize.email_syntax import is_valid_email
from mopsctl.normalize.public_suffixes import top_level_domains

_PROVIDERS = ("gmail", "googlemail", "hotmail", "outlook", "yahoo", "icloud", "protonmail", "comcast")
"""Names long enough that a domain one slip away from them is a misspelling, not another company's name."""

_REAL_NAMES = frozenset({"mail", "email", "ymail", "gail", "grail", "cloud", "incloud"})
"""One slip away from a provider, and somebody's own domain."""

_COMMON_TLDS = ("com", "net", "org", "edu", "gov")
_GUESSED_TLD = "com"

_CERTAIN, _LIKELY_PROVIDER, _LIKELY_TLD, _GLUED_TLD, _JOINED_WORDS, _GUESS = 0.95, 0.9, 0.85, 0.6, 0.4, 0.3


def suggest_email(address: str) -> tuple[str, float] | None:
    """The address that was probably meant and the confidence (0-1), or None where it is fine or past mending.

    Below 0.5 the ending is a guess: ``bob@@acme`` gives ``bob@acme.com``, 0.3, because com is the commonest.
    Several addresses in one value give None: choosing one would lose the others. A suggestion is always an
    address that ``judge_emails`` accepts, and never the one given.
    """
    plain = address.strip().lower()
    local_part, at, domain = _unwrapped(plain).rpartition("@")
    if not at or "@" in local_part:
        return None
    joined = re.sub(r"\s+", "", local_part)
    domain, confidence = _mended_domain(re.sub(r"\s+", "", domain))
    mended = f"{re.sub(r'[.]{2,}', '.', joined).strip('.,;:')}@{domain}"
    if mended == plain or not is_valid_email(mended):
        return None
    return mended, confidence if joined == local_part else min(confidence, _JOINED_WORDS)


def suggest_domain(domain: str) -> tuple[str, float] | None:
    """The mail domain meant by a misspelled one: ``gmial.com`` gives ``gmail.com``, 0.9; None if fine."""
    mended, confidence = _mended_domain(domain.strip().lower())
    return None if mended == domain.strip().lower() else (mended, confidence)


def _unwrapped(text: str) -> str:
    """The bare address out of ``Bob <bob@acme.com>``, ``mailto:``, quotes, ``(at)`` and double signs."""
    text = re.sub(r"\s*[(\[{]\s*at\s*[)\]}]\s*|＠", "@", text)
    text = re.sub(r"\s*[(\[{]\s*dot\s*[)\]}]\s*", ".", text)
    bracketed = re.search(r"<([^<>@]+@[^<>@]+)>", text)
    text = bracketed[1] if bracketed else text
    text = re.sub(r"^(mailto:|e-?mail:)|\?subject=.*$", "", text.strip("\"'`<>()[]{},;:. \t\r\n"))
    if "@" not in text:
        text = re.sub(r"\s+dot\s+", ".", re.sub(r"\s+at\s+", "@", text))
    text = re.sub(r"[\u200b\ufeff]|\s+(?=@)|(?<=@)\s+", "", text)
    return re.sub(r"\.*@[.@]*", "@", text) if re.fullmatch(r"[^@]+@[@.]*[^@]+", text) else text


def _mended_domain(domain: str) -> tuple[str, float]:
    mended = re.sub(r"[.,;]+", ".", domain).strip(".-")
    if mended in free_mail_domains():
        return mended, _CERTAIN
    name, dot, ending = mended.partition(".")
    provider = _meant_provider(name if dot else mended, ending)
    if provider:
        return provider, _LIKELY_PROVIDER
    if not dot:
        return _completed(mended)
    tld = _meant_tld(mended.rpartition(".")[2])
    return (f"{mended.rpartition('.')[0]}.{tld}", _LIKELY_TLD) if tld else (mended, _CERTAIN)


def _completed(name: str) -> tuple[str, float]:
    """A domain without a dot: its ending is glued on (``acmecom``) or missing (``acme``)."""
    for tld in _COMMON_TLDS:
        if name.endswith(tld) and len(name) > len(tld) + 2:
            return f"{name.removesuffix(tld)}.{tld}", _GLUED_TLD
    return f"{name}.{_GUESSED_TLD}", _GUESS


@cache
def _meant_provider(name: str, ending: str) -> str | None:
    """The provider's domain one slip away: gmial.com, gmail.con, gmailcom, gmail, yaho.fr."""
    bare = name.removesuffix(_GUESSED_TLD) if not ending else name
    if bare in _REAL_NAMES:
        return None
    for provider in _PROVIDERS:
        if bare == provider or _one_slip_apart(bare, provider):
            candidates = (f"{provider}.{ending}", f"{provider}.{_GUESSED_TLD}", f"{provider}.net")
            known = [domain for domain in candidates if domain in free_mail_domains()]
            slipped_ending = not ending or ending == "co" or _one_slip_apart(ending, _GUESSED_TLD)
            return known[0] if known and (slipped_ending or known[0] == candidates[0]) else None
    return None


@cache
def _meant_tld(ending: str) -> str | None:
    """The common ending meant by one that does not exist: con, cmo, ogr; None where it exists."""
    if ending in top_level_domains():
        return None
    return next((tld for tld in _COMMON_TLDS if _one_slip_apart(ending, tld)), None)


def _one_slip_apart(written: str, meant: str) -> bool:
    """One letter missing, added, changed or swapped with its neighbour (optimal string alignment)."""
    from rapidfuzz.distance import OSA

    return OSA.distance(written, meant, score_cutoff=1) == 1

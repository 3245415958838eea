"""The syntax of e-mail addresses, and what is wrong with one.

An address here is what mail systems and CRMs accept: a dot-atom of RFC 5322 section 3.2.3 before the @ and a
host name after it. Left out on purpose: quoted local parts, comments and IP literals (legal, never meant in
a CRM), and local parts beyond ASCII (RFC 6531 needs every server on the way to agree, and in CRM data they
are misspellings of ASCII ones). Domains may be in any script, since they have an ASCII form.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.public_suffixes import top_level_domains

_NON_ASCII = "\u00c0-\u1fff\u2c00-\u2dff\u3005-\ud7ff\uf900-\ufdff"
_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = f"[a-z0-9{_NON_ASCII}](?:[a-z0-9{_NON_ASCII}-]*[a-z0-9{_NON_ASCII}])?"
_LOCAL_PART = rf"{_ATOM}(?:\.{_ATOM})*"
_DOMAIN = rf"(?:{_LABEL}\.)+(?:[a-z{_NON_ASCII}]{{2,}}|xn--[a-z0-9-]*[a-z0-9])"

_SEVERAL = r"^[^@]+@[^@\s,;/|]+\.[^@\s,;/|]+[\s,;/|]+[^@\s,;/|]+@[^@]+\."

EMAIL_PATTERN = f"{_LOCAL_PART}@{_DOMAIN}"
"""Syntax of a trimmed, lower-case address, for a full match in RE2 or ``re``; lengths are judged apart."""

MAX_ADDRESS, MAX_LOCAL_PART, MAX_LABEL = 254, 64, 63
"""Longest address, local part (both RFC 5321 section 4.5.3.1) and label (RFC 1035)."""


class EmailProblem(StrEnum):
    """Why an address cannot be written to; the first that applies, in this order, is the reason given."""

    NO_AT = "no @"
    SEVERAL_ADDRESSES = "more than one address"
    SPACE = "space"
    TRAILING_PUNCTUATION = "trailing punctuation"
    SEVERAL_ATS = "more than one @"
    TOO_LONG = "longer than 254 characters"
    BAD_LOCAL_PART = "bad local part"
    NO_DOMAIN = "nothing after the @"
    NO_DOT = "no dot in domain"
    BAD_DOMAIN = "bad domain"
    UNKNOWN_TLD = "unknown top-level domain"


def judge_emails(addresses: pd.Series[Any]) -> pd.DataFrame:
    """What is wrong with each address: column ``reason``, an ``EmailProblem`` as text or NA where it is fine.

    Case and surrounding space do not count. A missing address has no reason. Index as given.
    """
    text = prepared(addresses)
    reason = pc.if_else(_is_sound(text), pa.scalar(None, pa.string()), pa.scalar("?"))
    suspects = pc.indices_nonzero(pc.is_valid(reason))
    reasons = _problems(text.take(suspects))
    reason = pc.replace_with_mask(reason, pc.is_valid(reason), reasons)
    return pd.DataFrame({"reason": as_series(reason, addresses.index)})


def is_valid_email(address: str) -> bool:
    """Whether ``judge_emails`` finds nothing wrong with one address."""
    text = pc.utf8_lower(pa.scalar(address.strip())).as_py()
    local_part, _, domain = text.partition("@")
    return (
        re.fullmatch(EMAIL_PATTERN, text) is not None
        and len(text) <= MAX_ADDRESS
        and len(local_part) <= MAX_LOCAL_PART
        and max(map(len, domain.split("."))) <= MAX_LABEL
        and domain.rpartition(".")[2] in top_level_domains()
    )


def prepared(addresses: pd.Series[Any]) -> pa.Array:
    """Addresses lower-case and trimmed, as the patterns expect them."""
    return pc.utf8_lower(pc.utf8_trim_whitespace(as_arrow(addresses)))


def _is_sound(text: pa.Array) -> pa.Array:
    """True for addresses with no problem, null for missing ones."""
    top_level = pc.replace_substring_regex(text, pattern=r"^.*\.", replacement="")
    known = pc.is_in(top_level, value_set=pa.array(sorted(top_level_domains())))
    short = pc.less_equal(pc.utf8_length(text), MAX_ADDRESS)
    long_part = pc.match_substring_regex(
        text, rf"^[^@]{{{MAX_LOCAL_PART + 1}}}|[^@.]{{{MAX_LABEL + 1}}}[^@]*$"
    )
    sound = pc.and_(pc.match_substring_regex(text, f"^(?:{EMAIL_PATTERN})$"), known)
    return pc.and_(pc.and_(sound, short), pc.invert(long_part))


def _problems(text: pa.Array) -> pa.Array:
    """The first problem of each address, all of which have one."""
    ats = pc.count_substring(text, "@")
    domain = pc.replace_substring_regex(text, pattern=r"^[^@]*@", replacement="")
    local_part = pc.replace_substring_regex(text, pattern=r"@.*$", replacement="")
    bad_local_part = pc.or_(
        pc.invert(pc.match_substring_regex(local_part, f"^(?:{_LOCAL_PART})$")),
        pc.greater(pc.utf8_length(local_part), MAX_LOCAL_PART),
    )
    long_label = pc.match_substring_regex(domain, rf"[^.]{{{MAX_LABEL + 1}}}")
    bad_domain = pc.or_(pc.invert(pc.match_substring_regex(domain, f"^(?:{_DOMAIN})$")), long_label)
    tests = {
        EmailProblem.NO_AT: pc.equal(ats, 0),
        EmailProblem.SEVERAL_ADDRESSES: pc.match_substring_regex(text, _SEVERAL),
        EmailProblem.SPACE: pc.match_substring_regex(text, r"[\s\p{Z}\x{200b}\x{feff}]"),
        EmailProblem.TRAILING_PUNCTUATION: pc.match_substring_regex(text, r"[.,;:>)}'\"!?]$"),
        EmailProblem.SEVERAL_ATS: pc.greater(ats, 1),
        EmailProblem.TOO_LONG: pc.greater(pc.utf8_length(text), MAX_ADDRESS),
        EmailProblem.BAD_LOCAL_PART: bad_local_part,
        EmailProblem.NO_DOMAIN: pc.equal(domain, ""),
        EmailProblem.NO_DOT: pc.invert(pc.match_substring(domain, ".")),
        EmailProblem.BAD_DOMAIN: bad_domain,
    }
    conditions = pc.make_struct(*tests.values(), field_names=[problem.name for problem in tests])
    names = [pa.scalar(problem.value) for problem in tests]
    return pc.case_when(conditions, *names, pa.scalar(EmailProblem.UNKNOWN_TLD.value))

"""E-mail addresses: the functions that rules call, and which addresses reach the same mailbox."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from mopsctl.normalize.arrow_text import as_series
from mopsctl.normalize.email_lists import disposable_domains, free_mail_domains, role_local_parts
from mopsctl.normalize.email_repair import suggest_domain, suggest_email
from mopsctl.normalize.email_syntax import (
    EMAIL_PATTERN,
    EmailProblem,
    is_valid_email,
    judge_emails,
    prepared,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "EMAIL_PATTERN",
    "EmailProblem",
    "canonical_emails",
    "disposable_domains",
    "free_mail_domains",
    "is_valid_email",
    "judge_emails",
    "normalize_email_sql",
    "role_local_parts",
    "suggest_domain",
    "suggest_email",
]

_PLUS_PROVIDERS = frozenset(
    ["outlook", "hotmail", "live", "msn", "fastmail", "icloud", "me", "mac", "proton", "protonmail", "pm"]
)
_GMAIL = ("gmail.com", "googlemail.com")


def canonical_emails(addresses: pd.Series[Any]) -> pd.Series[Any]:
    """Addresses that reach the same mailbox as one text, for matching; anything else lower-case and trimmed.

    Gmail ignores dots and what follows a plus, and googlemail.com is gmail.com; Outlook, iCloud, Fastmail
    and Proton ignore what follows a plus (each provider's own help pages). Other servers may not, so there
    ``+tag`` stays.
    """
    text = prepared(addresses)
    domain = pc.replace_substring_regex(text, pattern=r"^.*@", replacement="")
    plus = pc.is_in(domain, pa.array(_domains_with_plus()))
    untagged = pc.replace_substring_regex(text.filter(plus), pattern=r"^([^@+]+)\+[^@]*@", replacement=r"\1@")
    text = pc.replace_with_mask(text, plus, untagged)
    gmail = pc.is_in(domain, pa.array(_GMAIL))
    local_part = pc.replace_substring_regex(text.filter(gmail), pattern=r"(\+[^@]*)?@.*$", replacement="")
    local_part = pc.replace_substring(local_part, pattern=".", replacement="")
    mailbox = pc.binary_join_element_wise(local_part, _GMAIL[0], "@")
    return as_series(pc.replace_with_mask(text, gmail, mailbox), addresses.index)


def normalize_email_sql(column: exp.Expr) -> exp.Expr:
    """The address as compared and looked up: lower case, trimmed."""
    return exp.Lower(this=exp.Trim(this=column.copy()))


@cache
def _domains_with_plus() -> list[str]:
    return sorted(domain for domain in free_mail_domains() if domain.partition(".")[0] in _PLUS_PROVIDERS)

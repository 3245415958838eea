"""E-mail addresses: the functions that rules call, and which addresses reach the same mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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

_PLUS_PROVIDERS = "outlook|hotmail|live|msn|fastmail|icloud|me|mac|proton|protonmail|pm"
_GMAIL = ("gmail.com", "googlemail.com")


def canonical_emails(addresses: pd.Series[Any]) -> pd.Series[Any]:
    """Addresses that reach the same mailbox as one text, for matching; anything else lower-case and trimmed.

    Gmail ignores dots and what follows a plus, and googlemail.com is gmail.com; Outlook, iCloud, Fastmail
    and Proton ignore what follows a plus (each provider's own help pages). Other servers may not, so there
    ``+tag`` stays.
    """
    text = prepared(addresses)
    plus = rf"^([^@+]+)\+[^@]*@((?:{_PLUS_PROVIDERS})\.[a-z.]+)$"
    text = pc.replace_substring_regex(text, pattern=plus, replacement=r"\1@\2")
    gmail = pc.fill_null(pc.or_(*(pc.ends_with(text, f"@{domain}") for domain in _GMAIL)), False)
    local_parts = pc.replace_substring_regex(text.filter(gmail), pattern=r"(\+[^@]*)?@.*$", replacement="")
    local_parts = pc.replace_substring(local_parts, pattern=".", replacement="")
    folded = pc.binary_join_element_wise(local_parts, _GMAIL[0], "@")
    return as_series(pc.replace_with_mask(text, gmail, folded), addresses.index)


def normalize_email_sql(column: exp.Expr) -> exp.Expr:
    """The address as compared and looked up: lower case, trimmed."""
    return exp.Lower(this=exp.Trim(this=column.copy()))

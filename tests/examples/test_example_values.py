"""Faults that a value shows by itself: a plain pattern finds each count of expected.yaml in the files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

JUNK = {"test", "asdf", "xxx", "n/a", "-", "unknown", "tbd", "none"}
JUNK |= {"noemail@noemail.com", "test@test.com", "na@na.com", "none@none.com"}
JUNK |= {"000-000-0000", "555-555-5555", "1234567890", "999-999-9999"}
COUNTRIES = {"United States", "Canada", "United Kingdom", "Germany", "France", "Netherlands", "Australia"}
SOURCES = {
    "Web",
    "Webinar",
    "Trade Show",
    "Content Download",
    "Partner Referral",
    "Cold Call",
    "Purchased List",
}
INDUSTRIES = {
    "Transportation",
    "Food & Beverage",
    "Manufacturing",
    "Insurance",
    "Banking",
    "Technology",
    "Energy",
}
INDUSTRIES |= {"Healthcare", "Retail", "Media", "Consulting"}
PICKLISTS = {
    "LeadSource": SOURCES,
    "Industry": INDUSTRIES,
    "Status": {"Open", "Working", "Unqualified", "Qualified", "Converted"},
}
WEBSITE = r"(https?://)?(www\.)?[A-Za-z0-9-]+(\.[a-z]+)+(/.*)?"
SHORT_EMAIL = r"[a-z0-9.+]+@[a-z0-9-]+(?:\.[a-z]+)+"

Series = pd.Series  # of text


def junk(values: Series) -> Series:
    return values.str.lower().isin(JUNK)


def matches(pattern: str) -> Callable[[Series], Series]:
    return lambda values: values.str.fullmatch(pattern)


def contains(text: str) -> Callable[[Series], Series]:
    return lambda values: values.str.contains(text, regex=False)


def filled(values: Series) -> Series:
    return values != ""


SIGNS: dict[str, Callable[[Series], Series]] = {
    "placeholder": junk,
    "email-double-at": contains("@@"),
    "email-no-dot": matches(r"[^@]+@[^@.]+"),
    "email-trailing-comma": matches(r".*,"),
    "email-space": contains(" "),
    "email-con": matches(r".*\.con"),
    "email-no-at": lambda values: filled(values) & ~values.str.contains("@"),
    "email-double-dot": contains(".."),
    "email-role": matches(r"(info|sales|admin|support)@.*"),
    "email-free": matches(r".*@(gmail|yahoo|hotmail)\.com"),
    "email-disposable": matches(r".*@(mailinator|guerrillamail|yopmail)\.com"),
    "phone-too-short": matches(r"\d{3}-\d{3}"),
    "phone-words": matches(r"[a-z ]+"),
    "phone-two-in-one": contains(" / "),
    "phone-scientific": matches(r"\d\.\d+E\+\d+"),
    "number-as-text": lambda values: filled(values) & ~values.str.fullmatch(r"\d+"),
    "amount-zero": matches("0"),
    "amount-negative": matches(r"-\d+"),
    "headcount-vague": matches(r"(about|~|a few).*|fifty"),
    "website-broken": lambda values: filled(values) & ~values.str.fullmatch(WEBSITE),
    "website-not-own": contains("linkedin.com/"),
    "blank": matches(""),
    "date-month-first": matches(r"\d\d/(1[3-9]|2\d|3[01])/\d{4}"),
    "date-day-first": matches(r"(1[3-9]|2\d|3[01])/\d\d/\d{4}"),
    "date-dots": matches(r"\d\d\.\d\d\.\d{4}"),
    "date-words": matches(r"\d\d [A-Z][a-z]{2} \d{4}"),
    "date-serial": matches(r"\d{5}"),
    "date-not-a-date": matches(r"[a-z].*"),
    "name-all-caps": lambda values: values.str.isupper(),
    "name-lower-case": lambda values: values.str.islower() & ~junk(values),
    "name-salutation": matches(r"Dr\. .*"),
    "trailing-space": matches(r".*\S "),
    "leading-space": matches(r" \S.*"),
    "double-space": contains("  "),
    "mojibake": contains("Ã"),
    "invisible-character": lambda values: values.str.contains("[\u200b\u00a0]"),
    "html-entity": contains("&amp;"),
    "truncated": lambda values: values.map(lambda value: is_cut(value, set(values))),
    "country-spelling": lambda values: filled(values) & ~values.isin(COUNTRIES),
    "state-code": matches(r"[A-Z]{2,3}"),
    "picklist-drift": lambda values: (
        filled(values) & ~values.str.replace("&amp;", "&").isin(PICKLISTS[str(values.name)])
    ),
    "never-filled": matches(""),
    "never-active": matches(""),
    "owner-blank": matches(""),
}


def is_cut(value: str, all_values: set[str]) -> bool:
    return len(value) == 40 and any(other.startswith(value) and other != value for other in all_values)


@pytest.mark.parametrize("fault", sorted(SIGNS))
def test_count_is_true_of_the_files(
    fault: str, exports: dict[str, pd.DataFrame], expected: dict[str, Any]
) -> None:
    entries = [entry for entry in expected["faults"] if entry["fault"] == fault]
    assert entries
    for entry in entries:
        frame = exports[entry["file"]]
        found = frame[SIGNS[fault](frame[entry["field"]])]
        assert len(found) == entry["count"], entry
        assert set(entry["records"]) <= set(found.iloc[:, 0]), entry


def test_no_other_contact_email_is_malformed(
    exports: dict[str, pd.DataFrame], expected: dict[str, Any]
) -> None:
    """Every address that no plain pattern takes is one that was counted."""
    emails = exports["contacts.csv"]["Email"]
    bad = int((filled(emails) & ~emails.str.fullmatch(SHORT_EMAIL)).sum())
    kinds = {"email-double-at", "email-no-dot", "email-trailing-comma", "email-space", "email-no-at"}
    kinds |= {"email-double-dot", "invisible-character"}
    counted = [
        entry["count"]
        for entry in expected["faults"]
        if entry["fault"] in kinds and entry["file"] == "contacts.csv" and entry["field"] == "Email"
    ]
    double_dots_fit = int(emails.str.contains("..", regex=False).sum())
    assert bad + double_dots_fit == sum(counted)


def test_countries_come_in_thirty_spellings(exports: dict[str, pd.DataFrame]) -> None:
    assert exports["contacts.csv"]["MailingCountry"].nunique() >= 30 + len(COUNTRIES)


def test_half_the_campaigns_follow_the_convention(exports: dict[str, pd.DataFrame]) -> None:
    convention = r"\d{4}-Q[1-4]_(EMEA|AMER|APAC)_(webinar|event|email|paid)_[a-z0-9-]+"
    assert exports["campaigns.csv"]["Name"].str.fullmatch(convention).sum() == 40

"""Telephone numbers, amounts and dates that cannot be what their field is for."""

from __future__ import annotations

from random import Random

from .clock import day_of
from .mess import Change, Planting
from .table import Row

_EXCEL_DAY_ZERO = 693594
"""1899-12-30 as a Python ordinal: day 0 of a spreadsheet's serial dates."""


def _phone(row: Row) -> str:
    return row.get("Phone") or row.get("Phone Number", "")


def _short(_phone: str, _row: Row, rng: Random) -> str:
    return f"{rng.randint(200, 989)}-{rng.randint(100, 999)}"


def _two(phone: str, _row: Row, rng: Random) -> str:
    return f"{phone} / {phone[:-2]}{rng.randint(10, 99)}"


def _scientific(_phone: str, _row: Row, rng: Random) -> str:
    return f"4.{rng.randint(41, 49)}E+11"


def _is_british(row: Row) -> bool:
    return _phone(row).startswith("+44")


def _is_american(row: Row) -> bool:
    """Six digits are too short there; in Germany they might do."""
    return _phone(row).startswith("(")


def _is_open(row: Row) -> bool:
    return row["IsClosed"] == "false"


def _negative(amount: str, _row: Row, _rng: Random) -> str:
    return f"-{amount}"


def _written(form: str) -> Change:
    return lambda date, _row, _rng: day_of(date).strftime(form)


def _serial(date: str, _row: Row, _rng: Random) -> str:
    return str(day_of(date).toordinal() - _EXCEL_DAY_ZERO)


def _is_late(row: Row) -> bool:
    """Only days after the 12th show which of day and month comes first."""
    return row["Renewal_Date__c"][8:] > "12"


_TALK = ("ask reception", "see mobile", "do not call")
_HEADCOUNTS = ("about 50", "10-50", "500+", "fifty", "~200")
_VAGUE_HEADCOUNTS = ("about 50", "fifty", "~200", "a few hundred")
_REVENUES = ("$5M", "EUR 2.5m", "confidential")

PHONES = (
    Planting("phone-too-short", "contact", "Phone", 118, "six digits", _short, _is_american),
    Planting("phone-too-short", "lead", "Phone", 74, "six digits", _short, _is_american),
    Planting("phone-words", "contact", "Phone", 71, "words in place of a number", _TALK),
    Planting("phone-two-in-one", "contact", "Phone", 64, "two numbers in one field", _two),
    Planting(
        "phone-scientific", "contact", "Phone", 28, "4.42E+11: ruined in Excel", _scientific, _is_british
    ),
    Planting("phone-words", "lead", "Phone", 46, "words in place of a number", _TALK),
    Planting("phone-two-in-one", "lead", "Phone", 38, "two numbers in one field", _two),
    Planting("phone-too-short", "account", "Phone", 70, "six digits", _short, _is_american),
    Planting("phone-words", "account", "Phone", 27, "words in place of a number", _TALK),
    Planting("phone-two-in-one", "account", "Phone", 49, "two numbers in one field", _two),
    Planting("phone-too-short", "hubspot", "Phone Number", 58, "six digits", _short, _is_american),
    Planting("phone-words", "hubspot", "Phone Number", 37, "words in place of a number", _TALK),
)

NUMBERS = (
    Planting("number-as-text", "lead", "NumberOfEmployees", 63, "about 50, 10-50, 500+, fifty", _HEADCOUNTS),
    Planting(
        "headcount-vague", "account", "NumberOfEmployees", 56, "about 50, fifty, ~200", _VAGUE_HEADCOUNTS
    ),
    Planting("number-as-text", "account", "AnnualRevenue", 34, "$5M, EUR 2.5m, confidential", _REVENUES),
    Planting("amount-zero", "opportunity", "Amount", 61, "an open opportunity worth 0", ("0",), _is_open),
    Planting("amount-negative", "opportunity", "Amount", 27, "below 0", _negative),
)

DATES = (
    Planting(
        "date-month-first", "account", "Renewal_Date__c", 46, "12/31/2026", _written("%m/%d/%Y"), _is_late
    ),
    Planting(
        "date-day-first", "account", "Renewal_Date__c", 38, "31/12/2026", _written("%d/%m/%Y"), _is_late
    ),
    Planting("date-dots", "account", "Renewal_Date__c", 22, "31.12.2026", _written("%d.%m.%Y")),
    Planting("date-words", "account", "Renewal_Date__c", 15, "31 Dec 2026", _written("%d %b %Y")),
    Planting("date-serial", "account", "Renewal_Date__c", 13, "46387: a spreadsheet's day number", _serial),
    Planting("date-not-a-date", "account", "Renewal_Date__c", 16, "tbc, end of Q2", ("tbc", "end of Q2")),
)

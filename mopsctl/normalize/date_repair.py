"""Texts in date fields that no import reads: why not, and the day that was meant."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

_CERTAIN, _LIKELY, _GUESS = 0.95, 0.85, 0.7

_MONTH_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "pl")
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""Spreadsheets' numbers of the days 1954-10-03 to 2119-01-11, in which five digits are taken for one."""

_PARTS = re.compile(r"(\d{1,5})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,5})(?:[T ,].*)?")
_MONTH_AND_YEAR = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}|\d{1,2}[-/.]\d{4}|\d{4}|q[1-4]\W*\d{2,4}|\d{4}\W*q[1-4])", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W\d_]+")
_DATE_WORDS = frozenset({"de", "del", "of", "le", "den", "der", "the", "st", "nd", "rd", "th", "er"})
_TIME = re.compile(r"[T ,]+\d{1,2}:\d{2}.*$")


class DateProblem(StrEnum):
    """Why a text is no date, in words that end a sentence."""

    SERIAL = "it is the number by which a spreadsheet knows a day"
    COMPACT = "year, month and day are not parted"
    YEAR = "its year cannot be"
    NO_SUCH_DAY = "there is no such day"
    PARTIAL = "it names no day"
    FORM = "it is not written as programs read it"
    NONE = "it is none"


def date_problem(text: str, years: range) -> DateProblem:
    """What is wrong with a text that was not read as a date, or whose year is not one of ``years``."""
    plain = text.strip()
    if _serial(plain):
        return DateProblem.SERIAL
    parts = _PARTS.fullmatch(plain)
    meant = meant_date(plain)
    possible = [*(_days(*map(int, parts.groups())) if parts else ()), *([meant[0]] if meant else ())]
    if (possible and all(day.year not in years for day in possible)) or re.fullmatch(r"\d{12,13}", plain):
        return DateProblem.YEAR
    if re.fullmatch(r"(?:19|20)\d{6}", plain) and meant:
        return DateProblem.COMPACT
    if _MONTH_AND_YEAR.fullmatch(plain) or _month_and_year_in_words(plain):
        return DateProblem.PARTIAL
    if meant:
        return DateProblem.FORM
    return DateProblem.NO_SUCH_DAY if parts else DateProblem.NONE


def meant_date(text: str) -> tuple[date, float] | None:
    """The day that was surely meant and the confidence (0-1); None where there is none or several."""
    plain = text.strip()
    serial = _serial(plain)
    if serial is not None:
        return serial, _LIKELY
    compact = re.fullmatch(r"((?:19|20)\d{2})(\d{2})(\d{2})", plain)
    if compact:
        day = _day(*map(int, compact.groups()))
        return (day, _CERTAIN) if day else None
    untimed = _TIME.sub("", plain)
    parts = _PARTS.fullmatch(untimed)
    if parts:
        return _from_parts(parts)
    return _in_words(untimed)


def _serial(text: str) -> date | None:
    found = re.fullmatch(r"(\d{5})(?:[.,]\d+)?", text)
    number = int(found[1]) if found else 0
    return _DAY_ZERO + timedelta(days=number) if _FIRST_SERIAL <= number <= _LAST_SERIAL else None


def _from_parts(parts: re.Match[str]) -> tuple[date, float] | None:
    """Of numbers, only those that begin with the year leave no doubt about day and month."""
    if len(parts[1]) < 3:
        return None
    first, month, last = map(int, parts.groups())
    # A year such as 0026 was written with two digits and read with four.
    day = _day(_whole_year(first), month, last)
    return (day, _CERTAIN if first > 99 else _GUESS) if day else None


def _days(first: int, second: int, third: int) -> list[date]:
    """The days that three numbers can mean, in any order; years beyond the calendar as its last."""
    orders = ((first, second, third), (third, first, second), (third, second, first))
    days = (_day(min(_whole_year(year), date.max.year), month, day) for year, month, day in orders)
    return [day for day in days if day is not None]


def _whole_year(year: int) -> int:
    """A year of two digits as POSIX reads it: 69-99 are 1969-1999."""
    return year + (1900 if year >= 69 else 2000) if year < 100 else year


def _in_words(text: str) -> tuple[date, float] | None:
    """A day with its month's name, in any language of `_MONTH_LANGUAGES`: 1. März 2026, March 1st, 2026."""
    words = [word.lower() for word in _WORDS.findall(text)]
    months = {_months()[word] for word in words if word in _months()}
    others = [
        word
        for word in words
        if word not in _months() and word not in _DATE_WORDS and word not in _weekdays()
    ]
    numbers = re.findall(r"\d+", text)
    if len(months) != 1 or others or len(numbers) != 2:
        return None
    month = months.pop()
    if len(numbers[0]) == 4:
        numbers.reverse()
    if len(numbers[1]) != 4:
        return None
    day = _day(int(numbers[1]), month, int(numbers[0]))
    return (day, _LIKELY) if day else None


def _month_and_year_in_words(text: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(text)]
    return len(words) == 1 and words[0] in _months() and len(re.findall(r"\d+", text)) == 1


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Names of months, whole and short, in lower case, to their numbers. Source: Unicode CLDR through Babel."""
    return _names("months") | {"mrz": 3, "sept": 9}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(_names("days"))


def _names(of: str) -> dict[str, int]:
    from babel import Locale

    found: dict[str, int] = {}
    for language in _MONTH_LANGUAGES:
        data = getattr(Locale.parse(language), of)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in data[context][width].items():
                    found.setdefault(str(name).lower().rstrip("."), int(number))
    return found

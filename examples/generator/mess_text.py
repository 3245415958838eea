"""The right value, badly written or carried over: case, blanks, encodings, lengths, spellings."""

from __future__ import annotations

from random import Random

from .mess import Change, Condition, Planting
from .place_words import COUNTRIES, SPELLINGS
from .table import Row

_STATE_CODES = {city.state: city.state_code for country in COUNTRIES for city in country.cities if city.state}
_TITLE_LIMIT = 40
"""Length at which the old system cut titles."""


def _upper(value: str, _row: Row, _rng: Random) -> str:
    return value.upper()


def _lower(value: str, _row: Row, _rng: Random) -> str:
    return value.lower()


def _shaped(shape: str) -> Change:
    return lambda value, _row, _rng: shape.format(value)


def _double_space(value: str, _row: Row, _rng: Random) -> str:
    return value.replace(" ", "  ", 1)


def _mojibake(value: str, _row: Row, _rng: Random) -> str:
    """Return UTF-8 read as Windows-1252: ``Müller`` becomes ``MÃ¼ller``."""
    return value.encode().decode("cp1252")


def _inside(character: str) -> Change:
    return lambda value, _row, _rng: value[:3] + character + value[3:]


def _html(value: str, _row: Row, _rng: Random) -> str:
    return value.replace("&", "&amp;")


def _cut(title: str, _row: Row, _rng: Random) -> str:
    return title[:_TITLE_LIMIT]


def _no_zero(postal: str, _row: Row, _rng: Random) -> str:
    return postal.lstrip("0")


def _spelling(country: str, _row: Row, rng: Random) -> str:
    return rng.choice(SPELLINGS[country])


def _state_code(state: str, _row: Row, _rng: Random) -> str:
    return _STATE_CODES[state]


def _has(field: str, character: str) -> Condition:
    return lambda row: character in row[field]


def _not_ascii(field: str) -> Condition:
    return lambda row: not row[field].isascii()


def _starts_with_zero(row: Row) -> bool:
    return row["MailingPostalCode"].startswith("0")


def _is_long(row: Row) -> bool:
    return len(row["Title"]) > _TITLE_LIMIT


# Values that the picklists no longer have, from forms and imports that nobody told.
_SOURCES = ("Tradeshow", "trade show", "Website", "webinar", "Referral - Partner", "List Import")
_INDUSTRIES = ("Tech", "technology", "Health Care", "Finance/Banking", "MFG")
_STATUSES = ("in process", "working", "Contacted", "Nurturing", "Dead")

_CASES = (
    Planting("name-all-caps", "contact", "LastName", 25, "ABERNATHY", _upper),
    Planting("name-lower-case", "contact", "FirstName", 30, "robert", _lower),
    Planting("name-all-caps", "account", "Name", 9, "all in capitals", _upper),
    Planting("name-salutation", "contact", "FirstName", 9, "Dr. Robert", _shaped("Dr. {}")),
)
_BLANKS = (
    Planting("trailing-space", "contact", "LastName", 12, "a space at the end", _shaped("{} ")),
    Planting("leading-space", "contact", "FirstName", 6, "a space at the start", _shaped(" {}")),
    Planting(
        "double-space", "lead", "Company", 8, "two spaces in a row", _double_space, _has("Company", " ")
    ),
    Planting("double-space", "contact", "Title", 7, "two spaces in a row", _double_space, _has("Title", " ")),
)
_ENCODINGS = (
    Planting("mojibake", "contact", "LastName", 16, "MÃ¼ller", _mojibake, _not_ascii("LastName")),
    Planting("mojibake", "contact", "MailingCity", 9, "KÃ¶ln", _mojibake, _not_ascii("MailingCity")),
    Planting("invisible-character", "contact", "Email", 5, "a zero-width space", _inside("\u200b")),
    Planting("invisible-character", "contact", "LastName", 7, "a zero-width space", _inside("\u200b")),
    Planting("invisible-character", "lead", "Company", 6, "a no-break space", _inside("\u00a0")),
    Planting("html-entity", "account", "Industry", 8, "`&amp;` for `&`", _html, _has("Industry", "&")),
)
_LENGTHS = (
    Planting("truncated", "contact", "Title", 45, "cut at 40 characters, mid-word", _cut, _is_long),
    Planting("zero-lost", "contact", "MailingPostalCode", 22, "2110 for 02110", _no_zero, _starts_with_zero),
)
_SPELLINGS = (
    Planting("country-spelling", "contact", "MailingCountry", 620, "USA, U.S., usa, UK", _spelling),
    Planting("country-spelling", "lead", "Country", 310, "USA, England, Deutschland", _spelling),
    Planting("country-spelling", "account", "BillingCountry", 90, "US, Great Britain, GER", _spelling),
    Planting("country-spelling", "hubspot", "Country/Region", 150, "America, Holland, FR", _spelling),
    Planting("state-code", "contact", "MailingState", 540, "MA for Massachusetts", _state_code),
    Planting("state-code", "lead", "State", 240, "TX for Texas", _state_code),
    Planting("picklist-drift", "contact", "LeadSource", 110, "Tradeshow, Website, webinar", _SOURCES),
    Planting("picklist-drift", "lead", "Industry", 40, "Tech, MFG, Health Care", _INDUSTRIES),
    Planting("picklist-drift", "lead", "Status", 24, "working, Contacted, Dead", _STATUSES),
)

TEXTS = (*_CASES, *_BLANKS, *_ENCODINGS, *_LENGTHS, *_SPELLINGS)

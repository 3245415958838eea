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


def _own_page(_website: str, row: Row, _rng: Random) -> str:
    return f"https://www.linkedin.com/company/{row['Website'].split('.')[1]}"


def _broken_site(website: str, _row: Row, rng: Random) -> str:
    domain = website.removeprefix("https://www.")
    return rng.choice((f"www,{domain}", f"http:/{domain}", domain.replace(".", " "), f"sales@{domain}"))


def _has(field: str, character: str) -> Condition:
    return lambda row: character in row[field]


def _is_word(field: str) -> Condition:
    """Short names are left alone: ``jp`` and ``jan`` may be initials or codes."""
    return lambda row: len(row[field]) > 3


def _not_ascii(field: str) -> Condition:
    return lambda row: not row[field].isascii()


def _starts_with_zero(field: str) -> Condition:
    return lambda row: row[field].startswith("0")


def _is_long(row: Row) -> bool:
    return len(row["Title"]) > _TITLE_LIMIT


# Values that the picklists no longer have, from forms and imports that nobody told.
_SOURCES = ("Tradeshow", "trade show", "Website", "webinar", "Referral - Partner", "List Import")
_INDUSTRIES = ("Tech", "technology", "Health Care", "Finance/Banking", "MFG")
_STATUSES = ("in process", "working", "Contacted", "Nurturing", "Dead")

_CASES = (
    Planting("name-all-caps", "contact", "LastName", 170, "ABERNATHY", _upper),
    Planting("name-lower-case", "contact", "FirstName", 400, "robert", _lower, _is_word("FirstName")),
    Planting("name-all-caps", "lead", "LastName", 88, "ABERNATHY", _upper),
    Planting("name-lower-case", "lead", "FirstName", 260, "robert", _lower, _is_word("FirstName")),
    Planting("name-lower-case", "hubspot", "First Name", 210, "robert", _lower, _is_word("First Name")),
    Planting("name-all-caps", "account", "Name", 44, "all in capitals", _upper),
    Planting("name-salutation", "contact", "FirstName", 38, "Dr. Robert", _shaped("Dr. {}")),
)
_BLANKS = (
    Planting("trailing-space", "contact", "LastName", 64, "a space at the end", _shaped("{} ")),
    Planting("leading-space", "contact", "FirstName", 33, "a space at the start", _shaped(" {}")),
    Planting(
        "double-space", "lead", "Company", 41, "two spaces in a row", _double_space, _has("Company", " ")
    ),
    Planting(
        "double-space", "contact", "Title", 29, "two spaces in a row", _double_space, _has("Title", " ")
    ),
)
_ENCODINGS = (
    Planting("mojibake", "contact", "LastName", 52, "MÃ¼ller", _mojibake, _not_ascii("LastName")),
    Planting("mojibake", "lead", "LastName", 36, "MÃ¼ller", _mojibake, _not_ascii("LastName")),
    Planting("mojibake", "contact", "MailingCity", 38, "KÃ¶ln", _mojibake, _not_ascii("MailingCity")),
    Planting("invisible-character", "contact", "Email", 14, "a zero-width space", _inside("\u200b")),
    Planting("invisible-character", "contact", "LastName", 26, "a zero-width space", _inside("\u200b")),
    Planting("invisible-character", "lead", "Company", 23, "a no-break space", _inside("\u00a0")),
    Planting("html-entity", "account", "Industry", 14, "`&amp;` for `&`", _html, _has("Industry", "&")),
)
_LENGTHS = (
    Planting("truncated", "contact", "Title", 96, "cut at 40 characters, mid-word", _cut, _is_long),
    Planting(
        "zero-lost",
        "contact",
        "MailingPostalCode",
        110,
        "2110 for 02110",
        _no_zero,
        _starts_with_zero("MailingPostalCode"),
    ),
    Planting(
        "zero-lost", "lead", "PostalCode", 38, "2110 for 02110", _no_zero, _starts_with_zero("PostalCode")
    ),
    Planting(
        "zero-lost",
        "account",
        "BillingPostalCode",
        31,
        "2110 for 02110",
        _no_zero,
        _starts_with_zero("BillingPostalCode"),
    ),
)
_SPELLINGS = (
    Planting("country-spelling", "contact", "MailingCountry", 1020, "USA, U.S., usa, UK", _spelling),
    Planting("country-spelling", "lead", "Country", 480, "USA, England, Deutschland", _spelling),
    Planting("country-spelling", "account", "BillingCountry", 250, "US, Great Britain, GER", _spelling),
    Planting("country-spelling", "hubspot", "Country/Region", 300, "America, Holland, FR", _spelling),
    Planting("state-code", "contact", "MailingState", 700, "MA for Massachusetts", _state_code),
    Planting("state-code", "lead", "State", 240, "TX for Texas", _state_code),
    Planting("picklist-drift", "contact", "LeadSource", 610, "Tradeshow, Website, webinar", _SOURCES),
    Planting("picklist-drift", "lead", "LeadSource", 330, "Tradeshow, Website, webinar", _SOURCES),
    Planting("picklist-drift", "lead", "Industry", 180, "Tech, MFG, Health Care", _INDUSTRIES),
    Planting("picklist-drift", "lead", "Status", 96, "working, Contacted, Dead", _STATUSES),
)

_WEBSITES = (
    Planting("website-broken", "account", "Website", 51, "www,acme.com, http:/acme.com", _broken_site),
    Planting("website-not-own", "account", "Website", 46, "a LinkedIn page", _own_page),
)

TEXTS = (*_CASES, *_BLANKS, *_ENCODINGS, *_LENGTHS, *_SPELLINGS, *_WEBSITES)

"""Text that is the right value, written or carried over badly: case, blanks, encodings, lengths, spellings."""

from __future__ import annotations

from random import Random

from .mess import Change, Condition, Planting
from .place_words import COUNTRIES, SPELLINGS
from .table import Row

_STATE_CODES = {city.state: city.state_code for country in COUNTRIES for city in country.cities if city.state}
_TITLE_LIMIT = 40
"""Length at which the old system cut titles."""


def _upper(field: str) -> Change:
    return lambda row, _rng: row[field].upper()


def _lower(field: str) -> Change:
    return lambda row, _rng: row[field].lower()


def _shaped(field: str, shape: str) -> Change:
    return lambda row, _rng: shape.format(row[field])


def _double_space(field: str) -> Change:
    return lambda row, _rng: row[field].replace(" ", "  ", 1)


def _mojibake(field: str) -> Change:
    """Return UTF-8 read as Windows-1252: ``Müller`` becomes ``MÃ¼ller``."""
    return lambda row, _rng: row[field].encode().decode("cp1252")


def _inside(field: str, character: str) -> Change:
    return lambda row, _rng: row[field][:3] + character + row[field][3:]


def _spelling(field: str) -> Change:
    return lambda row, rng: rng.choice(SPELLINGS[row[field]])


def _state_code(field: str) -> Change:
    return lambda row, _rng: _STATE_CODES[row[field]]


def _not_ascii(field: str) -> Condition:
    return lambda row: not row[field].isascii()


def _has_space(field: str) -> Condition:
    return lambda row: " " in row[field]


def _starts_with_zero(row: Row) -> bool:
    return row["MailingPostalCode"].startswith("0")


def _cut(row: Row, _rng: Random) -> str:
    return row["Title"][:_TITLE_LIMIT]


def _is_long(row: Row) -> bool:
    return len(row["Title"]) > _TITLE_LIMIT


_DRIFT = {
    "LeadSource": ("Tradeshow", "trade show", "Website", "webinar", "Referral - Partner", "List Import"),
    "Industry": ("Tech", "technology", "Health Care", "Finance/Banking", "MFG"),
    "Status": ("Open - Not Contacted", "open", "Contacted", "Nurturing", "Dead"),
}
"""Values that the picklists no longer have, from forms and imports that nobody told."""

_CASES = (
    Planting("name-all-caps", "contact", "LastName", 25, "ABERNATHY", _upper("LastName")),
    Planting("name-lower-case", "contact", "FirstName", 30, "robert", _lower("FirstName")),
    Planting("name-all-caps", "account", "Name", 9, "all in capitals", _upper("Name")),
    Planting(
        "name-salutation", "contact", "FirstName", 9, "Dr. in the first name", _shaped("FirstName", "Dr. {}")
    ),
)
_BLANKS = (
    Planting("trailing-space", "contact", "LastName", 12, "a space at the end", _shaped("LastName", "{} ")),
    Planting("leading-space", "contact", "FirstName", 6, "a space at the start", _shaped("FirstName", " {}")),
    Planting("double-space", "lead", "Company", 8, "two spaces in a row", _double_space("Company")),
    Planting(
        "double-space", "contact", "Title", 7, "two spaces", _double_space("Title"), _has_space("Title")
    ),
)
_ENCODINGS = (
    Planting("mojibake", "contact", "LastName", 16, "MÃ¼ller", _mojibake("LastName"), _not_ascii("LastName")),
    Planting("mojibake", "contact", "MailingCity", 9, "KÃ¶ln", _mojibake("MailingCity"), _not_ascii("MailingCity")),
    Planting("invisible-character", "contact", "Email", 5, "a zero-width space", _inside("Email", "\u200b")),
    Planting("invisible-character", "contact", "LastName", 7, "a zero-width space", _inside("LastName", "\u200b")),
    Planting("invisible-character", "lead", "Company", 6, "a no-break space", _inside("Company", "\u00a0")),
    Planting("html-entity", "account", "Industry", 8, "&amp; for &", lambda row, _: row["Industry"].replace("&", "&amp;"),
             lambda row: "&" in row["Industry"]),
)  # fmt: skip
_LENGTHS = (
    Planting("truncated", "contact", "Title", 45, "cut at 40 characters, mid-word", _cut, _is_long),
    Planting("postal-code-zero-lost", "contact", "MailingPostalCode", 22, "2110 for 02110",
             lambda row, _: row["MailingPostalCode"].lstrip("0"), _starts_with_zero),
)  # fmt: skip
_SPELLINGS = (
    Planting(
        "country-spelling", "contact", "MailingCountry", 620, "USA, U.S., usa", _spelling("MailingCountry")
    ),
    Planting("country-spelling", "lead", "Country", 310, "UK, England, GB", _spelling("Country")),
    Planting("country-spelling", "account", "BillingCountry", 90, "Deutschland", _spelling("BillingCountry")),
    Planting("country-spelling", "hubspot", "Country/Region", 150, "Holland", _spelling("Country/Region")),
    Planting(
        "state-code", "contact", "MailingState", 540, "MA for Massachusetts", _state_code("MailingState")
    ),
    Planting("state-code", "lead", "State", 240, "TX for Texas", _state_code("State")),
    Planting(
        "picklist-drift", "contact", "LeadSource", 110, "Tradeshow, Website, webinar", _DRIFT["LeadSource"]
    ),
    Planting("picklist-drift", "lead", "Industry", 40, "Tech, MFG, Health Care", _DRIFT["Industry"]),
    Planting("picklist-drift", "lead", "Status", 24, "open, Contacted, Dead", _DRIFT["Status"]),
)

TEXTS = (*_CASES, *_BLANKS, *_ENCODINGS, *_LENGTHS, *_SPELLINGS)

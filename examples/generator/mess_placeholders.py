"""Values that fill a field and say nothing."""

from __future__ import annotations

from .mess import Planting

_EMAILS = ("noemail@noemail.com", "test@test.com", "na@na.com", "none@none.com")
_PHONES = ("000-000-0000", "555-555-5555", "1234567890", "999-999-9999")
_WORDS = ("n/a", "-", "unknown", "TBD", "none")
_COMPANIES = ("n/a", "test", "asdf", "unknown", "xxx")
_FIRST_NAMES = ("test", "asdf", "xxx", "n/a")
_LAST_NAMES = ("unknown", "test", "asdf", "-", "n/a")

_NO_EMAIL = "noemail@noemail.com, test@test.com and the like"
_NO_PHONE = "000-000-0000, 555-555-5555, 1234567890, 999-999-9999"

PLACEHOLDERS = (
    Planting("placeholder", "contact", "FirstName", 12, "test, asdf, xxx, n/a as a first name", _FIRST_NAMES),
    Planting(
        "placeholder", "contact", "LastName", 15, "unknown, test, asdf, -, n/a as a last name", _LAST_NAMES
    ),
    Planting("placeholder", "contact", "Email", 24, _NO_EMAIL, _EMAILS),
    Planting("placeholder", "contact", "Phone", 30, _NO_PHONE, _PHONES),
    Planting("placeholder", "contact", "Title", 33, "n/a, -, unknown, TBD, none as a title", _WORDS),
    Planting("placeholder", "lead", "Company", 21, "n/a, test, asdf, unknown, xxx as a company", _COMPANIES),
    Planting("placeholder", "lead", "Email", 15, _NO_EMAIL, _EMAILS),
    Planting("placeholder", "lead", "Phone", 18, _NO_PHONE, _PHONES),
    Planting("placeholder", "hubspot", "Company Name", 9, "- or n/a as a company", ("-", "n/a")),
)

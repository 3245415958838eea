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
    Planting("placeholder", "contact", "FirstName", 46, "test, asdf, xxx, n/a as a first name", _FIRST_NAMES),
    Planting(
        "placeholder", "contact", "LastName", 58, "unknown, test, asdf, -, n/a as a last name", _LAST_NAMES
    ),
    Planting("placeholder", "contact", "Email", 71, _NO_EMAIL, _EMAILS),
    Planting("placeholder", "contact", "Phone", 150, _NO_PHONE, _PHONES),
    Planting("placeholder", "contact", "Title", 74, "n/a, -, unknown, TBD, none as a title", _WORDS),
    Planting("placeholder", "lead", "Company", 78, "n/a, test, asdf, unknown, xxx as a company", _COMPANIES),
    Planting("placeholder", "lead", "Email", 44, _NO_EMAIL, _EMAILS),
    Planting("placeholder", "lead", "Phone", 92, _NO_PHONE, _PHONES),
    Planting("placeholder", "hubspot", "Phone Number", 48, _NO_PHONE, _PHONES),
    Planting("placeholder", "hubspot", "Company Name", 64, "- or n/a as a company", ("-", "n/a")),
)

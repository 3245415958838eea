"""E-mail addresses that are malformed, a role's, private, or thrown away."""

from __future__ import annotations

from random import Random

from .mess import Change, Planting
from .people import ascii_word
from .table import Row


def _made(*patterns: str) -> Change:
    """Return a change that makes an address by one of the patterns from the parts of the old one."""

    def change(email: str, row: Row, rng: Random) -> str:
        local, domain = email.split("@")
        person = ascii_word(row["FirstName"]) + ascii_word(row["LastName"])
        return rng.choice(patterns).format(
            local=local, domain=domain, joined=domain.replace(".", ""), head=local[:2], tail=local[2:],
            person=f"{person}.{rng.randint(1000, 9999)}",
        )  # fmt: skip

    return change


def _dot_con(email: str, _row: Row, _rng: Random) -> str:
    return email.removesuffix("com") + "con"


def _is_dot_com(row: Row) -> bool:
    return row["Email"].endswith(".com")


_NOBODY = "info@, sales@, admin@, support@: nobody's own address"
_PRIVATE = "private addresses at gmail.com, yahoo.com, hotmail.com"
_THROWN = "throw-away addresses at mailinator.com, guerrillamail.com, yopmail.com"
_role = _made("info@{domain}", "sales@{domain}", "admin@{domain}", "support@{domain}")
_free = _made("{person}@gmail.com", "{person}@yahoo.com", "{person}@hotmail.com")
_disposable = _made("{person}@mailinator.com", "{person}@guerrillamail.com", "{person}@yopmail.com")
_comma = _made("{local}@{domain},")

EMAILS = (
    Planting("email-double-at", "contact", "Email", 6, "two @ in the address", _made("{local}@@{domain}")),
    Planting("email-no-dot", "contact", "Email", 8, "no dot in the domain", _made("{local}@{joined}")),
    Planting("email-trailing-comma", "contact", "Email", 5, "a comma after the address", _comma),
    Planting("email-space", "contact", "Email", 7, "a space within it", _made("{head} {tail}@{domain}")),
    Planting("email-con", "contact", "Email", 9, ".con for .com", _dot_con, _is_dot_com),
    Planting("email-no-at", "contact", "Email", 4, "no @ in the address", _made("{local}.{domain}")),
    Planting(
        "email-double-dot", "contact", "Email", 4, "two dots in a row", _made("{head}..{tail}@{domain}")
    ),
    Planting("email-con", "lead", "Email", 6, ".con for .com", _dot_con, _is_dot_com),
    Planting("email-trailing-comma", "lead", "Email", 3, "a comma after the address", _comma),
    Planting("email-role", "contact", "Email", 14, _NOBODY, _role),
    Planting("email-role", "lead", "Email", 11, _NOBODY, _role),
    Planting("email-free", "contact", "Email", 42, _PRIVATE, _free),
    Planting("email-free", "lead", "Email", 110, _PRIVATE, _free),
    Planting("email-disposable", "contact", "Email", 7, _THROWN, _disposable),
    Planting("email-disposable", "lead", "Email", 16, _THROWN, _disposable),
)

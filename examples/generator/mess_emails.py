"""E-mail addresses that are malformed, a role's, private, or thrown away."""

from __future__ import annotations

from random import Random

from .mess import Change, Planting
from .table import Row


def _made(*patterns: str) -> Change:
    """Return a change that makes an address by one of the patterns from the parts of the old one."""

    def change(email: str, _row: Row, rng: Random) -> str:
        local, domain = email.split("@")
        return rng.choice(patterns).format(
            local=local, domain=domain, joined=domain.replace(".", ""), head=local[:2], tail=local[2:],
            person=f"{local.replace('.', '')}.{rng.randint(1000, 9999)}",
        )  # fmt: skip

    return change


def _dot_con(email: str, _row: Row, _rng: Random) -> str:
    return email.removesuffix("com") + "con"


def _is_dot_com(row: Row) -> bool:
    return row["Email"].endswith(".com")


def _is_marketing_only(row: Row) -> bool:
    """Only these came by themselves, through a form, and no other system knows their address."""
    return not row["Contact owner"]


def _is_own_dot_com(row: Row) -> bool:
    return _is_marketing_only(row) and _is_dot_com(row)


_NOBODY = "info@, sales@, admin@, support@: nobody's own address"
_PRIVATE = "private addresses at gmail.com, yahoo.com, hotmail.com"
_THROWN = "throw-away addresses at mailinator.com, guerrillamail.com, yopmail.com"
_role = _made("info@{domain}", "sales@{domain}", "admin@{domain}", "support@{domain}")
_free = _made("{person}@gmail.com", "{person}@yahoo.com", "{person}@hotmail.com")
_disposable = _made("{person}@mailinator.com", "{person}@guerrillamail.com", "{person}@yopmail.com")
_comma = _made("{local}@{domain},")

EMAILS = (
    Planting("email-double-at", "contact", "Email", 24, "two @ in the address", _made("{local}@@{domain}")),
    Planting("email-no-dot", "contact", "Email", 38, "no dot in the domain", _made("{local}@{joined}")),
    Planting("email-trailing-comma", "contact", "Email", 27, "a comma after the address", _comma),
    Planting("email-space", "contact", "Email", 31, "a space within it", _made("{head} {tail}@{domain}")),
    Planting("email-con", "contact", "Email", 52, ".con for .com", _dot_con, _is_dot_com),
    Planting("email-no-at", "contact", "Email", 28, "no @ in the address", _made("{local}.{domain}")),
    Planting(
        "email-double-dot", "contact", "Email", 22, "two dots in a row", _made("{head}..{tail}@{domain}")
    ),
    Planting("email-con", "lead", "Email", 39, ".con for .com", _dot_con, _is_dot_com),
    Planting("email-trailing-comma", "lead", "Email", 22, "a comma after the address", _comma),
    Planting("email-double-at", "lead", "Email", 27, "two @ in the address", _made("{local}@@{domain}")),
    Planting("email-no-dot", "lead", "Email", 22, "no dot in the domain", _made("{local}@{joined}")),
    Planting("email-space", "lead", "Email", 17, "a space within it", _made("{head} {tail}@{domain}")),
    Planting("email-role", "contact", "Email", 58, _NOBODY, _role),
    Planting("email-role", "lead", "Email", 54, _NOBODY, _role),
    Planting("email-free", "contact", "Email", 140, _PRIVATE, _free),
    Planting("email-free", "lead", "Email", 170, _PRIVATE, _free),
    Planting("email-disposable", "contact", "Email", 41, _THROWN, _disposable),
    Planting("email-disposable", "lead", "Email", 48, _THROWN, _disposable),
    Planting("email-con", "hubspot", "Email", 36, ".con for .com", _dot_con, _is_own_dot_com),
    Planting("email-role", "hubspot", "Email", 54, _NOBODY, _role, _is_marketing_only),
    Planting("email-free", "hubspot", "Email", 120, _PRIVATE, _free, _is_marketing_only),
    Planting("email-disposable", "hubspot", "Email", 62, _THROWN, _disposable, _is_marketing_only),
)

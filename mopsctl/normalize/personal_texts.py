"""What should not stand in a free text of a CRM: numbers of cards, accounts and people, passwords, dates of birth."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from mopsctl.normalize.closer_look import look_closer
from mopsctl.normalize.personal_kinds import PersonalData
from mopsctl.normalize.personal_numbers import Secret, bank_accounts, cards, national_ids, number_forms

if TYPE_CHECKING:
    import pandas as pd

REMOVED = "[removed]"

_INTRODUCING = (
    r"pass ?word|pass ?phrase|passwd|pwd|pw|passwort|kennwort|mot de passe|mdp|contraseña|clave de acceso|senha"
    r"|wachtwoord|lösenord|hasło|parola"
)
_PASSWORD = re.compile(
    rf"(?<!\w)(?:{_INTRODUCING})(?: ?(?:is|ist|est|es|è|to))?(?P<sign> ?[:=] ?| )(?P<secret>[^\s,;<>]{{4,}})"
    r"(?P<after>\s+\w)?",
    re.IGNORECASE,
)
_NO_PASSWORD = re.compile(
    r"[*•x.]+|\[removed\]|https?://.*|\W*n/?a\W*|(?:re-?set|forgot|unknown|none|expired|changed).*",
    re.IGNORECASE,
)

_DAY = (
    r"(?:\d{1,2}[./ -]\d{1,2}[./ -](?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2}\.? (?:de )?[^\W\d]{3,10}\.?,? (?:de )?(?:19|20)\d{2}"
    r"|[^\W\d]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d{2})"
)
_BIRTH_WORDS = (
    r"d\.?o\.?b\.?|date of birth|birth ?date|birthday|born(?: on)?|geburtsdatum|geburtstag|geb\.(?: am)?"
    r"|geboren(?: am)?|date de naissance|née? le|fecha de nacimiento|nacid[oa] el|data di nascita|nat[oa] il"
    r"|data de nascimento|geboortedatum|födelsedatum|data urodzenia"
)
_BIRTH_DATE = re.compile(
    rf"(?<!\w)(?:{_BIRTH_WORDS})(?: is| ist)?[ :=(-]{{1,3}}(?P<secret>{_DAY})(?!\w)", re.IGNORECASE
)


def personal_data(values: pd.Series[Any], wanted: Iterable[PersonalData]) -> pd.Series[Any]:
    """What each text holds of the wanted kinds, in words that say nothing of it ("a card number ending in 1111").

    :returns: names joined by "and"; NA where there is nothing.
    """
    chosen = tuple(wanted)
    return look_closer(values, _suspect(), lambda text: _named(secrets(text, chosen)) or None)


def secrets(text: str, wanted: Iterable[PersonalData] = get_args(PersonalData)) -> list[Secret]:
    """The places of a text that hold what should not be there, in their order; the longest of those that overlap."""
    found = [secret for name in wanted for secret in _FINDERS[name](text)]
    kept: list[Secret] = []
    for secret in sorted(found, key=lambda secret: (secret.start, -secret.end)):
        if not kept or secret.start >= kept[-1].end:
            kept.append(secret)
    return kept


def masked(text: str) -> str:
    """The text as it may be shown: of a card the last four digits are left, of all else nothing."""
    return _replaced(text, lambda secret: secret.mask)


def without_personal_data(text: str) -> str:
    """The text with "[removed]" in place of what should not be there."""
    return _replaced(text, lambda secret: REMOVED)


def passwords(text: str) -> Iterator[Secret]:
    """What stands after the word "password" in several languages and looks like one."""
    for found in _PASSWORD.finditer(text):
        secret = found["secret"]
        odd = re.search(r"\d|[^\w.'’)-]", secret.rstrip(".!?)")) is not None
        # "Password is wrong" has a word, "password: hunter" ends with one.
        plain = found["sign"].strip() != "" and found["after"] is None
        if (odd or plain) and not _NO_PASSWORD.fullmatch(secret):
            yield Secret(found.start("secret"), found.end("secret"), "a password")


def birth_dates(text: str) -> Iterator[Secret]:
    """Dates that are said to be somebody's date of birth, in several languages."""
    for found in _BIRTH_DATE.finditer(text):
        yield Secret(found.start("secret"), found.end("secret"), "a date of birth")


_FINDERS: dict[PersonalData, Callable[[str], Iterator[Secret]]] = {
    "card": cards,
    "bank_account": bank_accounts,
    "national_id": national_ids,
    "password": passwords,
    "birth_date": birth_dates,
}


@cache
def _suspect() -> str:
    """An RE2 pattern that is found in every text with something to find, and in few others."""
    introduced = rf"(?i:(?:^|[^\pL])(?:{_INTRODUCING}|{_BIRTH_WORDS}))"
    return rf"{number_forms()}|{introduced}"


def _named(found: list[Secret]) -> str:
    return " and ".join(dict.fromkeys(secret.name for secret in found))


def _replaced(text: str, instead: Callable[[Secret], str]) -> str:
    for secret in reversed(secrets(text)):
        text = text[: secret.start] + instead(secret) + text[secret.end :]
    return text

"""Numbers in a text that say who somebody is or reach somebody's money: cards, bank accounts, national ids.

Taken for one is only what has the form and the check digits; where those are weak, its name must stand before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files

REACH = 40
"""Characters before a number in which a word that names it is looked for."""

_ALONE = r"(?<![\w.,+/=#@-])(?:{})(?![\w@]|[-/.]\w)"
"""A number that is no part of a longer one, of a word, an address or a phone number with its plus."""

_CARD = re.compile(_ALONE.format(
    r"\d{14,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{4}([ -])\d{6}\2\d{4,5}"
))  # fmt: skip

_ISSUERS = re.compile(
    # Visa; Mastercard; American Express; Discover; JCB; UnionPay. Diners Club has 14 digits and needs its grouping.
    r"4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17}"
)
_DINERS = re.compile(r"(?:30[0-5]|36\d|3[89]\d)\d([ -])\d{6}\1\d{4}")

_IBAN = re.compile(r"(?<![\w/=#])[A-Za-z]{2}\d{2}(?:[ -]?[A-Za-z0-9]){11,30}")
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34

_CARD_FORM = r"\d{14,19}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}|\d{4}[ -]\d{6}[ -]\d{4}"
_IBAN_FORM = r"\b[A-Za-z]{2}\d{2}[ -]?[A-Za-z0-9]{3,4}[ -]?[A-Za-z0-9]{3}"


@dataclass(frozen=True, slots=True)
class Secret:
    """A part of a text (``start`` to ``end``) that should not be there, what it is, and what may be shown instead."""

    start: int
    end: int
    name: str
    mask: str = "•••"


@dataclass(frozen=True, slots=True)
class _NationalId:
    """An entry of the list: the form as written, and compiled; the module that checks; the words as a pattern."""

    name: str
    form: str
    pattern: re.Pattern[str]
    check: str | None
    words: str | None


def cards(text: str) -> Iterator[Secret]:
    """Payment card numbers: an issuer's prefix and length (ISO/IEC 7812) and the Luhn check digit."""
    from stdnum import luhn

    for found in _CARD.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        issued = _ISSUERS.fullmatch(digits) or _DINERS.fullmatch(found.group())
        if issued and luhn.is_valid(digits):
            last = digits[-4:]
            yield Secret(found.start(), found.end(), f"a card number ending in {last}", f"••• {last}")


def bank_accounts(text: str) -> Iterator[Secret]:
    """International bank account numbers (ISO 13616): a country's structure and the two check digits."""
    from stdnum import iban

    for found in _IBAN.finditer(text):
        ends = [place for place, sign in enumerate(found.group(), start=1) if sign.isalnum()]
        # Words may follow it; its country says how long it is.
        for end in ends[_SHORTEST_IBAN - 1 : _LONGEST_IBAN]:
            following = found.string[found.start() + end : found.start() + end + 1]
            if not following.isalnum() and iban.is_valid(found.group()[:end]):
                yield Secret(found.start(), found.start() + end, "a bank account number (IBAN)")
                break


def national_ids(text: str) -> Iterator[Secret]:
    """Identity and tax numbers of people, by country; see ``data/national_ids.yaml``."""
    for kind in _national_ids():
        for found in kind.pattern.finditer(text):
            before = text[max(0, found.start() - REACH) : found.start()]
            if kind.words is not None and not re.search(
                rf"(?<!\w)(?:{kind.words})(?!\w)", before, re.IGNORECASE
            ):
                continue
            if kind.check is None or import_module(f"stdnum.{kind.check}").is_valid(found.group()):
                yield Secret(found.start(), found.end(), kind.name)


@cache
def number_forms() -> str:
    """An RE2 pattern that is found in every text with such a number, and in few others."""
    ids = _national_ids()
    alone = "|".join(kind.form for kind in ids if kind.words is None)
    words = "|".join(kind.words for kind in ids if kind.words is not None)
    named = rf"(?i:(?:^|[^\pL])(?:{words})(?:[^\pL]|$))"
    return rf"{_CARD_FORM}|{_IBAN_FORM}|{alone}|{named}"


@cache
def _national_ids() -> tuple[_NationalId, ...]:
    import yaml

    text = (files("mopsctl.normalize.data") / "national_ids.yaml").read_text(encoding="utf-8")
    return tuple(
        _NationalId(
            name=entry["name"],
            form=entry["pattern"],
            pattern=re.compile(_ALONE.format(entry["pattern"])),
            check=entry.get("check"),
            words="|".join(map(re.escape, entry["words"])) if "words" in entry else None,
        )
        for entry in yaml.safe_load(text)
    )

"""The one number that a text surely holds: "1.2M" is 1200000, "about 50" is 50, "(1,200)" is -1200."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_CERTAIN, _LIKELY, _ROUGH, _BOUND = 0.95, 0.9, 0.8, 0.5

_SCALES = {
    3: "k thsd tsd thousand tausend mille mila",
    5: "lakh lakhs lac",
    6: "m mm mn mio mill million millions millionen millones milhões milioni",
    7: "crore crores cr",
    9: "b bn billion billions mrd milliarde milliarden milliard milliards miliardi",
}
"""Words for powers of ten; "billion" is the English one, which companies' figures follow."""
_POWER = {word: power for power, words in _SCALES.items() for word in words.split()}

CURRENCIES = (
    "AED|ARS|AUD|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KRW|MXN|MYR|NGN|NOK|NZD|PEN"
    "|PHP|PLN|RMB|RON|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR"
)
"""Codes of ISO 4217 that companies account in; any three letters would make a number of "50 abc"."""

_FORM = re.compile(
    r"""
    (?P<about>~|≈|±|c\.|(?:ca|approx|est|circa|about|approximately|around|roughly|etwa|ungefähr|environ)\b\.?)?\s*
    (?P<sign>[-−–])?\s*
    (?:US\$|[$€£¥₹]|(?:CURRENCIES)\b)?\s*
    (?P<inner>[-−–])?\s*
    (?P<number>[0-9](?:[0-9.,'’\s]*[0-9])?)\s*
    (?:(?P<scale>SCALES)\b\.?)?\s*
    (?P<more>\+|plus\b)?\s*
    (?P<trailing>[-−–])?\s*
    (?:US\$|[$€£¥₹%]|(?:CURRENCIES|euros?|dollars?|people|employees|mitarbeiter|staff|users)\b)?
    """.replace("SCALES", "|".join(sorted(_POWER, key=len, reverse=True))).replace("CURRENCIES", CURRENCIES),
    re.IGNORECASE | re.VERBOSE,
)
_LETTERS_FOR_DIGITS = str.maketrans("OoIl", "0011")


def suggest_number(text: str) -> tuple[str, float] | None:
    """The number in a text as plain digits and the confidence (0-1); None where there is none or several.

    A range (50-100) is two numbers and gives None. "500+" gives 500 with a low confidence: it is a bound.
    """
    plain = unicodedata.normalize("NFKC", text).strip("\"'`= \t\r\n")
    bracketed = re.fullmatch(r"\((.*)\)", plain)
    plain, confidence = (bracketed[1] if bracketed else plain).strip(), _CERTAIN
    if re.fullmatch(r"[0-9OoIl.,]*[OoIl][0-9OoIl.,]*", plain) and re.search(r"[0-9]", plain):
        plain, confidence = plain.translate(_LETTERS_FOR_DIGITS), _ROUGH
    found = _FORM.fullmatch(plain)
    digits = _plain_digits(found["number"]) if found else None
    if found is None or digits is None:
        return None
    value = Decimal(digits).scaleb(_POWER[found["scale"].lower()] if found["scale"] else 0)
    if bracketed or any(found[place] for place in ("sign", "inner", "trailing")):
        value = -value
    return _written(value), min(confidence, _confidence(found))


def _confidence(found: re.Match[str]) -> float:
    if found["more"]:
        return _BOUND
    if found["about"]:
        return _ROUGH
    return _LIKELY if found["scale"] else _CERTAIN


def _plain_digits(number: str) -> str | None:
    """Digits with a point for the decimals; None where that cannot be told: 1.200 is 1200 or 1.2."""
    joined = re.sub(r"['’\s]", "", number)
    marks = re.sub(r"[0-9]", "", joined)
    if not marks:
        return joined
    decimal = marks[-1]
    whole, _, tail = joined.rpartition(decimal)
    if len(set(marks)) == 2:
        return f"{re.sub(r'[.,]', '', whole)}.{tail}" if marks.count(decimal) == 1 else None
    if len(marks) > 1:
        return joined.replace(decimal, "") if len(tail) == 3 else None
    if len(tail) == 3:
        return joined.replace(",", "") if decimal == "," else None
    return f"{whole}.{tail}"


def _written(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text

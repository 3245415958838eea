"""What the values of a column look like: the shares of e-mail, phone, URL, date, number and id shapes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    import pandas as pd

MOST_VALUES = 60
"""Distinct values of a column that are looked at; more would not change the verdict."""


class Shape(StrEnum):
    """A form of text that says what a value is, whatever its column is called."""

    EMAIL = "e-mail address"
    GUID = "GUID"
    SALESFORCE_ID = "Salesforce id"
    ZOHO_ID = "Zoho id"
    URL = "web address"
    DATE = "date"
    BOOLEAN = "yes/no"
    NUMBER = "number"
    PHONE = "phone number"
    WORDS = "words"


# Tried in this order; the first that fits the whole value wins. A Salesforce id is 15 or 18 letters and
# digits, of which the first is a digit or, for custom objects, an a; to keep long words and numbers out, it
# must hold three digits and a letter, or begin with 00.
_FORMS: dict[Shape, str] = {
    Shape.EMAIL: r"(?:mailto:)?[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]{2,}",
    Shape.GUID: r"\{?[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}?",
    Shape.SALESFORCE_ID: r"(?=(?:[A-Za-z]*\d){3})(?=00|\d*[A-Za-z])[0-9a][A-Za-z0-9]{14}(?:[A-Z0-5]{3})?",
    Shape.ZOHO_ID: r"zcrm_\d{6,}",
    Shape.URL: r"(?:https?://\S+|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,24}(?:/\S*)?)",
    Shape.DATE: (
        r"(?:\d{4}-\d\d?-\d\d?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}/\d\d?/\d\d?"
        r"|(?i:(?:\d{1,2}[ .-]+)?[^\W\d_]{3,9}[ .-]+(?:\d{1,2},? )?\d{4}))(?:[T ,].*)?"
    ),
    Shape.BOOLEAN: r"(?i:true|false|yes|no|0|1|y|n|ja|nein|oui|non)",
    Shape.NUMBER: (
        r"[-+(]?(?:[A-Z]{3} ?|[$€£] ?)?-?(?:\d+|\d{1,3}(?:[,. '’]\d{3})+)(?:[.,]\d+)?\)?"
        r"\s?(?:%|[$€£]|[A-Z]{3})?"
    ),
    Shape.PHONE: r"\+?\(?\d[\d\s().+/x-]{5,24}(?:(?:ext|x)\.?\s?\d+)?",
    Shape.WORDS: r".*[^\W\d_].*",
}
_FORM = re.compile("|".join(f"(?P<{shape.name}>{form})" for shape, form in _FORMS.items()), re.DOTALL)

# What a kind's values look like when they are right. Numbers pass as phones, ids and dates (Excel serials);
# a kind that is not listed takes anything.
_EXPECTED: dict[ValueKind, frozenset[Shape]] = {
    ValueKind.EMAIL: frozenset({Shape.EMAIL}),
    ValueKind.PHONE: frozenset({Shape.PHONE, Shape.NUMBER}),
    ValueKind.URL: frozenset({Shape.URL}),
    ValueKind.DATE: frozenset({Shape.DATE, Shape.NUMBER}),
    ValueKind.DATETIME: frozenset({Shape.DATE, Shape.NUMBER}),
    ValueKind.NUMBER: frozenset({Shape.NUMBER, Shape.BOOLEAN}),
    ValueKind.MONEY: frozenset({Shape.NUMBER, Shape.BOOLEAN}),
    ValueKind.PERCENT: frozenset({Shape.NUMBER, Shape.BOOLEAN}),
    ValueKind.PERSON_NAME: frozenset({Shape.WORDS, Shape.BOOLEAN}),
    ValueKind.COMPANY: frozenset({Shape.WORDS, Shape.URL, Shape.BOOLEAN, Shape.NUMBER}),
    ValueKind.CITY: frozenset({Shape.WORDS, Shape.BOOLEAN}),
}


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """Shares (0-1) of the shapes among a column's distinct non-blank values, and how many were seen."""

    seen: int
    shares: Mapping[Shape, float]
    prefixes: Mapping[str, float] = field(default_factory=dict)
    """Shares of the first three characters, of Salesforce ids only."""

    def share(self, *shapes: Shape) -> float:
        return sum(self.shares.get(shape, 0.0) for shape in shapes)

    def fits(self, kind: ValueKind) -> bool:
        """False where values were seen and hardly one (under 5 %) is what that kind looks like."""
        expected = _EXPECTED.get(kind)
        return self.seen == 0 or expected is None or self.share(*expected) >= 0.05


BLANK = ColumnShape(seen=0, shares={})


def column_shape(values: pd.Series[str]) -> ColumnShape:
    """The shapes of a column of text; null and blank values don't count."""
    distinct = values.dropna().unique()[: 2 * MOST_VALUES].tolist()
    texts = [text for text in dict.fromkeys(map(str.strip, distinct)) if text][:MOST_VALUES]
    if not texts:
        return BLANK
    matches = [_FORM.fullmatch(text) for text in texts]
    counts = Counter(match.lastgroup for match in matches if match)
    shares = {Shape[name]: count / len(texts) for name, count in counts.items() if name}
    prefixes: dict[str, float] = {}
    if shares.get(Shape.SALESFORCE_ID, 0.0) >= 0.5:
        heads = Counter(text[:3] for text in texts)
        prefixes = {head: count / len(texts) for head, count in heads.items()}
    return ColumnShape(len(texts), shares, prefixes)

"""What a value looks like: an id, an e-mail, a date; learned a column, it tells where a row went astray."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

MIN_VALUES = 3
MIN_SHARE = 0.9


class Shape(StrEnum):
    """A form of value that free text hardly ever has."""

    EMAIL = "email"
    URL = "url"
    DATE = "date"
    NUMBER = "number"
    PHONE = "phone"
    ID = "id"


# In this order: a date is also a number of sorts, and a number may look like a phone. Salesforce ids have 15
# or 18 letters and digits; GUIDs are those of Dynamics 365.
_FORMS = re.compile(
    r"""(?ix)
    (?P<email> [^@\s,;]+ @ [^@\s,;]+ \. [a-z]{2,} )
  | (?P<url> (?:https?://|www\.) \S+ | (?:[a-z0-9-]+\.)+ [a-z]{2,} (?:/\S*)? )
  | (?P<date> (?:\d{4}-\d{2}-\d{2} | \d{1,2}[./-]\d{1,2}[./-]\d{2,4}) (?:[T\ ]\d{1,2}:\d{2}\S* (?:\ [AP]M)? )? )
  | (?P<number> [-+]?\d+ (?:[.,]\d+)* )
  | (?P<id> (?=[a-z]*\d) [a-z0-9]{15} (?:[a-z0-9]{3})? | [0-9a-f]{8} (?:-[0-9a-f]{4}){3} -[0-9a-f]{12} )
  | (?P<phone> [+(]?\d [\d\s().+/-]{5,} (?:\ ?(?:x|ext\.?)\ ?\d+)? )
    """
)


_BY_NAME = {shape.value: shape for shape in Shape}


def shape_of(value: str) -> Shape | None:
    """The form that ``value`` has as a whole, or None."""
    match = _FORMS.fullmatch(value.strip())
    return _BY_NAME[str(match.lastgroup)] if match else None


def learn_shapes(
    rows: Sequence[Sequence[str | None]], width: int, least: int = MIN_VALUES
) -> tuple[Shape | None, ...]:
    """For each of ``width`` columns, the shape that at least 90 % of its filled values have in ``rows``."""
    return tuple(_shape_of_column([row[column] for row in rows], least) for column in range(width))


def _shape_of_column(values: Sequence[str | None], least: int) -> Shape | None:
    counts = Counter(shape_of(value) for value in values if value and value.strip())
    if counts.total() < least:
        return None
    shape, count = counts.most_common(1)[0]
    return shape if count >= MIN_SHARE * counts.total() else None

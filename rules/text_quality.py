"""Text quality: is the text what its author meant, and nothing that crept in between?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import RECORDS, FieldParams, RowKind, Scope, ValueKind, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.blanks import blank_faults, blank_pattern, tidy_blanks
from mopsctl.normalize.invisible import (
    DIRECTION,
    INVISIBLE,
    RIGHT_TO_LEFT,
    invisible_names,
    without_invisible,
)

if TYPE_CHECKING:
    import pandas as pd


def _found(text: exp.Expr, pattern: str) -> exp.Expr:
    return exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(pattern))


class WhitespaceParams(FieldParams):
    """A field, and whether its values may have several lines."""

    multiline: bool = Field(
        False,
        description="Whether line breaks, indents and doubled blanks inside the value are allowed, "
        "as in notes and street addresses.",
    )


class Whitespace(RowKind):
    """The value must have single common blanks between its words and none around them.

    Found are blanks around the value, doubled blanks, tabs and line breaks, no-break spaces and other blanks of
    Unicode. Not found: values of nothing but blanks, which are empty, and the ideographic space inside Chinese and
    Japanese names.
    """

    name = "whitespace"
    dimension = Dimension.VALIDITY
    Params = WhitespaceParams
    as_written = True

    def violates(self, params: WhitespaceParams, record: Record, scope: Scope) -> exp.Expr:
        return _found(record.as_written(params.field), blank_pattern(params.multiline))

    def message(self, params: WhitespaceParams, violation: Violation) -> str:
        faults = blank_faults(violation.value, params.multiline)
        return f"{violation.label} {violation.value!r} {' and '.join(faults)}"

    def suggest(self, params: WhitespaceParams, violation: Violation) -> Suggestion | None:
        # What stands inside a word in place of a common blank may be no blank at all.
        inside = any(fault.endswith("inside") for fault in blank_faults(violation.value, params.multiline))
        return Suggestion(tidy_blanks(violation.value, params.multiline), 0.9 if inside else 1.0)


class Invisible(RowKind):
    """The value must have no character that nobody sees.

    Found are zero-width spaces, byte order marks, soft hyphens, text direction marks, control characters and the
    like: two values that look the same differ by them, and lookups miss. Not found: joiners in the scripts that need
    them (Arabic, Persian, the Indic ones) and in emoji, and direction marks beside Arabic and Hebrew letters. Tabs
    and line breaks are left to `whitespace`.
    """

    name = "invisible"
    dimension = Dimension.VALIDITY
    as_written = True

    def violates(self, params: FieldParams, record: Record, scope: Scope) -> exp.Expr:
        text = record.as_written(params.field)
        left_to_right = exp.not_(_found(text, RIGHT_TO_LEFT))
        return exp.or_(_found(text, INVISIBLE), exp.and_(_found(text, DIRECTION), left_to_right))

    def message(self, params: FieldParams, violation: Violation) -> str:
        names = invisible_names(violation.value)
        visible = without_invisible(violation.value)
        return f"{violation.label} {visible!r} holds {' and '.join(names)}, which nobody sees"

    def suggest(self, params: FieldParams, violation: Violation) -> Suggestion | None:
        plain = without_invisible(violation.value)
        return Suggestion(plain, 0.95) if plain else None


class Mojibake(ValueKind):
    """The value must be legible: not garbled by a wrong encoding, and without HTML code.

    Found are UTF-8 read as another encoding ("MÃ¼ller"), HTML entities ("M&uuml;ller"), the replacement character
    ("M�ller"), and a question mark inside a word where the same field of another record has a letter in its place
    ("M?ller" beside "Müller"). What was lost is suggested only where another record has it. Not found: letters of any
    language in their right place, "AT&T", question marks without such evidence.
    """

    name = "mojibake"
    dimension = Dimension.VALIDITY

    def judge(self, params: FieldParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.mojibake import mended_texts

        return mended_texts(values[params.field], values[RECORDS])

    def detail_field(self, params: FieldParams) -> str | None:
        return params.field

    def message(self, params: FieldParams, violation: Violation) -> str:
        said = f"{violation.label} {violation.value!r}"
        if "�" in violation.value:
            return f"{said} lost a letter (�) when it was read in the wrong encoding"
        if re.search("&[#\\w•]+;", violation.value):
            return f"{said} holds HTML code"
        if violation.detail is not None and violation.value.count("?") > violation.detail.count("?"):
            return f"{said} lost a letter (?); other records have {violation.detail!r}"
        return f"{said} is garbled: it was read in the wrong encoding"

    def suggest(self, params: FieldParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.mojibake import decoded

        mended = violation.detail
        if mended is None or mended == violation.value:
            return None
        return Suggestion(mended, 0.95 if decoded(violation.value) == mended else 0.7)


KINDS = (Whitespace, Invisible, Mojibake)

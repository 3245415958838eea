"""Consent and objection as systems and people write them: "true", "Opted in", "Freely given consent from contact".

Read are checkboxes (`booleans`), the words of HubSpot's legal basis, Zoho's data processing basis, Pipedrive's
marketing status and Dynamics' "Do not allow", and plain words in some languages. Of several values in one field,
joined by a semicolon, any counts.
"""

from __future__ import annotations

import re

from sqlglot import exp

from mopsctl.normalize.booleans import YES

_YES = "|".join(YES)

_CONSENT = (
    r"(?:(?:explicit|express|freely given|written|verbal) )?consent(?:ed)?"
    r"(?: (?:given|obtained|granted))?(?: from contact)?"
)
_GIVEN = (
    rf"{_YES}|{_CONSENT}|(?:single |double |confirmed )?opt(?:ed)?[ -]?in|subscribed|granted|given|confirmed|obtained"
    r"|accepted|agreed|(?:einwilligung )?erteilt|einwilligung|(?:consentement )?(?:accordé|donné)|consentement"
    r"|consentimiento|consenso"
)
_OBJECTED = (
    rf"{_YES}|opt(?:ed)?[ -]?out|unsubscribed|do not (?:allow|email|contact|mail)|objected|withdrawn|revoked"
    r"|(?:consent )?(?:withdrawn|revoked)|widerrufen|abgemeldet|désinscrit|désabonné"
)


def given_sql(text: exp.Expr) -> exp.Expr:
    """Whether a text says that somebody consented."""
    return _says(text, _GIVEN)


def objected_sql(text: exp.Expr) -> exp.Expr:
    """Whether a text in a field about objections says that somebody objected."""
    return _says(text, _OBJECTED)


def objected(text: str) -> bool:
    """The answer of `objected_sql` for one text."""
    return re.fullmatch(_any_of(_OBJECTED), text, re.IGNORECASE) is not None


def _says(text: exp.Expr, words: str) -> exp.Expr:
    return exp.RegexpLike(this=text.copy(), expression=exp.Literal.string(f"(?i)^(?:{_any_of(words)})$"))


def _any_of(words: str) -> str:
    return rf"(?:.*;)? *(?:{words}) *(?:;.*)?"

"""Validity: is the value one that can be true?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field, field_validator
from rapidfuzz import fuzz, process
from sqlglot import exp

from mopsctl.crm_filter import Condition, CrmFilter, Operator
from mopsctl.engine.conditions import check_pattern
from mopsctl.engine.kinds import FieldParams, RowKind, Scope, ValueKind, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.pattern_sql import matches_whole

if TYPE_CHECKING:
    import pandas as pd


def _texts(values: list[str]) -> list[exp.Expr]:
    return [exp.Literal.string(value) for value in values]


class Placeholder(RowKind):
    """The value is junk that stands for nothing: n/a, test, asdf, 000-000-0000, noemail@noemail.com."""

    name = "placeholder"
    dimension = Dimension.VALIDITY

    def applies(self, params: FieldParams, record: Record) -> exp.Expr | None:
        return exp.not_(record.blank(params.field))

    def violates(self, params: FieldParams, record: Record, scope: Scope) -> exp.Expr:
        return record.placeholder(params.field)

    def message(self, params: FieldParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is a placeholder, not a value"


class PatternParams(FieldParams):
    """A field and the pattern of its values."""

    pattern: str = Field(description="RE2 pattern that the whole value must match.")
    expected: str | None = Field(None, description="The pattern in words, for the message.")

    @field_validator("pattern")
    @classmethod
    def _is_re2(cls, pattern: str) -> str:
        check_pattern(pattern)
        return pattern


class Pattern(RowKind):
    """The value must match a pattern."""

    name = "pattern"
    dimension = Dimension.VALIDITY
    Params = PatternParams

    def violates(self, params: PatternParams, record: Record, scope: Scope) -> exp.Expr:
        return exp.not_(matches_whole(record.text(params.field), params.pattern))

    def message(self, params: PatternParams, violation: Violation) -> str:
        expected = params.expected or f"of the form {params.pattern}"
        return f"{violation.label} {violation.value!r} is not {expected}"


class OneOfParams(FieldParams):
    """A field and the values it may have."""

    values: list[str] = Field(min_length=1, description="The allowed values.")
    case_sensitive: bool = Field(False, description="Whether 'mql' differs from 'MQL'.")


LEAST_LIKENESS = 70
"""Of a value that is suggested, in percent of both texts' characters; parts of words are no likeness."""


class OneOf(RowKind):
    """The value must be one of a list."""

    name = "one_of"
    dimension = Dimension.VALIDITY
    Params = OneOfParams

    def violates(self, params: OneOfParams, record: Record, scope: Scope) -> exp.Expr:
        value = record.text(params.field)
        if params.case_sensitive:
            return exp.not_(exp.In(this=value, expressions=_texts(params.values)))
        lowered = sorted({allowed.lower() for allowed in params.values})
        return exp.not_(exp.In(this=exp.Lower(this=value), expressions=_texts(lowered)))

    def message(self, params: OneOfParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is not one of {_listed(params.values)}"

    def suggest(self, params: OneOfParams, violation: Violation) -> Suggestion | None:
        folded = {allowed.lower(): allowed for allowed in params.values}
        match = process.extractOne(
            violation.value.lower(), list(folded), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS
        )
        return Suggestion(folded[match[0]], match[1] / 100) if match else None

    def crm_filter(self, params: OneOfParams, scope: Scope) -> CrmFilter | None:
        return Condition(params.field, Operator.NONE_OF, tuple(params.values))


_MISSPELT = "misspelt domain"


class Email(ValueKind):
    """The value must be an address that can exist (syntax, top-level domain), at no misspelt provider."""

    name = "email"
    dimension = Dimension.VALIDITY

    def judge(self, params: FieldParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.emails import judge_emails
        from mopsctl.normalize.misspelt_domains import has_misspelt_domain

        reasons = judge_emails(values[params.field])["reason"]
        return reasons.mask(reasons.isna() & has_misspelt_domain(values[params.field]), _MISSPELT)

    def message(self, params: FieldParams, violation: Violation) -> str:
        if violation.detail == _MISSPELT:
            return f"{violation.label} {violation.value!r} is at a misspelt domain"
        return f"{violation.label} {violation.value!r} is not a valid e-mail address: {violation.detail}"

    def suggest(self, params: FieldParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.email_repair import suggest_email

        mended = suggest_email(violation.value)
        return Suggestion(*mended) if mended else None


class EmailTypeParams(FieldParams):
    """A field and the type of address that it should not hold."""

    forbid: Literal["role", "free", "disposable"] = Field(description="The type of address to find.")


class EmailType(RowKind):
    """The address should not be of a type: shared by a role, of a free provider, or thrown away after use."""

    name = "email_type"
    dimension = Dimension.VALIDITY
    Params = EmailTypeParams

    _MEANING: ClassVar[dict[str, str]] = {
        "role": "belongs to a role, not to a person",
        "free": "is a private address of a free provider, which says nothing about the company",
        "disposable": "is of a provider of throw-away addresses",
    }

    def violates(self, params: EmailTypeParams, record: Record, scope: Scope) -> exp.Expr:
        part = 1 if params.forbid == "role" else 2
        address = exp.Lower(this=record.text(params.field))
        piece = exp.func("SPLIT_PART", address, exp.Literal.string("@"), exp.Literal.number(part))
        return exp.In(this=piece, expressions=_texts(_forbidden(params.forbid)))

    def message(self, params: EmailTypeParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} {self._MEANING[params.forbid]}"


LEAST_INTERNATIONAL = 11
"""A number of fewer digits more likely is a national one than an international one without its plus."""


class PhoneParams(FieldParams):
    """A field with phone numbers, and the field with the country whose numbers they are."""

    country: str = Field("country", description="The field that names the country.")


class Phone(ValueKind):
    """The value must be a number that can be called in its country (or is written with a country code)."""

    name = "phone"
    dimension = Dimension.VALIDITY
    Params = PhoneParams

    def optional_fields(self, params: PhoneParams) -> tuple[str, ...]:
        return (params.country,)

    def judge(self, params: PhoneParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.phones import judge_phones

        numbers = values.rename(columns={params.field: "value", params.country: "country"})
        return judge_phones(numbers, scope.default_country)["reason"]

    def message(self, params: PhoneParams, violation: Violation) -> str:
        from mopsctl.normalize.phone_verdicts import PhoneProblem

        if violation.detail == PhoneProblem.NOT_A_NUMBER:
            return f"{violation.label} {violation.value!r} is not a phone number"
        return f"{violation.label} {violation.value!r} is not a valid phone number: {violation.detail}"

    def suggest(self, params: PhoneParams, violation: Violation) -> Suggestion | None:
        return self.suggest_all(params, [violation])[0]

    def suggest_all(
        self, params: PhoneParams, violations: Sequence[Violation]
    ) -> Sequence[Suggestion | None]:
        from mopsctl.normalize.phones import suggest_phones

        # Its own country has no such number; what is left is a country code that lost its plus.
        long = {v.value for v in violations if sum(map(str.isdigit, v.value)) >= LEAST_INTERNATIONAL}
        mended = dict(zip(long, suggest_phones(list(long)), strict=True)) if long else {}
        found = (mended.get(violation.value) for violation in violations)
        return [Suggestion(*pair) if pair else None for pair in found]


@cache
def _forbidden(kind: str) -> list[str]:
    from mopsctl.normalize import emails

    lists = {
        "role": emails.role_local_parts,
        "free": emails.free_mail_domains,
        "disposable": emails.disposable_domains,
    }
    return sorted(lists[kind]())


def _listed(values: list[str], most: int = 6) -> str:
    shown = ", ".join(values[:most])
    return f"{shown} … ({len(values)} values)" if len(values) > most else shown


KINDS = (Placeholder, Pattern, OneOf, Email, EmailType, Phone)

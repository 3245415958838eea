"""Privacy: does the record hold what it must not, and what it must?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import Field, model_validator
from sqlglot import exp

from mopsctl.engine.kinds import FieldName, FieldParams, RowKind, Scope, ValueKind, Violation
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.consents import given_sql, objected, objected_sql
from mopsctl.normalize.personal_kinds import PersonalData

if TYPE_CHECKING:
    import pandas as pd


class PersonalDataParams(FieldParams):
    """A field, and what must not stand in it."""

    find: list[PersonalData] = Field(
        list(get_args(PersonalData)), min_length=1, description="What is looked for; everything by default."
    )


class ForbiddenPersonalData(ValueKind):
    """The text must not hold card numbers, bank accounts, national ids, passwords or dates of birth.

    A number is found by its form and its check digits: cards of the large issuers, IBANs, and the identity and tax
    numbers of some 30 countries; one whose form many other numbers have, only where its name stands before it ("bsn
    111222333"). Passwords and dates of birth are found by the words before them, in several languages. Not found:
    phone numbers, ids of records, numbers with a wrong check digit, and what can be told by its meaning only, such as
    illnesses. What is found is masked wherever the finding is shown.
    """

    name = "personal_data"
    dimension = Dimension.VALIDITY
    Params = PersonalDataParams

    def judge(self, params: PersonalDataParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.personal_texts import personal_data

        return personal_data(values[params.field], params.find)

    def shown(self, params: PersonalDataParams, value: str) -> str:
        from mopsctl.normalize.personal_texts import masked

        return masked(value)

    def message(self, params: PersonalDataParams, violation: Violation) -> str:
        return f"{violation.label} holds {violation.detail}"

    def suggest(self, params: PersonalDataParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.personal_texts import REMOVED, without_personal_data

        mended = without_personal_data(violation.value)
        return Suggestion(mended, 0.9) if mended != REMOVED else None


class ConsentParams(FieldParams):
    """A field that says whether a person consented, what must prove it, and what must not contradict it."""

    evidence: list[FieldName] = Field(
        [], description="Fields that must all be filled where consent was given: its date, its source."
    )
    opt_out: FieldName | None = Field(
        None, description="A field that says that the person objected; it must not where consent was given."
    )

    @model_validator(mode="after")
    def _something_to_check(self) -> ConsentParams:
        if not self.evidence and self.opt_out is None:
            raise ValueError("give 'evidence', 'opt_out' or both")
        return self


class Consent(RowKind):
    """A person who consented must have the proof of it, and must not have objected at the same time.

    Checked are the records whose field says that consent was given: a checkbox, "Opted in", HubSpot's "Freely given
    consent from contact". Not found: persons who are mailed without any consent on record, since other legal bases may
    hold; consent that is in the future, which `date_order` finds.
    """

    name = "consent"
    dimension = Dimension.COMPLETENESS
    Params = ConsentParams

    def fields(self, params: ConsentParams) -> tuple[str, ...]:
        contradiction = () if params.opt_out is None else (params.opt_out,)
        return (params.field, *params.evidence, *contradiction)

    def applies(self, params: ConsentParams, record: Record) -> exp.Expr | None:
        return given_sql(record.text(params.field))

    def violates(self, params: ConsentParams, record: Record, scope: Scope) -> exp.Expr:
        faults: list[exp.Expr] = [exp.not_(record.usable(name)) for name in params.evidence]
        if params.opt_out is not None:
            faults.append(objected_sql(record.text(params.opt_out)))
        return exp.or_(*faults)

    def message(self, params: ConsentParams, violation: Violation) -> str:
        given = f"{violation.label} is {violation.value!r}"
        if params.opt_out is not None and objected(violation.values[params.opt_out]):
            opposite = f"{violation.labels[params.opt_out]} is {violation.values[params.opt_out]!r}"
            return f"{given} and {opposite}: consent and objection at once"
        missing = [violation.labels[name] for name in params.evidence if not violation.values[name]]
        proof = (
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} empty"
            if missing
            else "it is unusable"
        )
        return f"{given}, but its proof is missing: {proof}"


KINDS = (ForbiddenPersonalData, Consent)

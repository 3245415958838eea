"""E-mail domains that stand for one company each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from mopsctl.engine.cell import cell_text
from mopsctl.engine.registry import kinds
from mopsctl.schema.model import ValueKind
from mopsctl.suggesting.column import Column
from mopsctl.suggesting.dependence import LEAST_GROUP, dependence, is_clear
from mopsctl.suggesting.keyed_sample import Coded, keyed_sample
from mopsctl.suggesting.proposal import Proposal
from mopsctl.suggesting.survey import Survey

if TYPE_CHECKING:
    import pandas as pd


def propose_companies(survey: Survey) -> Iterator[Proposal]:
    """That the domain of an e-mail address determines the company, for each pair of fields with such values."""
    if "determines" not in kinds():
        return
    for email in survey.of_kinds(ValueKind.EMAIL):
        for company in survey.of_kinds(ValueKind.COMPANY):
            if not email.is_constant and not company.is_constant and _is_determined(survey, email, company):
                yield _proposal(survey, email, company)


def _is_determined(survey: Survey, email: Column, company: Column) -> bool:
    from mopsctl.normalize.companies import company_keys

    text = exp.Lower(this=cell_text(email.position))
    domain = exp.func("SPLIT_PART", text, exp.Literal.string("@"), exp.Literal.number(2))
    addresses, names = keyed_sample(survey, domain, (email, company))
    groups = addresses.by(_keys(addresses, _domains))
    return is_clear(survey, dependence(groups.codes, names.by(_keys(names, company_keys)).codes))


def _keys(texts: Coded, make: Callable[[pd.Series[Any]], pd.Series[Any]]) -> Sequence[str | None]:
    import pandas as pd

    keys = make(pd.Series(texts.values, dtype=str))
    return [None if missing else str(key) for key, missing in zip(keys, keys.isna(), strict=True)]


def _domains(addresses: pd.Series[Any]) -> pd.Series[Any]:
    """The domains of addresses, but none of free providers."""
    from mopsctl.normalize.domains import registered_domains
    from mopsctl.normalize.email_lists import free_mail_domains

    domains = registered_domains(addresses)
    return domains.mask(domains.isin(free_mail_domains()))


def _proposal(survey: Survey, email: Column, company: Column) -> Proposal:
    def row(person: str, name: str) -> dict[str, str | int | float | bool | None]:
        return {email.field: f"{person}@acme.com", company.field: name}

    group = [row(person, "Acme") for person in "abcdefg"[: LEAST_GROUP - 1]]
    return Proposal(
        survey.object, "determines", (company.field, email.field),
        {"field": company.field, "determinant": email.field, "by": "domain", "compare": "company"}, "agrees",
        f"The domain of {survey.label(email.field)} determines {survey.label(company.field)}",
        "agree with their group", good=([*group, row("z", "Acme Inc.")],), tried=([*group, row("z", "Initech")],),
        invented=True,
    )  # fmt: skip

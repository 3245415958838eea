"""A rule kind: VAT numbers, judged by the rules of the country that gave them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic import Field

from mopsctl.engine.kinds import FieldParams, Scope, ValueKind, Violation
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.countries import country_code, country_codes

if TYPE_CHECKING:
    import pandas as pd

PREFIXES = {"EL": "GR", "XI": "GB"}
"""Prefixes that are not the country's ISO code: Greece, Northern Ireland."""
READ_AS_LETTERS = str.maketrans("OIlSB", "01158")
"""Digits that were taken for letters by whoever, or whatever, typed the number from paper."""
SURE = 0.8


class VatNumberParams(FieldParams):
    """A field with VAT numbers, and the field with the country whose numbers they are."""

    country: str = Field("country", description="The field that names the country.")


class VatNumber(ValueKind):
    """The value must be a VAT number that can exist: of the form, and with the check digits, of its country.

    The country is that of the number's own first letters, else that of the record, else `default_country`.
    Where none is known, or the country's numbers follow no rule, nothing is found. Blanks, dots and dashes
    within a number are not judged.
    """

    name = "vat_number"
    dimension = Dimension.VALIDITY
    Params = VatNumberParams

    def optional_fields(self, params: VatNumberParams) -> tuple[str, ...]:
        return (params.country,)

    def judge(self, params: VatNumberParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        import pandas as pd

        countries = country_codes(values[params.country]).fillna(scope.default_country or "")
        reasons = map(reason_against, values[params.field], countries)
        return pd.Series(list(reasons), index=values.index, dtype="object")

    def message(self, params: VatNumberParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is not a VAT number: {violation.detail}"

    def suggest(self, params: VatNumberParams, violation: Violation) -> Suggestion | None:
        country = country_code(violation.values.get(params.country, "")) or ""
        mended = violation.value[:2] + violation.value[2:].translate(READ_AS_LETTERS)
        if mended == violation.value or not rules_of(mended, country) or reason_against(mended, country):
            return None
        return Suggestion(mended, SURE)


def reason_against(number: str, country: str) -> str | None:
    """Why a number cannot be one, None where it can.

    :param country: the ISO code that holds where the number does not begin with one; may be empty.
    """
    from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

    rules = rules_of(number, country)
    if rules is None:
        return None
    try:
        rules.validate(re.sub(r"^(EL|XI)", "", number.strip().upper()))
    except InvalidChecksum:
        return "its check digits are wrong"
    except InvalidLength:
        return "it is too short or too long"
    except ValidationError:
        return "it has a form that no such number has"
    return None


def rules_of(number: str, country: str) -> Any | None:
    """python-stdnum's module for the numbers of a country, None where it has none."""
    prefix = number.strip()[:2].upper()
    own = country_code(PREFIXES.get(prefix, prefix)) if prefix.isalpha() else None
    return _module(own or country)


@cache
def _module(country: str) -> Any | None:
    from stdnum import get_cc_module

    return get_cc_module(country, "vat") if country else None


KINDS = (VatNumber,)

"""Places: do country, state and postal code name something that there is?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field

from mopsctl.engine.kinds import FieldName, FieldParams, Scope, ValueKind, Violation
from mopsctl.findings import Dimension, Suggestion

if TYPE_CHECKING:
    import pandas as pd

_UNKNOWN = "unknown"


class CountryParams(FieldParams):
    """A field with countries, and the form in which they must be written."""

    form: Literal["any", "alpha2", "alpha3", "name"] = Field(
        "any", description="any: any spelling; alpha2: DE; alpha3: DEU; name: the English name, Germany."
    )


class Country(ValueKind):
    """The value must be a country of ISO 3166-1, by code or by name in any of some forty languages.

    With `form`, a country in another form is found too, and the wanted one suggested. Formal and everyday names
    count (U.S.A., Holland, Republic of Korea, England), continents and regions such as EMEA do not. A state or
    province instead of its country is found, and the country suggested.
    """

    name = "country"
    dimension = Dimension.VALIDITY
    Params = CountryParams

    _FORMS: ClassVar[dict[str, str]] = {
        "alpha2": "the two-letter code",
        "alpha3": "the three-letter code",
        "name": "the English name",
    }

    def judge(self, params: CountryParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.countries import country_codes
        from mopsctl.normalize.country_forms import has_form

        texts = values[params.field]
        codes = country_codes(texts)
        reasons = codes.isna().map({True: _UNKNOWN}).astype("string")
        if params.form == "any":
            return reasons
        return codes.mask(has_form(texts, codes, params.form)).fillna(reasons)

    def message(self, params: CountryParams, violation: Violation) -> str:
        from mopsctl.normalize.country_forms import country_in_words
        from mopsctl.normalize.states import countries_of

        said = f"{violation.label} {violation.value!r}"
        if violation.detail != _UNKNOWN:
            return f"{said} is not {self._FORMS[params.form]} of {country_in_words(violation.detail or '')}"
        of = countries_of(violation.value)
        place = f"a state or province of {country_in_words(of[0])}, not" if of else "not"
        return f"{said} is {place} a country"

    def suggest(self, params: CountryParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.country_forms import country_as, nearest_country
        from mopsctl.normalize.states import countries_of

        code, confidence = violation.detail or _UNKNOWN, 0.98
        if code == _UNKNOWN:
            of = countries_of(violation.value)
            near = (of[0], 0.8 if len(of) == 1 else 0.5) if of else nearest_country(violation.value)
            if near is None:
                return None
            code, confidence = near
        return Suggestion(country_as(code, "name" if params.form == "any" else params.form), confidence)


class StateParams(FieldParams):
    """A field with states or provinces, the field with their country, and the form in which they must be."""

    country: FieldName = Field("country", description="The field that names the country.")
    form: Literal["any", "code", "name"] = Field(
        "any", description="any: any spelling; code: CA; name: California."
    )


class State(ValueKind):
    """The value must be a state or province of the record's country, by code or name.

    Judged are countries whose addresses name one, in spellings settled enough to call another one wrong: the United
    States, Canada, Australia, Brazil, China, India, Ireland, Italy, Japan, Malaysia, Mexico and Spain. A record
    without country is judged by the configuration's `default_country`; without that, only misspelt names of states
    of the United States and Canada are found.
    """

    name = "state"
    dimension = Dimension.VALIDITY
    Params = StateParams

    def optional_fields(self, params: StateParams) -> tuple[str, ...]:
        return (params.country,)

    def judge(self, params: StateParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.state_verdicts import judge_states

        pairs = values.rename(columns={params.field: "value", params.country: "country"})
        return judge_states(pairs, params.form, scope.default_country)

    def message(self, params: StateParams, violation: Violation) -> str:
        from mopsctl.normalize.country_forms import country_in_words
        from mopsctl.normalize.state_verdicts import MISSPELT, OTHER_FORM
        from mopsctl.normalize.states import countries_of

        country, _, problem = (violation.detail or "").partition(" ")
        said = f"{violation.label} {violation.value!r}"
        if problem == MISSPELT:
            return f"{said} is misspelt"
        if problem == OTHER_FORM:
            return f"{said} is not the {params.form} of a state or province of {country_in_words(country)}"
        of = countries_of(violation.value)
        instead = f", but of {country_in_words(of[0])}" if of else ""
        return f"{said} is not a state or province of {country_in_words(country)}{instead}"

    def suggest(self, params: StateParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.state_verdicts import suggest_state

        country = (violation.detail or "").partition(" ")[0]
        mended = suggest_state(violation.value, country, params.form)
        return Suggestion(*mended) if mended else None


class PostalCodeParams(FieldParams):
    """A field with postal codes, the field with their country, and maybe the one with their state."""

    country: FieldName = Field("country", description="The field that names the country.")
    state: FieldName | None = Field(
        None, description="The field that names the state, to which the code must then belong."
    )


class PostalCode(ValueKind):
    """The value must have the form of the postal codes of the record's country.

    Blanks, hyphens and a country's letters before the code are not judged (1234AB, D-80331), nor is whether the
    code is in use. A record without country is judged by the configuration's `default_country`, else not. What a
    spreadsheet made of a code (2134, 10001.0) is found, and 02134 suggested. With `state`, codes that belong to
    another state are found, in the countries that `state` rules judge.
    """

    name = "postal_code"
    dimension = Dimension.VALIDITY
    Params = PostalCodeParams

    def optional_fields(self, params: PostalCodeParams) -> tuple[str, ...]:
        return (params.country, params.state) if params.state else (params.country,)

    def judge(self, params: PostalCodeParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.postal_codes import judge_postal_codes

        names = {params.field: "value", params.country: "country", params.state: "state"}
        return judge_postal_codes(
            values.rename(columns=names), params.state is not None, scope.default_country
        )

    def message(self, params: PostalCodeParams, violation: Violation) -> str:
        from mopsctl.normalize.country_forms import country_in_words
        from mopsctl.normalize.postal_codes import FORM, example_of
        from mopsctl.normalize.states import find_area

        country, _, owner = (violation.detail or "").partition(" ")
        said = f"{violation.label} {violation.value!r}"
        if owner == FORM:
            like = f", such as {example_of(country)}"
            return f"{said} is not a postal code of {country_in_words(country)}{like}"
        area = find_area(owner, country)
        return f"{said} belongs to {area.name if area else owner}, not to {violation.values[params.state or '']!r}"

    def suggest(self, params: PostalCodeParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.postal_codes import FORM
        from mopsctl.normalize.postal_repair import suggest_postal_code

        country, _, problem = (violation.detail or "").partition(" ")
        if problem != FORM:
            return None
        state = violation.values.get(params.state, "") if params.state else ""
        mended = suggest_postal_code(violation.value, country, state)
        return Suggestion(*mended) if mended else None


KINDS = (Country, State, PostalCode)

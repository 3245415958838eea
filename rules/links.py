"""Links: is a web address or domain one that can exist?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, field_validator, model_validator

from mopsctl.engine.kinds import FieldParams, Scope, ValueKind, Violation
from mopsctl.findings import Dimension, Suggestion

if TYPE_CHECKING:
    import pandas as pd


class UrlParams(FieldParams):
    """A field with web addresses, and what is asked of them beside that they can exist."""

    scheme: Literal["optional", "required"] = Field(
        "optional", description="Whether http:// or https:// must be there; browsers add it."
    )
    site: str | None = Field(
        None,
        description="The domain at which the address must be, with a page: linkedin.com.",
    )
    paths: list[str] = Field(
        [], description="How the page's path at the site may begin: /in/ for LinkedIn's members."
    )

    @field_validator("site")
    @classmethod
    def _is_domain(cls, site: str | None) -> str | None:
        from mopsctl.normalize.urls import is_domain

        if site is not None and not is_domain(site):
            raise ValueError(f"{site!r} is no domain such as linkedin.com")
        return site

    @model_validator(mode="after")
    def _paths_of_a_site(self) -> UrlParams:
        if self.paths and self.site is None:
            raise ValueError("'paths' are those of a 'site', which is not given")
        return self


class Url(ValueKind):
    """The value must be a web address that can exist: http(s) or no scheme, and a domain with a known ending.

    Not found is whether anybody answers there: nothing is fetched. Misspelt schemes (`htp://`, `http//`), a `www`
    with a comma, blanks, e-mail addresses, several addresses in one value and addresses of computers by number
    are found, and mended where it is clear what was meant.
    """

    name = "url"
    dimension = Dimension.VALIDITY
    Params = UrlParams

    def judge(self, params: UrlParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.urls import judge_urls

        return judge_urls(values[params.field], params.scheme == "required", params.site, params.paths)

    def message(self, params: UrlParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is not a valid web address: {violation.detail}"

    def suggest(self, params: UrlParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.url_repair import suggest_url
        from mopsctl.normalize.urls import UrlProblem

        if violation.detail == UrlProblem.NO_SCHEME:
            return Suggestion(f"https://{violation.value}", 0.9)
        mended = suggest_url(violation.value, params.site)
        return Suggestion(*mended) if mended else None


class DomainParams(FieldParams):
    """A field with companies' domains."""

    company_only: bool = Field(
        False, description="Whether domains of free mail providers, such as gmail.com, are wrong."
    )


class Domain(ValueKind):
    """The value must be a bare domain such as acme.com: no web address, no e-mail address, and a known ending.

    Subdomains are domains too (`shop.acme.co.uk`), except `www`. Whether somebody registered it is not looked up.
    """

    name = "domain"
    dimension = Dimension.VALIDITY
    Params = DomainParams

    def judge(self, params: DomainParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        from mopsctl.normalize.urls import judge_domains

        return judge_domains(values[params.field], params.company_only)

    def message(self, params: DomainParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is not a valid domain: {violation.detail}"

    def suggest(self, params: DomainParams, violation: Violation) -> Suggestion | None:
        from mopsctl.normalize.url_repair import suggest_bare_domain

        mended = suggest_bare_domain(violation.value)
        return Suggestion(*mended) if mended else None


KINDS = (Url, Domain)

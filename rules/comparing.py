"""Keys under which values that mean the same meet, for rules that compare values of several records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from sqlglot import exp

from mopsctl.engine.kinds import Tables
from mopsctl.normalize.pattern_sql import replace_all

if TYPE_CHECKING:
    import pandas as pd

Compare = Literal["exact", "id", "text", "digits", "letters", "company", "country", "state", "domain"]
COMPARE_WORDS = (
    "exact: as written; id: a Salesforce id in 15 or 18 characters; text: in any case; digits: digits only; "
    "letters: letters and digits only, without accents; company: without legal form; country, state: by code or "
    "name; domain: the registered domain of a web or e-mail address, none for free and disposable mail providers."
)
"""What a parameter of the type ``Compare`` means, for its description."""

SALESFORCE_LONG, SALESFORCE_SHORT = 18, 15
"""Salesforce writes an id in 15 characters, or in 18 with a checksum behind them."""

Make = Callable[["pd.Series[Any]"], "pd.Series[Any]"]


def key_sql(value: exp.Expr, compare: Compare) -> exp.Expr:
    """The key of a text where SQL can say it, else the part of the text that the key is made of."""
    if compare == "id":
        is_long = exp.Length(this=value).eq(exp.Literal.number(SALESFORCE_LONG))
        short = exp.func("LEFT", value.copy(), exp.Literal.number(SALESFORCE_SHORT))
        return exp.case().when(is_long, short).else_(value.copy())
    if compare == "digits":
        return replace_all(value, "[^0-9]+", "")
    if compare == "domain":
        # Millions of addresses are at few domains.
        return replace_all(exp.Lower(this=value), "^.*@", "")
    return exp.Lower(this=value) if compare == "text" else value


def renamed(rows: exp.Query, *kept: str, **fields: str) -> exp.Select:
    """The rows' fields under a kind's own names, which no header of a source can clash with, beside kept columns."""
    named = [exp.alias_(exp.column(field, quoted=True), name) for name, field in fields.items()]
    return exp.select(*map(exp.column, kept), *named).from_(rows.subquery("as_written"))


def keyed(rows: exp.Query, column: str, compare: Compare, key: str, tables: Tables) -> exp.Select:
    """The rows with a column more, the key of one of their columns; rows without a key are left out."""
    value = key_sql(exp.column(column, "k"), compare)
    made = _MADE.get(compare)
    if made is None:
        filled = value.copy().neq(exp.Literal.string(""))
        return exp.select("k.*", exp.alias_(value, key)).from_(rows.subquery("k")).where(filled)
    texts = exp.select(exp.alias_(value.copy(), "text")).from_(rows.subquery("k"))
    found = tables.keys(texts, made)
    return (
        exp.select("k.*", exp.alias_(exp.column("key", "found"), key))
        .from_(rows.subquery("k"))
        .join(found.subquery("found"), on=exp.column("text", "found").eq(value))
    )


def _letters(texts: pd.Series[Any]) -> pd.Series[Any]:
    import pyarrow.compute as pc

    from mopsctl.normalize.arrow_text import as_arrow, as_series, letters_and_digits

    key = letters_and_digits(as_arrow(texts))
    return as_series(pc.if_else(pc.equal(key, ""), None, key), texts.index)


def _companies(texts: pd.Series[Any]) -> pd.Series[Any]:
    from mopsctl.normalize.companies import company_keys

    return company_keys(texts)


def _countries(texts: pd.Series[Any]) -> pd.Series[Any]:
    from mopsctl.normalize.countries import country_codes

    return country_codes(texts)


def _states(texts: pd.Series[Any]) -> pd.Series[Any]:
    """The code of a state or province, whose country is taken for granted; the letters of what is none."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from mopsctl.normalize.arrow_text import as_arrow, as_series
    from mopsctl.normalize.states import COUNTRIES, area_places, known_areas

    array = as_arrow(texts)
    codes = [
        pa.array([area.code or area.name for area in known_areas(country)]).take(area_places(array, country))
        for country in COUNTRIES
    ]
    return as_series(pc.coalesce(*codes, as_arrow(_letters(texts))), texts.index)


def _domains(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Registered domains that belong to somebody: a provider's say nothing about the company."""
    from mopsctl.normalize.domains import registered_domains
    from mopsctl.normalize.emails import disposable_domains, free_mail_domains

    domains = registered_domains(texts)
    providers = free_mail_domains() | disposable_domains()
    return domains.mask(domains.isin(providers))


_MADE: dict[str, Make] = {
    "letters": _letters,
    "company": _companies,
    "country": _countries,
    "state": _states,
    "domain": _domains,
}
"""Keys that SQL cannot say, by vectorised functions on distinct texts."""

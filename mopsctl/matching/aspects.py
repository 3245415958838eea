"""From fields to facets, a kind of value a function: what is compared is normalised once a distinct value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from sqlglot import exp

from mopsctl.matching.coded import MISSING, Coded, coded, mixed, recoded, spread, together
from mopsctl.matching.facet import Facet, Group
from mopsctl.matching.tokens import as_texts
from mopsctl.normalize.arrow_text import as_arrow, fold
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    from mopsctl.matching.population import Population
    from mopsctl.workspace import Workspace


def series(column: Coded) -> pd.Series[str]:
    """The distinct texts of a column as a Series, which normalisers take."""
    return pd.Series(pd.array(column.texts, dtype="string[pyarrow]"))


def renamed(column: Coded, texts: pd.Series[str]) -> Coded:
    """The column with a Series of other texts, aligned with its distinct ones."""
    return recoded(column, as_arrow(texts))


def with_country(
    column: Coded, country: Coded | None, read: Callable[[pd.DataFrame], pd.Series[str]]
) -> Coded:
    """The column with other texts for its values, which depend on the record's country.

    :param read: gives the texts for a frame with the columns ``value`` and ``country``, a row a distinct pair.
    """
    if country is None or not len(country.texts):
        return renamed(column, read(pd.DataFrame({"value": series(column)})))
    width = len(country.texts) + 1
    both = np.where(column.codes >= 0, column.codes.astype(np.int64) * width + country.codes + 1, MISSING)
    inverse, distinct = pd.factorize(both)
    place = np.maximum(distinct, 0)
    countries = pa.concat_arrays([pa.nulls(1, pa.string()), country.texts.cast(pa.string())])
    values = pd.DataFrame({
        "value": pd.array(column.texts.take(pa.array(place // width)), dtype="string[pyarrow]"),
        "country": pd.array(countries.take(pa.array(place % width)), dtype="string[pyarrow]"),
    })  # fmt: skip
    found = coded(as_arrow(read(values).mask(distinct < 0)))
    return Coded(found.codes[inverse], found.texts)


def coalesced(columns: Sequence[Coded]) -> Coded:
    """The first value that a record has in any of the columns."""
    aligned = together(columns)
    codes = aligned[0].codes
    for column in aligned[1:]:
        codes = np.where(codes >= 0, codes, column.codes)
    return Coded(codes, aligned[0].texts)


def marked(column: Coded, flags: np.ndarray) -> Coded:
    """A column of one value, which those records have whose value is flagged."""
    return Coded(spread(column.codes, np.where(flags, 0, MISSING).astype(np.int32)), pa.array([""]))


def sharers(columns: Sequence[Coded], names: np.ndarray) -> np.ndarray:
    """How many different names (uint64 hashes, one a record; 0: none) are found with each value (float64).

    A record without a name may be anybody's, so it makes no value a shared one.
    """
    code = np.concatenate([column.codes for column in columns])
    name = np.concatenate([names] * len(columns))
    held = np.bincount(code[code >= 0], minlength=len(columns[0].texts)) > 0
    known = (code >= 0) & (name > 0)
    seen = pd.DataFrame({"code": code[known], "name": name[known]}).drop_duplicates()
    return np.maximum(np.bincount(seen["code"], minlength=len(columns[0].texts)), held).astype(np.float64)


def label_facet(population: Population, field: str, kind: str, group: Group) -> Facet | None:
    """Words and codes that are compared as they stand, less case, accents and punctuation."""
    column = population.column(field)
    if column is None or not len(column.texts):
        return None
    text = pc.replace_substring_regex(fold(column.texts), pattern=r"[^\pL\pN]+", replacement=" ")
    column = recoded(column, as_texts(text))
    return Facet(field, kind, group, (field,), (column,)) if len(column.texts) else None


def date_facet(population: Population, field: str) -> Facet | None:
    """Days as eight digits, year first; eight digits that are no day stay, since a slip of the pen made them."""
    column = population.column(field, ValueKind.DATE)
    if column is None or not len(column.texts):
        return None
    column = recoded(column, _days(population.workspace, column.texts))
    return Facet(field, "date", Group.IDENTITY, (field,), (column,)) if len(column.texts) else None


def _days(workspace: Workspace, texts: pa.Array) -> pa.Array:
    from mopsctl.normalize.dates import date_order, date_sql

    order = date_order(pd.Series(pd.array(texts.slice(0, 1_000), dtype="string[pyarrow]")))
    text = exp.column("v", quoted=True)
    day = exp.func("strftime", date_sql(text, order), exp.Literal.string("%Y%m%d"))
    found = workspace.compute(pa.table({"v": texts}), day)
    digits = pc.replace_substring_regex(texts, pattern=r"\D+", replacement="")
    eight = pc.if_else(pc.equal(pc.utf8_length(digits), 8), digits, pa.scalar(None, pa.string()))
    return pc.coalesce(found.cast(pa.string()), eight)


def without_blanks(column: Coded) -> Coded:
    """The column's texts less their blanks."""
    return recoded(column, pc.replace_substring(column.texts, pattern=" ", replacement=""))


def shortened(column: Coded, letters: int) -> Coded:
    """The first letters of the column's texts."""
    return recoded(column, pc.utf8_slice_codeunits(column.texts, 0, letters))


def name_hashes(columns: Sequence[Coded]) -> np.ndarray:
    """A hash (uint64) of each record's names, 0 part for part where they are missing."""
    return mixed(*(column.record_hashes for column in columns))

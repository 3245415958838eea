"""When records were created, read from their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mopsctl.matching.duplicates import Records

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

FIELD = "created_date"
UNKNOWN = np.iinfo(np.int64).max
"""The time of a record of which it is not known when it was created: after all others."""
SAMPLE = 10_000
"""So many values tell in which order a column writes day and month."""


def created_times(records: Records, places: NDArray[np.int64]) -> NDArray[np.int64]:
    """When each record was created: microseconds since 1970 (UTC), ``UNKNOWN`` where its date cannot be read."""
    texts = records.column(FIELD)
    if texts is None:
        return np.full(len(places), UNKNOWN)
    return _read(texts.iloc[places])


def created_months(records: Records) -> pd.Series[Any] | None:
    """The month in which each record was created ("2026-03"), NA where that is not known; None without dates."""
    import pandas as pd

    texts = records.column(FIELD)
    if texts is None:
        return None
    times = _read(texts)
    known = times != UNKNOWN
    months = pd.Series(pd.NA, index=texts.index, dtype="str")
    moments = times[known].astype("datetime64[us]").astype("datetime64[M]")
    distinct, codes = np.unique(moments, return_inverse=True)
    months[known] = np.datetime_as_string(distinct)[codes]
    return months


def _read(texts: pd.Series[Any]) -> NDArray[np.int64]:
    import duckdb
    import pandas as pd
    from sqlglot import exp

    from mopsctl.normalize.dates import date_order, date_sql

    codes, distinct = pd.factorize(texts)
    values = pd.DataFrame({"n": np.arange(len(distinct)), "text": pd.Series(distinct, dtype="str")})
    order = date_order(values["text"].head(SAMPLE))
    moment = exp.func("epoch_us", date_sql(exp.column("text"), order), dialect="duckdb")
    query = exp.select(exp.alias_(moment, "us")).from_("texts").order_by("n")
    with duckdb.connect() as database:
        database.register("texts", values)
        read = database.sql(query.sql("duckdb")).fetchnumpy()["us"]
    times = np.append(np.ma.filled(np.ma.asarray(read, dtype=np.int64), UNKNOWN), UNKNOWN)
    return times[codes]

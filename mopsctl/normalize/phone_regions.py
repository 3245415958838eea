"""The region whose numbering plan a telephone number is read by, from the country beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow
from mopsctl.normalize.countries import country_code, country_codes
from mopsctl.normalize.phone_plans import regions_with_plan

if TYPE_CHECKING:
    import pandas as pd


def phone_regions(values: pd.DataFrame, default_region: str | None) -> pa.Array:
    """The region of each row of ``values`` (text column ``country``, may be absent), null without a plan of its own.

    ``default_region`` (name or code) stands in for a missing country.
    """
    default = pa.scalar(country_code(default_region) if default_region else None, pa.string())
    regions = pa.repeat(default, len(values))
    if "country" in values:
        text = as_arrow(values["country"])
        absent = pc.equal(pc.fill_null(pc.utf8_trim_whitespace(text), ""), "")
        regions = pc.if_else(absent, default, as_arrow(country_codes(values["country"])))
    planned = pc.is_in(regions, pa.array(sorted(regions_with_plan())))
    return pc.if_else(planned, regions, pa.scalar(None, pa.string()))

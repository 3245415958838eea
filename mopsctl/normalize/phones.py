"""Telephone numbers: whether a number exists in its country's numbering plan, and its E.164 form."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize import phone_plans as plans
from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.countries import country_codes
from mopsctl.normalize.phone_text import PhoneText, read_phones

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_NULL = pa.scalar(None, pa.string())


class PhoneProblem(StrEnum):
    """Why a number cannot be called."""

    NO_DIGITS = "no digits"
    NOT_A_NUMBER = "not a phone number"
    UNKNOWN_CALLING_CODE = "unknown calling code"
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    NOT_IN_PLAN = "not in the country's numbering plan"

"""The kinds of comparison by name."""

from __future__ import annotations

from mopsctl.matching.compare_codes import BRANCH, CATEGORY, CODE, GENERATION, LABEL, STREET
from mopsctl.matching.compare_dates import DATE
from mopsctl.matching.compare_names import FAMILY, GIVEN, MIDDLE
from mopsctl.matching.compare_profiles import PROFILE
from mopsctl.matching.compare_reach import DOMAIN, MAILBOX, PHONE
from mopsctl.matching.compare_texts import TEXT
from mopsctl.matching.comparison import Comparison

_ALL = (
    GIVEN, FAMILY, MIDDLE, GENERATION, BRANCH, MAILBOX, PHONE, DOMAIN, PROFILE, TEXT, LABEL, CODE,
    CATEGORY, STREET, DATE,
)  # fmt: skip

COMPARISONS: dict[str, Comparison] = {comparison.kind: comparison for comparison in _ALL}

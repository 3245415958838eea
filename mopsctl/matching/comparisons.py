"""The kinds of comparison by name."""

from __future__ import annotations

from mopsctl.matching.compare_codes import BRANCH, CATEGORY, CODE, GENERATION, LABEL, STREET
from mopsctl.matching.compare_dates import DATE
from mopsctl.matching.compare_names import FAMILY, GIVEN, MIDDLE
from mopsctl.matching.compare_profiles import PROFILE
from mopsctl.matching.compare_reach import DOMAIN, MAILBOX, PHONE
from mopsctl.matching.compare_texts import TEXT
from mopsctl.matching.comparison import Comparison

COMPARISONS: dict[str, Comparison] = {
    comparison.kind: comparison
    for comparison in (
        GIVEN, FAMILY, MIDDLE, GENERATION, BRANCH, MAILBOX, PHONE, DOMAIN, TEXT, LABEL, CODE, CATEGORY, STREET, DATE, PROFILE,
    )  # fmt: skip
}

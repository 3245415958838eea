"""What stands in no list of findings because somebody accepted it, in a sentence or two."""

from __future__ import annotations

from collections.abc import Iterator

from mopsctl.reports.figures import plural
from mopsctl.reports.text_accepted import baseline_words
from mopsctl.results import AuditResult


def accepted_words(result: AuditResult) -> Iterator[str]:
    """A sentence on suppressions and one on the baseline, where there are any."""
    suppressed = sum(item.count for item in result.suppressed)
    if suppressed:
        yield f"{plural(suppressed, 'finding')} suppressed, in no list and no score."
    if result.baseline is not None:
        yield f"Baseline: {baseline_words(result)}."

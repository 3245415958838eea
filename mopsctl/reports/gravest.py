"""The gravest findings, where a format takes only so many: errors before warnings, each spread over its rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from mopsctl.findings import Finding
from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult, RuleReport

Key = tuple[str, str]


def gravest_findings(
    result: AuditResult, options: ReportOptions, most: int, rules: Sequence[RuleReport] | None = None
) -> Iterator[Finding]:
    """At most ``most`` findings (fewer where the options say so), those of the gravest rules first.

    Within a severity the places are dealt out evenly, so that a rule with a million findings hides no other.
    ``rules`` are all by default.
    """
    for quotas in _quotas(result.rules if rules is None else rules, options, most):
        left = Counter(quotas)
        for finding in result.stream(quotas):
            # Of an object with several tables the stream gives the quota of each.
            key = finding.rule, finding.object
            if left[key]:
                left[key] -= 1
                yield finding


def gravest_count(result: AuditResult, options: ReportOptions, most: int) -> int:
    """How many findings ``gravest_findings`` gives of all rules."""
    return sum(sum(quotas.values()) for quotas in _quotas(result.rules, options, most))


def _quotas(rules: Sequence[RuleReport], options: ReportOptions, most: int) -> list[dict[Key, int]]:
    """How many findings of which rules, a mapping for each severity, the gravest first."""
    left = most if options.limit is None else min(most, options.limit)
    failed = sorted((rule for rule in rules if rule.failed), key=lambda rule: -rule.severity.rank)
    dealt = []
    for _, group in groupby(failed, key=lambda rule: rule.severity):
        quotas = _dealt(list(group), left, options.sample)
        left -= sum(quotas.values())
        dealt.append({key: quota for key, quota in quotas.items() if quota})
    return [quotas for quotas in dealt if quotas]


def _dealt(rules: Sequence[RuleReport], places: int, sample: int | None) -> dict[Key, int]:
    """So many places dealt out evenly; what a rule does not need goes to the others."""
    needs = {(r.id, r.object): r.failed if sample is None else min(r.failed, sample) for r in rules}
    quotas: dict[Key, int] = {}
    for number, (key, need) in enumerate(sorted(needs.items(), key=lambda item: (item[1], item[0]))):
        quotas[key] = min(need, places // (len(needs) - number))
        places -= quotas[key]
    return quotas

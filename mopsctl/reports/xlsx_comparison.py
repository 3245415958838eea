"""The workbook's sheet of what changed since an earlier report: rule by rule, the greatest change first."""

from __future__ import annotations

from mopsctl.comparison import Comparison, RuleChange
from mopsctl.reports.figures import plural, score
from mopsctl.reports.words import object_words
from mopsctl.reports.xlsx_book import Book, Column, add_table
from mopsctl.results import AuditResult

COLUMNS = (
    Column("Severity", 10),
    Column("Rule", 36),
    Column("Checks", 44, "wrapped"),
    Column("Object", 16),
    Column("Change", 18),
    Column("Found then", 9, "count"),
    Column("Found now", 9, "count"),
    Column("Fixed", 9, "count"),
    Column("New", 9, "count"),
    Column("Points lost then", 10, "points"),
    Column("Points lost now", 10, "points"),
    Column("Points gained", 10, "points"),
)


def write_comparison(book: Book, result: AuditResult) -> None:
    """Write the sheet where the audit is compared with an earlier one."""
    comparison = result.comparison
    if comparison is None:
        return
    table = add_table(book, "Comparison", COLUMNS, comparison_sentence(comparison))
    for rule in sorted(comparison.rules, key=_order):
        table.add((
            rule.severity.value,
            rule.id,
            rule.title,
            object_words(rule.object),
            _change(rule),
            rule.failed_before,
            rule.failed_after,
            rule.fixed,
            rule.new,
            rule.points_before,
            rule.points_after,
            rule.points_gained if rule.in_both else None,
        ))  # fmt: skip
    table.finish()


def comparison_sentence(comparison: Comparison) -> str:
    """Both scores and counts, and what makes them hard to compare."""
    then = f"{score(comparison.score_before)} with {plural(comparison.findings_before, 'finding')}"
    now = f"{score(comparison.score_after)} with {plural(comparison.findings_after, 'finding')}"
    sentence = f"Score then (as of {comparison.as_of}, {comparison.path}): {then}; now: {now}."
    return " ".join((sentence, *comparison.notes))


def _order(rule: RuleChange) -> tuple[bool, float, str, str]:
    return not rule.in_both, -abs(rule.points_gained), rule.id, rule.object


def _change(rule: RuleChange) -> str:
    if rule.failed_before is None or rule.failed_after is None:
        return "not checked now" if rule.failed_after is None else "not checked then"
    if rule.failed_before == rule.failed_after:
        return "same"
    return "better" if rule.failed_after < rule.failed_before else "worse"

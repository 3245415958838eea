"""The workbook's sheets of what to do and of the rules, each linked to where its findings begin."""

from __future__ import annotations

from collections.abc import Mapping

from mopsctl.reports.gravity import by_gravity
from mopsctl.reports.words import DIMENSIONS, object_words
from mopsctl.reports.xlsx_book import Book, Column, Table, add_table
from mopsctl.results import AuditResult, RuleReport

RECOMMENDATION_COLUMNS = (
    Column("#", 5, "line"),
    Column("Topic", 38, "wrapped"),
    Column("Object", 14),
    Column("What to do", 70, "wrapped"),
    Column("Points gained", 10, "points"),
    Column("Records", 10, "count"),
    Column("Effort", 9),
    Column("Why", 70, "wrapped"),
    Column("Rules", 34, "wrapped"),
)
RULE_COLUMNS = (
    Column("Severity", 10),
    Column("Rule", 36),
    Column("Checks", 44, "wrapped"),
    Column("Object", 14),
    Column("Dimension", 14),
    Column("Checked", 10, "count"),
    Column("Found", 10, "count"),
    Column("Share", 9, "share"),
    Column("Points lost", 9, "points"),
    Column("How to fix it", 60, "wrapped"),
    Column("Why it matters", 60, "wrapped"),
)
RULES, RULE, SHARE = 8, 1, 7


def rule_rows(result: AuditResult) -> dict[tuple[str, str], int]:
    """In which row (0-based) of the sheet of rules each rule and object stands."""
    return {(rule.id, rule.object): row for row, rule in enumerate(_ordered(result), start=1)}


def _ordered(result: AuditResult) -> list[RuleReport]:
    """The rules that found something, then those that did not, then those that had nothing to check."""
    passed = [rule for rule in result.rules if not rule.failed]
    return [*by_gravity(result.rules), *sorted(passed, key=lambda r: (not r.checked, r.object, r.id))]


def write_recommendations(book: Book, result: AuditResult, rows: Mapping[tuple[str, str], int]) -> None:
    """Write what to do, if there is anything, the most rewarding first."""
    if not result.recommendations:
        return
    table = add_table(book, "Recommendations", RECOMMENDATION_COLUMNS)
    for number, item in enumerate(result.recommendations, start=1):
        table.add((
            number,
            item.title,
            object_words(item.object),
            item.action,
            item.points,
            item.records,
            item.effort,
            item.why,
            None,
        ))  # fmt: skip
        row = rows[item.rules[0], item.object]
        table.link(RULES, f"'Rules'!B{row + 1}", ", ".join(item.rules), "To the rule")
    table.finish()


def write_rules(table: Table, result: AuditResult, firsts: Mapping[tuple[str, str], int]) -> None:
    """Write the rules; one whose findings begin in a row of the sheet of findings leads there."""
    for rule in _ordered(result):
        table.add((
            rule.severity.value,
            rule.id,
            rule.title,
            object_words(rule.object),
            DIMENSIONS[rule.dimension],
            rule.checked,
            rule.failed,
            rule.failed / rule.checked if rule.checked else None,
            rule.points,
            rule.fix,
            rule.why,
        ))  # fmt: skip
        first = firsts.get((rule.id, rule.object))
        if first is not None:
            table.link(RULE, f"'Findings'!A{first + 1}", rule.id, "To its first finding")
    table.bars(SHARE)
    table.finish()

"""The named figures of an audit, for trends and alerts."""

from __future__ import annotations

from collections.abc import Sequence

from mopsctl.duplicate_figures import DuplicateFigures
from mopsctl.findings import Dimension, Metric, Scorecard
from mopsctl.results import FieldReport, RuleReport
from mopsctl.workspace import Table


def metrics(
    card: Scorecard,
    rules: Sequence[RuleReport],
    fields: Sequence[FieldReport],
    tables: Sequence[Table],
    duplicates: DuplicateFigures | None = None,
) -> list[Metric]:
    """Of every object: records, score and completeness (0-100), duplicate rate, and fill of its mapped fields."""
    searched = {rate.object for rate in duplicates.rates} if duplicates else set()
    found = [] if card.score is None else [Metric("score", card.score, "points")]
    for name in dict.fromkeys(table.object for table in tables):
        rows = sum(table.rows for table in tables if table.object == name)
        found.append(Metric(f"{name}.records", rows, "records"))
        for part in card.objects:
            if part.object == name:
                found.append(Metric(f"{name}.score", part.score, "points"))
                found += [Metric(f"{name}.{d.dimension.value}", d.score, "points") for d in part.dimensions]
        found += _duplicate_rate(name, rules) if name not in searched else []
        found += _usable_rates(name, fields)
    if duplicates is None:
        return found
    from mopsctl.matching.duplicate_metrics import duplicate_metrics

    return [*found, *duplicate_metrics(duplicates)]


def _duplicate_rate(name: str, rules: Sequence[RuleReport]) -> list[Metric]:
    """The share of records that repeat another by the strictest check: the rule that found most."""
    unique = [r for r in rules if r.object == name and r.dimension is Dimension.UNIQUENESS and r.checked]
    if not unique:
        return []
    return [Metric(f"{name}.duplicate_rate", max(rule.broken / rule.checked for rule in unique), "ratio")]


def _usable_rates(name: str, fields: Sequence[FieldReport]) -> list[Metric]:
    usable: dict[str, list[int]] = {}
    for field in fields:
        if field.object == name and field.mapped and field.rows:
            counts = usable.setdefault(field.field, [0, 0])
            counts[0] += field.usable
            counts[1] += field.rows
    return [
        Metric(f"{name}.{field}.usable_rate", part / rows, "ratio") for field, (part, rows) in usable.items()
    ]

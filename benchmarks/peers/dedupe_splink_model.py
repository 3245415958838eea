"""The models of dedupe_splink.py: what is compared, and the keys as Splink's own blocking rules."""

from __future__ import annotations

import splink.comparison_library as cl
from dedupe_columns import Model

COMPARISONS = {
    "name": cl.NameComparison,
    "text": lambda column: cl.JaroWinklerAtThresholds(column, [0.95, 0.88, 0.7]),
    "company": lambda column: cl.JaroWinklerAtThresholds(column, [0.95, 0.88, 0.7]),
    "code": lambda column: cl.DamerauLevenshteinAtThresholds(column, [1, 2]),
    "phone": lambda column: cl.DamerauLevenshteinAtThresholds(column, [1]),
    "date": lambda column: cl.DateOfBirthComparison(
        column, input_is_string=True, invalid_dates_as_null=False
    ),
    "email": cl.EmailComparison,
    "category": cl.ExactMatch,
}
TEXTS = {"text", "company"}
WITH_FREQUENCY = TEXTS | {"category"}
SHARES = ((1, 0.97), (0.75, 0.93), (0.5, 0.88), (0.3, 0.8))

CUTS = {"word": "split_part({}, ' ', 1)", "local": "split_part({}, '@', 1)"}


def columns_of(model: Model) -> dict[str, str]:
    """Names of columns that need no quotes in SQL, for all that are compared or in a key."""
    parts = [part.partition(":")[0] for key in model.keys for part in key]
    return {column: f"field_{number}" for number, column in enumerate(dict.fromkeys([*model.fields, *parts]))}


def blocking_rules(model: Model, columns: dict[str, str]) -> list[list[str]]:
    """Each key as the SQL expressions that must agree."""
    return [[_expression(part, columns) for part in key] for key in model.keys]


def _expression(part: str, columns: dict[str, str]) -> str:
    column, _, cut = part.partition(":")
    name = columns[column]
    if cut in CUTS:
        return CUTS[cut].format(name)
    if cut.startswith("-"):
        return f"right({name}, {cut[1:]})"
    return f"substr({name}, 1, {cut})" if cut else name


def comparisons(model: Model, columns: dict[str, str], parts: list[str]) -> list[object]:
    """A comparison a field, as the parts of a variant have it."""
    found: list[object] = []
    joined = model.together if "together" in parts else []
    if joined:
        first, last = (columns[column] for column in joined)
        found.append(cl.ForenameSurnameComparison(first, last, forename_surname_concat_col_name="together"))
    for column, role in model.fields.items():
        if column in joined:
            continue
        if role in TEXTS and "words" in parts:
            found.append(_words(columns[column]))
            continue
        comparison = COMPARISONS[role](columns[column])
        found.append(
            comparison.configure(term_frequency_adjustments=True) if role in WITH_FREQUENCY else comparison
        )
    return found


def _words(column: str) -> dict[str, object]:
    """A comparison of texts by the share of words that the shorter one has in common with the other."""
    left, right = f"{column}_words_l", f"{column}_words_r"
    share = f"len(list_intersect({left}, {right})) / least(len({left}), len({right}))"
    alike = f"jaro_winkler_similarity({column}_l, {column}_r)"
    levels = [_level(f"{column}_l IS NULL OR {column}_r IS NULL", is_null_level=True)]
    levels += [_level(f"{column}_l = {column}_r", tf_adjustment_column=column)]
    levels += [_level(f"{share} >= {least} OR {alike} >= {likeness}") for least, likeness in SHARES]
    return {"output_column_name": column, "comparison_levels": [*levels, _level("ELSE")]}


def _level(condition: str, **more: object) -> dict[str, object]:
    return {"sql_condition": condition, "label_for_charts": condition, **more}

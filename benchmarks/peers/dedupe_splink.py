"""Splink without labels: u by sampling, m by expectation maximisation. ``RECORDS OUT VARIANT``

Variants, joined by "+": ``customary`` (a comparison a field, as Splink's library offers it), ``together`` (first and
last name in one comparison), ``words`` (texts by the share of common words, too), ``all`` (every pair is scored,
where there are few records).
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pandas as pd
import splink.comparison_library as cl
from dedupe_columns import Model, read
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

FEW = 5_000
LEAST_WEIGHT = -12.0
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


def main(path: Path, out: Path, variant: str) -> None:
    frame, model = read(path)
    frame, columns = _sql_columns(frame, model)
    parts = variant.split("+")
    _check(frame, model, parts)
    comparisons = _comparisons(model, columns, parts)
    rules = [block_on(f"key_{number}") for number in range(len(model.keys))]
    every = "all" in parts
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=["1=1"] if every else rules,
        retain_matching_columns=False,
    )
    linker = Linker(DuckDBAPI().register(frame), settings, log_level=logging.ERROR)
    _train(linker, rules, every)
    scored = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT).as_pandas_dataframe()
    names = {"unique_id_l": "id_a", "unique_id_r": "id_b", "match_weight": "score"}
    scored.rename(columns=names)[list(names.values())].to_csv(out, index=False)


def _check(frame: pd.DataFrame, model: Model, parts: list[str]) -> None:
    """End where a variant is none for these records, so that none is run twice."""
    texts = TEXTS & set(model.fields.values())
    if ("together" in parts and not model.together) or ("words" in parts and not texts):
        sys.exit("this variant is the same as another one here")
    if "all" in parts and len(frame) > FEW:
        sys.exit("too many records for every pair")


def _sql_columns(frame: pd.DataFrame, model: Model) -> tuple[pd.DataFrame, dict[str, str]]:
    """The frame with the fields renamed so that they need no quotes, and the words of each text as a list."""
    columns = {column: f"field_{number}" for number, column in enumerate(model.fields)}
    kept = frame[["unique_id", *(c for c in frame.columns if c.startswith("key_") or c == "together")]].copy()
    for column, name in columns.items():
        kept[name] = frame[column]
        if model.fields[column] in TEXTS:
            kept[f"{name}_words"] = frame[column].str.split(" ")
    return kept, columns


def _comparisons(model: Model, columns: dict[str, str], parts: list[str]) -> list[object]:
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


def _train(linker: Linker, rules: list[object], every: bool) -> None:
    linker.training.estimate_probability_two_random_records_match(rules[:4], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in ["1=1"] if every else rules:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(rule)
        except Exception as error:  # A key without pairs can't train; the others do.
            print(f"not trained on {rule}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

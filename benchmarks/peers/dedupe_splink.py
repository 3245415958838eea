"""Splink without labels: u by sampling, m by expectation maximisation. ``RECORDS OUT VARIANT``

Variants, joined by "+": ``customary`` (a comparison a field, as Splink's library offers it), ``together`` (first and
last name in one comparison), ``words`` (texts by the share of common words, too), ``free`` (training leaves no field
out of a session), ``all`` (every pair is scored, where there are few records), ``lean`` (fewer fields, where the set
has such a model).
"""

from __future__ import annotations

import logging
import re
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
from dedupe_columns import Model, read
from dedupe_splink_model import TEXTS, blocking_rules, columns_of, comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

FEW = 2_500
LEAST_WEIGHT = -12.0
SESSIONS = 3


def main(path: Path, out: Path, variant: str) -> None:
    frame, model = read(path)
    parts = variant.split("+")
    _check(frame, model, parts)
    if "lean" in parts:
        model = replace(model, fields={column: model.fields[column] for column in model.lean})
    columns = columns_of(model)
    rules = blocking_rules(model, columns)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons(model, columns, parts),
        blocking_rules_to_generate_predictions=["1=1"] if "all" in parts else _pairs(rules, model, columns),
        retain_matching_columns=False,
    )
    table = DuckDBAPI().register(_table(frame, columns, model, "words" in parts))
    linker = Linker(table, settings, log_level=logging.ERROR)
    _estimate(linker, rules)
    if "free" in parts:
        _train_freely(linker, ["1=1"] if len(frame) <= FEW else _blind(frame))
    else:
        _train(linker, rules, [columns[column] for column in model.fields])
    scored = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT).as_pandas_dataframe()
    names = {"unique_id_l": "id_a", "unique_id_r": "id_b", "match_weight": "score"}
    scored.rename(columns=names)[list(names.values())].to_csv(out, index=False)


def _check(frame: pd.DataFrame, model: Model, parts: list[str]) -> None:
    """End where a variant is none for these records, so that none is run twice."""
    texts = TEXTS & set(model.fields.values())
    if ("together" in parts and not model.together) or ("words" in parts and not texts):
        sys.exit("this variant is the same as another one here")
    if "lean" in parts and not model.lean:
        sys.exit("there is no lean model of these records")
    if "all" in parts and len(frame) > FEW:
        sys.exit("too many records for every pair")


def _table(frame: pd.DataFrame, columns: dict[str, str], model: Model, words: bool) -> pd.DataFrame:
    """The columns under their names in SQL, and the words of each text as a list."""
    together = ["together"] if model.together else []
    kept = frame[["unique_id", *columns, *together, *_keys(frame)]].rename(columns=columns)
    texts = [columns[column] for column, role in model.fields.items() if words and role in TEXTS]
    return kept.assign(**{f"{name}_words": kept[name].str.split(" ") for name in texts})


def _pairs(rules: list[list[str]], model: Model, columns: dict[str, str]) -> list[object]:
    """The keys, and first and last name the other way round."""
    found: list[object] = [block_on(*expressions) for expressions in rules]
    if model.together:
        first, last = (columns[column] for column in model.together)
        found.append(f"l.{first} = r.{last} and l.{last} = r.{first}")
    return found


def _blind(frame: pd.DataFrame) -> list[str]:
    """The keys by columns of their own, so that Splink can't see which fields they are made of."""
    return [f"l.{key} = r.{key}" for key in _keys(frame)]


def _keys(frame: pd.DataFrame) -> list[str]:
    return [column for column in frame.columns if column.startswith("key_")]


def _estimate(linker: Linker, rules: list[list[str]]) -> None:
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*rule) for rule in rules[:4]], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)


def _train(linker: Linker, rules: list[list[str]], fields: list[str]) -> None:
    """Sessions on one key after the other, until every field was in enough of them.

    Splink leaves the fields of a key out of its session, since they agree there for every pair.
    """
    sessions = dict.fromkeys(fields, 0)
    for rule in rules:
        free = [field for field in fields if not any(_mentions(part, field) for part in rule)]
        if any(sessions[field] < SESSIONS for field in free) and _session(linker, block_on(*rule)):
            sessions.update((field, sessions[field] + 1) for field in free)


def _train_freely(linker: Linker, rules: list[str]) -> None:
    for rule in rules:
        _session(linker, rule)


def _session(linker: Linker, rule: object) -> bool:
    """Train on the pairs of a rule; a rule without pairs can't train."""
    try:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    except Exception as error:
        print(f"not trained on {rule}: {error}", file=sys.stderr)
        return False
    return True


def _mentions(expression: str, field: str) -> bool:
    return re.search(rf"\b{field}\b", expression) is not None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])

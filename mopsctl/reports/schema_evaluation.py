"""The JSON Schema (draft 2020-12) of an evaluation of duplicates, for those who script against it.

Later versions of schema 1 may add keys; none goes away or changes its meaning.
"""

from __future__ import annotations

from mopsctl.matching.duplicates import Band
from mopsctl.reports.evaluation_json import SCHEMA_VERSION
from mopsctl.reports.schema_words import (
    COUNT,
    COUNT_OR_NULL,
    FLAG,
    NUMBER,
    RATIO,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    a_list,
    a_map,
    an_object,
    described,
)

RATIO_OR_NULL: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 1}
BITS: Schema = {"type": "number", "minimum": 0}


def evaluation_schema() -> Schema:
    """The schema of ``mopsctl dedupe evaluate -f json``."""
    parts = a_map(_agreement())
    pair = a_list(_pair())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mopsctl evaluation of duplicates",
        **an_object(
            schema={"const": SCHEMA_VERSION},
            command={"const": "dedupe evaluate"},
            mopsctl=described(TEXT, "Version that made the report."),
            created=described(TEXT, "When the search was made (ISO 8601)."),
            source=TEXT,
            truth=described(TEXT, "The file that says which records are the same."),
            redacted=described(FLAG, "Whether personal values are masked."),
            records=an_object(compared=COUNT, known=described(COUNT, "Those with known truth.")),
            groups=described(_agreement(), "All pairs of records within groups."),
            objects=described(parts, "The same by object, and across objects."),
            pairs=described(_agreement(), "Pairs that score at or above the threshold of review."),
            bands=described(parts, "The same by band; true are all true pairs."),
            scenarios=described(parts, "The same by match rule; true are all true pairs."),
            clusters=_clusters(),
            true_pairs=_true_pairs(),
            thresholds=_thresholds(),
            calibration=_calibration(),
            false_positives=described(pair, "Not true, the highest scores first."),
            false_negatives=described(pair, "True and in no group together, the lowest scores first."),
            notes=described(a_list(TEXT), "What was left out, and how the truth was understood."),
        ),
    }


def _agreement() -> Schema:
    return an_object(
        found=COUNT, right=COUNT, true=COUNT, precision=RATIO_OR_NULL, recall=RATIO_OR_NULL, f1=RATIO_OR_NULL
    )


def _clusters() -> Schema:
    return an_object(
        exact=described(_agreement(), "Groups of two and more that are a true cluster, whole and pure."),
        b_cubed=an_object(precision=RATIO, recall=RATIO, f1=RATIO),
        variation_of_information=described(
            an_object(bits=BITS, split=BITS, lumped=BITS), "Bits a record; 0 where groups are right."
        ),
    )


def _true_pairs() -> Schema:
    return an_object(
        listed=described(COUNT, "True pairs that were looked at, one by one."),
        grouped=COUNT,
        job_change=COUNT,
        kept_apart=COUNT,
        low=described(COUNT, "Compared, and below the threshold of review."),
        never_compared=COUNT_OR_NULL,
        blocking_recall=described(RATIO_OR_NULL, "The share of true pairs that were compared."),
    )


def _thresholds() -> Schema:
    point = an_object(threshold=RATIO, **_agreement()["properties"])
    maybe = {"anyOf": [point, {"type": "null"}]}
    return an_object(
        best_f1=maybe,
        precise=described(an_object(precision=RATIO, at=maybe), "The lowest threshold with that precision."),
        curve=described(a_list(point), "From the highest score down; all scores are in the CSV format."),
    )


def _calibration() -> Schema:
    part = an_object(low=RATIO, high=RATIO, pairs=COUNT, true=COUNT, mean=RATIO, share=RATIO)
    return an_object(brier=RATIO_OR_NULL, expected_error=RATIO_OR_NULL, bins=a_list(part))


def _pair() -> Schema:
    record = an_object(id=TEXT, object=TEXT, path=TEXT, line=COUNT)
    evidence = an_object(
        field=TEXT, left=TEXT_OR_NULL, right=TEXT_OR_NULL, level=TEXT, weight=NUMBER, words=TEXT
    )
    return an_object(
        left=record,
        right=record,
        score=RATIO,
        scenario=TEXT_OR_NULL,
        band={"enum": [*(band.value for band in Band), None]},
        prior=described(NUMBER, "Bits; prior and evidence add up to the odds of the score."),
        evidence=a_list(evidence),
        keys=a_list(TEXT),
        not_compared=TEXT_OR_NULL,
        verdict=TEXT,
    )

"""The JSON Schema (draft 2020-12) of what a search for duplicates found, for those who script against it.

Later versions of schema 1 may add keys; none goes away or changes its meaning.
"""

from __future__ import annotations

from mopsctl.matching.duplicates import Band
from mopsctl.reports.json import SCHEMA_VERSION
from mopsctl.reports.schema_parts import failure_schema, source_schema
from mopsctl.reports.schema_words import (
    COUNT,
    COUNT_OR_NULL,
    FLAG,
    LINE,
    NUMBER,
    NUMBER_OR_NULL,
    RATIO,
    TEXT,
    TEXT_OR_NULL,
    Schema,
    a_list,
    an_object,
    described,
)

BAND: Schema = {"enum": [band.value for band in Band]}


def duplicates_schema() -> Schema:
    """The schema of ``mopsctl dedupe find -f json``."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mopsctl duplicates",
        **an_object(
            schema={"const": SCHEMA_VERSION},
            command=TEXT,
            mopsctl=described(TEXT, "Version that made the report."),
            created=described(TEXT, "When it was made (ISO 8601)."),
            redacted=described(FLAG, "Whether personal values are masked."),
            source=a_list(source_schema()),
            summary=_summary(),
            **_figures(),
            metrics=a_list(an_object(name=TEXT, value=NUMBER, unit=TEXT)),
            scenarios=a_list(_scenario()),
            keys=a_list(_key()),
            notes=a_list(described(TEXT, "What was not looked at.")),
            since=a_list(described(TEXT, "What an earlier run's state was good for.")),
            unread=a_list(an_object(path=TEXT, reason=TEXT, expected=FLAG)),
            failures=a_list(failure_schema()),
            groups=a_list(an_object(group_id=TEXT, members=a_list(_member()))),
        ),
    }


def figures_schema() -> Schema:
    """The schema of the figures on duplicates in an audit's report; null where no rule searched for them."""
    made = an_object(**_figures())
    return {**made, "type": ["object", "null"]}


def _figures() -> dict[str, Schema]:
    crossing = an_object(
        object=TEXT, other=TEXT, records=COUNT, groups=COUNT, system=TEXT_OR_NULL, other_system=TEXT_OR_NULL
    )
    return {
        "objects": a_list(_rate()),
        "across": described(
            a_list(crossing), "Records of one object that are records of another, or of another system, too."
        ),
        "bands": a_list(an_object(band=BAND, pairs=COUNT, groups=COUNT, to_merge=COUNT)),
        "sizes": a_list(an_object(least=COUNT, most=COUNT_OR_NULL, groups=COUNT, records=COUNT)),
        "segments": a_list(_segment()),
        "origins": described(a_list(_origin()), "Values whose rate is surely above that of their object."),
        "stake": described(_stake(), "Null where nobody says what a duplicate costs."),
    }


def _summary() -> Schema:
    return an_object(
        records=COUNT,
        compared_pairs=COUNT,
        pairs=described(COUNT, "Pairs that are duplicates, at or above the threshold of review."),
        groups=COUNT,
        records_in_groups=COUNT,
        records_to_merge=described(COUNT, "Records beyond one in each group, across objects, too."),
        duplicate_rate=described(RATIO, "Records to merge, as a share of all."),
        links=described(COUNT, "Pairs of a person and the account that they belong to: no duplicates."),
    )


def _rate() -> Schema:
    return an_object(
        object=TEXT,
        records=COUNT,
        groups=COUNT,
        in_groups=COUNT,
        to_merge=described(COUNT, "Records beyond one of this object in each group."),
        auto=described(COUNT, "Of these, those of groups that need no look."),
        system=described(
            TEXT_OR_NULL, "Where they come from; null where the object's records come from one system."
        ),
        rate=RATIO,
    )


def _segment() -> Schema:
    copies = described(COUNT, "Records of which their group had another of the same object before.")
    value = an_object(value=TEXT_OR_NULL, records=COUNT, copies=copies)
    return an_object(object=TEXT, field=TEXT, values=a_list(value))


def _origin() -> Schema:
    return an_object(
        object=TEXT,
        field=TEXT,
        value=TEXT_OR_NULL,
        records=COUNT,
        copies=COUNT,
        lift=described(NUMBER, "Its rate over that of the object."),
        excess=described(NUMBER, "Copies beyond that rate."),
        rate=RATIO,
    )


def _stake() -> Schema:
    made = an_object(
        money=NUMBER_OR_NULL, currency=TEXT, hours=NUMBER_OR_NULL, hours_to_review=NUMBER_OR_NULL
    )
    return {**made, "type": ["object", "null"]}


def _scenario() -> Schema:
    return an_object(
        id=TEXT,
        object=TEXT,
        sentence=TEXT,
        auto=RATIO,
        review=RATIO,
        pairs=COUNT,
        auto_pairs=COUNT,
        link=described(FLAG, "Whether its pairs are people and their accounts, which are no duplicates."),
    )


def _key() -> Schema:
    skipped = a_list(an_object(value=TEXT, records=COUNT))
    return an_object(
        name=TEXT,
        fields=a_list(TEXT),
        object=TEXT,
        pairs=COUNT,
        split=described(COUNT, "Values compared only where a second key agrees, too."),
        not_compared=described(COUNT, "Pairs that were not made, since too many records share a value."),
        skipped=described(skipped, "Those values, the most common first."),
    )


def _member() -> Schema:
    return an_object(
        record_id=TEXT,
        object=TEXT,
        score=described(RATIO, "The record's strongest link in the group."),
        scenario=TEXT,
        band=BAND,
        reason=TEXT,
        location=an_object(path=TEXT, line=LINE),
    )

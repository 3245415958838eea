"""Learnt match weights as YAML: ``match`` of mopsctl.yaml, with the rules in force and what is known as comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, TYPE_CHECKING

import yaml

from mopsctl.matching.scenario import AUTO, LARGEST_GROUP, REVIEW, ObjectMatch, Scenario
from mopsctl.reports.evaluation_words import ratio
from mopsctl.reports.figures import plural
from mopsctl.reports.visible import visible

if TYPE_CHECKING:
    from mopsctl.auditing.tune import Tuning
    from mopsctl.matching.tuning import Tuned

WIDE = 1_000_000
"""Characters of a line: texts are not folded."""
WORD = re.compile(r"[A-Za-z][A-Za-z_-]*")
RESERVED = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])
"""Words that YAML 1.1 does not take for text."""


def write_match(tuning: Tuning, out: IO[str]) -> None:
    """Write the whole of ``match``: objects of which nothing was learnt keep their rules."""
    lines = [
        f"# Learnt by mopsctl dedupe tune from {visible(tuning.source)} and {visible(tuning.labels)}.",
        "# A weight is how often the values of duplicates compare so; agreements count by it and by their rarity.",
        "match:",
    ]
    learnt = {one.object: one for one in tuning.tuned}
    for name in dict.fromkeys([*learnt, *tuning.matches]):
        lines += _object(name, tuning.matches.get(name), learnt.get(name))
    out.writelines(f"{line}\n" for line in lines)


def _object(name: str, match: ObjectMatch | None, tuned: Tuned | None) -> Iterator[str]:
    if tuned is not None:
        before, after = tuned.before.review, tuned.after.review
        labelled = f"{plural(tuned.duplicates, 'duplicate')} and {plural(tuned.others, 'other pair')}"
        yield f"  # {labelled}. F1 of pairs not learnt from: {ratio(before.f1)} before, {ratio(after.f1)} after."
    yield f"  {_scalar(name)}:"
    if match is not None and match.largest_group != LARGEST_GROUP:
        yield f"    largest_group: {match.largest_group}"
    yield "    rules:" if match is not None and match.scenarios else "    rules: []"
    for scenario in match.scenarios if match is not None else ():
        yield from _rule(scenario)
    if tuned is not None:
        yield "    weights:"
        for facet, shares in tuned.shares.items():
            yield f"      {_scalar(facet)}: # {plural(tuned.seen[facet], 'duplicate')} with a value in both"
            yield from (f"        {_scalar(level)}: {share:g}" for level, share in shares.items())


def _rule(scenario: Scenario) -> Iterator[str]:
    yield f"      - id: {_scalar(scenario.id)}"
    yield f"        sentence: {_scalar(scenario.sentence)}"
    yield f"        compare: {_compare(scenario.compare)}"
    if (scenario.auto, scenario.review) != (AUTO, REVIEW):
        yield f"        auto: {scenario.auto:g}"
        yield f"        review: {scenario.review:g}"
    if scenario.band is not None:
        yield f"        band: {scenario.band.value}"


def _compare(compare: Mapping[str, Sequence[str]]) -> str:
    parts = (f"{_scalar(field)}: [{', '.join(map(_scalar, hows))}]" for field, hows in compare.items())
    return f"{{{', '.join(parts)}}}"


def _scalar(text: str) -> str:
    """A text as YAML, bare where it is a word, else quoted."""
    if WORD.fullmatch(text) and text.lower() not in RESERVED:
        return text
    return yaml.safe_dump(text, default_style='"', allow_unicode=True, width=WIDE).rstrip("\n")

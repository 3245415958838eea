"""The words and figures by which reports on an evaluation speak."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mopsctl.matching.agreement import Agreement
from mopsctl.matching.evaluation import AUTO_PRECISION, Evaluation
from mopsctl.matching.thresholds import CurvePoint
from mopsctl.reports.figures import MISSING, count, percent
from mopsctl.reports.visible import visible

BANDS = {"auto": "Band auto", "review": "Band review", "job-change": "Band job-change"}
MOST_POINTS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table of agreements; ``part`` is whether it is a part of the line above.

    ``share`` is whether it is a part whose true pairs cannot be told, so that its recall is a share of all and it
    has no F1.
    """

    name: str
    agreement: Agreement
    part: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of some true pairs, and whether that is a loss."""

    words: str
    pairs: int
    lost: bool


def ratio(value: float | None) -> str:
    """A ratio (0-1) with three digits: 0 and 1 only where it is exactly that."""
    if value is None:
        return MISSING
    if value in (0, 1):
        return f"{value:.0f}"
    return f"{min(max(value, 0.001), 0.999):.3f}"


def score_words(value: float) -> str:
    """A score (0-1) with as many digits as tell it from 1."""
    return f"{value:.3f}" if value <= 0.9995 else f"{min(value, 0.999999):.6f}" if value < 1 else "1"


def headline(result: Evaluation) -> str:
    """The evaluation in a sentence."""
    groups = result.groups
    if not groups.found:
        return f"No groups were found; {count(groups.true)} pairs of records are true duplicates."
    return (
        f"{percent(groups.right, groups.found)} of the pairs in groups are right, "
        f"and {percent(groups.right, groups.true)} of the true ones are in groups."
    )


def agreements(result: Evaluation) -> Iterator[Row]:
    """Groups and scored pairs, with their parts."""
    yield Row("In groups", result.groups)
    objects = {name: part for name, part in result.objects.items() if part.found or part.true}
    if len(objects) > 1:
        yield from (Row(visible(name), part, part=True) for name, part in objects.items())
    yield Row("Scored pairs", result.pairs)
    for name, words in BANDS.items():
        if name in result.bands:
            yield Row(words, result.bands[name], part=True, share=True)


def scenario_sentences(result: Evaluation) -> dict[str, str]:
    """What each scenario says, by its id."""
    return {rule.id: rule.sentence for rule in result.rules}


def fates(result: Evaluation) -> list[Fate]:
    """What became of the true pairs, those that were found first."""
    found = result.fates
    told = [
        Fate("together in a group", found.grouped, lost=False),
        Fate("set apart as a change of jobs", found.job_change, lost=True),
        Fate("scored as duplicates, and kept apart all the same", found.kept_apart, lost=True),
    ]
    if found.never_compared is None:
        return [*told, Fate("below the threshold of review, or never compared", found.low, lost=True)]
    low = Fate("compared, and below the threshold of review", found.low, lost=True)
    return [*told, low, Fate("never compared, since they share no key", found.never_compared, lost=True)]


def thresholds(result: Evaluation) -> list[tuple[CurvePoint, str]]:
    """Points of the curve, highest first: those that stand out with what they are, and some between."""
    points = {point.threshold: (point, "") for point in _spread(result)}
    for point, said in (
        (result.best, "best F1"),
        (result.precise, f"lowest with precision {AUTO_PRECISION:g}"),
    ):
        if point is not None:
            known = points.get(point.threshold, (point, ""))[1]
            points[point.threshold] = (point, f"{known}, {said}" if known else said)
    return [points[threshold] for threshold in sorted(points, reverse=True)]


def _spread(result: Evaluation) -> Iterator[CurvePoint]:
    thinned = result.curve.thinned(MOST_POINTS)
    return (thinned.at(index) for index in range(len(thinned)))

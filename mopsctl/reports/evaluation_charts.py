"""The charts of an evaluation as lines, dots and columns in their view box; the template draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from mopsctl.matching.calibration import Calibration, ScoreBin
from mopsctl.matching.evaluation import AUTO_PRECISION, Evaluation
from mopsctl.reports.evaluation_words import ratio, score_words
from mopsctl.reports.figures import count, plural

WIDTH, HEIGHT = 440.0, 220.0
MOST_POINTS = 200
COLUMNS = 20
LARGEST_DOT = 9.0
SMALLEST_DOT = 2.5
NEAREST = 1e-6
"""How near to 0 and 1 a score is told apart from them."""
KNOWN_SCORES = (0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999, 0.99999)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through ``points`` ("x,y x,y"), called ``tone`` in the style sheet."""

    tone: str
    points: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot, and what it says when pointed at."""

    x: float
    y: float
    radius: float
    title: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a column, called ``tone`` in the style sheet, and what it says when pointed at."""

    tone: str
    x: float
    y: float
    width: float
    height: float
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis (``at``, in the view box) with its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart of ``WIDTH`` by ``HEIGHT``; ``summary`` says what it shows to those who cannot see it."""

    summary: str
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    boxes: tuple[Box, ...] = ()
    marks: tuple[Tick, ...] = ()
    width: float = WIDTH
    height: float = HEIGHT


def threshold_chart(result: Evaluation) -> Plot:
    """Precision, recall and F1 (up, 0-1) of the scored pairs at or above each score (across, by its odds)."""
    points = result.curve.thinned(MOST_POINTS)
    axis = _odds_axis(points.threshold)
    x = axis.across(points.threshold)
    curves = (("recall", points.recall), ("f1", points.f1), ("precision", points.precision))
    marks = tuple(
        Tick(float(axis.across(np.array(point.threshold))), said)
        for point, said in ((result.best, "best F1"), (result.precise, f"precision {AUTO_PRECISION:g}"))
        if point is not None
    )
    best = result.best
    summary = "Precision, recall and F1 by threshold."
    if best is not None:
        summary += f" F1 is best, {ratio(best.agreement.f1)}, from a score of {score_words(best.threshold)}."
    lines = tuple(Line(tone, _path(x, _up(y))) for tone, y in curves)
    return Plot(summary, axis.ticks(), _share_ticks(), lines, marks=marks)


def histogram(result: Evaluation) -> Plot:
    """How many scored pairs (up) have each score (across, by its odds), the true ones on the ground."""
    score, is_true = result.scores["score"].to_numpy(), result.scores["true"].to_numpy(dtype=bool)
    axis = _odds_axis(score)
    edges = np.linspace(0, WIDTH, COLUMNS + 1)
    right, wrong = (np.histogram(axis.across(part), edges)[0] for part in (score[is_true], score[~is_true]))
    most = int((right + wrong).max()) or 1
    bounds = axis.score_at(edges)
    boxes: list[Box] = []
    for index, (true, false) in enumerate(zip(right.tolist(), wrong.tolist(), strict=True)):
        span = f"{score_words(bounds[index])} to {score_words(bounds[index + 1])}"
        title = f"{span}: {plural(true, 'true pair')}, {plural(false, 'other')}"
        boxes += _stacked(index, (("true", true), ("false", false)), most, title)
    summary = (
        f"{plural(int(is_true.sum()), 'true pair')} and {plural(int((~is_true).sum()), 'other')} by score."
    )
    up = (Tick(HEIGHT, "0"), Tick(0.0, count(most)))
    return Plot(summary, axis.ticks(), up, boxes=tuple(boxes))


def calibration_chart(found: Calibration) -> Plot:
    """The share of pairs that are true (up, 0-1) by their mean score (across, 0-1); a dot for each bin of scores."""
    most = max(part.pairs for part in found.bins)
    dots = tuple(_dot(part, most) for part in found.bins)
    summary = "; ".join(dot.title for dot in dots)
    return Plot(summary, _score_ticks(), _share_ticks(), (Line("even", f"0,{HEIGHT} {WIDTH},0"),), dots)


def _dot(part: ScoreBin, most: int) -> Dot:
    title = f"score {score_words(part.mean)}: {ratio(part.share)} of {plural(part.pairs, 'pair')} true"
    radius = round(max(LARGEST_DOT * sqrt(part.pairs / most), SMALLEST_DOT), 1)
    return Dot(round(WIDTH * part.mean, 1), round(HEIGHT * (1 - part.share), 1), radius, title)


def _stacked(index: int, parts: Iterable[tuple[str, int]], most: int, title: str) -> list[Box]:
    step, ground, boxes = WIDTH / COLUMNS, HEIGHT, []
    for tone, number in parts:
        if number:
            height = round(max(HEIGHT * number / most, 1.0), 1)
            ground = round(ground - height, 1)
            boxes.append(Box(tone, round(index * step + 1, 1), ground, round(step - 2, 1), height, title))
    return boxes


@dataclass(frozen=True, slots=True)
class OddsAxis:
    """An axis of scores by their odds, where 0.99 is as far from 0.999 as 0.9 from 0.99; ends are in bits."""

    low: float
    high: float

    def across(self, score: np.ndarray) -> np.ndarray:
        """Where scores (0-1) stand."""
        return np.asarray(np.round(WIDTH * (_bits(score) - self.low) / (self.high - self.low), 1))

    def score_at(self, across: np.ndarray) -> list[float]:
        """The scores (0-1) that stand there."""
        bits = self.low + across / WIDTH * (self.high - self.low)
        return (1 / (1 + np.exp2(-bits))).tolist()  # type: ignore[no-any-return]

    def ticks(self) -> tuple[Tick, ...]:
        """Scores that people know, as far as they are on the axis."""
        places = self.across(np.array(KNOWN_SCORES)).tolist()
        known = zip(places, KNOWN_SCORES, strict=True)
        return tuple(Tick(place, f"{score:g}") for place, score in known if 0 <= place <= WIDTH)


def _odds_axis(score: np.ndarray) -> OddsAxis:
    """The axis for scores of which there is at least one."""
    low, high = (float(_bits(end)) for end in (score.min(), score.max()))
    return OddsAxis(low, max(high, low + 1))


def _bits(score: np.ndarray) -> np.ndarray:
    held = np.clip(score, NEAREST, 1 - NEAREST)
    return np.asarray(np.log2(held / (1 - held)))


def _up(share: np.ndarray) -> np.ndarray:
    return np.round(HEIGHT * (1 - share), 1)


def _path(x: np.ndarray, y: np.ndarray) -> str:
    return " ".join(f"{left:g},{top:g}" for left, top in zip(x.tolist(), y.tolist(), strict=True))


def _score_ticks() -> tuple[Tick, ...]:
    return tuple(Tick(share * WIDTH, f"{share:g}") for share in (0, 0.25, 0.5, 0.75, 1))


def _share_ticks() -> tuple[Tick, ...]:
    return tuple(Tick((1 - share) * HEIGHT, f"{share:g}") for share in (0, 0.25, 0.5, 0.75, 1))

"""The charts of an evaluation as lines, dots and columns in their view box; the template draws them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, sqrt

import numpy as np

from mopsctl.matching.calibration import Calibration, ScoreBin
from mopsctl.matching.evaluation import Evaluation
from mopsctl.reports.evaluation_words import ratio, score_words
from mopsctl.reports.figures import count, plural

WIDTH, HEIGHT = 440.0, 220.0
MOST_POINTS = 200
COLUMNS = 20
LARGEST_DOT = 9.0
SMALLEST_DOT = 2.5


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
    """Precision, recall and F1 (up, 0-1) of the scored pairs at or above each score (across)."""
    points = result.curve.thinned(MOST_POINTS)
    low = lowest_shown(float(points.threshold[-1]))
    x = _across(points.threshold, low)
    curves = (("recall", points.recall), ("f1", points.f1), ("precision", points.precision))
    marks = [
        Tick(float(_across(np.array(point.threshold), low)), said)
        for point, said in ((result.best, "best F1"), (result.precise, "precision 0.99"))
        if point is not None
    ]
    best = result.best
    summary = "Precision, recall and F1 by threshold."
    if best is not None:
        summary += f" F1 is best, {ratio(best.agreement.f1)}, from a score of {score_words(best.threshold)}."
    lines = tuple(Line(tone, _path(x, _up(y))) for tone, y in curves)
    return Plot(summary, _score_ticks(low), _share_ticks(), lines, marks=tuple(marks))


def histogram(result: Evaluation) -> Plot:
    """How many scored pairs (up) have each score (across), true ones on the ground and the others on top."""
    score, is_true = result.scores["score"].to_numpy(), result.scores["true"].to_numpy(dtype=bool)
    low = lowest_shown(float(score.min()))
    edges = np.linspace(low, 1, COLUMNS + 1)
    right, wrong = (np.histogram(part, edges)[0] for part in (score[is_true], score[~is_true]))
    most = int((right + wrong).max()) or 1
    boxes: list[Box] = []
    for index, (true, false) in enumerate(zip(right.tolist(), wrong.tolist(), strict=True)):
        span = f"{edges[index]:.3f}–{edges[index + 1]:.3f}"
        title = f"{span}: {plural(true, 'true pair')}, {plural(false, 'other')}"
        boxes += _stacked(index, (("true", true), ("false", false)), most, title)
    summary = (
        f"{plural(int(is_true.sum()), 'true pair')} and {plural(int((~is_true).sum()), 'other')} by score."
    )
    up = (Tick(HEIGHT, "0"), Tick(0.0, count(most)))
    return Plot(summary, _score_ticks(low), up, boxes=tuple(boxes))


def calibration_chart(found: Calibration) -> Plot:
    """The share of pairs that are true (up, 0-1) by their mean score (across, 0-1); a dot for each bin of scores."""
    most = max(part.pairs for part in found.bins)
    dots = tuple(_dot(part, most) for part in found.bins)
    summary = "; ".join(dot.title for dot in dots)
    return Plot(summary, _score_ticks(0.0), _share_ticks(), (Line("even", f"0,{HEIGHT} {WIDTH},0"),), dots)


def lowest_shown(score: float) -> float:
    """Where the axis of scores begins: a twentieth at or below the lowest one, and never at 1."""
    return min(floor(score * 20) / 20, 0.95)


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


def _across(score: np.ndarray, low: float) -> np.ndarray:
    return np.round(WIDTH * (score - low) / (1 - low), 1)


def _up(share: np.ndarray) -> np.ndarray:
    return np.round(HEIGHT * (1 - share), 1)


def _path(x: np.ndarray, y: np.ndarray) -> str:
    return " ".join(f"{left:g},{top:g}" for left, top in zip(x.tolist(), y.tolist(), strict=True))


def _score_ticks(low: float) -> tuple[Tick, ...]:
    return tuple(Tick(share * WIDTH, f"{low + share * (1 - low):.3g}") for share in (0, 0.25, 0.5, 0.75, 1))


def _share_ticks() -> tuple[Tick, ...]:
    return tuple(Tick((1 - share) * HEIGHT, f"{share:g}") for share in (0, 0.25, 0.5, 0.75, 1))

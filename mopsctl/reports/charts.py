"""The geometry of the page's charts, in units of their own view boxes; the templates draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mopsctl.reports.figures import count, percent, plural, score
from mopsctl.reports.words import object_words
from mopsctl.results import CompletenessBand, SegmentReport

WIDTH, HEIGHT = 440.0, 130.0
GAP = 3.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its box, what it says when pointed at, and its label below where it has one."""

    x: float
    y: float
    width: float
    height: float
    title: str
    label: str = ""
    tone: str = ""

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns on a ground line at ``height``; ``points`` is a line above them ("x,y x,y"), or empty."""

    columns: tuple[Column, ...]
    summary: str
    points: str = ""
    width: float = WIDTH
    height: float = HEIGHT


def completeness_chart(bands: Sequence[CompletenessBand]) -> Chart:
    """A histogram of an object's records by how complete they are."""
    rows = sum(band.rows for band in bands)
    most = max((band.rows for band in bands), default=0) or 1
    step = WIDTH / len(bands)
    columns = []
    for index, band in enumerate(bands):
        height = _height(band.rows, most)
        title = (
            f"{band.low}–{band.high}% complete: {plural(band.rows, 'record')} ({percent(band.rows, rows)})"
        )
        box = (round(index * step + GAP / 2, 1), round(HEIGHT - height, 1), round(step - GAP, 1), height)
        columns.append(Column(*box, title, percent(band.rows, rows) if band.rows else "", _tone(band.low)))
    best = bands[-1]
    whole = f"{count(rows)} {object_words(best.object).lower()}"
    summary = f"{count(best.rows)} of {whole} are at least {best.low}% complete"
    return Chart(tuple(columns), summary)


def month_chart(segment: SegmentReport) -> Chart:
    """A column a month, as high as it has records, and a line of the months' scores (0-100)."""
    most = max((value.rows for value in segment.values), default=0) or 1
    step = WIDTH / max(len(segment.values), 1)
    columns = []
    points = []
    for index, value in enumerate(segment.values):
        height = _height(value.rows, most)
        title = f"{value.value}: {plural(value.rows, 'record')}, score {score(value.score)}"
        box = (round(index * step + GAP / 2, 1), round(HEIGHT - height, 1), round(step - GAP, 1), height)
        columns.append(Column(*box, title, value.value))
        if value.score is not None:
            points.append(f"{columns[-1].middle},{round(HEIGHT * (1 - value.score / 100), 1)}")
    summary = "; ".join(column.title for column in columns)
    return Chart(tuple(columns), summary, " ".join(points))


def _height(rows: int, most: int) -> float:
    """A column's height; what is there at all can be seen."""
    return round(max(HEIGHT * rows / most, 1.5 if rows else 0.0), 1)


def _tone(low: int) -> str:
    return "low" if low < 50 else "mid" if low < 80 else "high"

"""Text: what learning match weights is worth, by pairs that were not learnt from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from mopsctl.matching.scenario import AUTO, REVIEW
from mopsctl.reports.evaluation_words import ratio
from mopsctl.reports.figures import count, plural
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.text_console import write_sections
from mopsctl.reports.text_page import grid, heading
from mopsctl.reports.visible import visible
from mopsctl.reports.words import object_words

if TYPE_CHECKING:
    from mopsctl.auditing.tune import Tuning
    from mopsctl.matching.tuning import HeldOut, Tuned


def write(tuning: Tuning, out: IO[str], options: ReportOptions) -> None:
    """Write the page."""
    write_sections(lambda width, rich: _sections(tuning), out, options)


def _sections(tuning: Tuning) -> Iterator[RenderableType]:
    yield Text.assemble("mopsctl dedupe tune ", (visible(tuning.source), "bold"))
    for one in tuning.tuned:
        yield Group("", _figures(one))
    if tuning.notes:
        yield Group("", heading("Notes"), *(Text(visible(note)) for note in tuning.notes))


def _figures(one: Tuned) -> RenderableType:
    said = f"{plural(one.duplicates, 'duplicate')} and {plural(one.others, 'other pair')} labelled"
    note = f"{said}; each fifth is judged by what was learnt from the others"
    table = grid("l", "r", "r", "r", "r", "r", "r")
    names = ("Pairs", "Right", "Precision", "Recall", "F1", "Surprise")
    table.add_row("", *(Text(name, "dim") for name in names))
    for name, figures in (("as it was", one.before), ("learnt", one.after)):
        for cells in _rows(figures, name):
            table.add_row(*cells)
    better = one.after.surprise < one.before.surprise
    verdict = "Use what was learnt." if better else "Nothing was gained: keep the weights that you have."
    return Group(
        heading(object_words(one.object), note), table, Text(verdict, "green" if better else "yellow")
    )


def _rows(figures: HeldOut, name: str) -> Iterator[tuple[str, ...]]:
    for threshold, part in ((REVIEW, figures.review), (AUTO, figures.auto)):
        ratios = (ratio(part.precision), ratio(part.recall), ratio(part.f1))
        surprise = f"{figures.surprise:.3f} bits" if threshold == REVIEW else ""
        yield f"{name}, from {threshold:g}", count(part.found), count(part.right), *ratios, surprise

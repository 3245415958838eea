"""Text: an evaluation as a page for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mopsctl.matching.evaluation import Evaluation
from mopsctl.matching.evidence_words import noun
from mopsctl.matching.worst_pairs import WorstPair
from mopsctl.reports.evaluation_words import (
    Row,
    agreements,
    fates,
    headline,
    ratio,
    score_words,
    thresholds,
)
from mopsctl.reports.figures import count, percent, plural
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.places import place
from mopsctl.reports.text_console import write_sections
from mopsctl.reports.text_page import grid, heading
from mopsctl.reports.visible import visible

MOST_PAIRS = 3
MOST_VALUE = 30
INDENT = (0, 0, 0, 7)
MISSING = "missing"
"""The level of a field that one of the records lacks, which is no evidence."""


def write(result: Evaluation, out: IO[str], options: ReportOptions) -> None:
    """Write the page: few worst pairs, or all that were explained where it is verbose."""
    write_sections(lambda width, rich: _sections(result, options), out, options)


def _sections(result: Evaluation, options: ReportOptions) -> Iterator[RenderableType]:
    most = len(result.false_positives) + len(result.false_negatives) if options.verbose else MOST_PAIRS
    yield _header(result)
    sections = [
        _found(result),
        _scenarios(result),
        _wholes(result),
        _fates(result),
        _thresholds(result),
        _calibration(result),
        _worst("Surely found, and not true", "highest scores first", result.false_positives, most),
        _worst("True, and not found", "lowest scores first", result.false_negatives, most),
        _notes(result),
    ]
    for section in sections:
        if section is not None:
            yield Group("", section)


def _header(result: Evaluation) -> RenderableType:
    table = grid("l", "r", stretch=0)
    command = Text.assemble("mopsctl dedupe evaluate ", (visible(result.source), "bold"))
    table.add_row(command, Text(f"{result.seconds:.1f} s", "dim"))
    known = plural(result.records, "record")
    whole = "" if result.records == result.compared_records else f" of {count(result.compared_records)}"
    clusters = plural(result.clusters.exact.true, "cluster")
    scope = f"By {visible(result.truth)}, which knows {known}{whole} and {clusters} of two and more."
    return Group(table, Text(headline(result), "bold"), Text(scope))


def _found(result: Evaluation) -> RenderableType:
    return Group(heading("Pairs", "in groups, and as scored"), _agreements(agreements(result)))


def _scenarios(result: Evaluation) -> RenderableType | None:
    if not result.scenarios:
        return None
    table = grid("l", "r", "r", "r", "r")
    names = ("Pairs", "Right", "Precision", "Of all true")
    table.add_row("", *(Text(name, "dim") for name in names))
    for name, part in result.scenarios.items():
        cells = (count(part.found), count(part.right), ratio(part.precision), percent(part.right, part.true))
        table.add_row(visible(name), *cells)
    return Group(heading("Scenarios", "scored pairs by the rule that found them"), table)


def _agreements(rows: Iterable[Row]) -> RenderableType:
    table = grid("l", "r", "r", "r", "r", "r", "r")
    names = ("Found", "Right", "True", "Precision", "Recall", "F1")
    table.add_row("", *(Text(name, "dim") for name in names))
    for row in rows:
        part = row.agreement
        counts = (count(part.found), count(part.right), "" if row.share else count(part.true))
        f1 = "" if row.share else ratio(part.f1)
        name = f"  {row.name}" if row.part else row.name
        table.add_row(name, *counts, ratio(part.precision), ratio(part.recall), Text(f1, "bold"))
    return table


def _wholes(result: Evaluation) -> RenderableType:
    figures = result.clusters
    table = grid("l", "r", "r", "r")
    table.add_row("", *(Text(name, "dim") for name in ("Precision", "Recall", "F1")))
    exact = figures.exact
    table.add_row("Exactly right", ratio(exact.precision), ratio(exact.recall), Text(ratio(exact.f1), "bold"))
    b_cubed = (figures.b_cubed_precision, figures.b_cubed_recall, figures.b_cubed_f1)
    table.add_row("B-cubed", *(ratio(value) for value in b_cubed))
    variation = (
        f"Variation of information {figures.variation:.4f} bits a record: "
        f"{figures.split:.4f} by torn clusters, {figures.lumped:.4f} by groups that lump."
    )
    note = f"{count(exact.right)} of {plural(exact.found, 'group')} are a true cluster, whole and pure"
    return Group(heading("Groups as wholes", note), table, Text(variation))


def _fates(result: Evaluation) -> RenderableType:
    table = grid("r", "r", "l")
    for fate in fates(result):
        style = "yellow" if fate.lost and fate.pairs else ""
        share = percent(fate.pairs, result.fates.listed)
        table.add_row(count(fate.pairs), share, Text(fate.words, style))
    recall = result.fates.compared_share
    note = (
        "where recall is lost" if recall is None else f"where recall is lost; blocking recall {ratio(recall)}"
    )
    if result.fates.listed < result.pairs.true:
        note += f"; those of the largest clusters left out, {count(result.fates.listed)} looked at"
    return Group(heading("True pairs", note), table)


def _thresholds(result: Evaluation) -> RenderableType | None:
    if not len(result.curve):
        return None
    table = grid("r", "r", "r", "r", "r", "r", "l")
    names = ("Score from", "Pairs", "Right", "Precision", "Recall", "F1")
    table.add_row(*(Text(name, "dim") for name in names), "")
    for point, said in thresholds(result):
        part = point.agreement
        ratios = (ratio(part.precision), ratio(part.recall), ratio(part.f1))
        cells = (score_words(point.threshold), count(part.found), count(part.right), *ratios)
        table.add_row(*(Text(cell, "bold" if said else "") for cell in cells), Text(said, "green"))
    return Group(heading("Thresholds", "scored pairs at or above a score"), table)


def _calibration(result: Evaluation) -> RenderableType | None:
    found = result.calibration
    if found.error is None or found.brier is None:
        return None
    table = grid("l", "r", "r", "r")
    table.add_row("", *(Text(name, "dim") for name in ("Pairs", "Mean score", "True")))
    for part in found.bins:
        bounds = f"{part.low:.2f}–{part.high:.2f}"
        table.add_row(bounds, count(part.pairs), score_words(part.mean), ratio(part.share))
    note = f"expected error {ratio(found.error)}, Brier score {ratio(found.brier)}"
    return Group(heading("Calibration", f"do scores mean what they say? {note}"), table)


def _worst(title: str, note: str, pairs: tuple[WorstPair, ...], most: int) -> RenderableType | None:
    if not pairs:
        return None
    shown = [
        part for number, pair in enumerate(pairs[:most]) for part in (("",) if number else ()) + _pair(pair)
    ]
    return Group(heading(title, note), *shown)


def _pair(pair: WorstPair) -> tuple[RenderableType, ...]:
    found = pair.explanation
    how = found.scenario or found.not_compared or "Compared, and below the threshold of review."
    head = grid("l", "l", "l")
    for score, record in ((score_words(found.score), pair.left), ("", pair.right)):
        where = Text(place(record.path, record.line), "dim")
        head.add_row(Text(score, "bold"), Text(visible(record.id, MOST_VALUE), "bold"), where)
    table = grid("l", "l", "l", "l", "r")
    for part in found.evidence:
        if part.level != MISSING:
            cells = (visible(value or "", MOST_VALUE) for value in (part.left, part.right))
            table.add_row(Text(visible(noun(part.field)), "dim"), *cells, part.level, f"{part.weight:+.1f}")
    return head, Padding(Text(visible(how), "dim"), INDENT), Padding(table, INDENT)


def _notes(result: Evaluation) -> RenderableType | None:
    if not result.notes:
        return None
    return Group(heading("Notes"), *(Text(visible(note)) for note in result.notes))

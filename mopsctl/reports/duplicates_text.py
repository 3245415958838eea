"""Text: a search for duplicates as a page for the terminal."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import IO

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from mopsctl.reports.duplicates_report import DUPLICATES_TITLE, DuplicateReport
from mopsctl.reports.duplicates_text_figures import objects_section, sources_section
from mopsctl.reports.duplicates_text_groups import groups_section
from mopsctl.reports.duplicates_words import (
    BANDS,
    headline,
    limits,
    scenario_objects,
    scenario_words,
    size_words,
    stake_words,
)
from mopsctl.reports.figures import count
from mopsctl.reports.options import DEFAULT_TITLE, ReportOptions
from mopsctl.reports.text_console import write_sections
from mopsctl.reports.text_page import bar, grid, heading
from mopsctl.reports.visible import visible

MOST_SOURCES = 5
MOST_LIMITS = 6
BAR_CELLS = 16
INDENT = (0, 0, 0, 3)


def write(report: DuplicateReport, out: IO[str], options: ReportOptions) -> None:
    """Write the page: a group or two of each band, or many where it is verbose."""
    write_sections(lambda width, rich: _sections(report, options, width, rich), out, options)


def _sections(
    report: DuplicateReport, options: ReportOptions, width: int, rich: bool
) -> Iterator[RenderableType]:
    yield _header(report, options)
    yield Group("", Text(headline(report.figures), "bold"))
    if report.figures.records:
        yield Group("", objects_section(report.figures))
    sections = [
        *((_bands(report), _scenarios(report), _sizes(report, rich)) if report.figures.groups else ()),
        sources_section(report.figures, None if options.verbose else MOST_SOURCES),
        _stake(report),
        *groups_section(report, options, width),
        _limits(report, options),
        _next(report),
    ]
    for section in sections:
        if section is not None:
            yield Group("", section)


def _header(report: DuplicateReport, options: ReportOptions) -> RenderableType:
    duplicates, masthead = report.duplicates, options.masthead
    table = grid("l", "r", stretch=0)
    command = Text.assemble("mopsctl dedupe find ", (visible(duplicates.source), "bold"))
    table.add_row(command, Text(f"{duplicates.created[:10]} · {duplicates.seconds:.1f} s", "dim"))
    title = " · ".join(visible(text) for text in (masthead.client, masthead.title) if text)
    named = masthead.client or masthead.title not in (DEFAULT_TITLE, DUPLICATES_TITLE)
    return Group(table, Text(title)) if named else table


def _bands(report: DuplicateReport) -> RenderableType:
    table = grid("l", "r", "r", "r", "l", stretch=4)
    table.add_row(*(Text(name, "dim") for name in ("", "Pairs", "Groups", "To merge", "")))
    for band, (name, meaning) in BANDS.items():
        found = report.figures.of_band(band)
        cells = (found.pairs, found.groups, found.to_merge)
        table.add_row(Text(name, "bold"), *(count(cell) for cell in cells), Text(meaning, "dim"))
    return Group(heading("What to do with them"), table)


def _scenarios(report: DuplicateReport) -> RenderableType | None:
    if not report.reasons:
        return None
    table = grid("l", "r", stretch=0)
    for scenario in report.reasons:
        name = Text.assemble((scenario.id, "bold"), (f"  {scenario_objects(scenario)}", "dim"))
        table.add_row(name, scenario_words(scenario))
        table.add_row(Padding(Text(visible(scenario.sentence)), INDENT), "")
    return Group(heading("Why they are duplicates", "by rule"), table)


def _sizes(report: DuplicateReport, rich: bool) -> RenderableType:
    table = grid("r", "l", "r", "r")
    table.add_row(*(Text(name, "dim") for name in ("Records", "", "Groups", "To merge")))
    sizes = report.figures.sizes
    most = max(size.groups for size in sizes)
    for size in sizes:
        drawn = bar(size.groups / most, BAR_CELLS, "cyan") if rich else Text()
        table.add_row(size_words(size), drawn, count(size.groups), count(size.records - size.groups))
    return Group(heading("Group sizes"), table)


def _stake(report: DuplicateReport) -> RenderableType | None:
    if report.figures.stake is None:
        return None
    return Group(heading("At stake"), Text(stake_words(report.figures.stake)))


def _limits(report: DuplicateReport, options: ReportOptions) -> RenderableType | None:
    lines = list(limits(report))
    if not lines:
        return None
    shown = lines if options.verbose else lines[:MOST_LIMITS]
    parts: list[RenderableType] = [heading("What was not looked at"), *(Text(line) for line in shown)]
    if len(lines) > len(shown):
        parts.append(Text(f"and {len(lines) - len(shown)} more (-v)", "dim"))
    return Group(*parts)


def _next(report: DuplicateReport) -> RenderableType | None:
    if not report.figures.groups:
        return None
    source = shlex.quote(visible(report.duplicates.source))
    first = report.duplicates.records.ids(report.duplicates.groups["record"].to_numpy()[:2])
    named = " ".join(shlex.quote(visible(identity)) for identity in first)
    steps = (
        (f"mopsctl dedupe find {source} -o groups.csv --pairs pairs.csv", "every group and pair"),
        (f"mopsctl dedupe explain {source} {named}", "why two records are together"),
        (f"mopsctl dedupe review {source}", "decide on those that need a look"),
    )
    lines = [
        Text.assemble((command, "cyan"), (f"  {purpose}", "dim"), no_wrap=True, overflow="ignore")
        for command, purpose in steps
    ]
    return Group(heading("Next"), *lines)

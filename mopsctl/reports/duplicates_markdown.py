"""Markdown: a search for duplicates as a page for a pull request, a job's summary or a wiki."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from mopsctl.reports.duplicates_markdown_figures import object_lines, source_lines
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.duplicates_views import GroupView, top_groups
from mopsctl.reports.duplicates_words import (
    BANDS,
    headline,
    limits,
    size_words,
)
from mopsctl.reports.figures import count, plural
from mopsctl.reports.markdown_text import cell, code, plain, table
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.words import field_words

MOST_GROUPS, MOST_LIMITS, MOST_TEXT = 2, 10, 60


def write(report: DuplicateReport, out: IO[str], options: ReportOptions) -> None:
    """Write the page; parts that have nothing to say are left out."""
    out.write("\n".join(_lines(report, options)) + "\n")


def _lines(report: DuplicateReport, options: ReportOptions) -> Iterator[str]:
    duplicates, masthead = report.duplicates, options.masthead
    yield f"# {' · '.join(plain(text) for text in (masthead.client, masthead.title) if text)}"
    yield ""
    yield f"mopsctl {plain(duplicates.version)} dedupe find {code(duplicates.source)}, {duplicates.created[:10]}"
    yield ""
    yield f"**{headline(report.figures)}**"
    yield from object_lines(report.figures)
    if report.figures.groups:
        yield from _bands(report)
        yield from _scenarios(report)
        yield from _sizes(report)
    yield from source_lines(report.figures)
    yield from _groups(report, options)
    yield from _limits(report)


def _bands(report: DuplicateReport) -> Iterator[str]:
    yield from ("", "## What to do with them", "")
    rows = []
    for band, (name, meaning) in BANDS.items():
        found = report.figures.of_band(band)
        rows.append([name, meaning, count(found.pairs), count(found.groups), count(found.to_merge)])
    yield from table(["Band", "", "Pairs", "Groups", "To merge"], rows, right=3)


def _scenarios(report: DuplicateReport) -> Iterator[str]:
    found = report.reasons
    if found:
        yield from ("", "## Why they are duplicates", "")
        rows = [
            [cell(plain(s.sentence)), cell(code(s.id)), count(s.pairs), count(s.auto_pairs)] for s in found
        ]
        yield from table(["Rule", "Id", "Pairs", "Sure"], rows, right=2)


def _sizes(report: DuplicateReport) -> Iterator[str]:
    sizes = (f"{plural(size.groups, 'group')} of {size_words(size)}" for size in report.figures.sizes)
    yield from ("", f"Group sizes: {', '.join(sizes)}.")


def _groups(report: DuplicateReport, options: ReportOptions) -> Iterator[str]:
    most = MOST_GROUPS if options.limit is None else min(options.limit, MOST_GROUPS)
    found = top_groups(report.duplicates, most)
    for band, (name, _) in BANDS.items():
        for number, view in enumerate(found.get(band, ())):
            if not number:
                yield from ("", f"## {name}: the largest groups")
            yield from _group(view)


def _group(view: GroupView) -> Iterator[str]:
    yield ""
    heads = ["", *(cell(code(member.record_id, MOST_TEXT)) for member in view.members)]
    rows = []
    for field in view.fields:
        label = cell(plain(field_words(view.members[0].object, field.field), MOST_TEXT))
        shown = ["" if c.text is None else cell(code(c.text, MOST_TEXT)) for c in field.cells]
        marked = (f"**≠** {text}" if c.differs else text for c, text in zip(field.cells, shown, strict=True))
        rows.append([label, *marked])
    yield from table(heads, rows, right=0)
    yield ""
    for member in view.members[1:]:
        yield f"- {code(member.record_id, MOST_TEXT)}: {plain(member.reason, 240)}"
    if view.others:
        yield f"- and {plural(view.others, 'more record')}"


def _limits(report: DuplicateReport) -> Iterator[str]:
    lines = list(limits(report))
    if lines:
        yield from ("", "## What was not looked at", "")
    yield from (f"- {plain(line)}" for line in lines[:MOST_LIMITS])
    if len(lines) > MOST_LIMITS:
        yield f"- and {count(len(lines) - MOST_LIMITS)} more"

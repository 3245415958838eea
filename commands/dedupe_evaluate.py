"""``mopsctl dedupe evaluate``: how right the duplicates are, judged by records of which the truth is known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mopsctl.commands import options as opt
from mopsctl.commands.dedupe_options import DecisionsFile, Only, search_options
from mopsctl.commands.ending import end_with
from mopsctl.commands.target import check_targets

if TYPE_CHECKING:
    from mopsctl.matching.evaluation import Evaluation
    from mopsctl.reports.options import ReportOptions


def evaluate(
    source: opt.Source,
    truth: Annotated[
        Path,
        typer.Option("--truth", metavar="FILE",
                     help="Which records are the same: pairs (id_a,id_b), or clusters (id,cluster)."),
    ],
    output: opt.Outputs = None,
    format: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="NAME", rich_help_panel=opt.OUTPUT,
                     help="Format on standard output: text, json, html, csv (precision and recall by threshold)."),
    ] = None,
    fail_under: Annotated[
        float | None,
        typer.Option("--fail-under", min=0, max=1, metavar="F1", rich_help_panel=opt.OUTPUT,
                     help="Exit code 1 where the F1 of the groups is below this (0-1)."),
    ] = None,
    sample: Annotated[
        int,
        typer.Option("--sample", min=0, max=1000, metavar="N", rich_help_panel=opt.OUTPUT,
                     help="At most N false positives and N false negatives with their evidence."),
    ] = 10,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    only: Only = None,
    decisions: DecisionsFile = None,
    encoding: opt.Encoding = None,
    delimiter: opt.Delimiter = None,
    header_row: opt.HeaderRow = None,
    sheet: opt.Sheet = None,
    redact: opt.Redact = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    no_color: opt.NoColor = False,
) -> None:  # fmt: skip
    """Judge how right the duplicates are that "dedupe find" finds, by a file that says which records are the same.

    Precision, recall and F1 of pairs and of groups, by band, match rule and threshold; what became of the true pairs;
    whether scores mean what they say; the worst pairs with their evidence.
    """
    from mopsctl.auditing.dedupe import find_duplicates
    from mopsctl.matching.evaluation import evaluate as judge
    from mopsctl.matching.truth import truth_of
    from mopsctl.matching.truth_file import read_truth
    from mopsctl.progress_bar import watched
    from mopsctl.reports.evaluation_formats import format_named
    from mopsctl.reports.options import ReportOptions

    outputs = {path: format_named(path) for path in output or ()}
    form = None if format is None and outputs else format_named(format or "text")
    for read in (source, str(truth)):
        check_targets(list(output or ()), read)
    options = search_options(
        object=object, map=map, encoding=encoding, delimiter=delimiter, header_row=header_row, sheet=sheet,
        redact=redact, only=only, decisions=decisions,
    )  # fmt: skip
    told = read_truth(truth)
    with watched(quiet) as progress:
        found = find_duplicates(source, config, options, progress, sys.stdin.buffer)
        progress.step("Judging by the truth")
        result = judge(found, truth_of(told, found.records), found.was_compared, sample)
    shown = ReportOptions(color=False if no_color else None, verbose=verbose)
    _deliver(result, outputs, form, shown, quiet)
    end_with(found.failures)
    _end_under(result, fail_under)


def _deliver(
    result: Evaluation, outputs: dict[Path, str], form: str | None, options: ReportOptions, quiet: bool
) -> None:
    from mopsctl.reports.evaluation_formats import write_evaluation

    for path, name in outputs.items():
        write_evaluation(result, name, path, options)
        if not quiet:
            typer.echo(f"Report: {path}", err=True)
    if form is not None:
        write_evaluation(result, form, None, options)


def _end_under(result: Evaluation, fail_under: float | None) -> None:
    """End with 1 where the F1 of the groups is below what is asked for.

    :raises typer.Exit: there.
    """
    f1 = result.groups.f1 or 0.0
    if fail_under is not None and f1 < fail_under:
        typer.echo(f"the F1 of the groups is {f1:.4f}, below --fail-under {fail_under:g}", err=True)
        raise typer.Exit(1)

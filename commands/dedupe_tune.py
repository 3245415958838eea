"""``mopsctl dedupe tune``: learn from labelled pairs how much each agreement counts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mopsctl.commands import options as opt
from mopsctl.commands.dedupe_options import Only, search_options
from mopsctl.commands.ending import end_with
from mopsctl.commands.target import check_targets

if TYPE_CHECKING:
    from mopsctl.auditing.tune import Tuning
    from mopsctl.reports.options import ReportOptions


def tune(
    source: opt.Source,
    labels: Annotated[
        Path,
        typer.Option("--labels", metavar="FILE",
                     help="Decisions on pairs (written by 'dedupe review'), or truth as 'dedupe evaluate' takes it."),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", rich_help_panel=opt.OUTPUT,
                     help="Write the match rules with what was learnt; without it they go to standard output."),
    ] = None,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    only: Only = None,
    encoding: opt.Encoding = None,
    delimiter: opt.Delimiter = None,
    header_row: opt.HeaderRow = None,
    sheet: opt.Sheet = None,
    quiet: opt.Quiet = False,
    no_color: opt.NoColor = False,
) -> None:  # fmt: skip
    """Learn from labelled pairs how much each agreement counts, and write it as match rules in YAML.

    Prints how right scores are with and without what was learnt, on pairs that were not learnt from. The file is a
    configuration: give it with -c, or name it under "extends" in mopsctl.yaml.
    """
    from mopsctl.auditing.tune import tune_weights
    from mopsctl.progress_bar import watched
    from mopsctl.reports.options import ReportOptions

    for read in (source, str(labels)):
        check_targets([output] if output else [], read)
    options = search_options(
        object=object, map=map, encoding=encoding, delimiter=delimiter, header_row=header_row, sheet=sheet, only=only,
    )  # fmt: skip
    with watched(quiet) as progress:
        learnt = tune_weights(source, labels, config, options, progress, sys.stdin.buffer)
    _deliver(learnt, output, ReportOptions(color=False if no_color else None), quiet)
    end_with(learnt.failures)


def _deliver(learnt: Tuning, path: Path | None, options: ReportOptions, quiet: bool) -> None:
    """The YAML to its file and the figures to standard output; without a file the YAML alone goes there."""
    from mopsctl.reports.match_yaml import write_match
    from mopsctl.reports.outlet import write_out
    from mopsctl.reports.tuning_text import write

    write_out(lambda out: write_match(learnt, out), path, "yaml", binary=False)
    if path is not None:
        write_out(lambda out: write(learnt, out, options), None, "text", binary=False, for_people=True)
        if not quiet:
            typer.echo(f"Match rules: {path}", err=True)

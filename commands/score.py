"""``mopsctl score``: how good the records are, in figures."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from mopsctl.commands import options as opt
from mopsctl.commands.delivery import Delivery, deliver
from mopsctl.commands.ending import end_with

app = opt.command_app("Score records.")


@app.callback()
def score() -> None:
    """Score records: completeness of fields and records, by segment."""


@app.command(epilog="Example: mopsctl score completeness exports/ --by owner_id --fail-under 85")
def completeness(
    source: opt.Source,
    output: opt.Outputs = None,
    format: opt.Formats = None,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    by: opt.By = None,
    baseline: opt.Baseline = None,
    prune: opt.Prune = False,
    fail_under: Annotated[
        float | None,
        typer.Option("--fail-under", min=0, max=100, metavar="SCORE", help="Exit code 1 below this score."),
    ] = None,
    rejects: opt.Rejects = None,
    encoding: opt.Encoding = None,
    delimiter: opt.Delimiter = None,
    header_row: opt.HeaderRow = None,
    sheet: opt.Sheet = None,
    redact: opt.Redact = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    no_color: opt.NoColor = False,
) -> None:
    """Score how complete records and fields are; a placeholder such as "n/a" counts as empty."""
    from mopsctl.auditing.examine import score_completeness
    from mopsctl.progress_bar import watched

    delivery = Delivery(
        tuple(output or ()), format, rejects=rejects, title="CRM data completeness",
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    delivery.check(source, baseline)
    options = opt.examine_options(
        object=object, map=map, encoding=encoding, delimiter=delimiter, header_row=header_row, sheet=sheet,
        select=select, ignore=ignore, by=by, redact=redact, baseline=baseline, prune=prune,
    )  # fmt: skip
    with watched(quiet) as progress:
        result = score_completeness(source, config, options, progress, sys.stdin.buffer)
    deliver(result, delivery)
    reached = result.scorecard.score
    below = fail_under is not None and (reached is None or reached < fail_under)
    if fail_under is not None and below:
        said = "no field is asked for" if reached is None else f"the score is {_unlike(reached, fail_under)}"
        typer.echo(f"{said}, below --fail-under {fail_under:g}", err=True)
    end_with(result.failures)
    raise typer.Exit(int(below))


def _unlike(reached: float, fail_under: float) -> str:
    """The score with as many decimals as it takes to differ from what it is below."""
    digits = next((digits for digits in range(1, 6) if round(reached, digits) < fail_under), 6)
    return f"{reached:.{digits}f}"

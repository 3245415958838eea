"""``mopsctl audit``: everything about a source, as one report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mopsctl.commands import options as opt
from mopsctl.commands.delivery import Delivery, deliver
from mopsctl.commands.ending import end

app = opt.command_app()


@app.command(epilog="Example: mopsctl audit exports/ -o audit.html --client 'Acme' --as-of 2026-03-31")
def audit(
    source: opt.Source,
    output: opt.Outputs = None,
    format: opt.Formats = None,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    select: opt.Select = None,
    ignore: opt.Ignore = None,
    by: opt.By = None,
    as_of: opt.AsOf = None,
    compare: opt.Compare = None,
    baseline: opt.Baseline = None,
    prune: opt.Prune = False,
    fail_on: opt.FailOnOption = opt.FailOn.ERROR,
    limit: opt.Limit = None,
    sample: opt.Sample = None,
    rejects: opt.Rejects = None,
    encoding: opt.Encoding = None,
    delimiter: opt.Delimiter = None,
    header_row: opt.HeaderRow = None,
    sheet: opt.Sheet = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the report.")] = None,
    client: Annotated[str | None, typer.Option("--client", help="Whose data it is, for the report.")] = None,
    logo: Annotated[
        Path | None, typer.Option("--logo", metavar="FILE", help="Logo (PNG, JPEG or SVG).")
    ] = None,
    redact: opt.Redact = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    no_color: opt.NoColor = False,
) -> None:
    """Audit CRM exports: scores, findings and what to do first.

    Needs no configuration: objects, origins and fields are detected, and the default rules apply.
    """
    from mopsctl.auditing.examine import audit as run_audit
    from mopsctl.progress_bar import watched

    delivery = Delivery(
        outputs=tuple(output or ()), format=format, limit=limit, sample=sample, rejects=rejects,
        title=title, client=client, logo=logo, quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    delivery.check(source, baseline)
    options = opt.examine_options(
        object=object, map=map, encoding=encoding, delimiter=delimiter, header_row=header_row, sheet=sheet,
        select=select, ignore=ignore, by=by, as_of=as_of, sample=sample, redact=redact,
        baseline=baseline, prune=prune,
    )  # fmt: skip
    earlier = opt.earlier_report(compare)
    with watched(quiet) as progress:
        result = run_audit(source, config, options, progress, sys.stdin.buffer)
    if earlier is not None:
        from mopsctl.auditing.compare import compare as beside

        result.comparison = beside(result, earlier)
    deliver(result, delivery)
    end(result, fail_on.reached(result.counts()))

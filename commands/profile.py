"""``mopsctl profile``: what is in a source."""

from __future__ import annotations

import sys

from mopsctl.commands import options as opt
from mopsctl.commands.delivery import Delivery, deliver

app = opt.command_app()


@app.command(epilog="Example: mopsctl profile exports/contacts.csv")
def profile(
    source: opt.Source,
    output: opt.Outputs = None,
    format: opt.Formats = None,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
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
    """Tell what is in a source: objects, origins, fields with their fill, values and shapes.

    Shows how each file was read, what it was taken for, and the evidence. Nothing is judged.
    """
    from mopsctl.auditing.examine import profile as run_profile
    from mopsctl.progress_bar import watched

    delivery = Delivery(
        tuple(output or ()), format, rejects=rejects, title="CRM data profile",
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    delivery.check(source)
    options = opt.examine_options(
        object=object, map=map, encoding=encoding, delimiter=delimiter, header_row=header_row, sheet=sheet,
        redact=redact,
    )  # fmt: skip
    with watched(quiet) as progress:
        result = run_profile(source, config, options, progress, sys.stdin.buffer)
    deliver(result, delivery)

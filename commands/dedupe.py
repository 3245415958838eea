"""``mopsctl dedupe``: find the records that are the same person or company."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from mopsctl.commands import options as opt
from mopsctl.commands.dedupe_cost import CostPerRecord, Currency, MinutesPerMerge, cost_model
from mopsctl.commands.dedupe_delivery import DedupeDelivery, deliver_duplicates
from mopsctl.commands.dedupe_evaluate import evaluate
from mopsctl.commands.dedupe_options import Against, DecisionsFile, NoLinks, Only, Since, search_options
from mopsctl.commands.dedupe_review import review
from mopsctl.commands.dedupe_tune import tune
from mopsctl.commands.delivery import Delivery
from mopsctl.commands.ending import end_with
from mopsctl.errors import UsageError

app = opt.command_app("Find duplicates: the records that are the same person or company.")


@app.callback()
def dedupe() -> None:
    """Find duplicates, explain them, judge how well they are found, and review them."""


@app.command(epilog="Example: mopsctl dedupe find contacts.csv -o groups.csv --pairs pairs.csv")
def find(
    source: opt.Source,
    output: opt.Outputs = None,
    format: Annotated[
        str | None,
        typer.Option("-f", "--format", metavar="NAME", rich_help_panel=opt.OUTPUT,
                     help="Format on standard output: text, json, jsonl, csv, html, markdown, xlsx, parquet."),
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", metavar="FILE", rich_help_panel=opt.OUTPUT,
                     help="Write every scored pair with its evidence (.csv, .jsonl, .parquet, .xlsx)."),
    ] = None,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    only: Only = None,
    decisions: DecisionsFile = None,
    against: Against = None,
    since: Since = None,
    no_links: NoLinks = False,
    limit: opt.Limit = None,
    encoding: opt.Encoding = None,
    delimiter: opt.Delimiter = None,
    header_row: opt.HeaderRow = None,
    sheet: opt.Sheet = None,
    title: Annotated[str | None, typer.Option("--title", help="Title of the report.")] = None,
    client: Annotated[str | None, typer.Option("--client", help="Whose data it is, for the report.")] = None,
    cost_per_record: CostPerRecord = None,
    minutes_per_merge: MinutesPerMerge = None,
    currency: Currency = None,
    redact: opt.Redact = False,
    quiet: opt.Quiet = False,
    verbose: opt.Verbose = False,
    no_color: opt.NoColor = False,
) -> None:  # fmt: skip
    """Find duplicates among contacts, leads, accounts and other records; no configuration is needed."""
    from mopsctl.auditing.dedupe import find_duplicates
    from mopsctl.config import matching_configuration
    from mopsctl.progress_bar import watched
    from mopsctl.reports.duplicates_report import DUPLICATES_TITLE

    reports = Delivery(
        outputs=tuple(output or ()), format=format, limit=limit, title=title or DUPLICATES_TITLE, client=client,
        quiet=quiet, verbose=verbose, no_color=no_color,
    )  # fmt: skip
    delivery = DedupeDelivery(reports, pairs, since)
    delivery.check(*(one for one in (source, against) if one is not None))
    options = search_options(
        object=object, map=map, encoding=encoding, delimiter=delimiter, header_row=header_row, sheet=sheet,
        redact=redact, only=only, decisions=decisions, since=since, links=not no_links, against=against,
    )  # fmt: skip
    settings = matching_configuration(config)
    cost = cost_model(settings.dedupe, cost_per_record, minutes_per_merge, currency)
    with watched(quiet) as progress:
        found = find_duplicates(source, settings, options, progress, sys.stdin.buffer)
    deliver_duplicates(found, delivery, cost)
    end_with(found.failures)


@app.command(epilog="Example: mopsctl dedupe explain contacts.csv 0035i0AAAAAAAABA45 0035i0AAAAAAAACA45")
def explain(
    source: opt.Source,
    one: Annotated[str, typer.Argument(metavar="ID", help="The id of a record.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The id of another.")],
    format: Annotated[str, typer.Option("-f", "--format", metavar="NAME", help="text or json.")] = "text",
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    decisions: DecisionsFile = None,
    redact: opt.Redact = False,
    quiet: opt.Quiet = False,
) -> None:
    """Explain a pair: the compared values, what each contributed, and what would change the verdict."""
    from mopsctl.auditing.dedupe import find_duplicates
    from mopsctl.progress_bar import watched
    from mopsctl.reports.explanation import write_explanation

    options = search_options(object=object, map=map, redact=redact, decisions=decisions)
    with watched(quiet) as progress:
        found = find_duplicates(source, config, options, progress, sys.stdin.buffer)
    places = [found.records.place_of(name) for name in (one, other)]
    for name, place in zip((one, other), places, strict=True):
        if place is None:
            raise UsageError(f"no record that was compared has the id {name!r}")
    left, right = (place for place in places if place is not None)
    if left == right:
        raise UsageError("name two different records")
    write_explanation(found, left, right, format)
    end_with(found.failures)


app.command(epilog="Example: mopsctl dedupe evaluate contacts.csv --truth truth.csv -o evaluation.html")(
    evaluate
)
app.command(epilog="Example: mopsctl dedupe review exports/ --decisions decisions.csv")(review)
app.command(epilog="Example: mopsctl dedupe tune contacts.csv --labels decisions.csv -o match.yaml")(tune)

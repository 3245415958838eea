"""``mopsctl dedupe review``: people decide on pairs, in the terminal or in a workbook."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mopsctl.commands import options as opt
from mopsctl.commands.dedupe_options import Only, search_options
from mopsctl.commands.ending import end_with
from mopsctl.errors import UsageError

if TYPE_CHECKING:
    from mopsctl.matching.duplicates import Duplicates
    from mopsctl.review.kept import KeptDecisions
    from mopsctl.review.session import Session


def review(
    source: Annotated[
        str | None,
        typer.Argument(metavar="SOURCE", help="A file, or a folder of them; not needed with --import."),
    ] = None,
    decisions: Annotated[
        Path,
        typer.Option("--decisions", metavar="FILE", rich_help_panel=opt.OUTPUT,
                     help="The CSV file in which decisions are kept; made where there is none."),
    ] = Path("decisions.csv"),
    export: Annotated[
        Path | None,
        typer.Option("--export", metavar="FILE.xlsx", rich_help_panel=opt.OUTPUT,
                     help="Write the open pairs as a workbook to fill in, and end."),
    ] = None,
    import_: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE.xlsx", rich_help_panel=opt.OUTPUT,
                     help="Take the decisions of such a workbook over, and end."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="N", rich_help_panel=opt.OUTPUT,
                     help="At most N pairs, those most worth deciding."),
    ] = None,
    config: opt.ConfigFile = None,
    object: opt.ObjectName = None,
    map: opt.Maps = None,
    only: Only = None,
    encoding: opt.Encoding = None,
    delimiter: opt.Delimiter = None,
    header_row: opt.HeaderRow = None,
    sheet: opt.Sheet = None,
    redact: opt.Redact = False,
    quiet: opt.Quiet = False,
) -> None:  # fmt: skip
    """Decide on pairs that are alike, one at a time; the decisions are kept to by later runs.

    Each decision is saved at once, so you may stop at any time and go on later. Press ? for the keys.
    """
    from mopsctl.review.kept import kept_decisions

    if import_ is not None and export is not None:
        raise UsageError("--export and --import are two runs: export, fill the workbook in, import")
    if import_ is not None:
        _import(import_, kept_decisions(decisions), quiet)
        return
    source = _check(source, decisions, export)
    kept = kept_decisions(decisions)

    from mopsctl.auditing.dedupe import find_duplicates
    from mopsctl.progress_bar import watched
    from mopsctl.review.opening import open_session

    options = search_options(
        object=object, map=map, encoding=encoding, delimiter=delimiter, header_row=header_row, sheet=sheet,
        redact=redact, only=only, decisions=None,
    )  # fmt: skip
    with watched(quiet) as progress:
        found = find_duplicates(source, config, options, progress, sys.stdin.buffer)
    session = open_session(found, kept, date.today(), limit)
    if export is not None:
        _export(found, session, export, quiet)
    else:
        _screen(found, session, quiet)
    end_with(found.failures)


def _check(source: str | None, decisions: Path, export: Path | None) -> str:
    """Find mistakes before the long work begins; gives the source.

    :raises UsageError: where there is no source, no terminal, no Textual, or a file that cannot be written.
    """
    from mopsctl.commands.target import check_targets

    if source is None:
        raise UsageError("name the SOURCE whose duplicates are to be reviewed")
    check_targets([decisions, *([export] if export else [])], source)
    if export is None:
        _check_screen(source)
    elif export.suffix.lower() != ".xlsx":
        raise UsageError(f"--export {export}: the workbook's name must end in .xlsx")
    return source


def _check_screen(source: str) -> None:
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        beside = "SOURCE cannot be -, since keys are read there; " if source == "-" else ""
        raise UsageError(
            f"{beside}review needs a terminal; --export FILE.xlsx writes the pairs as a workbook"
        )
    try:
        import textual  # noqa: F401 - only whether it is there
    except ImportError:
        raise UsageError(
            'the screen of review needs Textual: pip install "mopsctl[review]"; '
            "--export FILE.xlsx writes the pairs as a workbook without it"
        ) from None


def _import(path: Path, kept: KeptDecisions, quiet: bool) -> None:
    from mopsctl.reports.figures import plural
    from mopsctl.review.imported import import_decisions

    found = import_decisions(path, kept, date.today())
    if not quiet:
        said = f"{plural(len(found.new), 'new decision')} in {kept.path}"
        rest = f"{found.known:,} known before, {found.skipped:,} skipped, {found.empty:,} without a decision"
        typer.echo(f"{said}; {rest}", err=True)


def _export(found: Duplicates, session: Session, path: Path, quiet: bool) -> None:
    from mopsctl.private_file import write_private_bytes
    from mopsctl.reports.figures import plural
    from mopsctl.review.export import write_queue

    with write_private_bytes(path) as out:
        written = write_queue(found, session, out)
    if not quiet:
        more = (
            f"; {written.left_out:,} more are left out, --limit gives another number"
            if written.left_out
            else ""
        )
        typer.echo(f"{plural(written.pairs, 'pair')} to review: {path}{more}", err=True)


def _screen(found: Duplicates, session: Session, quiet: bool) -> None:
    from mopsctl.reports.figures import plural
    from mopsctl.review.app import ReviewApp
    from mopsctl.review.opening import first_words
    from mopsctl.review.standing import Standing

    screen = ReviewApp(found, session, first_words(found, session))
    screen.run()
    if screen.failure is not None:
        raise screen.failure
    if not quiet:
        left = plural(session.count(Standing.OPEN), "pair")
        typer.echo(f"{plural(session.made, 'decision')} saved in {session.kept.path}; {left} left", err=True)

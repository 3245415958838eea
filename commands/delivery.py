"""Where a result goes: reports to files and standard output, rejected lines to theirs, notes to standard error."""

from __future__ import annotations

import base64
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mopsctl.commands.target import check_targets
from mopsctl.errors import MopsctlError, UsageError
from mopsctl.failure import Failure, error_text

if TYPE_CHECKING:
    from mopsctl.acceptance import BaselineReport
    from mopsctl.reports.options import ReportOptions
    from mopsctl.results import AuditResult

LOGO_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
LARGEST_LOGO = 1_000_000


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the user said about reports."""

    outputs: tuple[Path, ...] = ()
    format: str | None = None
    limit: int | None = None
    sample: int | None = None
    rejects: Path | None = None
    title: str | None = None
    client: str | None = None
    logo: Path | None = None
    quiet: bool = False
    verbose: bool = False
    no_color: bool = False

    def check(self, source: str, baseline: Path | None = None) -> None:
        """Find mistakes before the long work begins; a ``baseline`` is a file that is written, too.

        :raises UsageError: for an unknown format, a folder that is not there, an unusable logo, or a file that is
            named twice or belongs to the source.
        """
        from mopsctl.reports.formats import BrokenFormatError, format_for

        wanted: list[str | Path] = [*self.outputs, *([self.format] if self.format is not None else [])]
        for form in wanted:
            with suppress(BrokenFormatError):  # the other reports are written; this one is told of at the end
                format_for(form)
        targets = [*self.outputs, *(path for path in (self.rejects, baseline) if path)]
        check_targets(targets, source)
        self.report_options()

    def report_options(self) -> ReportOptions:
        """The options as the reports take them."""
        from mopsctl.reports.options import DEFAULT_TITLE, Masthead, ReportOptions

        logo = _data_uri(self.logo) if self.logo else None
        masthead = Masthead(self.title or DEFAULT_TITLE, self.client, logo)
        return ReportOptions(
            masthead=masthead, sample=self.sample, limit=self.limit,
            color=False if self.no_color else None, verbose=self.verbose,
        )  # fmt: skip


def deliver(result: AuditResult, delivery: Delivery) -> None:
    """Write every report that was asked for; the text page where none was.

    A report whose plug-in fails is noted among the result's failures, and the others are written.
    """
    options = delivery.report_options()
    for path in delivery.outputs:
        if _written(result, path, path, options):
            _note(delivery, f"Report: {path}")
    if delivery.rejects is not None:
        from mopsctl.sources.rejects import write_rejects

        write_rejects(delivery.rejects, result.problems)
        _note(delivery, f"Lines not read as they stand: {delivery.rejects}")
    if delivery.format is not None or not delivery.outputs:
        _written(result, delivery.format or "text", None, options)
    if result.baseline is not None and not delivery.quiet:
        _note_baseline(result.baseline)


def _written(result: AuditResult, wanted: str | Path, path: Path | None, options: ReportOptions) -> bool:
    from mopsctl.reports.formats import BrokenFormatError, format_for, write_report

    try:
        form = format_for(wanted)
    except BrokenFormatError as error:
        result.failures.extend(error.failures)
        return False
    try:
        write_report(result, form, path, options)
    except (Exception, SystemExit) as error:
        if not form.plugin or isinstance(error, (MopsctlError, BrokenPipeError, MemoryError)):
            raise
        said = error_text(error)
        result.failures.append(
            Failure(form.name, None, said, f"the report plug-in {form.name!r} failed: {said}")
        )
        return False
    return True


def _note_baseline(baseline: BaselineReport) -> None:
    from mopsctl.reports.figures import plural

    if baseline.written:
        known = plural(baseline.known, "finding")
        typer.echo(f"Baseline: {known} written to {baseline.path}; from now on only new ones count", err=True)
    elif baseline.pruned:
        gone = plural(baseline.pruned, "finding that no longer occurs", "findings that no longer occur")
        typer.echo(f"Baseline: {gone} taken out of {baseline.path}", err=True)


def _note(delivery: Delivery, text: str) -> None:
    if not delivery.quiet:
        typer.echo(text, err=True)


def _data_uri(path: Path) -> str:
    """A picture as a data URI, so that the report needs no other file.

    :raises UsageError: for a file that is missing, too large, or no picture.
    """
    kind = LOGO_TYPES.get(path.suffix.lower())
    if kind is None:
        raise UsageError(f"--logo {path}: give a PNG, JPEG or SVG file")
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_LOGO + 1)
    except OSError as error:
        raise UsageError(f"--logo {path} cannot be read: {error.strerror}") from None
    if len(data) > LARGEST_LOGO:
        raise UsageError(f"--logo {path} is larger than 1 MB; make it smaller")
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"

"""Where a search for duplicates goes: reports to files and standard output, pairs to a file of data."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from mopsctl.commands.delivery import Delivery
from mopsctl.commands.target import check_targets

if TYPE_CHECKING:
    from mopsctl.matching.duplicates import Duplicates
    from mopsctl.matching.merge_cost import CostModel


@dataclass(frozen=True, slots=True)
class DedupeDelivery:
    """What the user said about what is to be written; ``reports`` has what all commands share.

    ``state`` is the file that ``--since`` names, which the search itself writes.
    """

    reports: Delivery
    pairs: Path | None = None
    state: Path | None = None

    def check(self, *sources: str) -> None:
        """Find mistakes before the long work begins.

        :raises UsageError: for an unknown format, a folder that is not there, an unusable logo, or a file that is
            named twice or belongs to the source.
        """
        from mopsctl.reports.duplicates_formats import duplicates_format
        from mopsctl.reports.rows_formats import rows_format

        for path in self.reports.outputs:
            duplicates_format(path)
        if self.reports.format is not None:
            duplicates_format(self.reports.format)
        if self.pairs is not None:
            rows_format(self.pairs)
        for source in sources:
            check_targets(
                [*self.reports.outputs, *(path for path in (self.pairs, self.state) if path)], source
            )
        self.reports.report_options()


def deliver_duplicates(
    duplicates: Duplicates, delivery: DedupeDelivery, cost: CostModel | None = None
) -> None:
    """Write every report that was asked for, the text page where none was; ``cost`` is what a duplicate costs."""
    from mopsctl.reports.duplicates_formats import duplicates_format, write_duplicates
    from mopsctl.reports.duplicates_report import DuplicateReport
    from mopsctl.reports.duplicates_rows import pair_rows
    from mopsctl.reports.rows_formats import rows_format, write_rows

    for sentence in duplicates.since:
        _note(delivery, sentence)
    reports = delivery.reports
    report = DuplicateReport(duplicates, cost)
    options = reports.report_options()
    for path in reports.outputs:
        write_duplicates(report, duplicates_format(path), path, options)
        _note(delivery, f"Report: {path}")
    if delivery.pairs is not None:
        write_rows(pair_rows(duplicates, reports.limit), rows_format(delivery.pairs), delivery.pairs)
        _note(delivery, f"Pairs: {delivery.pairs}")
    if reports.format is not None or not reports.outputs:
        write_duplicates(report, duplicates_format(reports.format or "text"), None, options)


def _note(delivery: DedupeDelivery, text: str) -> None:
    if not delivery.reports.quiet:
        typer.echo(text, err=True)

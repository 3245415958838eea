"""The outcome of a verb as notebooks and pipelines take it: pandas frames, reports, and a card to look at."""

from __future__ import annotations

from functools import cached_property
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from mopsctl.interface import frames
from mopsctl.results import AuditResult

if TYPE_CHECKING:
    import pandas as pd

    from mopsctl.reports.options import ReportOptions


class Audit:
    """What was found in a source. Each frame is made when it is first asked for.

    ``result`` is the same as plain data, which reports are made from.
    """

    def __init__(self, result: AuditResult) -> None:
        self.result = result

    @property
    def score(self) -> float | None:
        """The overall score (0-100); None where no rule that counts was checked."""
        return self.result.scorecard.score

    @property
    def grade(self) -> str:
        """The score as a grade, A to F."""
        return self.result.scorecard.grade

    @property
    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity: error, warning, info."""
        return {severity.value: count for severity, count in self.result.counts().items()}

    @cached_property
    def findings(self) -> pd.DataFrame:
        """A row a finding; columns and dtypes are `frames.FINDINGS`."""
        return frames.findings(self.result)

    @cached_property
    def scores(self) -> pd.DataFrame:
        """A row an object and dimension; columns and dtypes are `frames.SCORES`."""
        return frames.scores(self.result)

    @cached_property
    def rules(self) -> pd.DataFrame:
        """A row a checked rule and object; columns and dtypes are `frames.RULES`."""
        return frames.rules(self.result)

    @cached_property
    def recommendations(self) -> pd.DataFrame:
        """A row an action, the most rewarding first; columns and dtypes are `frames.RECOMMENDATIONS`."""
        return frames.recommendations(self.result)

    @cached_property
    def fields(self) -> pd.DataFrame:
        """A row a column of the source; columns and dtypes are `frames.FIELDS`."""
        return frames.fields(self.result)

    @cached_property
    def segments(self) -> pd.DataFrame:
        """A row a value by which an object is cut; columns and dtypes are `frames.SEGMENTS`."""
        return frames.segments(self.result)

    @cached_property
    def metrics(self) -> pd.DataFrame:
        """A row a named figure; columns and dtypes are `frames.METRICS`."""
        return frames.metrics(self.result)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """A row a file or sheet; columns and dtypes are `frames.SOURCES`."""
        return frames.sources(self.result)

    @cached_property
    def not_checked(self) -> pd.DataFrame:
        """A row a rule that was not checked somewhere; columns and dtypes are `frames.NOT_CHECKED`."""
        return frames.not_checked(self.result)

    def write(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        client: str | None = None,
        sample: int | None = None,
        limit: int | None = None,
    ) -> Path:
        """Write a report whose format the path's ending chooses, as ``-o`` does; the file is private and whole.

        :param sample: at most so many findings of each rule.
        :param limit: at most so many findings in all.
        :raises UsageError: for an ending of no format, and a place that cannot be written.
        """
        from mopsctl.reports.formats import format_for, write_report

        target = Path(path)
        write_report(self.result, format_for(target), target, _options(title, client, sample, limit))
        return target

    def to_html(
        self, path: str | Path | None = None, *, title: str | None = None, client: str | None = None
    ) -> str:
        """The page for a client, which needs nothing else; written to ``path`` where one is given."""
        return self._text("html", path, _options(title, client, None, None))

    def to_json(
        self, path: str | Path | None = None, *, sample: int | None = None, limit: int | None = None
    ) -> str:
        """Everything for programs (``mopsctl rules schema report``); written to ``path`` where one is given."""
        return self._text("json", path, _options(None, None, sample, limit))

    def to_text(self) -> str:
        """The page that the terminal shows, without colours."""
        return self._text("text", None, _options(None, None, None, None))

    def _text(self, name: str, path: str | Path | None, options: ReportOptions) -> str:
        from mopsctl.private_file import write_private
        from mopsctl.reports.formats import FORMATS

        out = StringIO(newline="")
        FORMATS[name].writer()(self.result, out, options)
        if path is not None:
            with write_private(path) as stream:
                stream.write(out.getvalue())
        return out.getvalue()

    def __repr__(self) -> str:
        from mopsctl.reports.card import one_line

        return f"<mopsctl {one_line(self.result)}>"

    def _repr_html_(self) -> str:
        """What Jupyter shows."""
        from mopsctl.reports.card import card

        return card(self.result)


def _options(title: str | None, client: str | None, sample: int | None, limit: int | None) -> ReportOptions:
    from mopsctl.reports.options import DEFAULT_TITLE, Masthead, ReportOptions

    return ReportOptions(
        masthead=Masthead(title or DEFAULT_TITLE, client), sample=sample, limit=limit, color=False
    )

"""What the user may choose about a report, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field

DEFAULT_TITLE = "CRM data audit"


@dataclass(frozen=True, slots=True)
class Masthead:
    """Whose report it is; ``logo`` is a data URI."""

    title: str
    client: str | None = None
    logo: str | None = None


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """How a report is to look.

    ``sample`` is the most example records a rule and table (None: all in data formats, a few on pages);
    ``limit`` the most findings in data formats and the most rows of a list on pages (None: the format's
    own). ``color`` and ``width`` (columns) are for the terminal, None means what the terminal can do;
    ``verbose`` shows every list of the text page in full.
    """

    masthead: Masthead = field(default_factory=lambda: Masthead(DEFAULT_TITLE))
    sample: int | None = None
    limit: int | None = None
    color: bool | None = None
    width: int | None = None
    verbose: bool = False

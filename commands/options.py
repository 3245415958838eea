"""Options that mean the same in every command."""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mopsctl.errors import UsageError
from mopsctl.findings import Severity

if TYPE_CHECKING:
    from mopsctl.auditing.earlier import EarlierReport
    from mopsctl.auditing.options import AuditOptions


def command_app(help: str | None = None) -> typer.Typer:
    """A Typer app for a command's module, set as all of them are."""
    return typer.Typer(
        help=help,
        no_args_is_help=True,
        rich_markup_mode=None,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


class FailOn(StrEnum):
    """The least severity of a finding that makes the exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"

    def reached(self, counts: dict[Severity, int]) -> bool:
        """Whether there are findings at or above the severity; ``counts`` gives their number."""
        if self is FailOn.NEVER:
            return False
        bound = Severity(self.value).rank
        return any(count and severity.rank >= bound for severity, count in counts.items())


def _countable(number: int | None) -> int | None:
    """A number as great as anything can be counted to."""
    return None if number is None else min(number, sys.maxsize)


READING, RULES, OUTPUT = "Reading", "Rules", "Output"

Source = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A file, a folder of them, or - for CSV on standard input.")
]
ConfigFile = Annotated[
    Path | None,
    typer.Option("-c", "--config", metavar="FILE", rich_help_panel=RULES,
                 help="Configuration; by default the nearest mopsctl.yaml."),
]  # fmt: skip
Formats = Annotated[
    str | None,
    typer.Option("-f", "--format", metavar="NAME", rich_help_panel=OUTPUT,
                 help="Format on standard output: text, json, jsonl, csv, html, markdown, sarif, junit, github, "
                      "gitlab, xlsx, parquet."),
]  # fmt: skip
Outputs = Annotated[
    list[Path] | None,
    typer.Option("-o", "--output", metavar="FILE", rich_help_panel=OUTPUT,
                 help="Write a report; its ending chooses the format. May be given several times."),
]  # fmt: skip
ObjectName = Annotated[
    str | None,
    typer.Option("--object", metavar="NAME", rich_help_panel=READING,
                 help="What the records are (contact, lead, account, …) instead of detecting it."),
]  # fmt: skip
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=HEADER", rich_help_panel=READING,
                 help="Which column holds a canonical field."),
]  # fmt: skip
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="RULE", rich_help_panel=RULES,
                 help="Only these rules: an id, an id with *, or a tag."),
]  # fmt: skip
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="RULE", rich_help_panel=RULES, help="Not these rules.")
]
FailOnOption = Annotated[
    FailOn, typer.Option("--fail-on", rich_help_panel=OUTPUT, help="Exit code 1 for findings this grave.")
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", min=0, callback=_countable, metavar="N", rich_help_panel=OUTPUT,
                 help="At most N findings in the report; counts stay exact."),
]  # fmt: skip
Sample = Annotated[
    int | None,
    typer.Option("--sample", min=0, callback=_countable, metavar="N", rich_help_panel=OUTPUT,
                 help="At most N example findings of each rule; counts stay exact."),
]  # fmt: skip
By = Annotated[
    list[str] | None,
    typer.Option("--by", metavar="FIELD", help="Cut scores by this field, or by created_month; repeatable."),
]
Rejects = Annotated[
    Path | None,
    typer.Option("--rejects", metavar="FILE", rich_help_panel=READING,
                 help="Write every line that could not be read as it stands, with the reason, as CSV."),
]  # fmt: skip
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", rich_help_panel=RULES,
                 help="The day for which ages are judged (YYYY-MM-DD); today by default."),
]  # fmt: skip
Compare = Annotated[
    Path | None,
    typer.Option("--compare", metavar="FILE", rich_help_panel=OUTPUT,
                 help="An earlier JSON report: the new one says what got better and what got worse."),
]  # fmt: skip
Baseline = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", rich_help_panel=RULES,
                 help="Report only findings that are not in this file; written where there is none."),
]  # fmt: skip
Prune = Annotated[
    bool,
    typer.Option("--prune", rich_help_panel=RULES,
                 help="Take findings that no longer occur out of the baseline."),
]  # fmt: skip
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", rich_help_panel=READING, help="Encoding of the files."),
]
Delimiter = Annotated[
    str | None,
    typer.Option("--delimiter", metavar="CHAR", rich_help_panel=READING,
                 help="Delimiter of the files; tab may be written as \\t."),
]  # fmt: skip
HeaderRow = Annotated[
    int | None,
    typer.Option("--header-row", min=0, metavar="N", rich_help_panel=READING,
                 help="Line of the headers, 0 if there are none."),
]  # fmt: skip
Sheet = Annotated[
    str | None, typer.Option("--sheet", metavar="NAME", rich_help_panel=READING, help="Only this sheet.")
]
Redact = Annotated[
    bool, typer.Option("--redact", rich_help_panel=OUTPUT, help="Mask personal values everywhere; ids stay.")
]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="No progress, no notes.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Show everything, not a page of it.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour, as with NO_COLOR.")]


def parse_maps(maps: list[str] | None) -> dict[str, str]:
    """``FIELD=HEADER`` options as a mapping.

    :raises UsageError: for one without "=", and for a field given twice.
    """
    pairs: dict[str, str] = {}
    for text in maps or []:
        name, equals, header = text.partition("=")
        if not equals or not name.strip() or not header.strip():
            raise UsageError(f"--map {text}: write FIELD=HEADER, such as --map email='Work E-mail'")
        if pairs.setdefault(name.strip(), header.strip()) != header.strip():
            raise UsageError(f"--map {text}: {name.strip()} is already mapped to {pairs[name.strip()]!r}")
    return pairs


def parse_day(text: str | None) -> date | None:
    """A day written as YYYY-MM-DD.

    :raises UsageError: for anything else.
    """
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f"--as-of {text}: write a day as YYYY-MM-DD, such as 2026-03-31") from None


def earlier_report(path: Path | None) -> EarlierReport | None:
    """The report to compare with.

    :raises UsageError: where it is none.
    """
    if path is None:
        return None
    from mopsctl.auditing.earlier import read_earlier

    return read_earlier(path)


def parse_delimiter(text: str | None) -> str | None:
    """A delimiter, as a character or by its name.

    :raises UsageError: for what cannot be one.
    """
    from mopsctl.sources.delimited.delimiter import delimiter_by_hand

    try:
        return None if text is None else delimiter_by_hand(text)
    except UsageError as error:
        raise UsageError(f"--delimiter: {error}") from None


def examine_options(
    *,
    object: str | None,
    map: list[str] | None,
    encoding: str | None,
    delimiter: str | None,
    header_row: int | None,
    sheet: str | None,
    redact: bool,
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    by: list[str] | None = None,
    as_of: str | None = None,
    sample: int | None = None,
    baseline: Path | None = None,
    prune: bool = False,
) -> AuditOptions:
    """The options of a command that examines a source, as the library takes them."""
    if prune and baseline is None:
        raise UsageError("--prune takes findings out of a baseline: name it with --baseline FILE")
    from mopsctl.auditing.options import EXAMPLES, AuditOptions
    from mopsctl.sources.table import ReadOptions

    return AuditOptions(
        object=object,
        mapping=parse_maps(map),
        read=ReadOptions(encoding, parse_delimiter(delimiter), header_row, sheet),
        select=tuple(select or ()),
        ignore=tuple(ignore or ()),
        by=tuple(by or ()),
        as_of=parse_day(as_of),
        examples=EXAMPLES if sample is None else sample,
        redact=redact,
        baseline=baseline,
        prune=prune,
    )

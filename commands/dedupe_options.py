"""Options that mean the same in every ``mopsctl dedupe`` command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mopsctl.commands import options as opt

if TYPE_CHECKING:
    from mopsctl.auditing.dedupe import DedupeOptions

DecisionsFile = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FILE", rich_help_panel=opt.RULES,
                 help="What people decided on pairs (written by 'dedupe review'); it is kept to."),
]  # fmt: skip
Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="OBJECT", rich_help_panel=opt.READING,
                 help="Search only records of this object; repeatable."),
]  # fmt: skip

Since = Annotated[
    Path | None,
    typer.Option("--since", metavar="STATE", rich_help_panel=opt.RULES,
                 help="Compare only what is new or changed since the run that wrote this file, which is made where "
                      "there is none and then renewed; the result is that of a full run."),
]  # fmt: skip
NoLinks = Annotated[
    bool,
    typer.Option("--no-links", rich_help_panel=opt.RULES,
                 help="Do not look for the accounts of leads and contacts that have none."),
]  # fmt: skip

Against = Annotated[
    str | None,
    typer.Option("--against", metavar="SOURCE", rich_help_panel=opt.READING,
                 help="A second source, such as another system's export: find only who is in both."),
]  # fmt: skip


def search_options(
    *,
    object: str | None,
    map: list[str] | None,
    encoding: str | None = None,
    delimiter: str | None = None,
    header_row: int | None = None,
    sheet: str | None = None,
    redact: bool = False,
    only: list[str] | None = None,
    decisions: Path | None = None,
    since: Path | None = None,
    links: bool = True,
    against: str | None = None,
) -> DedupeOptions:
    """The options of a command that searches for duplicates, as the library takes them."""
    from mopsctl.auditing.dedupe import DedupeOptions
    from mopsctl.matching.decision_file import read_decisions

    audit = opt.examine_options(
        object=object,
        map=map,
        encoding=encoding,
        delimiter=delimiter,
        header_row=header_row,
        sheet=sheet,
        redact=redact,
    )
    decided = read_decisions(decisions) if decisions else None
    return DedupeOptions(audit, tuple(only or ()), decided, since, links, against)

"""a message for Slack, to be posted to an incoming webhook

Blocks as https://docs.slack.dev/reference/block-kit/blocks describes them: a header of at most 150 characters,
sections of at most 3,000.
"""

from __future__ import annotations

import json
from typing import IO

from mopsctl.reports.options import ReportOptions
from mopsctl.results import AuditResult

ENDINGS = (".slack",)
MOST_RECOMMENDED = 3
HEADER, SECTION = 150, 3_000


def write(result: AuditResult, out: IO[str], options: ReportOptions) -> None:
    """The score, how many findings there are, and what to do first."""
    counts = ", ".join(f"{number:,} {severity.value}" for severity, number in result.counts().items())
    sections = [f"{options.masthead.client or result.source}: {counts}"]
    sections += [
        f"*{todo.title}*: {todo.action} ({todo.records:,} records, +{todo.points:.1f} points)"
        for todo in result.recommendations[:MOST_RECOMMENDED]
    ]
    score = result.scorecard.score
    title = "No score" if score is None else f"Score {score:.1f} of 100, grade {result.scorecard.grade}"
    blocks = [_block("header", "plain_text", f"{options.masthead.title}: {title}"[:HEADER])]
    blocks += [_block("section", "mrkdwn", _escaped(section)[:SECTION]) for section in sections]
    json.dump({"blocks": blocks}, out, ensure_ascii=False)
    out.write("\n")


def _block(kind: str, text_kind: str, text: str) -> dict[str, object]:
    return {"type": kind, "text": {"type": text_kind, "text": text}}


def _escaped(text: str) -> str:
    """Text in which Slack sees no link and no mention."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

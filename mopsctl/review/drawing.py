"""A pair drawn for the terminal: with the terminal's own sixteen colours, and legible without any.

What differs is bold and underlined as well as coloured; weights are bars as well as figures and words.
"""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from mopsctl.matching.duplicates import Band
from mopsctl.reports.figures import MINUS, count
from mopsctl.reports.visible import visible
from mopsctl.review.differences import LONGEST, Span, differences
from mopsctl.review.pair_view import FieldPair, Head, Member, PairView

BITS_A_CELL = 2.0
LONGEST_BAR = 8
LABEL_WIDTH = 15
FOR, AGAINST, DIFFERS, QUIET = "green", "red", "bold underline yellow", "dim"
BAND_STYLES = {Band.AUTO: "green", Band.REVIEW: "yellow", Band.JOB_CHANGE: "cyan"}
STRENGTHS = ((1.0, "hardly"), (3.0, "weakly"), (7.0, "clearly"))
"""Up to so many bits evidence speaks so; beyond them strongly."""


def side_by_side(view: PairView, compared: bool) -> Table:
    """The fields that were compared, or the others; what differs within them is marked."""
    table = Table(box=None, expand=True, pad_edge=False, show_header=compared, padding=(0, 1, 0, 0))
    table.add_column("", width=LABEL_WIDTH, no_wrap=True)
    several_files = len({head.file for head in view.heads}) > 1
    for head in view.heads:
        table.add_column(_head(head, several_files), ratio=1, overflow="fold")
    table.add_column("bits" if compared else "", width=5, justify="right")
    for field in view.fields:
        if (field.evidence is not None) == compared:
            left, right = _values(field)
            weight = _figure(field.evidence.weight) if field.evidence else Text()
            table.add_row(Text(visible(field.label, LABEL_WIDTH), QUIET), left, right, weight)
    return table


def evidence(view: PairView) -> Table:
    """What each field says: its weight as a bar, a figure and words; they add up to the score."""
    table = Table(box=None, expand=True, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(width=LABEL_WIDTH, no_wrap=True)
    table.add_column(width=LONGEST_BAR, no_wrap=True)
    table.add_column(width=5, justify="right")
    table.add_column(ratio=1, overflow="fold")
    explained = view.explanation
    for field in view.fields:
        if field.evidence is not None:
            weight = field.evidence.weight
            words = Text(f"{strength(weight)}: {visible(field.evidence.words, LONGEST)}")
            table.add_row(
                Text(visible(field.label, LABEL_WIDTH), QUIET), _bar(weight), _figure(weight), words
            )
    before = Text("before any comparison: two records are rarely the same", QUIET)
    table.add_row(Text("To begin with", QUIET), _bar(explained.prior), _figure(explained.prior), before)
    return table


def strength(weight: float) -> str:
    """A weight in words: ``clearly for``."""
    if not weight:
        return "says nothing"
    word = next((word for most, word in STRENGTHS if abs(weight) < most), "strongly")
    return f"{word} {'for' if weight > 0 else 'against'}"


def verdict(view: PairView) -> Text:
    """How sure it is and why, and what would change that."""
    explained = view.explanation
    text = Text(visible(explained.verdict, LONGEST))
    for sentence in explained.would_change:
        text.append(f"\n{visible(sentence, LONGEST)}", QUIET)
    return text


def score(view: PairView) -> Text:
    """The score, its band and its scenario."""
    explained = view.explanation
    band = explained.band or "below review"
    text = Text(f"{explained.score:.3f} ", "bold")
    text.append(str(band), BAND_STYLES.get(explained.band, "") if explained.band else "")
    return text.append(f"  {visible(explained.scenario or 'no scenario', 60)}", QUIET)


def others(view: PairView) -> Text:
    """The group's other records, a line each."""
    if view.group is None:
        return Text("In no group: nothing else hangs on it.", QUIET)
    if not view.members:
        return Text("The group has no other record.", QUIET)
    lines = [naming(member) for member in view.members]
    if view.more_members:
        lines.append(Text(f"and {count(view.more_members)} more", QUIET))
    if view.reason:
        lines.append(Text(visible(view.reason, LONGEST), QUIET))
    return Text("\n").join(lines)


def naming(member: Member) -> Text:
    """A record on one line."""
    text = Text(visible(member.head.id, 40), "bold", no_wrap=True, overflow="ellipsis")
    return text.append(f"  {visible(member.naming, 200)}", "not bold")


def _head(head: Head, several_files: bool) -> Text:
    file = f"{visible(head.file, 60)} " if several_files else ""
    text = Text(visible(head.id, 60), "bold")
    return text.append(f" {visible(head.object, 20)}, {file}line {head.line}", f"not bold {QUIET}")


def _values(field: FieldPair) -> tuple[Text, Text]:
    if field.left is None or field.right is None:
        return _whole(field.left), _whole(field.right)
    left, right = differences(field.left, field.right)
    return _marked(left), _marked(right)


def _whole(value: str | None) -> Text:
    return Text("–", QUIET) if value is None else Text(visible(value, LONGEST))


def _marked(spans: list[Span]) -> Text:
    return Text.assemble(*((span.text, DIFFERS if span.differs else "") for span in spans))


def _bar(weight: float) -> Text:
    cells = min(LONGEST_BAR, max(1, round(abs(weight) / BITS_A_CELL))) if weight else 0
    return Text(("█" if weight > 0 else "░") * cells, FOR if weight > 0 else AGAINST)


def _figure(weight: float) -> Text:
    sign = "+" if weight > 0 else MINUS if weight < 0 else ""
    return Text(f"{sign}{abs(weight):.1f}", FOR if weight > 0 else AGAINST if weight < 0 else QUIET)

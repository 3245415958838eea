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
from mopsctl.review.pair_view import LEAST_BITS, FieldPair, Head, Member, PairView

BITS_A_CELL = 2.0
LONGEST_BAR = 8
LABEL_WIDTH = 15
FOR, AGAINST, DIFFERS, QUIET = "green", "red", "bold underline yellow", "dim"
BAND_STYLES = {Band.AUTO: "green", Band.REVIEW: "yellow", Band.JOB_CHANGE: "cyan"}
STRENGTHS = ((1.0, "hardly"), (3.0, "weakly"), (7.0, "clearly"))
"""Up to so many bits evidence speaks so; beyond them strongly."""


def side_by_side(view: PairView, compared: bool) -> Table:
    """The fields that were compared and that either has, or the others; what differs within them is marked."""
    table = Table(box=None, expand=True, pad_edge=False, show_header=compared, padding=(0, 1, 0, 0))
    table.add_column("", width=LABEL_WIDTH, no_wrap=True)
    for head in _heads(view.heads):
        table.add_column(head, ratio=1, overflow="fold")
    table.add_column("bits" if compared else "", width=5, justify="right")
    for field in view.fields:
        if (field.evidence is not None) == compared and not field.is_empty:
            left, right = _values(field)
            weight = _figure(field.evidence.weight) if field.evidence else Text()
            table.add_row(Text(visible(field.label, LABEL_WIDTH), QUIET), left, right, weight)
    return table


def evidence(view: PairView) -> Table:
    """What each field says that says anything: its weight as a bar, a figure and words; they add up to the score."""
    table = Table(box=None, expand=True, pad_edge=False, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(width=LABEL_WIDTH, no_wrap=True)
    table.add_column(width=LONGEST_BAR, no_wrap=True)
    table.add_column(width=5, justify="right")
    table.add_column(ratio=1, overflow="fold")
    for field in view.fields:
        if field.evidence is not None and abs(field.evidence.weight) >= LEAST_BITS:
            weight = field.evidence.weight
            words = f"{strength(weight)}: {visible(field.evidence.words, LONGEST)}"
            label = Text(visible(field.label, LABEL_WIDTH), QUIET)
            table.add_row(label, _bar(weight), _figure(weight), Text(words))
    prior = view.explanation.prior
    before = Text("before any comparison: two records are rarely the same", QUIET)
    table.add_row(Text("To begin with", QUIET), _bar(prior), _figure(prior), before)
    return table


def unfilled(view: PairView) -> Text:
    """The compared fields that neither has."""
    return Text(f"Neither has: {', '.join(visible(label, 30) for label in view.unfilled)}", QUIET)


def strength(weight: float) -> str:
    """A weight in words: ``clearly for``."""
    word = next((word for most, word in STRENGTHS if abs(weight) < most), "strongly")
    return f"{word} {'for' if weight > 0 else 'against'}"


def verdict(view: PairView) -> Text:
    """How sure it is, and why."""
    return Text(visible(view.explanation.verdict, LONGEST))


def would_change(view: PairView) -> Text:
    """What would move the pair to another band."""
    return Text("\n".join(visible(sentence, LONGEST) for sentence in view.explanation.would_change), QUIET)


def score(view: PairView) -> Text:
    """The score, its band and its scenario."""
    explained = view.explanation
    band = explained.band or "below review"
    text = Text(f"{explained.score:.3f} ", "bold")
    text.append(str(band), BAND_STYLES.get(explained.band, "") if explained.band else "")
    return text.append(f"  {visible(explained.scenario or 'no scenario', 60)}", QUIET)


def others(view: PairView) -> list[Text]:
    """The group's other records, a line each, and why they are a group."""
    if view.group is None:
        return [Text("In no group: nothing else hangs on it.", QUIET)]
    if not view.members:
        return [Text("The group has no other record.", QUIET)]
    lines = [Text("Also in the group", "bold"), *map(naming, view.members)]
    if view.more_members:
        lines.append(Text(f"and {count(view.more_members)} more", QUIET))
    if view.reason:
        lines.append(Text(visible(view.reason, LONGEST), QUIET))
    return lines


def naming(member: Member) -> Text:
    """A record on one line."""
    text = Text(visible(member.head.id, 40), "bold", no_wrap=True, overflow="ellipsis")
    return text.append(f"  {visible(member.naming, 200)}", "not bold")


def _heads(heads: tuple[Head, Head]) -> list[Text]:
    """What names the two records, with object and file only where these tell them apart."""
    one, other = heads
    found = []
    for head in heads:
        text = Text(visible(head.id, 60), "bold")
        parts = [head.object] if one.object != other.object else []
        parts += [head.file] if one.file != other.file else []
        words = " ".join(visible(part, 60) for part in [*parts, f"line {head.line}"])
        found.append(text.append(f" {words}", f"not bold {QUIET}"))
    return found


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
    cells = min(LONGEST_BAR, max(1, round(abs(weight) / BITS_A_CELL)))
    return Text(("█" if weight > 0 else "░") * cells, FOR if weight > 0 else AGAINST)


def _figure(weight: float) -> Text:
    if abs(weight) < LEAST_BITS:
        return Text("0.0", QUIET)
    return Text(f"{'+' if weight > 0 else MINUS}{abs(weight):.1f}", FOR if weight > 0 else AGAINST)

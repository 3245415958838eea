"""How far a sitting is, in words."""

from __future__ import annotations

from rich.text import Text

from mopsctl.reports.figures import count, plural
from mopsctl.reports.visible import visible
from mopsctl.review.order import Filter, Sort
from mopsctl.review.pair_view import PairView
from mopsctl.review.session import Session
from mopsctl.review.standing import Standing

BAR = 12


def progress_line(session: Session, width: int) -> Text:
    """How much is decided, in this sitting and before, what follows from it, and what is left."""
    whole, left = len(session.order), session.count(Standing.OPEN)
    done = round(BAR * (whole - left) / whole) if whole else BAR
    implied = session.count(Standing.IMPLIED_DUPLICATE, Standing.IMPLIED_NOT_DUPLICATE)
    decided = session.count(Standing.DUPLICATE, Standing.NOT_DUPLICATE)
    text = f" {'█' * done}{'░' * (BAR - done)} {count(left)} left · {count(decided)} decided"
    text += f" · {count(implied)} follow from them · {count(session.made)} now"
    text += f" · {count(session.skipped)} skipped" if session.skipped else ""
    return Text(f"{text}{' ' * width}", no_wrap=True, overflow="crop")


def pair_line(session: Session, view: PairView) -> Text:
    """Where the pair stands in the queue, its group, and the order and filter."""
    place = f"#{count(session.position + 1)} of {count(len(session.order))}"
    size = f"group of {count(len(view.members) + view.more_members + 2)}" if view.group else ""
    chosen = [str(session.filter) if session.filter != Filter() else "",
              session.sort if session.sort is not Sort.VALUE else ""]  # fmt: skip
    return Text(" · ".join(text for text in (place, size, *chosen) if text), "dim")


def summary(session: Session) -> Text:
    """What is said when nothing is left."""
    if not len(session.order):
        return Text(f"There is nothing {session.filter}. Press f for other pairs, q to quit.")
    path = visible(str(session.kept.path))
    done = plural(session.made, "decision")
    return Text(f"Nothing is left to decide here: {done} in this sitting, saved in {path}. "
                "Press u to take the last one back, f for other pairs, q to quit.")  # fmt: skip

"""The screen of review: one pair at a time, a key a decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.console import Group, RenderableType
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from mopsctl.errors import MopsctlError
from mopsctl.matching.decisions import Verdict
from mopsctl.matching.duplicates import Duplicates
from mopsctl.reports.figures import count
from mopsctl.reports.visible import visible
from mopsctl.review import drawing
from mopsctl.review.choices import filter_choices
from mopsctl.review.dialogs import FilterScreen, FindScreen, HelpScreen, SplitScreen
from mopsctl.review.order import Filter
from mopsctl.review.pair_view import PairView, members, pair_view
from mopsctl.review.progress import pair_line, progress_line, summary
from mopsctl.review.searching import find_row
from mopsctl.review.session import Session
from mopsctl.review.standing import Standing

WIDE = 120
"""Columns from which evidence stands beside the records."""
KEYS = (
    ("a", "duplicate"), ("r", "not"), ("s", "split"), ("n", "skip"), ("u", "undo"), ("/", "find"),
    ("f", "filter"), ("o", "order"), ("?", "help"), ("q", "quit"),
)  # fmt: skip


class ReviewApp(App[None]):
    """Shows the pair at which the session stands, and turns keys into its steps."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "decide('duplicate')", "Duplicate"),
        Binding("r", "decide('not-duplicate')", "Not duplicate"),
        Binding("A", "join", "All of the group"),
        Binding("s", "split", "Split"),
        Binding("n,space", "skip", "Skip"),
        Binding("p", "previous", "Back"),
        Binding("u", "undo", "Undo"),
        Binding("slash", "find", "Find"),
        Binding("f", "filter", "Filter"),
        Binding("o", "sort", "Order"),
        Binding("question_mark", "help", "Help"),
        Binding("q,ctrl+c", "quit", "Quit"),
    ]
    CSS = """
    #body { height: 1fr; scrollbar-size-vertical: 1; }
    #body > Static { height: auto; margin-bottom: 1; }
    #body.wide { layout: horizontal; }
    #body.wide > #records { width: 3fr; }
    #body.wide > #why { width: 2fr; padding-left: 2; }
    #body.wide > #rest { display: none; }
    #progress, #pair, #message, #keys { height: auto; max-height: 3; }
    #progress { text-style: reverse; height: 1; }
    ModalScreen { align: center middle; }
    .dialog { width: 80; max-width: 100%; height: auto; max-height: 100%; border: round; padding: 0 1; }
    .quiet { text-style: dim; }
    OptionList { height: auto; max-height: 18; border: none; }
    OptionList:focus > .option-list--option-highlighted { text-style: bold underline; }
    """

    def __init__(self, duplicates: Duplicates, session: Session, first_words: str = "") -> None:
        super().__init__(ansi_color=True)  # before the theme, since NO_COLOR is looked at with it
        self.first_words = first_words
        self.duplicates = duplicates
        self.session = session
        self.theme = "ansi-dark"
        self.revisiting = False
        self.failure: Exception | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="progress")
        yield Static(id="pair")
        with VerticalScroll(id="body"):
            yield Static(id="records")
            yield Static(id="why")
            yield Static(id="rest")
        yield Static(id="message")
        yield Static(
            Text(" ").join(Text.assemble((key, "bold"), f" {word}") for key, word in KEYS), id="keys"
        )

    def on_mount(self) -> None:
        """Show the first pair."""
        self.query_one("#body").focus()
        self._say(self.first_words)
        self.show_pair()

    def on_resize(self) -> None:
        """Put evidence beside the records, or below."""
        self.call_after_refresh(self.show_pair)

    def show_pair(self) -> None:
        """Draw the pair at which the session stands; a summary where nothing is left."""
        session = self.session
        self._draw("progress", progress_line(session, self.size.width))
        row = session.row
        if row is None or not (self.revisiting or session.count(Standing.OPEN)):
            self._draw("pair", Text())
            self._draw("records", summary(session))
            self._draw("why", Text())
            self._draw("rest", Text())
            return
        try:
            view = pair_view(self.duplicates, session.queue, row)
        except Exception as error:  # who started the screen tells of it; a traceback would show records
            self.failure = error
            self.exit()
            return
        self._draw("pair", Text.assemble(drawing.score(view), "  ", pair_line(session, view)))
        self._draw_body(view)

    def _draw_body(self, view: PairView) -> None:
        wide = self.size.width >= WIDE
        self.query_one("#body").set_class(wide, "wide")
        compared, rest = drawing.side_by_side(view, True), drawing.side_by_side(view, False)
        below: list[RenderableType] = [drawing.unfilled(view)] if view.unfilled else []
        below += [Text(), rest] if wide else []
        self._draw("records", Group(compared, *below))
        why = Group(drawing.verdict(view), drawing.evidence(view), drawing.would_change(view))
        self._draw("why", Group(why, Text(), *drawing.others(view)))
        self._draw("rest", rest)

    def _draw(self, name: str, content: RenderableType) -> None:
        self.query_one(f"#{name}", Static).update(content)

    def _say(self, words: str, style: str = "") -> None:
        self._draw("message", Text(visible(words), style))

    def _step(self, step: Callable[[], object], words: str) -> None:
        """Do what a key asks and show where that leads; what cannot be done is said, and nothing is changed."""
        try:
            done = step()
        except MopsctlError as error:
            self._say(str(error), "bold red")
            return
        self.revisiting = False
        self._say(words if done is not False else "")
        self.query_one("#body").scroll_home(animate=False)
        self.show_pair()

    def action_decide(self, verdict: str) -> None:
        """Decide the pair."""
        self._step(lambda: self.session.decide(Verdict(verdict)), f"Saved: {Verdict(verdict)}")

    def action_join(self) -> None:
        """Decide the whole group."""
        group = self.session.members()
        self._step(lambda: self.session.join(group), f"Saved: all {count(len(group))} are duplicates")

    def action_skip(self) -> None:
        """Leave the pair open."""
        self._step(self.session.skip, "Skipped, it comes again")

    def action_previous(self) -> None:
        """Look at the open pair before."""
        self._step(lambda: self.session.move(-1), "")

    def action_undo(self) -> None:
        """Take the last decision back."""
        if not self.session.steps:
            self._say("There is nothing to undo in this sitting; find a pair with / to decide it anew")
            return
        self._step(self.session.undo, "Taken back, and saved so")

    def action_sort(self) -> None:
        """Take the next order."""
        sort = self.session.sort.next()
        self._step(lambda: self.session.arrange(self.session.filter, sort), f"Order: {sort}")

    def action_help(self) -> None:
        """Open the help."""
        self.push_screen(HelpScreen(str(self.session.kept.path)))

    def action_find(self) -> None:
        """Ask for what is sought."""
        self.push_screen(FindScreen(), self._find)

    def _find(self, sought: str | None) -> None:
        if sought is None:
            return
        row = find_row(self.duplicates.records, self.session, sought)
        if row is None:
            self._say(f"No pair has {sought}")
            return
        if not self.session.go_to(row):
            self.session.look_at(row)
        standing = Standing(self.session.standing[row])
        self._say("" if standing is Standing.OPEN else f"This pair is settled: {standing.words}")
        self.revisiting = True
        self.show_pair()

    def action_filter(self) -> None:
        """Ask which pairs to look at."""
        self.push_screen(FilterScreen(filter_choices(self.session)), self._filter)

    def _filter(self, taken: Filter | None) -> None:
        if taken is not None:
            self._step(lambda: self.session.arrange(taken, self.session.sort), f"Only {taken}")

    def action_split(self) -> None:
        """Ask who stays in the group."""
        places = self.session.members()
        if len(places) < 3:
            self._say("There are only these two: r says that they are not the same")
            return
        group = members(self.duplicates.records, places)
        self.push_screen(
            SplitScreen(group, self.session.held_apart(places)), lambda staying: self._split(places, staying)
        )

    def _split(self, places: list[int], staying: list[int] | None) -> None:
        if not staying:
            return
        leaving = [place for place in places if place not in staying]
        said = f"Saved: {count(len(staying))} stay, {count(len(leaving))} taken out"
        self._step(lambda: self.session.split(staying, leaving), said)

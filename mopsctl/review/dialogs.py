"""What opens over the pair: help, a search, a choice of filters, and a choice of who stays in a group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from mopsctl.reports.figures import count
from mopsctl.reports.visible import visible
from mopsctl.review.order import Filter
from mopsctl.review.pair_view import Member

HELP = """\
a  the two are duplicates          r  they are not
A  all of the group are            s  split: choose who stays in the group
n, space  skip, decide later       p  back to the pair before
u  undo, as often as you like      /  find a record by id, a text, or #12
f  filter                          o  another order
arrows, PgUp, PgDn  scroll         q  quit

Each key is saved at once in {path}; stop when you like, and go on later.
What follows from your decisions leaves the queue: if a = b and b = c, then
a = c; and if b is not d, neither is a.

What differs within two values is underlined. Bits are the weight of a field:
+1 doubles the odds that both are the same, −1 halves them. Together they
make the score.

Order "worth deciding": the nearer a pair is to a threshold and the more
records hang on it, the earlier it comes; a group stays together.
"""


class HelpScreen(ModalScreen[None]):
    """The keys and what is shown; any of the usual keys closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter,question_mark,space", "dismiss", "Close")
    ]

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog"):
            yield Static(Content(HELP.format(path=visible(self.path))))
            yield Static(Content("Esc closes"), classes="quiet")


class FindScreen(ModalScreen[str | None]):
    """A line for what is sought; None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Close")]

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content("Find a record by its id or any text in it, or a pair by #number"))
            yield Input(compact=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give back what was typed."""
        self.dismiss(event.value.strip() or None)

    def action_leave(self) -> None:
        """Close without a search."""
        self.dismiss(None)


class FilterScreen(ModalScreen[Filter | None]):
    """A list of filters with the pairs that each leaves; None where it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "Close")]

    def __init__(self, choices: Sequence[tuple[Filter, str, int]]) -> None:
        super().__init__()
        self.choices = choices

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(Content("Look only at"))
            yield OptionList(
                *(Option(Content(f"{visible(words)}  ({count(pairs)})")) for _, words, pairs in self.choices)
            )

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give back what was chosen."""
        self.dismiss(self.choices[event.option_index][0])

    def action_leave(self) -> None:
        """Close with the filter as it was."""
        self.dismiss(None)


class SplitScreen(ModalScreen[list[int] | None]):
    """The records of a group, to take out those that do not belong; the places of those that stay, or None.

    ``leaving`` are those that are taken out to begin with. Who stays is told by a letter and not by colour.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close"),
        Binding("space", "take_out", "Take out", priority=True),
        Binding("enter", "confirm", "Done", priority=True),
    ]

    def __init__(self, group: Sequence[Member], leaving: Collection[int]) -> None:
        super().__init__()
        self.group = group
        self.leaving = set(leaving)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(
                Content("Who is the same? Space takes a record out, Enter saves, Esc leaves all as it was.")
            )
            yield OptionList(*(Option(self._line(member)) for member in self.group))

    def _line(self, member: Member) -> Content:
        mark = "[ ]" if member.place in self.leaving else "[x]"
        return Content(f"{mark} {visible(member.head.id, 30)}  {visible(member.naming, 200)}")

    def action_take_out(self) -> None:
        """Take the record out, or back in."""
        options = self.query_one(OptionList)
        if options.highlighted is not None:
            member = self.group[options.highlighted]
            self.leaving ^= {member.place}
            options.replace_option_prompt_at_index(options.highlighted, self._line(member))

    def action_confirm(self) -> None:
        """Give back who stays."""
        self.dismiss([member.place for member in self.group if member.place not in self.leaving])

    def action_leave(self) -> None:
        """Close without a decision."""
        self.dismiss(None)

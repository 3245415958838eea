"""What opens over the pair: help, a search, a choice of filters, and a choice of who stays in a group."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, SelectionList, Static
from textual.widgets.option_list import Option
from textual.widgets.selection_list import Selection

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

    ``leaving`` are those that are taken out to begin with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Close"),
        Binding("enter", "confirm", "Done", priority=True),
    ]

    def __init__(self, group: Sequence[Member], leaving: Container[int]) -> None:
        super().__init__()
        self.group = group
        self.leaving = leaving

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog"):
            yield Static(
                Content("Who is the same? Space takes a record out, Enter is done, Esc leaves all as it was.")
            )
            yield SelectionList[int](
                *(
                    Selection(
                        Content(f"{visible(each.head.id, 30)}  {visible(each.naming, 200)}"),
                        each.place,
                        each.place not in self.leaving,
                    )
                    for each in self.group
                )
            )

    def action_confirm(self) -> None:
        """Give back who stays."""
        self.dismiss(sorted(self.query_one(SelectionList).selected))

    def action_leave(self) -> None:
        """Close without a decision."""
        self.dismiss(None)

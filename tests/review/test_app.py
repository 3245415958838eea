"""The screen, driven by keys as a person would, at the size of an old terminal and of a large one."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from mopsctl.matching.decision_file import read_decisions, write_decisions
from mopsctl.matching.decisions import Decision, Verdict
from mopsctl.matching.duplicates import Duplicates, PairExplanation
from mopsctl.matching.record_key import RecordKey
from mopsctl.review.app import ReviewApp
from mopsctl.review.opening import first_words
from mopsctl.review.session import Session

Sit = Callable[..., Session]
SMALL, LARGE = (80, 24), (200, 50)


class Screen:
    """What a person sees and presses."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    @property
    def text(self) -> str:
        strips = self.pilot.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)


def on_screen(
    duplicates: Duplicates,
    session: Session,
    act: Callable[[Screen], Awaitable[None]],
    size: tuple[int, int] = SMALL,
) -> None:
    """Open the screen and act on it."""

    async def run() -> None:
        app = ReviewApp(duplicates, session)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await act(Screen(pilot))
        assert app.failure is None

    asyncio.run(run())


def saved(folder: Path) -> dict[str, str]:
    """The decisions on file, by the last letters of their ids."""
    path = folder / "decisions.csv"
    if not path.exists():
        return {}
    return {"".join(key.id[-1] for key in each.pair): str(each.verdict) for each in read_decisions(path)}


def test_a_pair_as_it_is_drawn(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("slash", *"003E", "enter")
        assert screen.text == PAIR

    on_screen(people, sit(people), act)


PAIR = """\
 ░░░░░░░░░░░░ 4 left · 0 decided · 0 follow from them · 0 now
0.900 review  same-person  #4 of 4 · group of 2
                003D line 5                   003E line 6                   bits
First Name      Zoë                           Zoe                           −1.2
Last Name       Müller                        Mueller                       −1.2
Company         Halden AG                     [bold]Halden[/bold]           −1.2
                                              \\x1b[31mAG
Email           –                             zoe@halden.example             0.0

Likely the same person.
First Name      ░         −1.2 weakly against: differs first_name
Last Name       ░         −1.2 weakly against: differs last_name
Company         ░         −1.2 weakly against: differs company
To begin with   ░░░░░░   −12.0 before any comparison: two records are rarely the
                               same
Another address would settle it.

The group has no other record.





a duplicate r not s split n skip u undo / find f filter o order ? help q quit"""


def test_what_is_large_stands_side_by_side(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        (line,) = (line for line in screen.text.splitlines() if "003B line" in line)
        assert "Likely the same person." in line

    on_screen(people, sit(people), act, LARGE)


def test_a_window_that_grows_moves_the_evidence_beside_the_records(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        beside = "bits  Likely the same person."
        assert beside not in screen.text
        await screen.pilot.resize_terminal(*LARGE)
        await screen.pilot.pause()
        assert beside in screen.text
        await screen.pilot.resize_terminal(30, 10)
        await screen.pilot.pause()
        assert "4 left" in screen.text

    on_screen(people, sit(people), act)


def test_decisions_on_records_that_are_gone_are_said(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    write_decisions(
        tmp_path / "decisions.csv",
        [
            Decision.on(
                RecordKey("contact", "003A"),
                RecordKey("contact", "gone"),
                Verdict.DUPLICATE,
                date(2026, 1, 5),
            )
        ],
    )
    session = sit(people)

    async def run() -> None:
        app = ReviewApp(people, session, first_words(people, session))
        async with app.run_test(size=SMALL) as pilot:
            await pilot.pause()
            assert "1 decision was not used: no record has the id gone" in Screen(pilot).text

    asyncio.run(run())


def test_approve_and_reject_are_saved_at_once_and_settle_the_third(
    people: Duplicates, sit: Sit, tmp_path: Path
) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("a")
        assert saved(tmp_path) == {"BC": "duplicate"}
        await screen.press("r")
        assert saved(tmp_path) == {"BC": "duplicate", "AC": "not-duplicate"}
        assert "1 left · 2 decided · 1 follow from them · 2 now" in screen.text
        await screen.press("a")
        assert "Nothing is left to decide here: 3 decisions in this sitting" in screen.text

    on_screen(people, sit(people), act)


def test_a_group_is_approved_whole(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("A")
        assert "Saved: all 3 are duplicates" in screen.text
        assert saved(tmp_path) == {"AB": "duplicate", "AC": "duplicate"}
        assert "003D line" in screen.text

    on_screen(people, sit(people), act)


def test_a_group_is_split(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("s")
        assert "Who is the same?" in screen.text
        await screen.press("down", "down", "space", "up", "space", "space")
        assert "[x] 003B" in screen.text
        assert "[ ] 003C" in screen.text
        await screen.press("enter")
        assert saved(tmp_path) == {"AB": "duplicate", "AC": "not-duplicate"}
        assert "Saved: 2 stay, 1 taken out" in screen.text
        await screen.press("u")
        assert saved(tmp_path) == {}

    on_screen(people, sit(people), act)


def test_who_is_known_to_be_another_is_taken_out_to_begin_with(
    people: Duplicates, sit: Sit, tmp_path: Path
) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("n", "r", "p")
        assert saved(tmp_path) == {"AC": "not-duplicate"}
        await screen.press("s", "enter")
        assert saved(tmp_path) == {"AB": "duplicate", "AC": "not-duplicate"}

    on_screen(people, sit(people), act)


def test_a_split_can_be_left(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("s", "space", "escape")
        assert saved(tmp_path) == {}
        await screen.press("n", "n", "n", "s")
        assert "There are only these two" in screen.text

    on_screen(people, sit(people), act)


def test_what_is_skipped_comes_again(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    async def act(screen: Screen) -> None:
        first = screen.text.splitlines()[1:12]
        await screen.press("n", "space", "n")
        assert "003D line" in screen.text
        assert "0 now · 3 skipped" in screen.text
        await screen.press("n")
        assert screen.text.splitlines()[1:12] == first
        await screen.press("p")
        assert "003D line" in screen.text
        assert saved(tmp_path) == {}

    on_screen(people, sit(people), act)


def test_undo_goes_back_through_all_that_was_done(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("a", "a", "r")
        assert "0 left" in screen.text
        await screen.press("u")
        assert "003D line" in screen.text
        await screen.press("u", "u")
        assert saved(tmp_path) == {}
        assert "4 left · 0 decided" in screen.text
        await screen.press("u")
        assert "nothing to undo in this sitting" in screen.text

    on_screen(people, sit(people), act)


def test_a_sitting_goes_on_where_the_last_was_killed(people: Duplicates, sit: Sit) -> None:
    async def decide(screen: Screen) -> None:
        await screen.press("a", "r")

    async def look(screen: Screen) -> None:
        assert "1 left · 2 decided · 1 follow from them · 0 now" in screen.text
        assert "003D line" in screen.text

    on_screen(people, sit(people), decide)
    on_screen(people, sit(people), look)


def test_a_decision_can_be_found_and_changed(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("A")
        await screen.press("slash", *"#3", "enter")
        assert "This pair is settled: duplicates" in screen.text
        await screen.press("r")
        assert saved(tmp_path) == {"AB": "not-duplicate", "AC": "duplicate"}
        await screen.press("u")
        assert saved(tmp_path) == {"AB": "duplicate", "AC": "duplicate"}

    on_screen(people, sit(people), act)


def test_a_contradiction_is_refused_with_its_reason(people: Duplicates, sit: Sit, tmp_path: Path) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("a", "r")
        decided = saved(tmp_path)
        await screen.press("slash", *"#3", "enter")
        assert "This pair is settled: not duplicates, by what else was decided" in screen.text
        await screen.press("a")
        said = " ".join(screen.text.split())
        assert "003A = 003B contradicts what was decided: 003A ≠ 003C, 003C = 003B" in said
        assert saved(tmp_path) == decided

    on_screen(people, sit(people), act)


def test_what_another_decides_meanwhile_is_kept_and_seen(
    people: Duplicates, sit: Sit, tmp_path: Path
) -> None:
    other = sit(people)

    async def act(screen: Screen) -> None:
        other.go_to(int(other.order[-1]))
        other.decide(Verdict.NOT_DUPLICATE)
        await screen.press("a")
        assert saved(tmp_path) == {"BC": "duplicate", "DE": "not-duplicate"}
        assert "2 left · 2 decided" in screen.text

    on_screen(people, sit(people), act)


@pytest.mark.parametrize(
    ("sought", "seen"), [("003D", "003D line"), ("müll", "003D line"), ("#4", "#4 of 4")]
)
def test_find(people: Duplicates, sit: Sit, sought: str, seen: str) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("slash", *sought, "enter")
        assert seen in screen.text

    on_screen(people, sit(people), act)


def test_what_is_filtered_out_is_found_too_and_what_is_not_there_is_said(
    people: Duplicates, sit: Sit
) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("slash", *"003F", "enter")
        assert "003F line" in screen.text
        await screen.press("slash", *"nobody", "enter")
        assert "No pair has nobody" in screen.text

    on_screen(people, sit(people), act)


def test_filter(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("f")
        assert "band auto  (1)" in screen.text
        await screen.press("down", "enter")
        assert "#1 of 1 · group of 2 · auto" in screen.text
        assert "003F line" in screen.text

    on_screen(people, sit(people), act)


def test_order(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("o")
        assert "surest first" in screen.text
        assert screen.text.splitlines()[1].startswith("0.930")

    on_screen(people, sit(people), act)


def unbroken(text: str) -> str:
    """The letters of a screen, without its frames and the ends of its lines: long paths go over several."""
    return re.sub(r"[^\w.]", "", text)


def test_help_names_the_keys_and_the_file(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("question_mark")
        assert "a  the two are duplicates" in screen.text
        assert "decisions.csv" in unbroken(screen.text)
        await screen.press("escape")
        assert "003B line" in screen.text

    on_screen(people, sit(people), act)


def test_a_file_that_cannot_be_written_is_told_of_and_nothing_is_lost(
    people: Duplicates, sit: Sit, tmp_path: Path
) -> None:
    async def act(screen: Screen) -> None:
        (tmp_path / "decisions.csv").mkdir()
        await screen.press("a")
        assert "decisions.csv" in unbroken(screen.text)
        assert "4 left · 0 decided" in screen.text
        (tmp_path / "decisions.csv").rmdir()
        await screen.press("a")
        assert saved(tmp_path) == {"BC": "duplicate"}

    on_screen(people, sit(people), act)


def test_markup_and_control_characters_are_only_text(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("slash", *"003E", "enter")
        assert "[bold]Halden[/bold]" in screen.text
        assert r"\x1b[31mAG" in screen.text
        assert "\x1b" not in screen.text

    on_screen(people, sit(people), act)


def test_a_hundred_thousand_pairs_open_in_a_second(many: Duplicates, sit: Sit) -> None:
    explained = []
    plain = many.explain
    many.explain = lambda left, right: explained.append((left, right)) or plain(left, right)  # type: ignore[func-returns-value]

    async def act(screen: Screen) -> None:
        assert "100,000 left" in screen.text
        assert time.perf_counter() - start < 3
        await screen.press(*"aran")
        assert "99,997 left" in screen.text
        assert len(explained) < 12

    start = time.perf_counter()
    on_screen(many, sit(many), act)


def test_a_failure_ends_the_screen_and_is_kept_for_who_started_it(people: Duplicates, sit: Sit) -> None:
    def fails(left: int, right: int) -> PairExplanation:
        raise KeyError("given_name")

    people.explain = fails
    session = sit(people)

    async def run() -> None:
        app = ReviewApp(people, session)
        async with app.run_test(size=SMALL) as pilot:
            await pilot.pause()
        assert isinstance(app.failure, KeyError)

    asyncio.run(run())


def test_wide_letters_keep_the_columns_in_line(people: Duplicates, sit: Sit) -> None:
    async def act(screen: Screen) -> None:
        await screen.press("slash", *"003F", "enter")
        lines = screen.text.splitlines()
        starts = [
            cell_len(line[: line.index(value)])
            for value in ("003G line", "Xiaolong", "Li  ")
            for line in [next(line for line in lines if value in line)]
        ]
        assert starts[0] == starts[1] == starts[2]

    on_screen(people, sit(people), act)


def test_an_empty_queue_says_so(people: Duplicates, sit: Sit) -> None:
    people.pairs = people.pairs.head(0)
    people.groups = people.groups.head(0)

    async def act(screen: Screen) -> None:
        assert "There is nothing to review." in screen.text
        await screen.press("a", "r", "A", "s", "n", "p", "u", "o")
        assert "There is nothing to review." in screen.text

    on_screen(people, sit(people), act)

"""``dedupe review`` as a person runs it: in a terminal of its own, and by a workbook."""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from fcntl import ioctl
from pathlib import Path

import openpyxl
import pytest

from mopsctl.matching.decision_file import read_decisions

Run = Callable[..., subprocess.CompletedProcess[str]]

CONTACTS = """\
Contact ID,First Name,Last Name,Email,Phone,Company,City
003A,Margaret,Rutherford,margaret@pellricroft.com,,Pellricroft Textiles,Leeds
003B,Peggy,Rutherford,peggy@pellricroft.com,,Pellricroft Textiles,Leeds
003C,Quentin,Vance,quentin.vance@halden.com,,Halden,Bath
003D,Ines,Okafor,ines@orbel.com,,Orbel Retail,York
"""
MATCH = """\
match:
  contact:
    - id: one-name-one-company
      sentence: The same family name at the same company
      compare: {last_name: same, company: same}
      auto: 1
      review: 0.02
"""
SECONDS = 30


class Terminal:
    """A terminal of 80 x 24 that runs a command; ``shown`` is all that was ever written to it."""

    def __init__(self, folder: Path, *command: str | Path, **environment: str) -> None:
        self.shown = ""
        self.master, slave = pty.openpty()
        ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [str(Path(sys.executable).parent / "mopsctl"), *map(str, command)], cwd=folder, close_fds=True,
            stdin=slave, stdout=slave, stderr=slave, start_new_session=True,
            env={**os.environ, "TERM": "xterm", **environment},
        )  # fmt: skip
        os.close(slave)

    def until(self, words: str) -> None:
        end = time.monotonic() + SECONDS
        while words not in self.shown:
            if time.monotonic() > end:
                self.process.kill()  # nobody else would end it
                pytest.fail(f"{words!r} was never shown in {self.shown[-2000:]}")
            if select.select([self.master], [], [], 0.2)[0]:
                self.shown += self._read()

    def press(self, keys: str) -> None:
        os.write(self.master, keys.encode())

    def _read(self) -> str:
        try:
            return os.read(self.master, 65536).decode(errors="replace")
        except OSError:  # on Linux the end of a terminal
            return ""

    def end(self) -> int:
        try:
            return self.process.wait(SECONDS)
        finally:
            self.process.kill()
            os.close(self.master)


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """Four contacts, and a rule by which two of them are for people to decide."""
    (tmp_path / "mopsctl.yaml").write_text(MATCH, encoding="utf-8")
    path = tmp_path / "contacts.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    return path


@pytest.mark.parametrize("colour", [True, False])
def test_in_a_terminal(contacts: Path, colour: bool) -> None:
    terminal = Terminal(
        contacts.parent, "dedupe", "review", contacts, **({} if colour else {"NO_COLOR": "1"})
    )
    terminal.until("1 left")
    terminal.press("r")
    terminal.until("Nothing is left to decide")
    terminal.press("q")
    terminal.until("1 decision saved in decisions.csv; 0 pairs left")
    assert terminal.end() == 0
    (decision,) = read_decisions(contacts.with_name("decisions.csv"))
    assert [key.id for key in decision.pair] == ["003A", "003B"]
    assert bool(re.search(r"\x1b\[[\d;]*\b[34][0-7]\b[\d;]*m", terminal.shown)) is colour


def test_a_killed_sitting_has_lost_nothing(contacts: Path) -> None:
    terminal = Terminal(contacts.parent, "dedupe", "review", contacts)
    terminal.until("1 left")
    terminal.press("a")
    terminal.until("Saved")
    terminal.process.kill()
    terminal.end()
    assert len(read_decisions(contacts.with_name("decisions.csv"))) == 1


def test_without_textual_it_is_told_what_to_install(contacts: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "textual.py").write_text("raise ImportError")
    terminal = Terminal(contacts.parent, "dedupe", "review", contacts, PYTHONPATH=str(tmp_path / "none"))
    terminal.until('pip install "mopsctl[review]"')
    assert terminal.end() == 2


def test_by_a_workbook(contacts: Path, mopsctl: Run) -> None:
    sheet = contacts.with_name("queue.xlsx")
    done = mopsctl("dedupe", "review", contacts, "--export", sheet)
    assert "1 pair to review" in done.stderr
    assert done.returncode == 0
    assert sheet.stat().st_mode & 0o077 == 0
    book = openpyxl.load_workbook(sheet)
    book["Review"]["A3"] = "duplicate"
    book.save(sheet)
    done = mopsctl("dedupe", "review", "--import", sheet)
    assert "1 new decision in decisions.csv; 0 known before, 0 skipped, 0 without a decision" in done.stderr
    assert done.returncode == 0
    done = mopsctl("dedupe", "review", contacts, "--export", sheet)
    assert "0 pairs to review" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ((), "review needs a terminal; --export FILE.xlsx writes the pairs as a workbook"),
        (("--export", "q.xlsx", "--import", "q.xlsx"), "--export and --import are two runs"),
        (("--export", "queue.csv"), "the workbook's name must end in .xlsx"),
        (("--export", "no/queue.xlsx"), "there is no folder"),
        (("--decisions", "contacts.csv", "--export", "q.xlsx"), "contacts.csv is part of the source"),
    ],
)
def test_mistakes_are_told_before_the_work(
    contacts: Path, mopsctl: Run, arguments: tuple[str, ...], complaint: str
) -> None:
    done = mopsctl("dedupe", "review", contacts, *arguments)
    assert complaint in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


def test_a_source_is_needed(mopsctl: Run) -> None:
    done = mopsctl("dedupe", "review", "--export", "queue.xlsx")
    assert "name the SOURCE" in done.stderr
    assert done.returncode == 2


def test_a_bad_file_of_decisions_is_told_with_its_line(contacts: Path, mopsctl: Run) -> None:
    contacts.with_name("decisions.csv").write_text(
        "id_a,id_b,object_a,object_b,decision,decided,note\n003A,003B,contact,contact,same,2026-03-02,\n"
    )
    done = mopsctl("dedupe", "review", contacts, "--export", "queue.xlsx")
    assert "decisions.csv:2: the decision is 'same'; write duplicate or not-duplicate" in done.stderr
    assert done.returncode == 2

"""A file is written whole, for its owner alone, or the old one stays."""

from __future__ import annotations

import os
import stat
import threading

import pytest

from mopsctl.errors import UsageError
from mopsctl.private_file import write_private


def test_the_file_is_whole_and_private(tmp_path):
    target = tmp_path / "report.csv"
    target.write_text("old")
    target.chmod(0o644)
    with write_private(target) as stream:
        stream.write("neu: é\r\n")
        assert target.read_text() == "old"
    assert target.read_bytes() == "neu: é\r\n".encode()
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


def test_an_error_leaves_the_old_file_and_no_other(tmp_path):
    target = tmp_path / "report.csv"
    target.write_text("old")

    def fail():
        with write_private(target) as stream:
            stream.write("half")
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        fail()
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.csv"]


@pytest.mark.parametrize("place", ["missing/report.csv", "."])
def test_a_place_that_cannot_be_written_is_a_usage_error(tmp_path, place):
    with pytest.raises(UsageError, match="cannot write"), write_private(tmp_path / place) as stream:
        stream.write("x")


def test_a_link_stays_a_link(tmp_path):
    real = tmp_path / "real.csv"
    real.write_text("old")
    link = tmp_path / "link.csv"
    link.symlink_to(real)
    with write_private(link) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    with write_private(pipe) as stream:
        stream.write("row")
    reader.join()
    assert read == ["row"]
    assert pipe.is_fifo()

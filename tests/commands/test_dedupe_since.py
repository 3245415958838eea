"""``mopsctl dedupe find --since``: the result of a full run, and a state file that is safe to have."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
HEADER = "Contact ID,First Name,Last Name,Email,Phone,Account Name,Mailing City\n"
BEFORE = """\
1,Robert,Miller,bob.miller@acme.com,+1 415 555 2671,Acme Inc,Austin
2,Bob,Miller,,+1 415 555 2671,Acme,Austin
3,Ana,Lopez,ana@northgate-foods.com,,Northgate Foods,Boston
4,Cara,Ito,cara.ito@kite.io,,Kite,Denver
"""
AFTER = (
    BEFORE.replace("4,Cara,Ito", "4,Clara,Ito") + "5,Anna,Lopez,ana@northgate-foods.com,,Northgate,Boston\n"
)


def outputs(mopsctl: Run, source: Path, *options: str) -> tuple[str, str, str]:
    """Groups, pairs, and what was said beside them."""
    groups, pairs = source.with_name("groups.csv"), source.with_name("pairs.csv")
    done = mopsctl("dedupe", "find", source, "-o", groups, "--pairs", pairs, *options)
    assert done.returncode in (0, 1), done.stderr
    return groups.read_text(), pairs.read_text(), done.stderr


def test_the_files_are_those_of_a_full_run(mopsctl: Run, tmp_path: Path) -> None:
    source, state = tmp_path / "contacts.csv", tmp_path / "contacts.state"
    source.write_text(HEADER + BEFORE)
    first = outputs(mopsctl, source, "--since", "contacts.state")
    assert "there is no state yet" in first[2]
    source.write_text(HEADER + AFTER)
    since, full = outputs(mopsctl, source, "--since", "contacts.state"), outputs(mopsctl, source)
    assert since[:2] == full[:2]
    assert since[0] != first[0]
    assert "have a new or changed record" in since[2]
    assert state.stat().st_mode & 0o777 == 0o600


def test_no_value_of_a_record_is_in_the_state(mopsctl: Run, tmp_path: Path) -> None:
    source = tmp_path / "contacts.csv"
    source.write_text(HEADER + BEFORE)
    outputs(mopsctl, source, "--since", "contacts.state")
    kept = (tmp_path / "contacts.state").read_bytes().lower()
    assert not [word for word in (b"miller", b"northgate", b"4155552671", b"austin") if word in kept]


def test_a_file_that_is_no_state_is_left_alone(mopsctl: Run, tmp_path: Path) -> None:
    source, other = tmp_path / "contacts.csv", tmp_path / "notes.txt"
    source.write_text(HEADER + BEFORE)
    other.write_text("mine")
    done = mopsctl("dedupe", "find", source, "--since", other, "-q")
    assert done.returncode == 2
    assert "no whole state file" in done.stderr
    assert "Traceback" not in done.stderr
    assert other.read_text() == "mine"


def test_a_state_that_was_cut_off_is_not_used(mopsctl: Run, tmp_path: Path) -> None:
    source, state = tmp_path / "contacts.csv", tmp_path / "contacts.state"
    source.write_text(HEADER + BEFORE)
    outputs(mopsctl, source, "--since", "contacts.state")
    state.write_bytes(state.read_bytes()[:-40])
    done = mopsctl("dedupe", "find", source, "--since", state, "-q")
    assert done.returncode == 2
    assert "delete it" in done.stderr


def test_a_state_of_another_version_means_a_full_run(mopsctl: Run, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    source, state = tmp_path / "contacts.csv", tmp_path / "contacts.state"
    source.write_text(HEADER + BEFORE)
    full = outputs(mopsctl, source, "--since", "contacts.state")
    table = pq.read_table(state)
    older = {
        name: value.replace(b'"schema": 1', b'"schema": 0') for name, value in table.schema.metadata.items()
    }
    pq.write_table(table.replace_schema_metadata(older), state)
    again = outputs(mopsctl, source, "--since", "contacts.state")
    assert "another version of mopsctl wrote it" in again[2]
    assert again[:2] == full[:2]


def test_a_state_beside_the_exports_is_no_export(mopsctl: Run, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    (folder / "contacts.csv").write_text(HEADER + BEFORE)
    said = [
        mopsctl("dedupe", "find", folder, "--since", folder / "state.parquet", "-o", "groups.csv")
        for _ in "12"
    ]
    assert [done.returncode for done in said] == [0, 0], said[1].stderr
    assert "0 have a new or changed record" in said[1].stderr


def test_the_source_is_no_state(mopsctl: Run, tmp_path: Path) -> None:
    source = tmp_path / "contacts.csv"
    source.write_text(HEADER + BEFORE)
    done = mopsctl("dedupe", "find", source, "--since", source, "-q")
    assert done.returncode == 2
    assert source.read_text() == HEADER + BEFORE

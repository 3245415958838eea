"""``mopsctl dedupe find --against``: who is in both of two sources."""

from __future__ import annotations

import csv
import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]
SALESFORCE = """\
Contact ID,First Name,Last Name,Email,Phone,Account Name,Mailing City
1,Robert,Miller,bob.miller@acme.com,+1 415 555 2671,Acme Inc,Austin
2,Bob,Miller,,+1 415 555 2671,Acme,Austin
3,Ana,Lopez,ana@northgate-foods.com,,Northgate Foods,Boston
4,Cara,Ito,cara.ito@kite.io,,Kite,Denver
41,Cara,Ito,cara.ito@kite.io,+1 212 736 5000,Kite Inc.,Denver
"""
HUBSPOT = """\
Record ID,First Name,Last Name,Email,Phone Number,Company Name,Lifecycle Stage
1,Ana,Lopez,ana@northgate-foods.com,,Northgate,lead
7,Rob,Miller,bob.miller@acme.com,4155552671,Acme,customer
9,Zoe,Quist,zoe@elsewhere.org,,Elsewhere,lead
"""
LEADS = """\
Lead ID,First Name,Last Name,Email,Phone,Company,Lead Status
00Q1,Zoe,Quist,zoe@elsewhere.org,,Elsewhere,Open
00Q2,Ira,Vance,ira@vance.org,,Vance,Open
"""


@pytest.fixture
def systems(tmp_path: Path) -> tuple[Path, Path]:
    """The exports of two systems, with an id that both give to somebody else."""
    salesforce, hubspot = tmp_path / "salesforce.csv", tmp_path / "hubspot.csv"
    salesforce.write_text(SALESFORCE)
    hubspot.write_text(HUBSPOT)
    return salesforce, hubspot


def found(mopsctl: Run, *arguments: str | Path) -> tuple[list[set[str]], set[frozenset[str]]]:
    """The members of groups, and the ends of pairs."""
    done = mopsctl("dedupe", "find", *arguments, "-f", "csv", "--pairs", "pairs.csv", "-q")
    assert done.returncode in (0, 1), done.stderr
    groups: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(done.stdout)):
        groups.setdefault(row["group_id"], set()).add(row["record_id"])
    folder = next(Path(one).parent for one in arguments if isinstance(one, Path))
    with (folder / "pairs.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(groups.values()), {
            frozenset([row["id_a"], row["id_b"]]) for row in csv.DictReader(stream)
        }


def test_only_what_is_in_both_is_found(mopsctl: Run, systems: tuple[Path, Path]) -> None:
    salesforce, hubspot = systems
    groups, pairs = found(mopsctl, salesforce, "--against", hubspot)
    ana = f"{hubspot}#1"
    assert {"1", "2", "7"} in groups
    assert {"3", ana} in groups
    assert len(groups) == 2
    assert pairs == {frozenset(pair) for pair in (("1", "7"), ("2", "7"), ("3", ana))}


def test_without_it_a_source_has_its_own_duplicates(mopsctl: Run, systems: tuple[Path, Path]) -> None:
    groups, _ = found(mopsctl, systems[0])
    assert {"4", "41"} in groups


def test_leads_of_one_system_are_found_among_contacts_of_another(
    mopsctl: Run, systems: tuple[Path, Path], tmp_path: Path
) -> None:
    folder = tmp_path / "crm"
    folder.mkdir()
    (folder / "contacts.csv").write_text(SALESFORCE)
    (folder / "leads.csv").write_text(LEADS)
    groups, _ = found(mopsctl, folder, "--against", systems[1])
    assert {"00Q1", "9"} in groups
    assert {"1", "2", "7"} in groups


def test_exports_of_one_shape_stay_apart(mopsctl: Run, systems: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    older = tmp_path / "old" / "salesforce.csv"
    older.write_text("\n".join(SALESFORCE.splitlines()[:2]) + "\n")
    groups, pairs = found(mopsctl, systems[0], "--against", older)
    ids = {record for group in groups for record in group}
    (second,) = {record for record in ids if record.endswith("salesforce.csv#1")}
    assert groups == [{"1", "2", second}]
    assert pairs == {frozenset([one, second]) for one in ("1", "2")}


def test_an_output_does_not_replace_the_second_source(mopsctl: Run, systems: tuple[Path, Path]) -> None:
    done = mopsctl("dedupe", "find", systems[0], "--against", systems[1], "-o", systems[1], "-q")
    assert done.returncode == 2
    assert systems[1].read_text() == HUBSPOT


def test_a_column_of_the_second_source_can_be_mapped(mopsctl: Run, systems: tuple[Path, Path]) -> None:
    systems[1].write_text(HUBSPOT.replace("Email", "Contactable By"))
    groups, _ = found(mopsctl, systems[0], "--against", systems[1], "--map", "email=Contactable By")
    assert {"3", f"{systems[1]}#1"} in groups


def test_a_second_source_that_is_not_there(mopsctl: Run, systems: tuple[Path, Path]) -> None:
    done = mopsctl("dedupe", "find", systems[0], "--against", "nowhere.csv", "-q")
    assert done.returncode == 3
    assert "nowhere.csv" in done.stderr


def test_both_sources_cannot_come_from_standard_input(mopsctl: Run) -> None:
    done = mopsctl("dedupe", "find", "-", "--against", "-", "-q", stdin=SALESFORCE)
    assert done.returncode == 2
    assert "standard input" in done.stderr

"""Options that nobody can have meant: one sentence, and not a run that leaves them out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mopsctl.auditing.examine import audit
from mopsctl.cli import app
from mopsctl.config import load_config

CONTACTS = (
    "Contact ID,First Name,Email,Phone\n0035i00000Aa1BcAAJ,Ana,ana@northgate-foods.com,+1 415 555 2671\n"
)
Say = Callable[..., str]


@pytest.fixture
def complaint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Say:
    """What ``mopsctl`` says, in a folder with one export, when it ends with exit code 2."""
    monkeypatch.chdir(tmp_path)
    Path("contacts.csv").write_text(CONTACTS, encoding="utf-8")

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, [*arguments, "-q"])
        assert done.exit_code == 2, done.output
        return done.output

    return run


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--map", "email=Email", "--map", "email=Phone"], "email is already mapped to 'Email'"),
        (["--by", "fist_name"], "no table has a field or column 'fist_name', did you mean"),
        (["--by", ""], "no table has a field or column ''"),
        (["--by", "created_month"], "no table has a field or column 'created_month'"),
        (["--encoding", "idna"], "is not an encoding"),
        (["--encoding", "rot13"], "is not an encoding"),
        (["--limit", "-1"], "--limit"),
        (["--sample", "-1"], "--sample"),
        (["--logo", "device.png"], "larger than 1 MB"),
    ],
)
def test_is_refused_in_words(complaint: Say, options: list[str], says: str) -> None:
    Path("device.png").symlink_to("/dev/zero")
    assert says in complaint("audit", "contacts.csv", *options)


def test_more_rules_than_the_database_nests_are_summed(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("Name,Colour\nAna,red\nBen,\n")
    rules = "\n".join(f"- {{id: r{n}, object: '*', kind: required, field: Colour}}" for n in range(1_010))
    (tmp_path / "rules.yaml").write_text(f"rules:\n{rules}\n")
    result = audit(tmp_path / "one.csv", load_config(tmp_path / "rules.yaml"))
    assert len(result.rules) == 1_010
    assert result.scorecard.score == pytest.approx(50)

"""Exit codes and error messages: one sentence that names the place, and never a traceback."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("Error: ")
    return lines[0]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--fail-on", "error"], 0),
        (["--fail-on", "warning"], 1),
        (["--fail-on", "never"], 0),
        (["--fail-on", "error", "--select", "contact-email-valid"], 0),
    ],
)
def test_fail_on_decides(mopsctl: Run, contacts: Path, options: list[str], code: int, tmp_path: Path) -> None:
    config = tmp_path / "mopsctl.yaml"
    config.write_text(
        "rules:\n- {id: contact-email-valid, object: contact, kind: email, field: email, severity: warning}\n"
    )
    assert mopsctl("audit", contacts, "-q", *options).returncode == code


def test_errors_fail_by_default(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    (tmp_path / "mopsctl.yaml").write_text(
        "rules:\n- {id: contact-email-valid, object: contact, kind: email, field: email, severity: error}\n"
    )
    assert mopsctl("audit", contacts).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--select", "contact-email-vlid"], "did you mean 'contact-email-valid'"),
        (["-f", "jsn"], "did you mean 'json'"),
        (["-o", "report.pdf"], "report.pdf"),
        (["-o", "nowhere/report.html"], "nowhere"),
        (["--object", "contct"], "did you mean 'contact'"),
        (["--map", "emial=Email"], "did you mean 'email'"),
        (["--map", "email=E-Mial"], "Email"),
        (["--map", "email"], "FIELD=HEADER"),
        (["--as-of", "31/03/2026"], "YYYY-MM-DD"),
        (["--delimiter", ";;"], "--delimiter"),
        (["--encoding", "utf-9"], "utf-9"),
        (["-c", "missing.yaml"], "missing.yaml"),
        (["--logo", "missing.png"], "missing.png"),
    ],
)
def test_wrong_usage_is_two(mopsctl: Run, contacts: Path, arguments: list[str], says: str) -> None:
    done = mopsctl("audit", contacts, *arguments)
    assert done.returncode == 2
    assert says in one_sentence(done)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (
            "rules:\n- {id: a, object: contact, kind: requird, field: email}\n",
            ":2: unknown kind 'requird', did you mean 'required'?",
        ),
        ("rulez: []\n", ":1: unknown key 'rulez', did you mean 'rules'?"),
        ("rules:\n- {id: a, object: contact, kind: required, feild: email}\n", "did you mean 'field'"),
        ("rules:\n- {id: a, object: contact, kind: required, field: email, severity: fatal}\n", "'severity'"),
        ("rules:\n- id: a\n  object: contact\n  kind: required\n  field: email\n  where: a IN (SELECT 1)\n", ":6: "),
        ("rules:\n- {id: a, object: contact, kind: pattern, field: email, pattern: '(?=x)'}\n", "RE2"),
        ("extends: mopsctl:b2c\n", "mopsctl:b2b"),
        ("rules:\n\t- x\n", ":2"),
        ("a: &a [x]\nb: [*a\n", "not valid YAML"),
    ],
)  # fmt: skip
def test_mistakes_in_the_configuration_are_two_with_their_line(
    mopsctl: Run, contacts: Path, tmp_path: Path, written: str, says: str
) -> None:
    (tmp_path / "mopsctl.yaml").write_text(written)
    done = mopsctl("audit", contacts)
    assert done.returncode == 2
    message = one_sentence(done)
    assert says in message
    assert "mopsctl.yaml" in message


def test_a_missing_source_is_three(mopsctl: Run) -> None:
    done = mopsctl("audit", "nothing.csv")
    assert done.returncode == 3
    assert "nothing.csv" in one_sentence(done)


def test_a_binary_file_is_three(mopsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    done = mopsctl("audit", "photo.csv")
    assert done.returncode == 3
    assert "photo.csv" in one_sentence(done)


def test_a_score_under_the_bound_is_one(mopsctl: Run, contacts: Path) -> None:
    assert mopsctl("score", "completeness", contacts, "--fail-under", "1").returncode == 0
    done = mopsctl("score", "completeness", contacts, "--fail-under", "99.9")
    assert done.returncode == 1
    assert "below --fail-under 99.9" in done.stderr


def test_a_score_hardly_under_the_bound_is_not_shown_as_the_bound(mopsctl: Run, tmp_path: Path) -> None:
    rows = [f"{number},Ana{number},ana{number}@northgate.com" for number in range(2_999)]
    rows.append("2999,Ben,")
    (tmp_path / "contacts.csv").write_text(
        "\n".join(["Contact ID,First Name,Email", *rows]), encoding="utf-8"
    )
    done = mopsctl(
        "score", "completeness", "contacts.csv", "--select", "contact-email-present", "--fail-under", "100"
    )
    assert done.returncode == 1
    assert "the score is 99.97, below --fail-under 100" in done.stderr


def test_a_segment_of_no_table_is_two(mopsctl: Run, contacts: Path) -> None:
    done = mopsctl("score", "completeness", contacts, "--by", "Emial")
    assert done.returncode == 2
    assert "--by Emial: no table has a field or column 'Emial', did you mean" in one_sentence(done)


def test_interrupted_is_130_and_leaves_no_half_report(tmp_path: Path) -> None:
    source = tmp_path / "contacts.csv"
    row = "003{:012d},Ana,Lopez,ana{}@harbor-labs.com,+1 415 555 {:04d}\n"
    with source.open("w") as out:
        out.write("Contact ID,First Name,Last Name,Email,Phone\n")
        out.writelines(row.format(n, n, n % 10_000) for n in range(600_000))
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "mopsctl"), "audit", str(source), "-o", "a.html"],
        cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    time.sleep(1.2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.strip() == "Interrupted."
    assert not list(tmp_path.glob("*.html*"))


def test_a_reader_that_goes_away_is_no_error(contacts: Path) -> None:
    script = Path(sys.executable).parent / "mopsctl"
    done = subprocess.run(
        ["bash", "-c", f"'{script}' audit '{contacts}' -f jsonl | head -n 1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1

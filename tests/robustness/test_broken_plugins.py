"""A plug-in that fails is named with what it raised, and nothing else suffers from it; the exit code is 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CONTACTS = """\
Contact ID,First Name,Last Name,Email
0035i00000Aa1BcAAJ,Ana,Lopez,ana.lopez@northgate-foods.com
0035i00000Aa1BdAAJ,Ben,Osei,
"""
CONFIG = "rules:\n- {id: email-present, object: contact, kind: required, field: email}\n"
KIND = """\
from mopsctl.engine.kinds import RowKind, TableKind, ValueKind
from mopsctl.findings import Dimension

class Odd(%s):
    \"\"\"The value is odd.\"\"\"
    name = "odd"
    dimension = Dimension.VALIDITY
    def message(self, params, violation):
        return "odd"
%s
KINDS = (Odd,)
"""
FOUND = "    def violates(self, params, record, scope):\n        return record.text('email').neq('')\n"
RAISES = "        raise ArithmeticError('no such thing')\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder in which an installed package offers the kinds of acme_kinds.py and the report of acme_report.py."""
    folder = tmp_path / "site"
    info = folder / "acme-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
    points = "[mopsctl.rules]\nacme = acme_kinds\n[mopsctl.reports]\nslk = acme_report\n"
    (info / "entry_points.txt").write_text(points)
    (folder / "acme_kinds.py").write_text("KINDS = ()\n")
    (folder / "acme_report.py").write_text(
        "ENDINGS = ('.slk',)\ndef write(result, out, options): out.write('I')\n"
    )
    return folder


@pytest.fixture
def mopsctl(tmp_path: Path, site: Path) -> Run:
    """The console script beside that package, in a folder with two contacts and one rule of ours."""
    (tmp_path / "contacts.csv").write_text(CONTACTS)
    (tmp_path / "mopsctl.yaml").write_text(CONFIG)
    script = Path(sys.executable).parent / "mopsctl"

    def run(*arguments: str, rule: str = "") -> subprocess.CompletedProcess[str]:
        (tmp_path / "mopsctl.yaml").write_text(CONFIG + rule)
        return subprocess.run(
            [str(script), *arguments], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(site)},
            capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    return run


ODD = "- {id: odd-email, object: contact, kind: odd, field: email}\n"
AUDIT = ("audit", "contacts.csv", "-q", "-f", "json", "--fail-on", "never")


def test_a_plugin_that_cannot_be_imported_is_named_and_the_other_rules_are_checked(
    mopsctl: Run, site: Path
) -> None:
    (site / "acme_kinds.py").write_text("import nothing_of_that_name\n")
    done = mopsctl(*AUDIT, rule=ODD)
    assert done.returncode == 2
    assert "the rule plug-in 'acme' (acme_kinds) cannot be loaded: ModuleNotFoundError" in done.stderr
    assert (
        "the rule 'odd-email' is not checked: no plug-in that can be loaded has its kind 'odd'" in done.stderr
    )
    assert "Traceback" not in done.stderr
    report = json.loads(done.stdout)
    assert [finding["rule"] for finding in report["findings"]] == ["email-present"]
    assert [failure["rule"] for failure in report["failures"]] == [None, "odd-email"]


def test_without_a_broken_plugin_an_unknown_kind_is_a_mistake(mopsctl: Run) -> None:
    done = mopsctl(*AUDIT, rule=ODD)
    assert (done.returncode, done.stdout) == (2, "")
    assert "mopsctl.yaml:3: unknown kind 'odd'" in done.stderr


@pytest.mark.parametrize(
    ("module", "why"),
    [
        ("class Odd:\n    name = 'odd'\nKINDS = (Odd,)\n", "it is no RowKind, ValueKind or TableKind"),
        (KIND % ("RowKind", ""), "TypeError: Can't instantiate abstract class Odd"),
        (
            KIND.replace('"odd"\n    dim', '"required"\n    dim') % ("RowKind", FOUND),
            "has a kind 'required' already",
        ),
        (
            "def fail():\n" + RAISES.replace("        ", "    ") + "KINDS = (fail,)\n",
            "ArithmeticError: no such thing",
        ),
    ],
    ids=["no kind", "abstract", "name taken", "constructor raises"],
)
def test_a_bad_kind_is_named_and_left_out(mopsctl: Run, site: Path, module: str, why: str) -> None:
    (site / "acme_kinds.py").write_text(module)
    done = mopsctl(*AUDIT)
    assert done.returncode == 2
    assert "of the rule plug-in 'acme' (acme_kinds) cannot be used: " in done.stderr
    assert why in done.stderr
    assert json.loads(done.stdout)["summary"]["findings"] == 1


METHODS = {
    "fields": ("RowKind", "    def fields(self, params):\n" + RAISES + FOUND),
    "applies": ("RowKind", "    def applies(self, params, record):\n" + RAISES + FOUND),
    "violates": ("RowKind", "    def violates(self, params, record, scope):\n" + RAISES),
    "judge": ("ValueKind", "    def judge(self, params, values, scope):\n" + RAISES),
    "violations": ("TableKind", "    def violations(self, params, subject, tables, scope):\n" + RAISES),
    "message": ("RowKind", FOUND + "    def message(self, params, violation):\n" + RAISES),
    "suggest": ("RowKind", FOUND + "    def suggest(self, params, violation):\n" + RAISES),
}


@pytest.mark.parametrize("method", METHODS)
def test_a_kind_that_raises_is_named_with_plugin_and_error_and_its_rule_is_not_checked(
    mopsctl: Run, site: Path, method: str
) -> None:
    (site / "acme_kinds.py").write_text(KIND % METHODS[method])
    done = mopsctl(*AUDIT, rule=ODD)
    assert done.returncode == 2
    expected = (
        "the rule 'odd-email' is not checked: its kind 'odd', of the plug-in 'acme', failed: "
        "ArithmeticError: no such thing"
    )
    assert expected in done.stderr
    report = json.loads(done.stdout)
    assert [rule["id"] for rule in report["rules"]] == ["email-present"]
    assert [score["dimension"] for score in report["scores"]] == ["completeness"]


def test_a_statement_that_the_database_refuses_is_the_kinds_fault(mopsctl: Run, site: Path) -> None:
    compared = "record.text('email').eq(record.date('email') + 1)"
    nonsense = f"    def violates(self, params, record, scope):\n        return {compared}\n"
    (site / "acme_kinds.py").write_text(KIND % ("RowKind", nonsense))
    done = mopsctl(*AUDIT, rule=ODD)
    assert done.returncode == 2
    assert "its kind 'odd', of the plug-in 'acme', failed: " in done.stderr
    assert json.loads(done.stdout)["summary"]["findings"] == 1


def test_a_condition_that_fails_is_the_users_even_beside_a_kind_from_outside(
    mopsctl: Run, site: Path
) -> None:
    (site / "acme_kinds.py").write_text(KIND % ("RowKind", FOUND))
    far = "created_date + interval 9999999 year > current_date"
    source = site.parent / "contacts.csv"
    source.write_text("Email,Created Date\nana@northgate-foods.com,2026-01-05\n")
    rule = ODD.replace("field: email", f"field: email, where: '{far}'")
    done = mopsctl(*AUDIT, "--object", "contact", rule=rule)
    assert (done.returncode, done.stdout) == (2, "")
    assert "mopsctl.yaml:3: the rule 'odd-email' cannot be run" in done.stderr


def test_a_message_that_fails_late_costs_no_finding(mopsctl: Run, site: Path) -> None:
    late = FOUND + (
        "    def message(self, params, violation):\n"
        "        if violation.value.startswith('late'):\n            raise ArithmeticError('no words')\n"
        "        return 'early'\n"
    )
    (site / "acme_kinds.py").write_text(KIND % ("RowKind", late))
    early = [f"ana{number}@northgate-foods.com" for number in range(20)]
    (site.parent / "contacts.csv").write_text(
        "Email\n" + "\n".join([*early, "late@northgate-foods.com"]) + "\n"
    )
    done = mopsctl(*AUDIT, "--object", "contact", rule=ODD)
    assert done.returncode == 2
    assert "ArithmeticError: no words" in done.stderr
    report = json.loads(done.stdout)
    assert len(report["findings"]) == report["summary"]["findings"] == 21


def test_a_redacted_report_says_of_an_error_its_type_alone(mopsctl: Run, site: Path) -> None:
    method = "        raise ArithmeticError(violation.value)\n"
    (site / "acme_kinds.py").write_text(
        KIND % ("RowKind", FOUND + "    def message(self, params, violation):\n" + method)
    )
    done = mopsctl(*AUDIT, "--redact", rule=ODD)
    assert "failed: ArithmeticError\n" in done.stderr
    assert "ana.lopez" not in done.stderr + done.stdout


def test_other_reports_are_written_where_one_fails(mopsctl: Run, site: Path, tmp_path: Path) -> None:
    (site / "acme_report.py").write_text(
        "ENDINGS = ('.slk',)\ndef write(result, out, options):\n    out.write('I')\n    raise ValueError('full')\n"
    )
    done = mopsctl("audit", "contacts.csv", "-q", "-o", "a.slk", "-o", "a.json", "--fail-on", "never")
    assert done.returncode == 2
    assert "the report plug-in 'slk' failed: ValueError: full" in done.stderr
    assert (tmp_path / "a.json").exists()
    assert not (tmp_path / "a.slk").exists()


@pytest.mark.parametrize("wanted", [("-f", "slk"), ("-o", "a.slk")])
def test_a_report_that_cannot_be_loaded_disturbs_only_those_who_want_it(
    mopsctl: Run, site: Path, tmp_path: Path, wanted: tuple[str, str]
) -> None:
    (site / "acme_report.py").write_text("import nothing_of_that_name\n")
    assert mopsctl(*AUDIT).returncode == 0
    done = mopsctl("audit", "contacts.csv", "-q", "-o", "a.csv", *wanted, "--fail-on", "never")
    assert done.returncode == 2
    assert "the report plug-in 'slk' (acme_report) cannot be loaded: ModuleNotFoundError" in done.stderr
    assert (tmp_path / "a.csv").exists()


EXAMPLES = "- {id: phone-there, object: contact, kind: required, field: phone, examples: {good: [+1 212 736 5000]}}\n"


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (("rules", "list"), "odd-email"),
        (("rules", "explain", "phone-there"), "+1 212 736 5000"),
        (("rules", "test"), "1 rule tested, 0 failing examples"),
    ],
    ids=["list", "explain", "test"],
)
def test_commands_on_rules_go_on(mopsctl: Run, site: Path, command: tuple[str, ...], shown: str) -> None:
    (site / "acme_kinds.py").write_text("import nothing_of_that_name\n")
    done = mopsctl(*command, rule=ODD + EXAMPLES)
    assert done.returncode == 2
    assert shown in done.stdout + done.stderr
    assert "the rule plug-in 'acme' (acme_kinds) cannot be loaded" in done.stderr


def test_examples_of_a_kind_that_raises_are_named_and_others_tested(mopsctl: Run, site: Path) -> None:
    (site / "acme_kinds.py").write_text(KIND % METHODS["fields"])
    odd = ODD.replace("}", ", examples: {bad: [x]}}")
    done = mopsctl("rules", "test", rule=odd + EXAMPLES)
    assert done.returncode == 2
    assert "1 rule tested" in done.stderr
    assert "the rule 'odd-email' is not checked: its kind 'odd', of the plug-in 'acme', failed" in done.stderr


def test_examples_of_a_kind_that_is_not_there_are_not_judged(mopsctl: Run, site: Path) -> None:
    (site / "acme_kinds.py").write_text("import nothing_of_that_name\n")
    done = mopsctl("rules", "test", rule=ODD.replace("}", ", examples: {bad: [x]}}"))
    assert done.returncode == 2
    assert "no plug-in that can be loaded has its kind 'odd'" in done.stderr


@pytest.mark.parametrize(
    ("module", "said"),
    [
        ("import sys\nsys.exit(0)\n", "the rule plug-in 'acme' (acme_kinds) cannot be loaded: SystemExit: 0"),
        (
            KIND
            % ("RowKind", "    def violates(self, params, record, scope):\n        raise SystemExit(0)\n"),
            "its kind 'odd', of the plug-in 'acme', failed: SystemExit: 0",
        ),
        (
            KIND
            % ("RowKind", FOUND + "    def message(self, params, violation):\n        raise SystemExit(0)\n"),
            "its kind 'odd', of the plug-in 'acme', failed: SystemExit: 0",
        ),
    ],
    ids=["import", "violates", "message"],
)
def test_a_plugin_cannot_end_the_run_as_if_all_were_well(
    mopsctl: Run, site: Path, module: str, said: str
) -> None:
    (site / "acme_kinds.py").write_text(module)
    done = mopsctl(*AUDIT, "--object", "contact", rule=ODD)
    assert done.returncode == 2
    assert said in done.stderr
    assert json.loads(done.stdout)["summary"]["findings"] == 1


def test_too_few_suggestions_cost_no_finding(mopsctl: Run, site: Path) -> None:
    few = FOUND + "    def suggest_all(self, params, violations):\n        return []\n"
    (site / "acme_kinds.py").write_text(KIND % ("RowKind", few))
    done = mopsctl(*AUDIT, "--object", "contact", rule=ODD)
    assert done.returncode == 2
    assert "its kind 'odd', of the plug-in 'acme', failed: ValueError" in done.stderr
    report = json.loads(done.stdout)
    assert len(report["findings"]) == report["summary"]["findings"]


def test_a_report_plugin_cannot_end_the_run(mopsctl: Run, site: Path, tmp_path: Path) -> None:
    (site / "acme_report.py").write_text(
        "ENDINGS = ('.slk',)\ndef write(result, out, options):\n    raise SystemExit(0)\n"
    )
    done = mopsctl("audit", "contacts.csv", "-q", "-o", "a.slk", "-o", "a.json", "--fail-on", "never")
    assert done.returncode == 2
    assert "the report plug-in 'slk' failed: SystemExit: 0" in done.stderr
    assert (tmp_path / "a.json").exists()
    assert not (tmp_path / "a.slk").exists()


def test_what_plugins_print_is_not_in_the_report(mopsctl: Run, site: Path) -> None:
    speaking = "    def message(self, params, violation):\n        print('HELLO')\n        return 'odd'\n"
    (site / "acme_kinds.py").write_text("print('HELLO')\n" + KIND % ("RowKind", FOUND + speaking))
    done = mopsctl(*AUDIT, "--object", "contact", rule=ODD)
    assert json.loads(done.stdout)["summary"]["findings"] == 2
    assert "HELLO" in done.stderr


def test_what_kinds_print_while_they_judge_is_in_no_result(mopsctl: Run, site: Path) -> None:
    speaking = FOUND.replace("        return", "        print('HELLO')\n        return")
    kind = KIND.replace("Dimension.VALIDITY", "Dimension.COMPLETENESS")
    (site / "acme_kinds.py").write_text(kind % ("RowKind", speaking))
    done = mopsctl("score", "completeness", "contacts.csv", "--object", "contact", "-f", "json", rule=ODD)
    assert json.loads(done.stdout)["command"] == "score completeness"
    assert "HELLO" in done.stderr

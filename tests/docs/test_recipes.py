"""The recipes work: their files are written, and the tool that they are for runs them, where it can be had."""

from __future__ import annotations

import importlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

ROOT = Path(__file__).parents[2]
RECIPES = ROOT / "docs" / "recipes"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"(?:#|--) (\S+\.\w+|crontab)\n")


def blocks(page: str) -> Iterator[tuple[str, str]]:
    yield from BLOCK.findall((RECIPES / f"{page}.md").read_text(encoding="utf-8"))


def write_files(page: str, folder: Path) -> dict[str, str]:
    """The files of a recipe, by name, written to a folder."""
    found = {named[1]: text for _, text in blocks(page) if (named := FILE.match(text))}
    for name, text in found.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return found


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        [*map(str, command)], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True,
        encoding="utf-8", timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with ``exports/contacts.csv``: the first contacts of the example company."""
    lines = (
        (ROOT / "examples" / "exports" / "contacts.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    )
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "contacts.csv").write_text("".join(lines[:400]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def add_a_wrong_contact(folder: Path) -> None:
    """A contact whose address cannot exist, at the end of the export."""
    path = folder / "exports" / "contacts.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    cells = {"Id": "003Qm00000zz9ZzAAZ", "LastName": "Person", "Email": "new.person@@northgate-foods.com"}
    with path.open("a", encoding="utf-8") as out:
        out.write(",".join(cells.get(name, "") for name in header) + "\n")


def test_pytest_fails_for_what_is_new(folder: Path) -> None:
    write_files("pytest", folder)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_crm_data.py"]
    first = run(*command, folder=folder)
    assert "FAILED test_crm_data.py::test_nothing_new_is_wrong" in first.stdout
    assert "1 failed, 2 passed" in first.stdout
    second = run(*command, folder=folder)
    assert second.returncode == 0, second.stdout
    add_a_wrong_contact(folder)
    third = run(*command, folder=folder)
    assert "1 failed, 2 passed" in third.stdout
    assert "contact-email-valid" in third.stdout


def test_the_notebook_runs_from_top_to_bottom(folder: Path) -> None:
    names: dict[str, Any] = {}
    for language, text in blocks("notebook"):
        assert language == "python"
        exec(compile(text, "notebook", "exec"), names)
    corrections = pd.read_csv("corrections.csv", index_col="record_id")
    assert len(corrections) > 0
    assert {"email", "country"} <= set(corrections.columns)
    assert corrections.index.is_unique
    assert "Quillmere" in Path("contacts.html").read_text(encoding="utf-8")


class Warehouse:
    """What dbt hands to a Python model, over DuckDB."""

    def __init__(self) -> None:
        self.configured: dict[str, Any] = {}

    def config(self, **values: Any) -> None:
        self.configured |= values

    def ref(self, name: str) -> Any:
        import duckdb

        return duckdb.read_csv(f"exports/{name}.csv", all_varchar=True)


def test_the_dbt_model_is_a_function_that_returns_findings(folder: Path) -> None:
    names: dict[str, Any] = {}
    exec(write_files("dbt", folder)["models/contact_findings.py"], names)
    warehouse = Warehouse()
    findings = names["model"](warehouse, None)
    assert warehouse.configured == {"materialized": "table"}
    assert "contact-email-valid" in set(findings["rule"])


def test_dbt_builds_and_tests_the_model(folder: Path) -> None:
    pytest.importorskip("dbt.adapters.duckdb", reason="dbt-duckdb is not installed")
    write_files("dbt", folder)
    (folder / "seeds").mkdir()
    (folder / "exports" / "contacts.csv").rename(folder / "seeds" / "contacts.csv")
    (folder / "dbt_project.yml").write_text(
        "name: crm\nversion: 1.0.0\nprofile: crm\nseeds: {+quote_columns: true}\n", encoding="utf-8"
    )
    (folder / "profiles.yml").write_text(
        "crm: {target: dev, outputs: {dev: {type: duckdb, path: crm.duckdb}}}\n", encoding="utf-8"
    )
    from dbt.cli.main import dbtRunner

    done = dbtRunner().invoke(["build", "--project-dir", str(folder), "--profiles-dir", str(folder)])
    statuses = {result.node.name: str(result.status) for result in done.result}
    assert statuses["contact_findings"] == "success"
    assert statuses["unique_contact_findings_fingerprint"] == "pass"
    assert statuses["no_grave_findings"] == "fail", "the example company has grave findings"


def test_the_airflow_task_is_a_function(folder: Path) -> None:
    names: dict[str, Any] = {}
    exec(write_files("airflow", folder)["crm_audit.py"], names)
    metrics = names["audit_exports"]("exports", "reports", "2026-10-31", 50)
    assert metrics["contact.records"] == 399
    assert metrics["score"] >= 50
    assert {path.name for path in Path("reports").iterdir()} == {"2026-10-31.html", "2026-10-31.json"}
    with pytest.raises(ValueError, match=r"the score is [\d.]+, below 100: reports/2026-10-31\.html"):
        names["audit_exports"]("exports", "reports", "2026-10-31", 100)


def test_airflow_loads_the_dag(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("airflow.sdk", reason="Airflow 3 is not installed")
    write_files("airflow", folder)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.syspath_prepend(folder / "dags")
    dag = importlib.import_module("crm_health").crm_health()
    assert [task.task_id for task in dag.tasks] == ["audit"]


def ci_commands(name: str, text: str) -> list[str]:
    """The commands of a workflow, each on a line of its own."""
    data = yaml.safe_load(text)
    if name == ".gitlab-ci.yml":
        return list(data["crm-data"]["script"])
    return [step["run"] for step in data["jobs"]["audit"]["steps"] if "run" in step]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (".github/workflows/crm.yml", {"mopsctl.sarif"}),
        (".gitlab-ci.yml", {"rules.xml", "gl-code-quality-report.json"}),
    ],
)
def test_the_commands_of_ci_run(folder: Path, name: str, written: set[str]) -> None:
    (folder / "mopsctl.yaml").write_text("extends: mopsctl:b2b\n")
    text = write_files("ci", folder)[name]
    codes = {
        command: run("sh", "-c", command, folder=folder).returncode
        for command in ci_commands(name, text)
        if command.startswith("mopsctl")
    }
    assert sorted(codes.values()) == [0, 1], codes
    assert all((folder / file).stat().st_size > 0 for file in written)
    assert all(file in text for file in written)


def test_only_what_is_new_fails_in_ci(folder: Path) -> None:
    (script,) = [text for language, text in blocks("ci") if language == "sh"]
    first, second = script.splitlines()
    assert run("sh", "-c", first, folder=folder).returncode == 0
    assert (folder / "known.json").is_file()
    done = run("sh", "-c", second, folder=folder)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_of_pre_commit_runs_where_it_should(folder: Path) -> None:
    (text,) = write_files("pre-commit", folder).values()
    (hook,) = yaml.safe_load(text)["repos"][0]["hooks"]
    assert all(
        re.search(hook["files"], name) for name in ("mopsctl.yaml", "crm/mopsctl.yml", "packs/events.yaml")
    )
    assert not re.search(hook["files"], "src/other.yaml")
    (folder / "mopsctl.yaml").write_text(
        "rules: [{id: bare, object: contact, kind: required, field: email}]\n"
    )
    assert run(*shlex.split(hook["entry"]), folder=folder).returncode == 1
    (folder / "mopsctl.yaml").write_text(
        "rules: [{id: bare, object: contact, kind: required, field: email, examples: {good: [a@b.io], bad: ['']}}]\n"
    )
    assert run(*shlex.split(hook["entry"]), folder=folder).returncode == 0


def test_the_crontab_writes_a_report_and_speaks_only_of_errors(folder: Path) -> None:
    line = write_files("cron", folder)["crontab"].splitlines()[1]
    minute, hour, day, month, weekday, command = line.split(" ", 5)
    assert (minute, hour, day, month, weekday) == ("15", "6", "*", "*", "1-5")
    assert "%" not in command.replace(r"\%", "")
    (folder / "reports").mkdir()
    command = command.replace(r"\%", "%").replace("/srv/crm", str(folder))
    first = run("sh", "-c", command, folder=folder)
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    add_a_wrong_contact(folder)
    second = run("sh", "-c", command, folder=folder)
    assert second.stdout == f"New errors: see reports/{date.today()}.html\n"
    assert (folder / "reports" / f"{date.today()}.html").is_file()


def test_every_recipe_is_in_the_list() -> None:
    listed = set(re.findall(r"\]\(([\w-]+\.md)\)", (RECIPES / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in RECIPES.glob("*.md")} - {"README.md"}

"""The plug-in in ``examples/plugin``, installed as a user installs it, is as good as built in."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parents[2] / "examples" / "plugin"
ACCOUNTS = """\
Account ID,Account Name,Type,Billing Country,VAT_Number__c
0015i00000Aa1BcAAJ,Northgate Foods GmbH,Customer,Germany,DE123456788
0015i00000Aa1BdAAJ,Tallis Logistik AG,Customer,Germany,DE1234S6788
0015i00000Aa1BeAAJ,Merewether Oy,Prospect,Finland,
"""
CONFIG = "extends: [quillmere:billing]\n"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the plug-in is installed, from a copy, since building leaves files behind."""
    work = tmp_path_factory.mktemp("plugin")
    shutil.copytree(PLUGIN, work / "source")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps"]
    # Without the network where the build tool is here; else pip fetches it.
    here = int(version("setuptools").split(".")[0]) >= 77
    offline = ["--no-build-isolation", "--no-index"] if here else []
    done = subprocess.run(
        [*pip, *offline, "--target", work / "site", work / "source"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return work / "site"


@pytest.fixture
def mopsctl(site: Path, tmp_path: Path) -> Run:
    """The console script where the plug-in is installed, in a folder with accounts and the plug-in's pack."""
    (tmp_path / "accounts.csv").write_text(ACCOUNTS)
    (tmp_path / "mopsctl.yaml").write_text(CONFIG)
    script = Path(sys.executable).parent / "mopsctl"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(site)}
        return subprocess.run(
            [script, *arguments], cwd=tmp_path, env=environment, capture_output=True, text=True,
            encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    return run


def test_its_kind_is_listed_and_explained(mopsctl: Run) -> None:
    kinds = {
        kind["name"]: kind for kind in json.loads(mopsctl("rules", "list", "--kinds", "-f", "json").stdout)
    }
    assert kinds["vat_number"]["dimension"] == "validity"
    shown = mopsctl("rules", "explain", "vat_number").stdout
    assert "The value must be a VAT number that can exist" in shown
    assert "country (text, by default country)\n      The field that names the country." in shown
    assert "- id: quillmere-vat-number-valid" in shown


def test_its_pack_is_extended_listed_and_tested(mopsctl: Run) -> None:
    rules = json.loads(mopsctl("rules", "list", "-f", "json").stdout)
    assert [rule["id"] for rule in rules] == ["quillmere-vat-number-valid", "quillmere-vat-number-present"]
    done = mopsctl("rules", "test")
    assert done.returncode == 0, done.stdout
    assert done.stderr == "2 rules tested, 0 failing examples\n"


def test_editors_know_kind_and_pack(mopsctl: Run) -> None:
    schema = json.loads(mopsctl("rules", "schema").stdout)
    assert schema["$defs"]["kind.vat_number"]["properties"]["country"]["description"]
    assert "quillmere:billing" in schema["$defs"]["pack"]["anyOf"][0]["enum"]


def test_it_is_documented(mopsctl: Run, tmp_path: Path) -> None:
    assert mopsctl("rules", "docs", "-o", "docs").returncode == 0
    page = (tmp_path / "docs" / "billing" / "quillmere-vat-number-valid.md").read_text(encoding="utf-8")
    assert "extends: quillmere:billing" in page
    assert "From the plug-in `quillmere_mopsctl.vat_numbers`." in (tmp_path / "docs" / "kinds.md").read_text()


def test_its_findings_are_in_every_report(mopsctl: Run, tmp_path: Path) -> None:
    outputs = [f"audit.{ending}" for ending in ("json", "html", "csv", "sarif")]
    done = mopsctl("audit", "accounts.csv", *(word for name in outputs for word in ("-o", name)))
    assert done.returncode == 1, done.stderr
    (finding,) = json.loads((tmp_path / "audit.json").read_text())["findings"]
    assert finding["message"].endswith("is not a VAT number: it has a form that no such number has")
    assert finding["suggestion"] == "DE123456788"
    for name in outputs:
        assert "quillmere-vat-number-valid" in (tmp_path / name).read_text(encoding="utf-8"), name


def test_its_report_is_chosen_by_name_and_ending(mopsctl: Run, tmp_path: Path) -> None:
    printed = json.loads(mopsctl("audit", "accounts.csv", "-q", "-f", "slack").stdout)
    assert mopsctl("audit", "accounts.csv", "-q", "-o", "audit.slack").returncode == 1
    written = json.loads((tmp_path / "audit.slack").read_text())
    assert printed == written
    header, counts, first = [block["text"]["text"] for block in written["blocks"]]
    assert header.startswith("CRM data audit: Score ")
    assert counts == "accounts.csv: 1 error, 0 warning, 0 info"
    assert first.startswith("*VAT numbers can exist*: Apply the suggested number")


def test_its_own_tests_pass(site: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(PLUGIN / "tests")]
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout

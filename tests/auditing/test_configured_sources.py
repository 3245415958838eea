"""``sources`` in mopsctl.yaml: what it says of a file holds for that file, whatever the working directory."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsctl.auditing.examine import profile
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import load_config
from mopsctl.results import AuditResult
from mopsctl.sources.table import ReadOptions

KUNDEN = "Über uns;Stadt\nMüller GmbH;Köln\nBauer AG;Bonn\n"


def _profiled(folder: Path, sources: str, options: AuditOptions | None = None) -> AuditResult:
    exports = folder / "exports"
    exports.mkdir()
    (exports / "kunden.csv").write_bytes(KUNDEN.encode("utf-16-le"))
    (exports / "other.csv").write_text("Email\nann@example.com\n", encoding="utf-8")
    config = folder / "mopsctl.yaml"
    config.write_text(f"sources:\n  - {sources}\n", encoding="utf-8")
    return profile(exports, load_config(config), options)


@pytest.mark.parametrize("path", ["exports/kunden.csv", "exports/kunden*.csv", "./exports/kunden.csv"])
def test_an_entry_is_about_the_files_that_its_path_names(tmp_path: Path, path: str) -> None:
    result = _profiled(
        tmp_path, f"{{path: {path}, object: account, origin: salesforce, map: {{city: Stadt}}}}"
    )
    kunden, other = result.sources
    assert (kunden.object, kunden.origin, kunden.mapping["city"]) == ("account", "salesforce", "Stadt")
    assert (other.object, other.origin) != ("account", "salesforce")


def test_an_entry_for_a_folder_is_about_every_file_in_it(tmp_path: Path) -> None:
    result = _profiled(tmp_path, "{path: exports/, origin: hubspot}")
    assert [source.origin for source in result.sources] == ["hubspot", "hubspot"]


def test_a_file_is_read_as_its_entry_says(tmp_path: Path) -> None:
    result = _profiled(
        tmp_path, "{path: exports/kunden.csv, encoding: utf-16-le, delimiter: '|', header_row: 2}"
    )
    kunden = result.sources[0]
    assert (kunden.encoding, kunden.delimiter, kunden.header_line) == ("utf-16-le", "|", 2)
    assert result.sources[1].encoding == "utf-8"


def test_what_is_said_by_hand_goes_before_what_is_configured(tmp_path: Path) -> None:
    by_hand = AuditOptions(read=ReadOptions(delimiter=";", header_row=1))
    entry = "{path: exports/kunden.csv, encoding: utf-16-le, delimiter: '|', header_row: 2}"
    kunden = _profiled(tmp_path, entry, by_hand).sources[0]
    assert (kunden.encoding, kunden.delimiter, kunden.header_line) == ("utf-16-le", ";", 1)


def test_the_paths_of_an_extended_file_are_relative_to_it(tmp_path: Path) -> None:
    folder = tmp_path / "client"
    folder.mkdir()
    (folder / "list.csv").write_text("Email\nann@example.com\n", encoding="utf-8")
    (folder / "base.yaml").write_text("sources: [{path: list.csv, object: lead}]\n", encoding="utf-8")
    config = tmp_path / "mopsctl.yaml"
    config.write_text("extends: client/base.yaml\n", encoding="utf-8")
    assert [source.object for source in profile(folder, load_config(config)).sources] == ["lead"]

"""A pack of an installed package: found by its entry point, extended by name, and about rules only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from mopsctl.config import load_config
from mopsctl.engine.registry import pack_names
from mopsctl.errors import ConfigError

RULE = "rules: [{id: %s, object: contact, kind: required, field: email}]\n"


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the packs of a package that is installed under the name of acme."""
    site = tmp_path / "site"
    folder = site / "acme_packs"
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    info = site / "acme_packs-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-packs\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[mopsctl.packs]\nacme = acme_packs\n")
    monkeypatch.syspath_prepend(site)
    monkeypatch.delitem(sys.modules, "acme_packs", raising=False)
    return folder


def _extending(tmp_path: Path, reference: str) -> Path:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(f"extends: {reference}\n")
    return path


def test_a_pack_may_extend_another(packs: Path, tmp_path: Path) -> None:
    (packs / "base.yaml").write_text(RULE % "from-base")
    (packs / "team.yaml").write_text("extends: acme:base\n" + RULE % "from-team")
    assert list(load_config(_extending(tmp_path, "acme:team")).rules) == ["from-base", "from-team"]


def test_a_pack_reads_no_file_of_the_working_directory(
    packs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "base.yaml").write_text(RULE % "from-here")
    (packs / "outside.yaml").write_text("extends: base.yaml\n")
    with pytest.raises(
        ConfigError, match=r"acme:outside:1: a pack can extend other packs, not the file 'base.yaml'"
    ):
        load_config(_extending(tmp_path, "acme:outside"))


def test_a_pack_says_nothing_of_files(packs: Path, tmp_path: Path) -> None:
    (packs / "files.yaml").write_text("sources: [{path: exports/, origin: hubspot}]\n")
    with pytest.raises(ConfigError, match="acme:files:1: a pack cannot say anything of files"):
        load_config(_extending(tmp_path, "acme:files"))


@pytest.mark.parametrize("path", ["''", '"a\\0b"'])
def test_a_source_needs_a_path(tmp_path: Path, path: str) -> None:
    config = tmp_path / "mopsctl.yaml"
    config.write_text(f"sources: [{{path: {path}, origin: hubspot}}]\n")
    with pytest.raises(ConfigError, match="name a file, a folder or a pattern"):
        load_config(config)


def test_a_package_that_does_not_work_is_named_by_who_extends_it(packs: Path, tmp_path: Path) -> None:
    (packs / "__init__.py").write_text("import nothing_of_that_name\n")
    with pytest.raises(
        ConfigError,
        match=r"mopsctl\.yaml:1: the packs of 'acme' \(acme_packs\) cannot be loaded: ModuleNotFoundError",
    ):
        load_config(_extending(tmp_path, "acme:team"))
    assert "mopsctl:b2b" in pack_names()
    assert not any(name.startswith("acme:") for name in pack_names())

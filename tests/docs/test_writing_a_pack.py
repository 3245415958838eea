"""The package on the page "Writing a pack" is a package: installed, its pack is extended by its name.

The steps before it are run by ``test_console_blocks``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-pack.md").read_text(encoding="utf-8")
FILES = re.findall(r"^```\w+\n# (\S+\.\w+)\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_installed_pack_is_extended_by_its_name(tmp_path: Path) -> None:
    for name, text in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "packs" / "events.yaml").rename(tmp_path / "acme-rules" / "acme_rules" / "events.yaml")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", "site"]
    # Without the network where the build tool is here; else pip fetches it.
    here = int(version("setuptools").split(".")[0]) >= 77
    command += ["--no-build-isolation", "--no-index"] if here else []
    subprocess.run([*command, "./acme-rules"], cwd=tmp_path, check=True, capture_output=True)
    assert (tmp_path / "mopsctl.yaml").read_text() == 'extends: [mopsctl:b2b, "acme:events"]\n'
    done = subprocess.run(
        [Path(sys.executable).parent / "mopsctl", "rules", "list", "--select", "events", "-f", "json"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert len(re.findall(r'"place": "acme:events:[0-9]+"', done.stdout)) == 3

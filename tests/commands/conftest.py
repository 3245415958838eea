"""A small export with one fault of each sort, and the command line as a user has it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CONTACTS = """\
Contact ID,First Name,Last Name,Email,Phone,Mailing Country,Lead Source,Created Date
0035i00000Aa1BcAAJ,Ana,Lopez,ana.lopez@northgate-foods.com,+1 415 555 2671,USA,Web,2026-01-05
0035i00000Aa1BdAAJ,Ben,Osei,ben.osei@northgate-foods,+1 212 736 5000,USA,Web,2026-01-06
0035i00000Aa1BeAAJ,Cara,Ito,,n/a,Japan,Webinar,2026-01-07
0035i00000Aa1BfAAJ,Dev,Rao,ana.lopez@northgate-foods.com,12,USA,Partner,2026-02-08
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """An export of four contacts: one address malformed, one missing, one twice; junk and broken phones."""
    path = tmp_path / "contacts.csv"
    path.write_text(CONTACTS, encoding="utf-8")
    return path


@pytest.fixture
def mopsctl(tmp_path: Path) -> Run:
    """Runs the console script in a folder without a configuration."""
    script = Path(sys.executable).parent / "mopsctl"

    def run(
        *arguments: str | Path, stdin: str | None = None, **kwargs: object
    ) -> subprocess.CompletedProcess[str]:
        environment = {key: value for key, value in os.environ.items() if key != "MOPSCTL_DEBUG"}
        return subprocess.run(
            [str(script), *map(str, arguments)],
            cwd=tmp_path, env=environment, input=stdin or "", capture_output=True, text=True, encoding="utf-8",
            timeout=120, check=False,
        )  # fmt: skip

    return run

"""Reports that mopsctl wrote itself, which are no export however their names end."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD = 2_000
_SIGNS = (
    rb"path,sheet,line,object,record_id,rule,severity,",
    rb"file,line,sheet,kind,reason,text\r?\n",
    rb'\{\n"schema": \d+,\n"command": "',
    rb'\{"rule": "[^"]*", "severity": "',
    rb"mopsctl [^\n]* as of \d{4}-\d\d-\d\d",
    rb'<!doctype html>.*<meta name="generator" content="mopsctl',
)
"""How each format begins: CSV, rejected lines, JSON, JSON Lines, text, HTML."""
_OWN = re.compile(b"|".join(_SIGNS), re.DOTALL)


def is_own_report(path: Path) -> bool:
    """Whether the file at ``path`` is a report; False where it cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return _OWN.match(stream.read(_HEAD)) is not None
    except OSError:
        return False

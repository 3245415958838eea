"""Reports that mopsctl wrote itself, which are no export however their names end."""

from __future__ import annotations

import re
from pathlib import Path

_HEAD = 2_000
_SIGNS = (
    rb"path,sheet,line,object,record_id,rule,severity,",
    rb"file,line,sheet,kind,reason,text\r?\n",
    rb"id_a,id_b,object_a,object_b,",
    rb'\{\n"schema": \d+,\n"command": "',
    rb'\{"rule": "[^"]*", "severity": "',
    rb"mopsctl [^\n]* as of \d{4}-\d\d-\d\d",
    rb'<!doctype html>.*<meta name="generator" content="mopsctl',
    rb"# [^\n]*\n\nmopsctl [^\n]*, as of \d{4}-\d\d-\d\d",
    rb'\{"\$schema": "[^"]*sarif.*"driver": \{"name": "mopsctl"',
    rb'<\?xml [^>]*>\n<testsuites>\s*<testsuite name="[^"]*" package="mopsctl"',
    rb"::notice title=mopsctl ",
    rb'\[\n\{"description": "[^\n]*", "check_name": "[^"]*", "fingerprint": "',
)
"""How each format of text begins: CSV, rejected lines, decisions and pairs of duplicates, JSON, JSON Lines, text,
HTML, Markdown, SARIF, JUnit, GitHub, GitLab."""
_OWN = re.compile(b"|".join(_SIGNS), re.DOTALL)


def is_own_report(path: Path) -> bool:
    """Whether the file at ``path`` is a report; False where it cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
        if head.startswith(b"PAR1"):
            return _is_own_parquet(path)
        return _is_own_workbook(path) if head.startswith(b"PK") else _OWN.match(head) is not None
    except OSError:
        return False


def _is_own_parquet(path: Path) -> bool:
    import pyarrow as pa
    from pyarrow.parquet import read_schema

    try:
        return b"mopsctl" in (read_schema(path).metadata or {})
    except pa.ArrowException:
        return False


def _is_own_workbook(path: Path) -> bool:
    """Whether the workbook names mopsctl as its author, as it still does when somebody has worked in it."""
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as archive:
            return b"<dc:creator>mopsctl</dc:creator>" in archive.read("docProps/core.xml")
    except (BadZipFile, KeyError, NotImplementedError, RuntimeError, ValueError):
        return False

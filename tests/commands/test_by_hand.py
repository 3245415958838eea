"""What a user says by hand holds against what would be detected; and a report that bears the client's name."""

from __future__ import annotations

import base64
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

Run = Callable[..., subprocess.CompletedProcess[str]]
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def source(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    report: dict[str, Any] = json.loads(done.stdout)
    assert len(report["source"]) == 1
    return {**report["source"][0], "headers": [field["header"] for field in report["fields"]]}


def test_encoding_delimiter_and_header_row(mopsctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_bytes(
        "Stand: März\nIgnored~Row\nE-Mail~Nachname\nana@harbor-labs.com~Müller\n".encode("cp850")
    )
    options = ["--encoding", "cp850", "--delimiter", "~", "--header-row", "3", "-f", "json"]
    read = source(mopsctl("profile", path, *options))
    assert (read["rows"], read["delimiter"], read["header_line"]) == (1, "~", 3)
    assert read["headers"] == ["E-Mail", "Nachname"]
    top = json.loads(mopsctl("profile", path, *options).stdout)["fields"][1]["top_values"]
    assert top == [{"value": "Müller", "count": 1}]


def test_no_header_row(mopsctl: Run, tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("Name,City\nAna,Austin\n", encoding="utf-8")
    read = source(mopsctl("profile", "list.csv", "--header-row", "0", "-f", "json"))
    assert read["rows"] == 2
    assert read["headers"] == ["column 1", "column 2"]


def test_one_sheet_of_a_workbook(mopsctl: Run, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name in ("Contacts", "Notes"):
        sheet = book.create_sheet(name)
        sheet.append(["Email", "Last Name"])
        sheet.append(["ana@harbor-labs.com", name])
    book.save(tmp_path / "book.xlsx")
    assert source(mopsctl("profile", "book.xlsx", "--sheet", "Notes", "-f", "json"))["sheet"] == "Notes"
    done = mopsctl("profile", "book.xlsx", "--sheet", "Nowhere")
    assert done.returncode in (2, 3)
    assert "Nowhere" in done.stderr


def test_title_client_and_logo_are_in_the_report(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL)
    mopsctl(
        "audit",
        contacts,
        "-o",
        "a.html",
        "--title",
        "Health <check>",
        "--client",
        "Harbor & Sons",
        "--logo",
        "logo.png",
    )
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Health &lt;check&gt;" in page
    assert "Harbor &amp; Sons" in page
    assert f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}" in page

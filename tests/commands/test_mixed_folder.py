"""A folder as a client sends it: several vendors and formats, and files that are none of these."""

from __future__ import annotations

import gzip
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

SALESFORCE = "Id,FirstName,LastName,Email,MailingCountry,OwnerId,CreatedDate\n" + "".join(
    f"0035i00000{n:05d}AAA,Ana,Lopez{n},ana{n}@harbor-labs.com,USA,0055i000001AbCdAAK,2026-01-05T10:00:00.000Z\n"
    for n in range(20)
)
HUBSPOT = "Record ID;First Name;Last Name;Email;Lifecycle Stage;Contact owner;Create Date\n" + "".join(
    f"{100 + n};Bérénice;Müller{n};b{n}@cafe-noir.fr;Lead;Uma Berg;2026-02-0{n % 9 + 1} 09:30\n"
    for n in range(20)
)
MARKETO = [
    {
        "id": n,
        "firstName": "Cara",
        "lastName": f"Ito{n}",
        "email": f"c{n}@ito-works.jp",
        "leadSource": "Web",
        "company": "Ito",
    }
    for n in range(20)
]
DYNAMICS = [
    ["(Do Not Modify) Account", "Account Name", "Main Phone", "Address 1: City", "Primary Contact", "Website"],
    *[[f"0{n:07x}-aaaa-bbbb-cccc-dddddddddddd", f"Firm {n}", f"+1 415 555 26{n:02d}", "Austin", "", "https://a.com"]
      for n in range(20)],
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "from the client"
    (root / "hubspot").mkdir(parents=True)
    (root / "Contact.csv").write_text(SALESFORCE, encoding="utf-8")
    with gzip.open(root / "hubspot" / "all-contacts.csv.gz", "wb") as out:
        out.write(HUBSPOT.encode("cp1252"))
    with zipfile.ZipFile(root / "marketo leads.zip", "w") as archive:
        archive.writestr("leads.json", json.dumps({"result": MARKETO, "success": True}))
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Accounts, as of March"])
    sheet.append([])
    for row in DYNAMICS:
        sheet.append(row)
    book.save(root / "accounts.xlsx")
    opportunity = {
        "Id": [f"0065i00000{n:05d}AAA" for n in range(9)],
        "Name": ["Deal"] * 9,
        "StageName": ["Closed Won"] * 9,
        "Amount": [100.5 * n for n in range(9)],
        "CloseDate": ["2026-01-31"] * 9,
    }
    pq.write_table(pa.table(opportunity), root / "Opportunity.parquet")
    (root / "notes.md").write_text("call them")
    (root / "logo.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9)
    (root / "empty.csv").write_bytes(b"")
    return root


@pytest.fixture
def data(mopsctl: Run, folder: Path) -> dict[str, Any]:
    done = mopsctl("audit", folder, "-f", "json")
    assert done.returncode in (0, 1), done.stderr
    loaded: dict[str, Any] = json.loads(done.stdout)
    return loaded


def test_each_file_is_what_it_is(data: dict[str, Any]) -> None:
    found = {
        source["path"].rpartition("/")[2]: (source["object"], source["origin"], source["rows"])
        for source in data["source"]
    }
    assert found["Contact.csv"] == ("contact", "salesforce", 20)
    assert found["all-contacts.csv.gz"] == ("contact", "hubspot", 20)
    assert found["accounts.xlsx"] == ("account", "dynamics", 20)
    assert found["Opportunity.parquet"] == ("opportunity", "salesforce", 9)
    assert found["leads.json"] == ("lead", "marketo", 20)


def test_the_ways_of_writing_are_detected(data: dict[str, Any]) -> None:
    read = {source["path"].rpartition("/")[2]: source for source in data["source"]}
    assert read["all-contacts.csv.gz"]["delimiter"] == ";"
    assert read["all-contacts.csv.gz"]["encoding"] in ("windows-1252", "cp1252")
    assert read["accounts.xlsx"]["header_line"] == 3
    names = {field["header"] for field in data["fields"] if field["path"].endswith("all-contacts.csv.gz")}
    assert "Last Name" in names


def test_a_bad_file_loses_no_other_and_is_named(data: dict[str, Any]) -> None:
    unread = {item["path"].rpartition("/")[2]: item for item in data["unread"]}
    assert set(unread) == {"notes.md", "logo.csv", "empty.csv"}
    assert unread["notes.md"]["expected"] is True
    assert unread["logo.csv"]["expected"] is False
    assert "PNG" in unread["logo.csv"]["reason"]


def test_scores_are_by_object_over_all_systems(data: dict[str, Any]) -> None:
    rows = {part["object"]: part["rows"] for part in data["objects"]}
    assert rows["contact"] == 40
    assert {"account", "lead", "opportunity"} <= set(rows)

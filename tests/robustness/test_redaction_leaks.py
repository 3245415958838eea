"""Personal values planted in every column, header-less, misplaced and broken: none comes out of a redacted report."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from mopsctl.auditing.examine import audit, profile, score_completeness
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import load_config
from mopsctl.reports.formats import FORMATS, write_report
from mopsctl.reports.options import Masthead, ReportOptions
from mopsctl.sources.rejects import write_rejects

PERSONAL = re.compile(r"zq\w{2,}|555\s?2671|1970-07-07", re.IGNORECASE)
"""What every planted value has in it."""

HEADERS = (
    "Contact ID", "First Name", "Last Name", "Email", "Phone", "Mailing Street", "Contact Owner", "Owner ID",
    "Birthdate", "Description", "Secret Note", "Created Date",
)  # fmt: skip
RULES = """\
extends: mopsctl:b2b
rules:
- {id: z-owner, object: contact, kind: reference, field: Contact Owner, to: user, to_field: full_name}
- {id: z-own, object: contact, kind: length, field: last_name, max: 2, message: "{field} {value}"}
- {id: z-note, object: contact, kind: unique, field: Secret Note}
- {id: z-mail, object: contact, kind: one_of, field: email, values: [a@b.com]}
- {id: z-order, object: contact, kind: date_order, earlier: created_date, later: birthdate}
- {id: z-when, object: contact, kind: expression, condition: "email = 'x'", field: owner_id}
"""


def _contact(number: int) -> list[str]:
    identity = f"003000000{number:06d}" if number % 9 else "zqmisplaced@zqcorp.com"
    return [
        identity, f"Zqanna{number % 4}", "ZQLOPEZ", f"zqanna{number % 20}@@zqcorp.com", "+1 415 555 2671",
        "Zqstreet 5", "Zqowner Zqlopez", "zqowner@zqcorp.com", "1970-07-07", "zqcall her", "zqnote", "2026-02-02",
    ]  # fmt: skip


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.fixture
def exports(tmp_path: Path) -> Path:
    folder = tmp_path / "exports"
    folder.mkdir()
    rows = [list(HEADERS), *map(_contact, range(60)), ["x", "zqshort"], ["zqlong"] * 30]
    (folder / "contacts.csv").write_text(_csv(rows) + '"zqunclosed,x\n')
    (folder / "things.csv").write_text("A,B\n" + "zqsomething,zqmail@zqcorp.com\n" * 30)
    (folder / "bare.csv").write_text("Zqname Zqsurname,zqa@zqcorp.com,+1 415 555 2671\n" * 20)
    (folder / "cut.json").write_text('[{"Email": "zqa@zqcorp.com"}, {"Email": "zqb@')
    (folder / "rules.yaml").write_text(RULES)
    return folder


def _all_text(path: Path) -> str:
    """Everything that a report says, decoded; of a workbook all its parts, hidden sheets and properties too."""
    if path.name == "xlsx":
        with zipfile.ZipFile(path) as workbook:
            return html.unescape("\n".join(workbook.read(part).decode() for part in workbook.namelist()))
    if path.name == "parquet":
        table = pq.read_table(path)
        return json.dumps(table.to_pylist(), default=str) + str(table.schema.metadata)
    return path.read_text(encoding="utf-8")


def test_the_search_finds_what_is_not_redacted(exports: Path, tmp_path: Path) -> None:
    result = audit(exports, load_config(exports / "rules.yaml"))
    for name in ("xlsx", "parquet", "json"):
        write_report(result, FORMATS[name], tmp_path / name, ReportOptions(Masthead("Audit", None, None)))
        assert PERSONAL.search(_all_text(tmp_path / name)), name


@pytest.mark.parametrize("verb", [audit, profile, score_completeness])
def test_nothing_personal_in_any_format(exports: Path, tmp_path: Path, verb) -> None:
    by = ["owner_name", "Contact Owner", "owner_id", "email", "Secret Note"]
    result = verb(exports, load_config(exports / "rules.yaml"), AuditOptions(redact=True, by=tuple(by)))
    options = ReportOptions(masthead=Masthead("Audit", None, None), verbose=True)
    for name, report_format in FORMATS.items():
        write_report(result, report_format, tmp_path / name, options)
        leaked = {found.group().lower() for found in PERSONAL.finditer(_all_text(tmp_path / name))}
        assert not leaked, f"{name}: {sorted(leaked)}"
    write_rejects(tmp_path / "rejects.csv", result.problems)
    assert not PERSONAL.search((tmp_path / "rejects.csv").read_text())


def test_ids_stay(exports: Path, tmp_path: Path) -> None:
    result = audit(exports, options=AuditOptions(redact=True))
    write_report(result, FORMATS["json"], tmp_path / "a.json", ReportOptions(Masthead("Audit", None, None)))
    found = json.loads((tmp_path / "a.json").read_text())["findings"]
    assert "003000000000001" in {finding["record_id"] for finding in found}

"""What lies behind a number: the filter that finds the same records, where failures gather, and what is masked."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.drill import CrmRecords, Drill
from mopsctl.engine.gathering import unevenness
from mopsctl.reports.formats import FORMATS
from mopsctl.reports.options import ReportOptions
from mopsctl.reports.queries import crm_query
from mopsctl.schema.api_names import api_name

HEADERS = (
    "Id", "FirstName", "LastName", "Email", "Title", "MailingCountry", "LeadSource", "CreatedDate", "LastActivityDate",
    "Region__c",
)  # fmt: skip
TODAY = date(2026, 10, 31)

Row = dict[str, str]


def contact(number: int, **cells: str) -> Row:
    usual = {
        "Id": f"003Qm{number:010d}", "FirstName": "Ana", "LastName": "Silva", "Email": f"a{number}@acme.com",
        "Title": "CFO", "MailingCountry": "France", "LeadSource": "Web", "CreatedDate": "2024-01-05T10:00:00.000Z",
        "LastActivityDate": "2026-10-01", "Region__c": "EMEA",
    }  # fmt: skip
    return {**usual, **cells}


def export(path: Path, rows: Sequence[Row], headers: Sequence[str] = HEADERS) -> Path:
    with path.open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(headers)
        table.writerows([row[name] for name in HEADERS] for row in rows)
    return path


def drill(tmp_path: Path, rows: Sequence[Row], rule: str, headers: Sequence[str] = HEADERS) -> Drill:
    config = tmp_path / "rules.yaml"
    config.write_text(f"rules:\n  - {{id: the-rule, object: contact, {rule}}}\n")
    source = export(tmp_path / "contacts.csv", rows, headers)
    return audit(source, config, AuditOptions(object="contact", as_of=TODAY)).drill()


def asked(found: Drill) -> tuple[CrmRecords, str]:
    """The records that fail the rule, and the query for them."""
    [records] = found.rules["the-rule", "contact"].crm
    query = crm_query(records)
    assert query is not None
    return records, "\n".join(query.statements)


def test_what_sql_can_say_is_asked_as_it_is_said(tmp_path: Path) -> None:
    rows = [contact(1), contact(2, Email=""), contact(3, Email="  ")]
    records, query = asked(drill(tmp_path, rows, "kind: required, field: email"))
    assert query == "SELECT Id, Name FROM Contact WHERE Email = null"
    assert (records.failed, records.ids, records.left) == (2, (), 0)


def test_a_placeholder_is_not_null_and_is_asked_for_by_id(tmp_path: Path) -> None:
    rows = [contact(1), contact(2, Title=""), contact(3, Title="n/a")]
    records, query = asked(drill(tmp_path, rows, "kind: required, field: title"))
    assert records.ids == ("003Qm0000000003",)
    assert query.endswith("WHERE (Title = null)\nOR Id IN ('003Qm0000000003')")


def test_a_condition_of_the_rule_is_part_of_the_query(tmp_path: Path) -> None:
    rows = [contact(1, Title="", MailingCountry="Peru"), contact(2, Title=""), contact(3)]
    rule = "kind: required, field: title, where: \"country in ('Peru', 'Chile') and Region__c <> 'APAC'\""
    _, query = asked(drill(tmp_path, rows, rule))
    assert "MailingCountry IN ('Peru', 'Chile')" in query and "Region__c" in query
    assert "Title = null" in query and "Id IN" not in query


def test_a_condition_that_the_crm_cannot_say_leaves_ids(tmp_path: Path) -> None:
    rows = [contact(1, Title=""), contact(2, Title="")]
    rule = 'kind: required, field: title, where: "length(email) > 3"'
    records, query = asked(drill(tmp_path, rows, rule))
    assert records.filter is None
    assert query.endswith("Id IN ('003Qm0000000001', '003Qm0000000002')")


def test_a_filter_that_would_find_good_records_is_not_shown(tmp_path: Path) -> None:
    # "n/a" is in no list, and is left to the rule of placeholders; the CRM does not know that.
    rows = [contact(1, LeadSource="Fax"), contact(2, LeadSource="n/a"), contact(3)]
    records, query = asked(drill(tmp_path, rows, "kind: one_of, field: lead_source, values: [Web]"))
    assert records.filter is None and records.ids == ("003Qm0000000001",)
    assert "NOT IN" not in query


def test_case_that_the_crm_does_not_see_leaves_ids(tmp_path: Path) -> None:
    rows = [contact(1, LeadSource="web"), contact(2, LeadSource="Fax"), contact(3)]
    rule = "kind: one_of, field: lead_source, values: [Web], case_sensitive: true"
    records, query = asked(drill(tmp_path, rows, rule))
    assert "LeadSource != null AND LeadSource != 'Web'" in query
    assert records.ids == ("003Qm0000000001",)


def test_days_and_times_are_written_as_their_field_has_them(tmp_path: Path) -> None:
    rows = [contact(1), contact(2, LastActivityDate="2020-05-01", CreatedDate="2020-05-01T00:00:00.000Z")]
    _, days = asked(drill(tmp_path, rows, "kind: freshness, field: last_activity_date, max_age_days: 365"))
    assert days.endswith("LastActivityDate < 2025-10-31")
    _, times = asked(drill(tmp_path, rows, "kind: freshness, field: created_date, max_age_days: 1460"))
    assert times.endswith("CreatedDate < 2022-11-01T00:00:00Z")


def test_a_range_is_asked_for_beyond_both_bounds(tmp_path: Path) -> None:
    rows = [contact(1), contact(2, LastActivityDate="2026-12-24"), contact(3, LastActivityDate="1999-12-31")]
    rule = "kind: range, field: last_activity_date, min: '2000-01-01', max: today"
    records, query = asked(drill(tmp_path, rows, rule))
    assert query.endswith("LastActivityDate < 2000-01-01 OR LastActivityDate >= 2026-11-01")
    assert (records.failed, records.ids) == (2, ())


def test_times_of_an_unknown_zone_leave_ids(tmp_path: Path) -> None:
    rows = [contact(1), contact(2, CreatedDate="2020-05-01 08:00")]
    rows[0]["CreatedDate"] = "2026-01-01 09:00"
    records, _ = asked(drill(tmp_path, rows, "kind: freshness, field: created_date, max_age_days: 1460"))
    assert records.filter is None and records.ids == ("003Qm0000000002",)


def test_labels_become_api_names_and_unknown_ones_leave_ids(tmp_path: Path) -> None:
    labels = (
        "Contact ID", "First Name", "Last Name", "Email", "Title", "Mailing Country", "Lead Source", "Created Date",
        "Last Activity", "Region",
    )  # fmt: skip
    rows = [contact(1, LeadSource="", Region__c=""), contact(2)]
    _, query = asked(drill(tmp_path, rows, "kind: required, field: lead_source", labels))
    assert query.endswith("WHERE LeadSource = null")
    records, _ = asked(drill(tmp_path, rows, "kind: required, field: Region", labels))
    assert records.filter is None and records.ids


@pytest.mark.parametrize(
    ("vendor", "field", "header", "name"),
    [
        ("salesforce", "id", "Contact ID", "Id"),
        ("salesforce", "mobile_phone", "Mobile", "MobilePhone"),
        ("salesforce", "state", "MailingStateCode", "MailingStateCode"),
        ("salesforce", "company", "Account Name", "Account.Name"),
        ("salesforce", "Region__c", "Region__c", "Region__c"),
        ("salesforce", "Region", "Region", None),
        ("hubspot", "id", "Record ID", "hs_object_id"),
        ("hubspot", "first_name", "First Name", "firstname"),
        ("hubspot", "company", "Company Name", "company"),
        ("hubspot", "company", "Associated Company", None),
        ("hubspot", "owner_name", "Contact owner", None),
        ("marketo", "email", "Email Address", None),
    ],
)
def test_api_names_are_told_from_headers_or_not_at_all(
    vendor: str, field: str, header: str, name: str | None
) -> None:
    assert api_name(vendor, "contact", field, header) == name


def in_sql(query: str) -> str:
    """SOQL of the simple kind as SQL on the export, whose text is compared in any case, as Salesforce does."""
    where = query.split(" WHERE ", 1)[1]
    where = re.sub(r"\b(\w+) = null", r"COALESCE(trim(\1), '') = ''", where)
    return re.sub(r"\b(\w+) != null", r"COALESCE(trim(\1), '') <> ''", where)


CELLS = st.sampled_from(["", "Web", "web", "Fax", "n/a", "Event"])


@settings(max_examples=8, deadline=None)
@given(
    cells=st.lists(st.tuples(CELLS, st.sampled_from(["", "CFO", "test"])), min_size=1, max_size=12),
    rule=st.sampled_from([
        "kind: required, field: title",
        "kind: required, field: title, where: \"lead_source = 'Web'\"",
        "kind: required, field: title, where: \"lead_source <> 'Web'\"",
        "kind: required, field: title, where: \"not (lead_source in ('Web', 'Fax'))\"",
        "kind: required, any_of: [title, lead_source]",
        "kind: one_of, field: lead_source, values: [Web, Event]",
        "kind: one_of, field: lead_source, values: [Web], case_sensitive: true",
        "kind: expression, condition: \"lead_source = 'Web' or title is null\"",
    ]),
)  # fmt: skip
def test_a_query_finds_the_records_that_fail_and_no_others(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]], rule: str
) -> None:
    folder = tmp_path_factory.mktemp("crm")
    rows = [contact(number, LeadSource=one, Title=two) for number, (one, two) in enumerate(cells)]
    config = folder / "rules.yaml"
    config.write_text(f"rules:\n  - {{id: the-rule, object: contact, {rule}}}\n")
    source = export(folder / "contacts.csv", rows)
    result = audit(source, config, AuditOptions(object="contact", as_of=TODAY))
    failing = {finding.record_id for finding in result.stream(None)}
    detail = result.drill().rules["the-rule", "contact"]
    assert bool(failing) == bool(detail.crm)
    if failing:
        _, query = asked(result.drill())
        with duckdb.connect() as crm:
            found = crm.sql(
                "SELECT Id FROM (SELECT Id, Email, Title COLLATE NOCASE AS Title, LeadSource COLLATE NOCASE AS "
                f"LeadSource FROM read_csv('{source}', all_varchar = true)) WHERE {in_sql(query)}"
            ).fetchall()
        assert {one for (one,) in found} == failing


def test_a_rule_is_explained_by_its_kind_and_what_it_is_set_to(tmp_path: Path) -> None:
    rule = "kind: one_of, field: lead_source, values: [Web, Event], where: \"title = 'CFO'\", source: The picklist"
    detail = drill(tmp_path, [contact(1, LeadSource="Fax")], rule).rules["the-rule", "contact"]
    assert detail.checks == "The value must be one of a list."
    assert dict(detail.parameters) == {"field": "lead_source", "values": "Web, Event"}
    assert (detail.where, detail.source) == ("title = 'CFO'", "The picklist")


def test_failures_that_gather_are_told_where(tmp_path: Path) -> None:
    rows = [contact(n, LeadSource="List", Title="") for n in range(40)]
    rows += [contact(n, LeadSource="Web", Title="" if n < 45 else "CFO") for n in range(40, 100)]
    detail = drill(tmp_path, rows, "kind: required, field: title").rules["the-rule", "contact"]
    [segment] = [one for one in detail.segments if one.field == "Lead Source"]
    assert [(one.value, one.checked, one.failed) for one in segment.values] == [
        ("List", 40, 40),
        ("Web", 60, 5),
    ]


def test_failures_that_are_spread_evenly_are_not_cut(tmp_path: Path) -> None:
    rows = [
        contact(n, LeadSource=["Web", "List"][n % 2], Title="" if n % 10 < 2 else "CFO") for n in range(400)
    ]
    assert drill(tmp_path, rows, "kind: required, field: title").rules["the-rule", "contact"].segments == ()


def test_failures_are_told_by_file_and_add_up(tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    export(folder / "a.csv", [contact(1, Title=""), contact(2)])
    export(folder / "b.csv", [contact(3, Title=""), contact(4, Title=""), contact(5)])
    config = tmp_path / "rules.yaml"
    config.write_text("rules:\n  - {id: the-rule, object: contact, kind: required, field: title}\n")
    result = audit(folder, config, AuditOptions(object="contact", as_of=TODAY))
    files = result.drill().rules["the-rule", "contact"].files
    assert [(one.path, one.checked, one.failed) for one in files] == [("b.csv", 3, 2), ("a.csv", 2, 1)]
    assert sum(one.failed for one in files) == result.rules[0].failed


@given(parts=st.lists(st.integers(0, 50).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))))
def test_unevenness_is_between_0_and_1(parts: list[tuple[int, int]]) -> None:
    assert 0 <= unevenness(parts) <= 1 + 1e-9


def test_unevenness_is_0_where_all_are_alike_and_nearly_1_where_each_is_all_or_nothing() -> None:
    assert unevenness([(100, 10), (50, 5), (10, 1)]) == 0
    assert unevenness([(500, 500), (500, 0)]) == pytest.approx(1, abs=0.01)


def test_a_redacted_page_shows_ids_and_no_person(tmp_path: Path) -> None:
    headers = [*HEADERS[:9], "Contact Owner"]
    rows = [contact(n, Title="", Region__c="Jolanda Wexford") for n in range(20)]
    rows += [contact(n, Region__c="Piet Harmsen") for n in range(20, 40)]
    rows.append({**contact(77, Title=""), "Id": "Zebulon Quist"})
    source = export(tmp_path / "contacts.csv", rows, headers)
    config = tmp_path / "rules.yaml"
    config.write_text("rules:\n  - {id: the-rule, object: contact, kind: required, field: title}\n")
    result = audit(source, config, AuditOptions(object="contact", as_of=TODAY, redact=True))
    out = io.StringIO()
    FORMATS["html"].writer()(result, out, ReportOptions())
    page = out.getvalue()
    assert "J••• W•••" in page
    assert not re.search("Jolanda|Wexford|Harmsen|Zebulon|Quist", page)
    assert "003Qm0000000001" in page

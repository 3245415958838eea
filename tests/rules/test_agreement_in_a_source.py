"""Rules that look into other tables, on sources as they come: several systems, parts of an export, masked reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import load_config
from mopsctl.errors import ConfigError
from mopsctl.results import AuditResult

CONTACTS = """\
Id,AccountId,FirstName,LastName,Email,OwnerId,IsDeleted,SystemModstamp
003Qm00000Aa1Aa,001Qm00000Ba1Ba,Dana,Reyes,dana.reyes@acme.com,005Qm00000Ca1Ca,false,2026-01-05
003Qm00000Aa2Aa,001Qm00000Ba2Ba,Omar,Haddad,omar.haddad@acme.com,005Qm00000Ca2Ca,false,2026-01-05
"""
ACCOUNTS = """\
Id,Name,Website,BillingCity,OwnerId,IsDeleted,SystemModstamp
001Qm00000Ba1Ba,Acme,www.acme.com,Boston,005Qm00000Ca1Ca,false,2026-01-05
001Qm00000Ba2Ba,Globex,globex.com,Berlin,005Qm00000Ca1Ca,false,2026-01-05
"""
USERS = """\
Id,Username,Email,IsActive,LastLoginDate
005Qm00000Ca1Ca,priya.nair@acme.com,priya.nair@acme.com,true,2026-06-01
005Qm00000Ca2Ca,tom.berg@acme.com,tom.berg@acme.com,false,2025-06-01
"""
HUBSPOT = """\
Record ID,First Name,Last Name,Email,Lifecycle Stage,Contact owner,Original Source,Create Date
101,Dana,Reyes,dana.reyes@acme.com,Lead,Priya Nair,Organic Search,2026-01-05 10:00
"""
LEADS = """\
Id,FirstName,LastName,Company,Email,Status,IsConverted,IsDeleted,SystemModstamp
00QQm00000Da1Da,Dana,Reyes,Acme,DANA.REYES@acme.com,Open,false,false,2026-01-05
"""

BY_DOMAIN = (
    "{id: x, object: contact, kind: linked_by, field: account_id, to: account, by: email, to_field: website}"
)
OWNER = "{id: x, object: contact, kind: active_owner}"
NOT_CONTACT = "{id: x, object: lead, kind: not_in, field: email, other: contact}"


def judged(folder: Path, rule: str, redact: bool = False, **files: str) -> AuditResult:
    exports = folder / "exports"
    exports.mkdir()
    for name, text in files.items():
        (exports / f"{name}.csv").write_text(text, encoding="utf-8")
    config = folder / "mopsctl.yaml"
    config.write_text(f"rules:\n  - {rule}\n", encoding="utf-8")
    return audit(exports, load_config(config), AuditOptions(as_of=date(2026, 6, 30), redact=redact))


def test_a_contact_is_led_to_the_account_of_its_domain(tmp_path: Path) -> None:
    (finding,) = judged(tmp_path, BY_DOMAIN, contacts=CONTACTS, accounts=ACCOUNTS).stream(None)
    assert (finding.record_id, finding.value) == ("003Qm00000Aa2Aa", "001Qm00000Ba2Ba")
    assert (finding.suggestion, finding.confidence) == ("001Qm00000Ba1Ba", 0.8)


def test_without_the_other_table_the_rule_is_not_checked_and_that_is_said(tmp_path: Path) -> None:
    (skipped,) = judged(tmp_path, BY_DOMAIN, contacts=CONTACTS).not_checked
    assert skipped.reason == "there is no table of account with id and website in this source to look in"


def test_an_inactive_owner_is_found_and_the_accounts_owner_suggested(tmp_path: Path) -> None:
    result = judged(tmp_path, OWNER, contacts=CONTACTS, accounts=ACCOUNTS, users=USERS)
    (finding,) = result.stream(None)
    assert (finding.value, finding.suggestion, finding.confidence) == (
        "005Qm00000Ca2Ca",
        "005Qm00000Ca1Ca",
        0.5,
    )


def test_users_without_a_word_on_who_is_active_tell_nothing(tmp_path: Path) -> None:
    users = (
        "Id,Username,Email,LastLoginDate\n005Qm00000Ca2Ca,tom.berg@acme.com,tom.berg@acme.com,2025-06-01\n"
    )
    (skipped,) = judged(tmp_path, OWNER, contacts=CONTACTS, users=users).not_checked
    assert skipped.reason == "there is no table of user with active in this source to tell who is"


def test_records_of_two_systems_are_not_looked_up_in_each_other(tmp_path: Path) -> None:
    assert list(judged(tmp_path, NOT_CONTACT, leads=LEADS, all_contacts=HUBSPOT).stream(None)) == []


def test_a_lead_who_is_a_contact_is_masked_where_that_is_asked(tmp_path: Path) -> None:
    (finding,) = judged(tmp_path, NOT_CONTACT, redact=True, leads=LEADS, contacts=CONTACTS).stream(None)
    assert "REYES" not in finding.message
    assert finding.message.endswith("is already that of contact 003Qm00000Aa1Aa")


def test_the_usual_value_of_a_field_that_nobody_knows_is_masked_too(tmp_path: Path) -> None:
    rows = "".join(f"{n},p{n}@acme.com,{'Secret Deal' if n > 1 else 'Other'}\n" for n in range(1, 8))
    rule = "{id: nick, object: contact, kind: determines, field: Nickname, determinant: email, by: domain}"
    (finding,) = judged(tmp_path, rule, redact=True, contacts=f"Contact ID,Email,Nickname\n{rows}").stream(
        None
    )
    assert "Secret" not in finding.message
    assert finding.suggestion == "S••• D•••"
    assert "6 of 7 records" in finding.message


@pytest.mark.parametrize(
    ("condition", "mistake"),
    [
        ("amount >", "the condition 'amount >' is not SQL"),
        ("id in (select 1)", "a sub-query may not be used"),
    ],
)
def test_a_condition_on_related_records_is_admitted_like_any_other(
    tmp_path: Path, condition: str, mistake: str
) -> None:
    rule = (
        "{id: x, object: account, kind: has_related, related: contact, via: account_id, related_where: "
        + condition
    )
    with pytest.raises(ConfigError, match=mistake):
        judged(tmp_path, rule + "}", accounts=ACCOUNTS)


@pytest.mark.parametrize(
    ("keys", "mistake"),
    [
        ("kind: sequence, dates: [created_date]", "'dates' of rule 'x': give at least 2"),
        (
            "kind: sequence, dates: [created_date, score], stage: lifecycle_stage",
            "'stage' and 'reached' go together",
        ),
        (
            "kind: sequence, dates: [created_date, MQL Date], stage: lifecycle_stage, reached: {SQL: SQL Date}",
            "'reached' names 'SQL Date', which is none of 'dates'",
        ),
        ("kind: determines, field: company, determinant: email, min_share: 0.5", "'min_share' of rule 'x'"),
        (
            "kind: determines, field: company, determinant: email, by: domian",
            "'by' of rule 'x': should be 'exact', 'id'",
        ),
        ("kind: not_in, field: email, others: contact", "has no key 'others', did you mean 'other'?"),
        (
            "kind: linked_by, field: account_id, to: account, by: email, to_field: []",
            "'to_field' of rule 'x'",
        ),
    ],
)
def test_a_mistake_in_the_keys_is_one_sentence(tmp_path: Path, keys: str, mistake: str) -> None:
    with pytest.raises(ConfigError) as told:
        judged(tmp_path, f"{{id: x, object: contact, {keys}}}", contacts=CONTACTS)
    assert mistake in str(told.value)
    assert "mopsctl.yaml:2" in str(told.value)
    assert "\n" not in str(told.value)


def test_a_related_condition_on_a_field_that_is_not_there_is_said(tmp_path: Path) -> None:
    rule = "{id: x, object: account, kind: has_related, related: contact, via: account_id, related_where: score > 5}"
    (skipped,) = judged(tmp_path, rule, accounts=ACCOUNTS, contacts=CONTACTS).not_checked
    assert (
        skipped.reason
        == "there is no table of contact with account_id in this source to look in for score > 5"
    )

"""The packs for one system: what they add is for its records alone, and does what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import load_config
from mopsctl.engine.conditions import fields_of
from mopsctl.engine.rule import Rule
from mopsctl.errors import ConfigError
from mopsctl.results import AuditResult
from mopsctl.schema.headers import header_key
from mopsctl.schema.objects import objects
from mopsctl.schema.spellings import lexicon

VENDORS = ("salesforce", "hubspot", "marketo", "pardot")
DEFAULT = load_config(None).rules
TODAY = AuditOptions(as_of=date(2026, 6, 30))

SALESFORCE = """\
Id,FirstName,LastName,Email,AccountId,OwnerId,LeadSource,IsDeleted,SystemModstamp,CreatedDate
003Qm000000y57zIAA,Dana,Reyes,dana.reyes@acme.com,001Qm000000OH2zIAG,005Qm000000u0U5IAI,Webinar,false,2026-01-05,2026-01-05
003qm000000y57ziaa,Omar,Haddad,omar.haddad@acme.com,Acme,005Qm000000u0U5IAI,Webinar,false,2026-01-05,2026-01-05
"""

HUBSPOT = """\
Record ID,First Name,Last Name,Email,Lifecycle Stage,Marketing contact status,Contact owner,Original Source,Create Date
101,Dana,Reyes,dana.reyes@acme.com,Lead,Marketing contact,Priya Nair,Organic Search,2026-01-05 10:00
1.05E+10,Omar,Haddad,,Lead,Marketing contact,Tom Berg (Deactivated User),Organic Search,2026-01-05 10:00
"""


MARKETO = """\
Id,First Name,Last Name,Email Address,Company Name,Person Score,Person Source,Unsubscribed,\
Unsubscribed Reason,Email Invalid,Email Invalid Cause,Acquisition Program,SFDC Type,SFDC Contact Id,\
SFDC Account Id,Created At,Updated At
1018,Dana,Reyes,dana.reyes@acme.com,Acme,45,Webinar,false,,false,,2026-Q1 Webinar,Contact,\
003Qm000000y57zIAA,001Qm000000OH2zIAG,2026-01-05T09:12:00Z,2026-01-05T17:40:00Z
1.2E+07,Omar,Haddad,omar.haddad@acme.com,Acme,-5,Webinar,true,,true,,,Account,003qm000000y57zIAA,,\
2026-01-05T09:12:00Z,2026-01-05T17:40:00Z
"""

PARDOT = """\
Prospect Id,First Name,Last Name,Email,Company,Score,Grade,Campaign,Opted Out,Last Activity,\
Assigned User,CRM Contact FID,CRM Account FID,Created Date,Email Bounced Date,Email Bounced Reason,\
Hard Bounced
213004871,Dana,Reyes,dana.reyes@acme.com,Acme,130,A-,2026-Q1 Webinar,false,2026-05-02,Priya Nair,\
003Qm000000y57zIAA,001Qm000000OH2zIAG,2026-01-05,,,false
213004872,Omar,Haddad,omar.haddad@globex.com,Globex,130,B+,,false,,,,003Qm000000y57zIAA,2026-01-05,\
2026-02-11,,true
"""

FOUND = {
    "salesforce": (SALESFORCE, {"account-reference-id", "contact-id"}),
    "hubspot": (HUBSPOT, {"marketing-contact-has-email", "owner-active", "record-id"}),
    "marketo": (
        MARKETO,
        {"acquisition-program-present", "email-invalid-cause-present", "email-not-invalid", "person-id",
         "score-not-negative", "sfdc-contact-id", "sfdc-type-known", "unsubscribed-reason-present"},
    ),
    "pardot": (
        PARDOT,
        {"bounce-reason-present", "campaign-present", "crm-account-id", "email-not-hard-bounced", "qualified-assigned",
         "qualified-in-salesforce", "score-has-activity"},
    ),
}  # fmt: skip
"""An export of each system, and the rules of its pack that the second record breaks."""


def pack(name: str, folder: Path) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(f"extends: mopsctl:{name}", encoding="utf-8")
    return path


def written_in(name: str, rules: dict[str, Rule]) -> dict[str, Rule]:
    """Those of the rules that stand in a pack itself, not in what it extends."""
    return {rule_id: rule for rule_id, rule in rules.items() if rule.place.startswith(f"mopsctl:{name}:")}


def own_rules(name: str, folder: Path) -> dict[str, Rule]:
    return written_in(name, load_config(pack(name, folder)).rules)


def audited(text: str, name: str, folder: Path) -> AuditResult:
    source = folder / "contacts.csv"
    source.write_text(text, encoding="utf-8")
    return audit(source, load_config(pack(name, folder)), TODAY)


@pytest.mark.parametrize("name", VENDORS)
def test_a_pack_extends_the_default_one_and_is_for_its_system_alone(name: str, tmp_path: Path) -> None:
    assert set(DEFAULT) <= set(load_config(pack(name, tmp_path)).rules)
    own = own_rules(name, tmp_path)
    assert len(own) >= 10
    assert {rule.origins for rule in own.values()} == {(name,)}
    assert all(rule_id.startswith(f"{name}-") for rule_id in own)


@pytest.mark.parametrize("name", VENDORS)
def test_rules_name_canonical_fields_or_headers_of_the_system(name: str, tmp_path: Path) -> None:
    headers = {
        key for key, spellings in lexicon().by_key.items() if any(one.vendor == name for one in spellings)
    }
    for rule in own_rules(name, tmp_path).values():
        used = {*rule.fields, *rule.kind.optional_fields(rule.params)}
        used.update(fields_of(rule.where) if rule.where is not None else [])
        for object_name in rule.objects:
            strange = {
                field
                for field in used - set(objects()[object_name].fields)
                if header_key(field) not in headers
            }
            assert not strange, f"{rule.id}: {object_name} has no {strange}"


@pytest.mark.parametrize("name", VENDORS)
def test_titles_tell_rules_of_an_object_apart(name: str, tmp_path: Path) -> None:
    rules = load_config(pack(name, tmp_path)).rules.values()
    for object_name in objects():
        titles = [rule.title for rule in rules if rule.judges(object_name)]
        assert sorted(titles) == sorted(set(titles))


@pytest.mark.parametrize("name", VENDORS)
def test_an_export_is_judged_by_the_rules_of_its_own_system(name: str, tmp_path: Path) -> None:
    text, broken = FOUND[name]
    result, own = audited(text, name, tmp_path), own_rules(name, tmp_path)
    assert {
        rule.id.removeprefix(f"{name}-") for rule in result.rules if rule.failed and rule.id in own
    } == broken
    assert {finding.location.line for finding in result.stream(None) if finding.rule in own} == {3}


def test_an_export_of_another_system_is_left_alone_and_that_is_said(tmp_path: Path) -> None:
    result = audited(HUBSPOT, "salesforce", tmp_path)
    assert {rule.id for rule in result.rules if rule.id.startswith("salesforce")} == set()
    reasons = {skipped.rule: skipped.reason for skipped in result.not_checked}
    assert reasons["salesforce-contact-id"] == "there is no table of contact from salesforce in this source"


def test_an_id_whose_case_was_lost_is_restored(tmp_path: Path) -> None:
    result = audited(SALESFORCE, "salesforce", tmp_path)
    mended = {
        finding.value: finding.suggestion
        for finding in result.stream(None)
        if finding.rule == "salesforce-contact-id"
    }
    assert mended == {"003qm000000y57ziaa": "003Qm000000y57zIAA"}


def test_a_misspelt_system_is_a_mistake_in_words(tmp_path: Path) -> None:
    path = tmp_path / "mopsctl.yaml"
    rule = "  - id: contact-fax\n    object: contact\n    kind: required\n    field: fax\n    origin: sales-force\n"
    path.write_text(f"rules:\n{rule}", encoding="utf-8")
    with pytest.raises(ConfigError) as mistake:
        load_config(path)
    assert str(mistake.value) == f"{path}:6: unknown origin 'sales-force', did you mean 'salesforce'?"


def test_healthy_records_have_no_findings(tmp_path: Path) -> None:
    every = tmp_path / "mopsctl.yaml"
    every.write_text(f"extends: [{', '.join(f'mopsctl:{name}' for name in VENDORS)}]", encoding="utf-8")
    rules = load_config(every).rules
    selected = tuple(rule_id for name in VENDORS for rule_id in written_in(name, rules))
    options = AuditOptions(as_of=date(2026, 10, 31), select=selected)
    result = audit(Path(__file__).parent / "healthy", load_config(every), options)
    assert [(finding.rule, finding.message) for finding in result.stream(None)] == []
    assert len({rule.id for rule in result.rules if rule.checked}) > 20

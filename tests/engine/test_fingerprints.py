"""A fingerprint is what a finding is known by in the next export, whatever order and columns that has."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, config_of
from mopsctl.findings import Finding

RULES = """
rules:
- {id: email-valid, object: contact, kind: email, field: email}
- {id: phone-there, object: contact, kind: required, field: phone}
- {id: title-length, object: contact, kind: length, field: title, max: 3}
- {id: email-once, object: contact, kind: unique, field: email}
- {id: tier-known, object: contact, kind: one_of, field: Customer Tier, values: [Gold]}
"""
SPELLINGS = {
    "Contact ID": ["ContactId", "contact_id"],
    "Email": ["E-Mail", "email", "EMAIL"],
    "Phone": ["phone", "PHONE"],
    "Title": ["title", "Job Title"],
    "Customer Tier": ["customer_tier", "CUSTOMER TIER"],
}
"""Each header and other ways to write it that are recognised."""

values = st.sampled_from(["", "n/a", "ana@northgate-foods.com", "bad@@x", "+1 415 555 2671", "CEO", "Chief"])
identities = st.sampled_from(["", "0035i00000Aa1Bc", "0035i00000Aa1Bd"])
modest = settings(max_examples=15, deadline=None)


@st.composite
def exports(draw: st.DrawFn) -> pd.DataFrame:
    """Contacts with an id or without, in which values and whole records repeat."""
    names = list(SPELLINGS) if draw(st.booleans()) else list(SPELLINGS)[1:]
    cells = [identities if name == "Contact ID" else values for name in names]
    rows = draw(st.lists(st.tuples(*cells), min_size=1, max_size=10))
    return pd.DataFrame(rows, columns=names, dtype=str)


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Config:
    return config_of(RULES, "rules.yaml", tmp_path_factory.mktemp("rules"))


def findings(frame: pd.DataFrame, rules: Config) -> list[Finding]:
    return list(audit(frame, rules, AuditOptions(object="contact")).stream(None))


def known_by(frame: pd.DataFrame, rules: Config) -> list[str]:
    return sorted(finding.fingerprint for finding in findings(frame, rules))


@modest
@given(frame=exports())
def test_no_two_findings_have_the_same(rules: Config, frame: pd.DataFrame) -> None:
    known = known_by(frame, rules)
    assert len(set(known)) == len(known)


@modest
@given(frame=exports(), data=st.data())
def test_they_survive_another_order_of_records(
    rules: Config, frame: pd.DataFrame, data: st.DataObject
) -> None:
    # Which of two equal records is the later one hangs on their order, by nature.
    alone = Config(rules={name: rule for name, rule in rules.rules.items() if name != "email-once"})
    order = data.draw(st.permutations(range(len(frame))))
    assert known_by(frame.iloc[list(order)], alone) == known_by(frame, alone)


@modest
@given(frame=exports(), data=st.data())
def test_they_survive_new_columns_and_another_order_of_columns(
    rules: Config, frame: pd.DataFrame, data: st.DataObject
) -> None:
    wider = frame.assign(**{"Shoe Size": "44", "Favourite Colour": [str(n) for n in range(len(frame))]})
    order = data.draw(st.permutations(list(wider.columns)))
    assert known_by(wider[list(order)], rules) == known_by(frame, rules)


@modest
@given(frame=exports(), data=st.data())
def test_they_survive_other_spellings_of_the_headers(
    rules: Config, frame: pd.DataFrame, data: st.DataObject
) -> None:
    names = {name: data.draw(st.sampled_from([name, *SPELLINGS[name]])) for name in frame.columns}
    assert known_by(frame.rename(columns=names), rules) == known_by(frame, rules)


@modest
@given(frame=exports(), most=st.integers(1, 3))
def test_the_first_findings_have_the_fingerprints_that_they_have_among_all(
    rules: Config, frame: pd.DataFrame, most: int
) -> None:
    result = audit(frame, rules, AuditOptions(object="contact"))
    whole = list(result.stream(None))
    for rule in result.rules:
        own = [finding.fingerprint for finding in whole if finding.rule == rule.id]
        few = [finding.fingerprint for finding in result.stream({(rule.id, rule.object): most})]
        assert few == own[:most]


def test_a_salesforce_id_is_the_same_in_15_and_18_characters(rules: Config) -> None:
    row = {
        "FirstName": "Ana",
        "LastName": "Lopez",
        "Email": "bad@@x",
        "Phone": "",
        "AccountId": "0015i00000Aa1Bc",
    }
    short = pd.DataFrame([{"Id": "0035i00000Aa1Bc", **row}], dtype=str)
    long = pd.DataFrame([{"Id": "0035i00000Aa1BcAAJ", **row}], dtype=str)
    assert audit(short, rules).sources[0].origin == "salesforce"
    assert known_by(short, rules) == known_by(long, rules)


def test_a_record_mended_elsewhere_keeps_what_its_other_findings_are_known_by(rules: Config) -> None:
    frame = pd.DataFrame(
        {"Contact ID": ["1", "2"], "Email": ["bad@@x", "bad@@y"], "Phone": ["", ""]}, dtype=str
    )
    before = {(f.rule, f.record_id): f.fingerprint for f in findings(frame, rules)}
    mended = frame.assign(Email=["ana@northgate-foods.com", "bad@@y"])
    after = {(f.rule, f.record_id): f.fingerprint for f in findings(mended, rules)}
    assert after == {key: mark for key, mark in before.items() if key != ("email-valid", "1")}


def test_a_fingerprint_begins_with_a_letter_that_no_spreadsheet_takes_for_a_number(rules: Config) -> None:
    frame = pd.DataFrame({"Email": [f"bad@@{n}" for n in range(50)]}, dtype=str)
    assert all(finding.fingerprint.startswith("f") for finding in findings(frame, rules))

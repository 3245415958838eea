"""Suppressions: accepted findings leave lists and score, with a reason, until a day; and are found when they end."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, config_of
from mopsctl.errors import ConfigError
from mopsctl.results import AuditResult

Run = Callable[..., subprocess.CompletedProcess[str]]

RULES = """\
rules:
- {id: email-valid, object: contact, kind: email, field: email, severity: error, tags: [mail]}
- {id: email-there, object: contact, kind: required, field: email, severity: error, tags: [mail]}
- {id: phone-there, object: contact, kind: required, field: phone}
suppressions:
"""
ROWS = [
    ("0035i00000Aa1BcAAJ", "bad@@x", "", "Germany"),
    ("0035i00000Aa1BdAAJ", "bad@@y", "", "France"),
    ("0035i00000Aa1BeAAJ", "", "+1 415 555 2671", "France"),
    ("0035i00000Aa1BfAAJ", "ana@northgate-foods.com", "+1 415 555 2671", "France"),
]
CONTACTS = pd.DataFrame(ROWS, columns=["Contact ID", "Email", "Phone", "Mailing Country"], dtype=str)
DAY = date(2026, 6, 30)


def config(suppressions: str, folder: Path = Path()) -> Config:
    return config_of(RULES + suppressions, "mopsctl.yaml", folder)


def examined(suppressions: str = "", frame: pd.DataFrame = CONTACTS, **options: object) -> AuditResult:
    written = (
        config(suppressions) if suppressions else config_of(RULES[: RULES.index("supp")], "m.yaml", Path())
    )
    return audit(frame, written, AuditOptions(object="contact", as_of=DAY, **options))


def found(result: AuditResult) -> set[tuple[str, str | None]]:
    return {(finding.rule, finding.record_id) for finding in result.stream(None)}


ALL = {
    ("email-valid", "0035i00000Aa1BcAAJ"),
    ("email-valid", "0035i00000Aa1BdAAJ"),
    ("email-there", "0035i00000Aa1BeAAJ"),
    ("phone-there", "0035i00000Aa1BcAAJ"),
    ("phone-there", "0035i00000Aa1BdAAJ"),
}


@pytest.mark.parametrize(
    ("keys", "gone"),
    [
        ("rule: email-valid", {key for key in ALL if key[0] == "email-valid"}),
        ("rule: 'email-*'", {key for key in ALL if key[0] != "phone-there"}),
        ("rule: mail", {key for key in ALL if key[0] != "phone-there"}),
        ("rule: [email-there, phone-there]", {key for key in ALL if key[0] != "email-valid"}),
        ("rule: mail, records: 0035i00000Aa1BcAAJ", {("email-valid", "0035i00000Aa1BcAAJ")}),
        (
            "rule: '*', records: [0035i00000Aa1BcAAJ, nobody]",
            {k for k in ALL if k[1] == "0035i00000Aa1BcAAJ"},
        ),
        ("rule: '*', where: country = 'Germany'", {k for k in ALL if k[1] == "0035i00000Aa1BcAAJ"}),
        (
            "rule: phone-there, object: contact, where: email is not null",
            {k for k in ALL if k[0] == "phone-there"},
        ),
        ("rule: phone-there, records: 0035i00000Aa1BcAAJ, where: country = 'France'", set()),
        ("rule: phone-there, object: lead", set()),
        ("rule: phone-there, where: no_such_field = 'x'", set()),
        ("rule: phone-there, until: 2026-06-30", {k for k in ALL if k[0] == "phone-there"}),
        ("rule: phone-there, until: 2026-06-29", set()),
    ],
)
def test_what_is_accepted_leaves_the_findings(keys: str, gone: set[tuple[str, str]]) -> None:
    result = examined(f"- {{{keys}, reason: agreed}}\n")
    assert {key for key in found(result) if not key[0].startswith("suppression")} == ALL - gone
    assert sum(item.count for item in result.suppressed) == len(gone)


def test_one_finding_may_be_named_by_its_fingerprint() -> None:
    chosen = next(iter(examined().stream(None)))
    result = examined(f"- {{rule: '*', fingerprints: [{chosen.fingerprint}], reason: agreed}}\n")
    assert found(result) == ALL - {(chosen.rule, chosen.record_id)}


def test_of_equal_records_the_one_that_is_named_is_accepted_and_the_others_keep_their_fingerprints() -> None:
    frame = pd.DataFrame({"Email": ["", "", ""], "Phone": ["1", "1", "1"]}, dtype=str)
    marks = [f.fingerprint for f in examined(frame=frame, select=("email-there",)).stream(None)]
    entry = f"- {{rule: email-there, fingerprints: {marks[0]}, reason: agreed}}\n"
    left = [f.fingerprint for f in examined(entry, frame, select=("email-there",)).stream(None)]
    assert left == marks[1:]


def test_an_accepted_finding_counts_as_not_checked() -> None:
    before, after = (
        examined(),
        examined("- {rule: email-valid, records: 0035i00000Aa1BcAAJ, reason: agreed}\n"),
    )
    one, other = ({rule.id: rule for rule in r.rules}["email-valid"] for r in (before, after))
    assert (one.checked, one.failed) == (3, 2)
    assert (other.checked, other.failed) == (2, 1)
    assert before.scorecard.score is not None and after.scorecard.score is not None
    assert after.scorecard.score > before.scorecard.score


def test_one_that_has_ended_is_found_with_its_place_and_what_came_back() -> None:
    entry = "- {rule: email-valid, reason: the vendor mends it, until: 2026-03-31}\n"
    result = examined(entry)
    assert found(result) == ALL | {("suppression-expired", None)}
    finding = next(f for f in result.stream(None) if f.rule == "suppression-expired")
    assert finding.severity == "warning"
    assert (finding.location.path, finding.location.line) == ("mopsctl.yaml", 6)
    expected = "email-valid ended on 2026-03-31: 2 findings are back (its reason was: the vendor mends it)"
    assert finding.message == f"the suppression of {expected}"
    assert result.scorecard.score == examined().scorecard.score
    assert result.suppressed == []


def test_what_another_suppression_still_accepts_has_not_come_back() -> None:
    entries = "- {rule: email-valid, reason: a, until: 2026-03-31}\n- {rule: email-valid, reason: b}\n"
    result = examined(entries)
    messages = [f.message for f in result.stream(None) if f.rule == "suppression-expired"]
    assert "no finding needs it any more" in messages[0]
    assert [(item.reason, item.count) for item in result.suppressed] == [("b", 2)]


def test_one_that_matches_nothing_is_advice_unless_its_rules_were_not_checked() -> None:
    entry = "- {rule: email-there, where: country = 'Germany', reason: agreed}\n"
    result = examined(entry)
    finding = next(f for f in result.stream(None) if f.rule == "suppression-unused")
    assert finding.severity == "info"
    assert "email-there matches no finding" in finding.message
    for options in ({"select": ("phone-there",)}, {"ignore": ("suppression-unused",)}):
        others = examined(entry, **options)
        assert not any(f.rule == "suppression-unused" for f in others.stream(None))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "- {rule: email-valdi, reason: x}",
            "6: no rule or tag is called 'email-valdi', did you mean 'email-valid'?",
        ),
        ("- {rule: email-valid}", "6: a suppression needs 'reason'"),
        ("- {rule: email-valid, reason: '  '}", "6: 'reason' of a suppression"),
        ("- {reason: x}", "6: a suppression needs 'rule'"),
        ("- {rule: [], reason: x}", "6: 'rule' of a suppression"),
        ("- rule: email-valid\n  reason: x\n  until: soon", "8: 'until' of a suppression"),
        ("- {rule: email-valid, reason: x, records: []}", "6: 'records' of a suppression"),
        ("- {rule: email-valid, raeson: x}", "6: a suppression has no key 'raeson', did you mean 'reason'?"),
        ("- rule: email-valid\n  reason: x\n  where: country =", "8: "),
        ("- rule: email-valid\n  reason: x\n  where: country in (select 1)", "8: "),
        ("- email-valid", "5: a suppression is a mapping with 'rule' and 'reason'"),
    ],
)
def test_a_mistake_is_one_sentence_with_its_place(entry: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config(entry + "\n")
    assert str(caught.value).startswith(f"mopsctl.yaml:{said}"), str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_condition_that_fails_on_the_data_names_its_suppression() -> None:
    entry = "- {rule: '*', reason: x, where: current_date + interval 9999999 year > current_date}\n"
    with pytest.raises(ConfigError, match=r"mopsctl.yaml:6: the suppression of \* cannot be run: "):
        examined(entry)


emails = st.sampled_from(["", "n/a", "bad@@x", "ana@northgate-foods.com"])
frames = st.lists(st.tuples(st.sampled_from(["1", "2", "3"]), emails, emails), min_size=1, max_size=8).map(
    lambda rows: pd.DataFrame(rows, columns=["Contact ID", "Email", "Phone"], dtype=str)
)
entries = st.lists(
    st.sampled_from(
        [
            "rule: mail",
            "rule: '*', records: ['1', '2']",
            "rule: phone-there, where: email = 'bad@@x'",
            "rule: email-*",
        ]
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=20, deadline=None)
@given(frame=frames, keys=entries)
def test_suppressing_hides_what_it_says_and_unsuppressing_brings_it_back(
    frame: pd.DataFrame, keys: list[str]
) -> None:
    before = examined(frame=frame)
    after = examined("".join(f"- {{{key}, reason: agreed}}\n" for key in keys), frame)
    whole = {finding.fingerprint: finding for finding in before.stream(None)}
    left = {f.fingerprint: f for f in after.stream(None) if f.rule != "suppression-unused"}
    assert left == {mark: whole[mark] for mark in left}
    assert len(whole) - len(left) == sum(item.count for item in after.suppressed)
    assert (after.scorecard.score or 100) >= (before.scorecard.score or 100) - 1e-9
    ended = examined("".join(f"- {{{key}, reason: agreed, until: 2020-01-01}}\n" for key in keys), frame)
    assert {f.fingerprint: f for f in ended.stream(None) if f.rule != "suppression-expired"} == whole
    assert ended.scorecard == before.scorecard


def test_every_report_says_what_is_accepted_and_why(mopsctl: Run, contacts: Path, tmp_path: Path) -> None:
    entry = "suppressions:\n- {rule: contact-email-valid, reason: 'agreed with <Sales>', until: 2099-12-31}\n"
    (tmp_path / "mopsctl.yaml").write_text("extends: [mopsctl:b2b]\n" + entry)
    done = mopsctl("audit", contacts, "-o", "a.html", "-o", "a.json", "-f", "text", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    assert "SUPPRESSED  1 finding accepted" in done.stdout
    assert "agreed with <Sales> (until 2099-12-31)" in done.stdout
    assert "agreed with &lt;Sales&gt;" in (tmp_path / "a.html").read_text()
    assert json.loads((tmp_path / "a.json").read_text())["suppressed"] == [
        {
            "rules": ["contact-email-valid"], "reason": "agreed with <Sales>", "until": "2099-12-31", "count": 1,
            "place": f"{tmp_path / 'mopsctl.yaml'}:3",
        }
    ]  # fmt: skip

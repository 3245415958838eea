"""What a kind from outside can do with the interface alone: look-ups, counts, numbers, white space, redaction."""

from __future__ import annotations

from typing import Any

import pandas as pd
from sqlglot import exp

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config
from mopsctl.engine.kinds import (
    RECORDS,
    FieldParams,
    RowKind,
    RuleKind,
    Scope,
    Subject,
    TableKind,
    Tables,
    ValueKind,
    Violation,
)
from mopsctl.engine.located import load_yaml
from mopsctl.engine.record import Record
from mopsctl.engine.rule import Rule, make_rule
from mopsctl.engine.trial import try_rule
from mopsctl.findings import Dimension, Suggestion
from mopsctl.workspace import ROW


class Trimmed(RowKind):
    """The value has no white space around it."""

    name = "trimmed"
    dimension = Dimension.VALIDITY
    as_written = True

    def violates(self, params: FieldParams, record: Record, scope: Scope) -> exp.Expr:
        return record.as_written(params.field).neq(record.text(params.field))

    def message(self, params: FieldParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} has blanks around it"

    def suggest(self, params: FieldParams, violation: Violation) -> Suggestion | None:
        return Suggestion(violation.value.strip(), 1.0)


class Small(RowKind):
    """The value is a number below a thousand."""

    name = "small"
    dimension = Dimension.VALIDITY

    def violates(self, params: FieldParams, record: Record, scope: Scope) -> exp.Expr:
        return exp.GTE(this=record.number(params.field), expression=exp.Literal.number(1000))

    def message(self, params: FieldParams, violation: Violation) -> str:
        return f"{violation.value} is large"


class Usual(ValueKind):
    """The value is written as most records have it."""

    name = "usual"
    dimension = Dimension.CONSISTENCY

    def detail_field(self, params: FieldParams) -> str | None:
        return params.field

    def judge(self, params: FieldParams, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        folded = values[params.field].str.replace(".", "").str.upper()
        usual = values.loc[values.groupby(folded)[RECORDS].transform("idxmax"), params.field]
        return pd.Series(usual.to_numpy(), values.index).where(values[params.field] != usual.to_numpy())

    def message(self, params: FieldParams, violation: Violation) -> str:
        return f"{violation.value} is mostly written {violation.detail}"


class ActiveOwner(TableKind):
    """The owner is a user who is active on the day."""

    name = "active_owner"
    dimension = Dimension.TIMELINESS

    def violations(
        self, params: FieldParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        users = tables.records("user", ["id", "last_login_date"], subject.table.origin)
        if users is None:
            return "there is no table of users"
        ended = exp.column("last_login_date", quoted=True) < exp.Literal.string(scope.as_of.isoformat())
        gone = exp.select(exp.column("id", quoted=True)).from_(users.subquery("u")).where(ended)
        broken = exp.In(this=exp.column(params.field, quoted=True), query=gone.subquery())
        return (
            exp.select(exp.column(ROW), exp.alias_(exp.null(), "detail"))
            .from_(subject.rows.subquery("s"))
            .where(broken)
        )

    def message(self, params: FieldParams, violation: Violation) -> str:
        return f"{violation.value} is gone"


KINDS: dict[str, RuleKind] = {kind.name: kind for kind in (Trimmed(), Small(), Usual(), ActiveOwner())}


def _rule(kind: str, field: str) -> Rule:
    text = f"{{id: the-rule, object: contact, kind: {kind}, field: {field}}}"
    return make_rule(load_yaml(text, "rules.yaml"), KINDS)


def test_a_kind_may_judge_and_show_white_space() -> None:
    trial = try_rule(_rule("trimmed", "city"), [{"city": " Bonn"}, {"city": "Bonn"}])
    assert {at: (found.value, found.suggestion) for at, found in trial.findings.items()} == {
        0: (" Bonn", "Bonn")
    }


def test_a_kind_may_read_a_number() -> None:
    amounts = ["$999.99", "1.200,50 €", "1,200", "no number"]
    assert set(try_rule(_rule("small", "employees"), [{"employees": a} for a in amounts]).findings) == {1, 2}


def test_a_kind_of_values_knows_how_many_records_have_them() -> None:
    rows = [{"country": text} for text in ("USA", "U.S.A.", "USA", "usa", "France")]
    assert set(try_rule(_rule("usual", "country"), rows).findings) == {1, 3}


def test_a_kind_of_tables_may_compare_fields_of_another_table_with_the_day() -> None:
    users = [{"id": "1", "last_login_date": "2020-01-01"}, {"id": "2", "last_login_date": "9999-01-01"}]
    rows = [{"owner_id": "1"}, {"owner_id": "2"}]
    rule = _rule("active_owner", "owner_id")
    assert set(try_rule(rule, rows, {"user": users}).findings) == {0}
    assert try_rule(rule, rows).not_checked == "there is no table of users"


def test_a_detail_that_is_a_value_is_masked_with_it() -> None:
    frame = pd.DataFrame({"City": ["Secretville", "Secretville", "SECRETVILLE"]})
    options = AuditOptions(object="contact", mapping={"last_name": "City"}, redact=True)
    result = audit(frame, Config(rules={"the-rule": _rule("usual", "last_name")}), options)
    assert [finding.message for finding in result.stream(None)] == ["S••• is mostly written S•••"]


def test_findings_drawn_twice_at_once_are_the_same() -> None:
    frame = pd.DataFrame({"City": [" Bonn", " Bonn", " Bonn"]})
    options = AuditOptions(object="contact", mapping={"city": "City"})
    result = audit(frame, Config(rules={"the-rule": _rule("trimmed", "city")}), options)
    pairs = list(zip(result.stream(None), result.stream(None), strict=True))
    assert len(pairs) == 3
    assert all(one == other for one, other in pairs)
    assert len({one.fingerprint for one, _ in pairs}) == 3

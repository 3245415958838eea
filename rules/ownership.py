"""Timeliness of ownership: does somebody who is still there look after the record?"""

from __future__ import annotations

from pydantic import Field
from sqlglot import exp

from mopsctl.engine.kinds import DETAIL_END, FieldName, Params, Scope, Subject, TableKind, Tables, Violation
from mopsctl.findings import Dimension, Suggestion
from mopsctl.normalize.booleans import truth_sql
from mopsctl.rules.comparing import key_sql
from mopsctl.workspace import ROW

ACCOUNT, MANAGER = "account", "manager"
CONFIDENCE = {ACCOUNT: 0.5, MANAGER: 0.3}
"""Who looks after the account often takes over its records; a manager rather hands them on."""
GONE = ("inactive", "deactivated", "suspended", "disabled", "removed", "left", "archived")
"""Statuses of users, in lower case, who look after nothing any more."""


class ActiveOwnerParams(Params):
    """The field with the owner, and where a successor may be found."""

    field: FieldName = Field(
        "owner_id", description="The field with the owner: a user's id, e-mail address or name."
    )
    account: FieldName = Field(
        "account_id", description="The field that leads to the account whose owner may take the record over."
    )


class ActiveOwner(TableKind):
    """The owner must be an active user; needs a table of users that says who is active.

    The owner is looked up by id, e-mail address and name, whichever the field holds; of several users that fit, one
    active is enough. An owner who is no user at all is not found here (that is `reference`), since queues and
    partial exports look the same. Suggested is, with low confidence, the account's owner, else the manager, where they
    are active users.
    """

    name = "active_owner"
    dimension = Dimension.TIMELINESS
    Params = ActiveOwnerParams

    def optional_fields(self, params: ActiveOwnerParams) -> tuple[str, ...]:
        return (params.account,)

    def detail_field(self, params: ActiveOwnerParams) -> str | None:
        return params.field

    def violations(
        self, params: ActiveOwnerParams, subject: Subject, tables: Tables, scope: Scope
    ) -> exp.Select | str:
        users = _users(tables, subject.table.origin)
        if users is None:
            return "there is no table of user with active in this source to tell who is"
        gone = exp.select("user_key", "MIN(manager) AS manager").from_("users").group_by("user_key")
        there = exp.select("user_key").distinct().from_("users").where("active")
        heirs = _account_owners(params, subject, tables)
        named = {"users": users, "gone": gone.having("NOT BOOL_OR(active)"), "there": there, "heirs": heirs}
        found = (
            exp.select(exp.column(ROW, "own"), _SUCCESSOR)
            .from_(_owned(params, subject).subquery("own"))
            .join("gone", on="own.owner = gone.user_key")
            .join("heirs", on="own.account = heirs.account", join_type="left")
            .join("there AS a", on="a.user_key = heirs.owner_key", join_type="left")
            .join("there AS m", on="m.user_key = gone.manager", join_type="left")
        )
        for name, query in named.items():
            found = found.with_(name, as_=query)
        return found

    def message(self, params: ActiveOwnerParams, violation: Violation) -> str:
        return f"{violation.label} {violation.value!r} is a user who is no longer active"

    def suggest(self, params: ActiveOwnerParams, violation: Violation) -> Suggestion | None:
        successor, _, reason = (violation.detail or "").partition(DETAIL_END)
        return Suggestion(successor, CONFIDENCE[reason]) if successor else None


_SUCCESSOR = (
    f"CASE WHEN a.user_key IS NOT NULL THEN CONCAT(heirs.owner, '{DETAIL_END}{ACCOUNT}') "
    f"WHEN m.user_key IS NOT NULL THEN CONCAT(gone.manager, '{DETAIL_END}{MANAGER}') END AS detail"
)


def _owned(params: ActiveOwnerParams, subject: Subject) -> exp.Select:
    """The records with the key of their owner and that of their account, "" where they have none."""
    owner = _user_key(exp.column(params.field, quoted=True))
    account: exp.Expr = exp.Literal.string("")
    if subject.table.position(params.account) is not None:
        account = key_sql(exp.column(params.account, quoted=True), "id")
    return exp.select(exp.column(ROW), exp.alias_(owner, "owner"), exp.alias_(account, "account")).from_(
        subject.rows.subquery("s")
    )


def _users(tables: Tables, origin: str | None) -> exp.Query | None:
    """Every user under whatever an owner field may hold: ``user_key``, ``active``, ``manager`` (an id) or null."""
    columns = {
        "id": exp.column("id", quoted=True),
        "email": exp.column("email", quoted=True),
        "name": exp.column("name", quoted=True),
        "last_name": exp.func(
            "CONCAT", exp.column("first_name"), exp.Literal.string(" "), exp.column("last_name")
        ),
    }
    found: list[exp.Query] = []
    for field, key in columns.items():
        fields = [field, "active", *(["first_name"] if field == "last_name" else [])]
        managed = tables.records("user", [*fields, "manager_id"], origin) if field == "id" else None
        users = managed or tables.records("user", fields, origin)
        if users is not None:
            manager = exp.column("manager_id", quoted=True) if managed else exp.cast(exp.null(), "TEXT")
            found.append(_keyed_users(users, key, manager))
    if not found:
        return None
    return found[0] if len(found) == 1 else exp.union(*found, distinct=False)


def _keyed_users(users: exp.Query, key: exp.Expr, manager: exp.Expr) -> exp.Select:
    activity = exp.column("active", quoted=True)
    state = exp.func("COALESCE", truth_sql(activity), _not_gone(activity))
    columns = [(_user_key(key), "user_key"), (state, "active"), (manager, "manager")]
    rows = exp.select(*(exp.alias_(column, name) for column, name in columns))
    return rows.from_(users.subquery("u"))


def _not_gone(activity: exp.Expr) -> exp.Expr:
    """Whether a status in words does not say that the user is gone."""
    words = [exp.Literal.string(word) for word in GONE]
    return exp.not_(exp.In(this=exp.Lower(this=activity.copy()), expressions=words))


def _account_owners(params: ActiveOwnerParams, subject: Subject, tables: Tables) -> exp.Query:
    """The owner of each account, as the accounts' own field of the same name has it; no row where that is unknown."""
    accounts = tables.records("account", ["id", params.field], subject.table.origin)
    owner = exp.column(params.field, quoted=True)
    key = key_sql(exp.column("id", quoted=True), "id")
    columns = [
        (key, "account"),
        (exp.Min(this=owner), "owner"),
        (_user_key(exp.Min(this=owner.copy())), "owner_key"),
    ]
    named = [exp.alias_(column, name) for column, name in columns]
    if accounts is None:
        return exp.select("NULL::TEXT AS account", "NULL::TEXT AS owner", "NULL::TEXT AS owner_key").where(
            "FALSE"
        )
    return exp.select(*named).from_(accounts.subquery("accounts")).group_by(key.copy())


def _user_key(value: exp.Expr) -> exp.Expr:
    """E-mail addresses and names of people in any case, ids as they are."""
    spoken = exp.RegexpLike(this=value.copy(), expression=exp.Literal.string("[@ ]"))
    return exp.case().when(spoken, exp.Lower(this=value.copy())).else_(key_sql(value.copy(), "id"))


KINDS = (ActiveOwner,)

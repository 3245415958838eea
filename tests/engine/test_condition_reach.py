"""Nothing that a condition may say reaches beyond the record: no file, table, setting or network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.conditions import parse_condition
from mopsctl.engine.kinds import Scope
from mopsctl.engine.located import Located
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import make_rule
from mopsctl.engine.trial import try_rule
from mopsctl.errors import ConfigError
from mopsctl.workspace import Workspace

SECRET = "only-in-the-file"
REACHING = [
    "read_text('{file}')",
    "read_csv('{file}')",
    "read_csv_auto('{file}')",
    "read_blob('{file}')",
    "read_json('{file}')",
    "parquet_scan('{file}')",
    "query('select 1')",
    "query_table('secret')",
    "glob('/*')",
    "sniff_csv('{file}')",
    "getenv('HOME')",
    "current_setting('threads')",
    "getvariable('x')",
    "currval('s')",
    "(select content from read_text('{file}'))",
    "(from '{file}')",
    "(table secret)",
    "(select word from secret)",
    "secret.word",
    "array(select word from secret)",
    "first(word)",
    "list(email)",
    "unnest([1])",
    "http_get('http://localhost')",
    "load_extension('x')",
]
SHAPES = [
    "{0} = 'x'",
    "email = {0}",
    "email in ({0})",
    "email in ('x', {0})",
    "email = 'x' or {0} is not null",
    "case when email = 'x' then {0} else 'y' end = 'z'",
    "coalesce({0}, email) = 'x'",
    "lower({0}) = 'x'",
    "email between {0} and 'z'",
    "exists {0}",
    "email like {0}",
    "email || {0} = 'x'",
    "cast({0} as varchar) = 'x'",
    "email = 'x' -- */ or {0} = 'x'",
    "email = 'x' /* */ or {0} = 'x' /* */",
    "email = 'x'; select {0}",
    "email = '' or {0} = '' --",
    "email = 'x') or ({0} = 'x'",
]


@pytest.fixture
def open_database(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A DuckDB that is not locked down, with a table and a file that a condition has no business with."""
    (tmp_path / "secret.txt").write_text(SECRET)
    connection = duckdb.connect()
    connection.execute("create table secret as select 'only-in-the-table' as word")
    connection.execute("create table record as select 'dana@acme.com' as email, 'x' as a, 'y' as b")
    yield connection
    connection.close()


@pytest.mark.parametrize("reach", REACHING)
def test_what_reaches_out_is_refused_in_every_shape(
    reach: str, tmp_path: Path, open_database: duckdb.DuckDBPyConnection
) -> None:
    term = reach.format(file=tmp_path / "secret.txt")
    for shape in SHAPES:
        text = shape.format(term)
        try:
            condition = parse_condition(text)
        except ConditionError:
            continue
        assert term not in condition.sql("duckdb"), f"{text} was admitted"
        open_database.execute(f"select {condition.sql('duckdb')} from record").fetchall()


WORDS = st.sampled_from(
    ["email", "a", "'x'", "1", "(", ")", "and", "or", "not", "=", "<", "in", "is", "null", "like", ",", "lower",
     "coalesce", "case", "when", "then", "end", "select", "from", "secret", "word", "*", "read_text", "'secret.txt'",
     "union", "all", "exists", ";", "--", "/*", "*/", "::", "date", "interval", "day", ".", "\"a\"", "$1", "[", "]",
     "over", "count", "with", "as", "table", "values", "current_date", "+", "||"]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14))
def test_what_is_admitted_reads_the_record_and_nothing_else(words: list[str]) -> None:
    try:
        condition = parse_condition(" ".join(words))
    except ConditionError:
        return
    with duckdb.connect() as connection:
        connection.execute("create table secret as select 'x' as word")
        connection.execute("create table record as select 'x' as email, 'y' as a")
        query = f"explain select ({condition.sql('duckdb')}) from record"
        try:
            plan = str(connection.execute(query).fetchall())
        except duckdb.Error:
            return
    assert "secret" not in plan
    assert "READ_" not in plan.upper()
    assert plan.count("Table:") <= 1


@pytest.mark.parametrize(
    "statement",
    ["select * from read_text('{file}')", "select * from '{file}'", "copy (select 1) to '{file}.out'",
     "attach '{file}.db'", "set enable_external_access = true", "set threads = 1", "install httpfs",
     "load httpfs", "pragma memory_limit='10GB'"],
)  # fmt: skip
def test_the_workspace_itself_is_closed(statement: str, tmp_path: Path) -> None:
    """The second wall: whatever came through, the database has no way out."""
    (tmp_path / "secret.csv").write_text(SECRET)
    with Workspace() as workspace, pytest.raises(duckdb.Error):
        workspace.connection.execute(statement.format(file=tmp_path / "secret.csv")).fetchall()


@pytest.mark.parametrize(
    "condition",
    ["created_date + interval 9999999 year > current_date", "close_date + 99999999999 > created_date"],
)
def test_a_condition_that_fails_on_the_data_is_one_sentence_with_its_place(condition: str) -> None:
    written = Located("mopsctl.yaml", 7)
    written.update({"id": "far-away", "object": "opportunity", "kind": "expression", "condition": condition})
    rows = [{"created_date": "2026-01-01", "close_date": "2026-02-01"}]
    with pytest.raises(ConfigError) as caught:
        try_rule(make_rule(written, kinds()), rows, scope=Scope(date(2026, 6, 30)))
    assert str(caught.value).startswith("mopsctl.yaml:7: the rule 'far-away' cannot be run: ")
    assert "\n" not in str(caught.value)


def test_a_field_that_is_no_yes_or_no_is_no_condition() -> None:
    written = Located("mopsctl.yaml", 7)
    written.update(
        {"id": "mailable", "object": "contact", "kind": "required", "field": "phone", "where": "email"}
    )
    with pytest.raises(ConfigError) as caught:
        try_rule(make_rule(written, kinds()), [{"email": "dana@acme.com"}])
    assert str(caught.value).startswith(
        "mopsctl.yaml:7: the rule 'mailable' cannot be run: email is no yes or no"
    )

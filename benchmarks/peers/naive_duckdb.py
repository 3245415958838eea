"""The naive way: DuckDB reads the file and counts 39 plain predicates, three on each of 13 fields."""

import sys

import duckdb

FIELDS = ["Id", "FirstName", "LastName", "Email", "Phone", "MobilePhone", "Title", "AccountName", "Website",
          "MailingCity", "MailingCountry", "LeadSource", "OwnerId"]  # fmt: skip
JUNK = "('test', 'n/a', 'none', 'unknown', 'asdf', '-', 'xxx')"

connection = duckdb.connect(config={"threads": 2})
connection.execute("CREATE TABLE t AS SELECT * FROM read_csv(?, all_varchar = true)", [sys.argv[1]])
checks = []
for field in FIELDS:
    checks.append(f"count(*) FILTER (trim(coalesce({field}, '')) = '')")
    checks.append(f"count(*) FILTER (lower(trim({field})) IN {JUNK})")
    checks.append(f"count(*) FILTER (NOT regexp_full_match({field}, '[\\x20-\\x7e]{{2,80}}'))")
print(connection.execute(f"SELECT {', '.join(checks)} FROM t").fetchone())

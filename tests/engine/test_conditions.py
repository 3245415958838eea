"""What a condition in a configuration may say, and the sentence a user reads where it may not."""

from __future__ import annotations

import pytest

from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.conditions import MAX_LENGTH, check_pattern, fields_of, parse_condition

ADMITTED = """
email_opt_out
not email_opt_out
lifecycle_stage = 'MQL' and country in ('US', 'CA')
lead_source is null or lead_source = ''
amount > 1000
amount between 0 and 5.5 or amount = 1_000
-amount < 0.5
created_date >= '2026-01-01'
created_date > current_date - interval 30 day
close_date - created_date > 365
date_diff('month', created_date, current_date) < 6
year(created_date) = 2026
extract(quarter from created_date) = 1
date_trunc('month', created_date) = '2026-01-01'
lower(trim(title)) like '%market%'
title ilike 'vp%' escape '!'
regexp_matches(title, '(?i)\\bvp\\b')
title ~ 'VP'
split_part(email, '@', 2) = 'acme.com'
substring(phone, 1, 1) = '+' and length(phone) > 8
left(postal_code, 2) = '94'
strip_accents(city) = 'Zurich'
first_name || ' ' || last_name <> full_name
concat(first_name, last_name) is not null
coalesce(nullif(mobile_phone, ''), phone) <> ''
case when country = 'US' then state else city end = 'CA'
if(is_won, amount, 0) > 5
greatest(amount, expected_revenue) < 10
round(probability, 1) = 0.5
cast(score as integer) % 10 = 0
score::double > 1 and name::varchar = 'x'
"Lead Source (Detail)" = 'Fair'
email is distinct from email_2
email_opt_out is not true
email = 'o''neil@acme.com'
""".strip().splitlines()

REFUSED = {
    "email in (select email from contact)": "a sub-query may not be used",
    "exists (select 1)": "a sub-query may not be used",
    "(select 1) = 1": "a sub-query may not be used",
    "select 1": "a sub-query may not be used",
    "email = any(select 1)": "may not be used",
    "email = 'x' union select 1": "a sub-query may not be used",
    "read_text('/etc/hostname') = 'x'": "read_text() may not be used",
    "read_csv('x.csv') is null": "read_csv() may not be used",
    "read_parquet('x') is null": "read_parquet() may not be used",
    "glob('/*') = 'x'": "glob() may not be used",
    "getenv('HOME') = 'x'": "getenv() may not be used",
    "current_setting('threads') = '1'": "current_setting() may not be used",
    "contact.email = 'x'": "name a field without a table: 'contact.email'",
    "main.contact.email = 'x'": "name a field without a table",
    "count(*) > 1": "count() may not be used",
    "max(amount) > 1": "max() may not be used",
    "row_number() over () = 1": "window may not be used",
    "columns('.*') = 'x'": "columns() may not be used",
    "* = 'x'": "may not be used",
    "random() > 0.5": "may not be used",
    "now() > created_date": "now() may not be used",
    "current_user = 'x'": "may not be used",
    "repeat(email, 1000000000) = 'x'": "repeat() may not be used",
    "lpad(email, 1000000000, 'x') = 'x'": "may not be used",
    "list_transform([1], x -> x) = 1": "may not be used",
    "email[1] = 'x'": "bracket may not be used",
    "$1 = 1": "placeholder may not be used",
    "email = ?": "placeholder may not be used",
    "cast(email as json) is null": "the type JSON may not be used",
    "email::int[] is null": "may not be used",
    "email glob '*'": "glob may not be used",
    "email collate nocase = 'x'": "collate() may not be used",
    "drop table contact": "drop may not be used",
    "copy contact to 'x.csv'": "copy may not be used",
    "attach 'x.db'": "attach may not be used",
    "set threads = 1": "set may not be used",
    "install httpfs": "install may not be used",
    "pragma database_list": "pragma may not be used",
    "email = 'x'; drop table contact": "must be one condition",
    "-- nothing": "must be one condition",
    "": "must be one condition",
    "email =": "is not SQL",
    "email = 'x": "is not SQL",
    "email = 'x' order by email": "is not SQL",
    "lowr(email) = 'x'": "lowr() may not be used, did you mean 'lower'?",
    "regexp_matches(email, title)": "a pattern must be written out",
    "regexp_matches(email, '(?=x)')": "look-arounds and back-references are not in it",
    "regexp_matches(email, '(')": "is not RE2 syntax",
    "regexp_matches(email, 'x', 'g')": "'g' may not be given to",
    "left(email, amount) = 'x'": "amount must be written out as a whole number",
    "interval (amount) day > interval 1 day": "a span of time is written like: interval 30 day",
    "date_diff('fortnight', created_date, close_date) > 1": "'fortnight' is no unit of time",
    "amount > 1e400": "1e400 is not a plain number",
}

MIXED_UP = {
    "lower(title) > 3": "compares a number with a text",
    "current_date > 3": "compares a date with a number",
    "amount in (1, 'x')": "'x' is no number",
    "created_date > current_date - 'soon'": "'soon' is",
    "current_date > 'tomorrow'": "'tomorrow' is no date; write it as '2026-12-31'",
    "current_date > '2026-13-45'": "is no date",
    "lower(title)": "LOWER(title) is a text, not a yes or no",
    "amount + 1": "is a number, not a yes or no",
    "'x'": "'x' is a text, not a yes or no",
    "1": "1 is a number, not a yes or no",
    "title = 'x' and 'y'": "'y' is a text, not a yes or no",
    "email || 1 = 'x'": "1 is a number, not a text",
    "year(5) = 5": "5 is a number, not a date",
}


@pytest.mark.parametrize("text", ADMITTED)
def test_plain_conditions_are_admitted(text: str) -> None:
    assert fields_of(parse_condition(text))


@pytest.mark.parametrize(("text", "said"), REFUSED.items(), ids=REFUSED)
def test_anything_else_is_refused_and_named(text: str, said: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("text", "said"), MIXED_UP.items(), ids=MIXED_UP)
def test_what_cannot_be_compared_is_a_mistake(text: str, said: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)
    assert said in str(caught.value)


def test_a_comment_is_dropped() -> None:
    condition = parse_condition("email = 'x' -- */ or read_text('/etc/hostname') = 'y'")
    assert condition.sql("duckdb") == "email = 'x'"


@pytest.mark.parametrize(
    "text",
    ["(" * 500 + "email = 'x'" + ")" * 500, "not " * 900 + "email", "amount" + "+1" * 900 + " > 1",
     "lower(" * 60 + "email" + ")" * 60 + " = 'x'"],
    ids=["parentheses", "not", "plus", "functions"],
)  # fmt: skip
def test_deep_nesting_is_refused_with_a_short_message(text: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_condition(text)
    assert "nest" in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_long_list_of_alternatives_is_no_nesting() -> None:
    text = " or ".join(f"country = 'C{number}'" for number in range(180))
    assert fields_of(parse_condition(text)) == ["country"]


def test_a_condition_has_a_greatest_length() -> None:
    with pytest.raises(ConditionError, match=f"longer than {MAX_LENGTH} characters"):
        parse_condition("email = '" + "x" * MAX_LENGTH + "'")


def test_fields_are_named_once_in_the_order_of_reading() -> None:
    assert fields_of(parse_condition("b = 'x' and (a = 'y' or b = 'z') and \"C d\" is null")) == [
        "b",
        "a",
        "C d",
    ]


@pytest.mark.parametrize("pattern", [r"(?=x)", r"(?!x)", r"(?<=x)y", r"(x)\1", r"(?P=name)", "(", "[", "*"])
def test_patterns_that_re2_does_not_know_are_refused(pattern: str) -> None:
    with pytest.raises(ConditionError, match="is not RE2 syntax"):
        check_pattern(pattern)


@pytest.mark.parametrize("pattern", ["", ".*", r"(?i)\bvp\b", r"\p{L}+", "(a+)+$"])
def test_patterns_of_re2_are_admitted(pattern: str) -> None:
    check_pattern(pattern)

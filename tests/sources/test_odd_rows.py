"""Rows that are out of order: each is read as well as it can be, and said."""

from __future__ import annotations

import pytest

HEADER = "Id,Company,City,Email\n"
GOOD = "".join(f"00Q00000000{i:04d},Company {i},Town {i},person{i}@example.com\n" for i in range(1, 11))


def odd(read, line, after=GOOD):
    """The row that ``line``, the twelfth of the file, gives, and the file."""
    found = read(HEADER + GOOD + line + "\n" + after)
    rows = dict(zip(found.lines, found.rows, strict=True))
    return rows.get(12), found


def test_a_short_row_is_padded_with_missing_cells(read):
    row, found = odd(read, "00Q000000000099,Acme")
    assert row == ["00Q000000000099", "Acme", None, None]
    assert [(p.line, p.text) for p in found.repaired] == [(12, "00Q000000000099,Acme")]


def test_empty_cells_beyond_the_last_column_are_dropped(read):
    row, found = odd(read, "00Q000000000099,Acme,Rome,a@acme.com,,")
    assert row == ["00Q000000000099", "Acme", "Rome", "a@acme.com"]
    assert len(found.repaired) == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("00Q000000000099,Acme, Inc,Rome,a@acme.com", ["00Q000000000099", "Acme, Inc", "Rome", "a@acme.com"]),
        (
            "00Q000000000099,Acme, Inc.,Paris, France,a@acme.com",
            ["00Q000000000099", "Acme, Inc.", "Paris, France", "a@acme.com"],
        ),
    ],
)
def test_a_bare_comma_in_a_value_is_put_back(read, line, expected):
    row, found = odd(read, line)
    assert row == expected
    assert [p.line for p in found.repaired] == [12]
    assert not found.rejected


def test_a_long_row_without_one_clear_reading_is_rejected_with_its_text(read):
    line = "00Q000000000099,Acme,Beta,Rome,a@acme.com"
    row, found = odd(read, line)
    assert row is None
    assert [(p.line, p.text) for p in found.rejected] == [(12, line)]
    assert len(found.rows) == 20


def test_a_quote_within_an_unquoted_cell_is_text(read):
    row, found = odd(read, '00Q000000000099,5" pipe,Rome,a@acme.com')
    assert row == ["00Q000000000099", '5" pipe', "Rome", "a@acme.com"]
    assert not found.table.problems


@pytest.mark.parametrize(
    ("cell", "value"), [('"abc"def', '"abc"def'), ('"5" pipe"', '5" pipe'), ('"a "b" c"', 'a "b" c')]
)
def test_stray_quotes_in_a_quoted_cell_are_text(read, cell, value):
    row, found = odd(read, f"00Q000000000099,{cell},Rome,a@acme.com")
    assert row == ["00Q000000000099", value, "Rome", "a@acme.com"]
    assert [p.line for p in found.repaired] == [12]


def test_blanks_before_a_quoted_cell(read):
    row, _ = odd(read, '00Q000000000099, "Acme, Inc", "Rome", "a@acme.com"')
    assert row == ["00Q000000000099", "Acme, Inc", "Rome", "a@acme.com"]


def test_an_unclosed_quote_costs_no_other_row(read):
    row, found = odd(read, '00Q000000000099,"Acme,Rome,a@acme.com')
    assert row == ["00Q000000000099", '"Acme', "Rome", "a@acme.com"]
    assert len(found.rows) == 21
    assert [p.line for p in found.repaired] == [12]


def test_an_unclosed_quote_that_a_later_one_seems_to_close(read):
    swallowed = GOOD + '00Q000000000098,Beta",Rome,b@beta.com\n' + GOOD
    row, found = odd(read, '00Q000000000099,"Acme,Rome,a@acme.com', swallowed)
    assert row == ["00Q000000000099", '"Acme', "Rome", "a@acme.com"]
    assert len(found.rows) == 32


def test_a_value_of_many_lines_with_commas_is_one_value(read):
    note = "Dear Ann,\nwe met, as you know, in Rome,\nand then, well, yes, we did\nnot meet again, Bob"
    row, found = odd(read, f'00Q000000000099,"{note}",Rome,a@acme.com')
    assert row == ["00Q000000000099", note, "Rome", "a@acme.com"]
    assert not found.table.problems
    assert len(found.rows) == 21


def test_stray_quotes_in_a_value_of_several_lines(read):
    row, found = odd(read, '00Q000000000099,"He said "hi"\nand "left"",Rome,a@acme.com')
    assert row == ["00Q000000000099", 'He said "hi"\nand "left"', "Rome", "a@acme.com"]
    assert len(found.rows) == 21
    assert [p.line for p in found.repaired] == [12]


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_a_row_with_another_delimiter(read, delimiter):
    row, found = odd(read, delimiter.join(["00Q000000000099", "Acme", "Rome", "a@acme.com"]))
    assert row == ["00Q000000000099", "Acme", "Rome", "a@acme.com"]
    assert [p.line for p in found.repaired] == [12]


def test_rows_of_empty_cells_are_no_records(read):
    row, found = odd(read, ",,,")
    assert row is None
    assert [(p.line, p.reason) for p in found.skipped] == [(12, "every cell is empty")]


def test_several_mendings_of_one_row_are_one_problem(read):
    row, found = odd(read, "00Q000000000099,Ac\0me")
    assert row == ["00Q000000000099", "Acme", None, None]
    (problem,) = found.repaired
    assert "NUL" in problem.reason
    assert "2 cells of 4" in problem.reason


def test_a_file_cut_in_its_last_record_says_so(read):
    found = read(HEADER + GOOD + "00Q000000000099,Acm")
    assert found.rows[-1] == ["00Q000000000099", "Acm", None, None]
    assert "cut off" in found.repaired[0].reason


def test_a_file_cut_in_a_quoted_value_says_so(read):
    found = read(HEADER + GOOD + '00Q000000000099,"Acme\nand co')
    assert found.rows[-1] == ["00Q000000000099", "Acme\nand co", None, None]
    assert len(found.rows) == 11
    assert "cut off" in found.repaired[0].reason


def test_long_text_is_capped_in_the_problem_only(read):
    row, found = odd(read, "00Q000000000099," + "x" * 5_000)
    assert row is not None
    assert len(row[1] or "") == 5_000
    assert len(found.repaired[0].text) == 2_000


def test_the_list_of_problems_is_bounded_and_the_counts_are_not(read):
    found = read(HEADER + GOOD + "1,2\n" * 12_000)
    assert sum(found.table.counts.values()) == 12_000
    assert len(found.table.problems) == 10_000
    assert len(found.rows) == 12_010

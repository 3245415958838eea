"""What holds for any table: it is read as written, in blocks of any size, and every record is accounted for."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mopsctl.progress import Silent
from mopsctl.sources.delimited.open_delimited import open_delimited
from mopsctl.sources.input_file import file_on_disk
from mopsctl.sources.table import ProblemKind, ReadOptions

ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]
TEXT = st.text(
    st.characters(codec="cp1252", exclude_categories=("Cc", "Cs"), include_characters='",;|\t\n\r" \'aé1'),
    max_size=12,
)
MESS = st.text(st.sampled_from('ab1,;"\n\r \0é'), max_size=400)


@st.composite
def tables(draw):
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(TEXT, min_size=width, max_size=width), max_size=90))
    return [f"Column {letter}" for letter in "ABCDE"[:width]], rows


def read_back(path: Path, options: ReadOptions, block_size: int):
    table = open_delimited(file_on_disk(path, path.name), options, Silent(), block_size)
    rows, lines = [], []
    for batch in table.batches:
        columns = [column.to_pylist() for column in batch.columns]
        rows += [list(row[:-1]) for row in zip(*columns, strict=True)]
        lines += columns[-1]
    return table, rows, lines


@given(
    table=tables(),
    delimiter=st.sampled_from(",;\t|"),
    ending=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(ENCODINGS),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    block_size=st.sampled_from([7, 300, 1 << 20]),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_reads_back_as_written(tmp_path, table, delimiter, ending, encoding, quoting, block_size):
    headers, rows = table
    rows = [row for row in rows if any(row) and row != headers]
    # One column of blanks may be a blank line, which is no record.
    assume(len(headers) > 1 or all(row[0].strip() for row in rows))
    # The csv module does not quote a lone return unless lines end in one (before Python 3.13).
    assume(
        ending == "\r\n" or quoting == csv.QUOTE_ALL or not any("\r" in cell for row in rows for cell in row)
    )
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=quoting)
    writer.writerows([headers, *rows])
    path = tmp_path / "table.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    options = ReadOptions(delimiter=delimiter, header_row=1, encoding=encoding)
    read, found, lines = read_back(path, options, block_size)
    assert read.headers == headers
    assert found == rows
    assert lines == sorted(set(lines))


@given(mess=MESS, repeat=st.integers(1, 40), size=st.sampled_from([1, 13, 64, 500]))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_size_of_blocks_never_changes_the_result(tmp_path, mess, repeat, size):
    path = tmp_path / "mess.csv"
    good = "".join(f"{i},Name {i},x{i}@example.com\n" for i in range(repeat))
    path.write_bytes(f"Id,Name,Email\n{good}{mess}\n{good}{mess}".encode())
    options = ReadOptions(delimiter=",", header_row=1, encoding="utf-8")
    small, whole = read_back(path, options, size), read_back(path, options, 1 << 20)
    assert small[1:] == whole[1:]
    assert small[0].problems == whole[0].problems
    assert small[0].counts == whole[0].counts


@given(rows=st.lists(st.lists(st.sampled_from(["a", "", "x y", "9"]), min_size=1, max_size=5), max_size=60))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_record_is_read_rejected_or_skipped(tmp_path, rows):
    lines = [",".join(row) for row in rows]
    path = tmp_path / "ragged.csv"
    path.write_text("\n".join(["A,B,C", *lines, ""]), encoding="utf-8")
    table, found, _ = read_back(path, ReadOptions(delimiter=",", header_row=1), 64)
    gone = table.counts.get(ProblemKind.REJECTED, 0) + table.counts.get(ProblemKind.SKIPPED, 0)
    assert len(found) + gone == sum(bool(line.strip()) for line in lines)


ODD_LINES = [
    b"ID,Co,Town,p@x.com\n",
    b'"ID","He said ""hi""","","p@x.com"\r\n',
    b'ID,"a\nb, c\nd",Town,p@x.com\n',
    b'ID,"a\nb,c,d,e\nf,g,h,i\nd",Town,p@x.com\n',
    b'ID,"unclosed,Town,p@x.com\n',
    b'ID,closed",Town,p@x.com\n',
    b'ID,"a"b",Town,p@x.com\n',
    b"ID;Co;Town;p@x.com\n",
    b"ID,Co, Inc,Town,p@x.com\n",
    b"ID,a,b,c,d,e,Town,p@x.com\n",
    b"ID\n",
    b"ID,Co\rID,Town,p@x.com\n",
    b"ID,Co\0,Town,p@x.com\n",
    b"ID,K\xf6ln,Town,p@x.com\n",
    "ID,Köln,Town,p@x.com\n".encode(),
    b"Grand Totals ID\n",
    b"Id,Company,City,Email\n",
    b",,,\n",
    b"\n",
]


@given(lines=st.lists(st.sampled_from(ODD_LINES), max_size=150), cut=st.integers(0, 30))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_whatever_the_rows_are_like(tmp_path, lines, cut):
    ids = [b"00Q00000000%04d" % number for number in range(len(lines))]
    body = b"".join(line.replace(b"ID", id_) for line, id_ in zip(lines, ids, strict=True))
    body = body[: len(body) - cut]
    path = tmp_path / "odd.csv"
    path.write_bytes(b"Id,Company,City,Email\n" + body)
    options = ReadOptions(delimiter=",", header_row=1, encoding="utf-8")
    table, rows, numbers = read_back(path, options, 1 << 20)
    told = "".join(cell or "" for row in rows for cell in row) + "".join(p.text for p in table.problems)
    assert [id_ for id_ in ids if id_ in body and id_.decode() not in told] == []
    assert read_back(path, options, 300)[1:] == (rows, numbers)


@pytest.mark.parametrize("size", [1, 5, 100])
def test_a_long_value_spans_blocks(tmp_path, size):
    value = "line one\nline, two\n" * 50
    path = tmp_path / "long.csv"
    path.write_text(f'A,B\n1,"{value}"\n2,x\n', encoding="utf-8")
    assert read_back(path, ReadOptions(), size)[1] == [["1", value], ["2", "x"]]

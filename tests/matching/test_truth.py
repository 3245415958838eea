"""Files that say which records are the same: what is read, what is left out, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.errors import SourceError, UsageError
from mopsctl.matching.clusters import components
from mopsctl.matching.duplicates import Duplicates
from mopsctl.matching.truth import UNKNOWN, Truth, truth_of
from mopsctl.matching.truth_file import read_truth

MakeSearch = Callable[..., Duplicates]


def truth(found: Duplicates, text: str, folder: Path, name: str = "truth.csv") -> Truth:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return truth_of(read_truth(path), found.records)


def wholes(told: Truth, ids: str) -> list[str]:
    """The ids by cluster; those of unknown truth are left out."""
    numbers = dict.fromkeys(told.cluster.tolist())
    return [
        "".join(name for name, own in zip(ids, told.cluster, strict=True) if own == number)
        for number in numbers
        if number != UNKNOWN
    ]


@pytest.mark.parametrize(
    "text",
    [
        "id,cluster\na,1\nb,1\nc,2\n",
        "ID;Cluster\na;x\nb;x\nc;y\n",
        "Id,person,kind\na,7,base\nb,7,typo\nc,8,base\n",
        "kind,Record Id,Group ID\nbase,a,7\ntypo,b,7\nbase,c,8\n",
        "id_a,id_b\na,b\n",
        "note,ID A,ID B\nsame mobile,b,a\n",
    ],
)
def test_pairs_and_clusters_say_the_same_however_they_are_written(
    search: MakeSearch, tmp_path: Path, text: str
) -> None:
    assert wholes(truth(search("abc"), text, tmp_path), "abc") == ["ab", "c"]


def test_columns_without_known_names_are_taken_in_their_order_and_that_is_said(
    search: MakeSearch, tmp_path: Path
) -> None:
    told = truth(search("abc"), "key,who\na,1\nb,1\nc,2\n", tmp_path)
    assert wholes(told, "abc") == ["ab", "c"]
    assert any("'key' is taken for the header of record ids and 'who' for" in note for note in told.notes)


def test_salesforce_ids_of_15_and_18_characters_are_the_same(search: MakeSearch, tmp_path: Path) -> None:
    long = ["0035i00000AbCdEAAV", "0035i00000AbCdFAAV", "0035i00000aBCDeAAV"]
    told = truth(search(long), "id,cluster\n0035i00000AbCdE,1\n0035i00000AbCdF,1\n", tmp_path)
    assert wholes(told, "abc") == ["ab", "c"]
    told = truth(search([name[:15] for name in long]), f"id_a,id_b\n{long[0]},{long[1]}\n", tmp_path)
    assert wholes(told, "abc") == ["ab", "c"]


def test_pairs_are_completed_and_that_is_said(search: MakeSearch, tmp_path: Path) -> None:
    told = truth(search("abcd"), "id_a,id_b\na,b\nb,c\nc,b\n", tmp_path)
    assert wholes(told, "abcd") == ["abc", "d"]
    assert any("1 more pair follows" in note for note in told.notes)


def test_a_record_between_two_counts_even_where_it_was_not_compared(
    search: MakeSearch, tmp_path: Path
) -> None:
    told = truth(search("ac"), "id_a,id_b\na,gone\ngone,c\n", tmp_path)
    assert wholes(told, "ac") == ["ac"]
    assert told.strangers == 1
    assert any("gone" in note for note in told.notes)


def test_a_file_of_clusters_leaves_out_records_that_it_does_not_name(
    search: MakeSearch, tmp_path: Path
) -> None:
    told = truth(search("abcde"), "id,cluster\na,1\nb,1\nc,2\n", tmp_path)
    assert told.is_known.tolist() == [True, True, True, False, False]
    assert any(note.startswith("2 records of which") for note in told.notes)


def test_a_file_of_duplicates_alone_says_that_the_others_are_none(search: MakeSearch, tmp_path: Path) -> None:
    told = truth(search("abcd"), "id,cluster\na,1\nb,1\n", tmp_path)
    assert wholes(told, "abcd") == ["ab", "c", "d"]
    assert any("2 records that it does not name count as no duplicate of any" in note for note in told.notes)


def test_records_that_share_an_id_are_left_out(search: MakeSearch, tmp_path: Path) -> None:
    for text in ("id,cluster\na,1\nb,1\nc,1\n", "id_a,id_b\na,b\nb,c\n"):
        told = truth(search("abbc"), text, tmp_path)
        assert told.is_known.tolist() == [True, False, False, True]
        assert any("others have the same id" in note for note in told.notes)


def test_objects_tell_records_of_one_id_apart(search: MakeSearch, tmp_path: Path) -> None:
    found = search(["7", "8", "x"], objects={"x": "lead"})
    found.records.frame.loc[2, "id"] = "7"  # type: ignore[attr-defined]
    told = truth(found, "id,cluster,object\n7,1,contact\n8,2,contact\n7,2,Lead\n", tmp_path)
    assert wholes(told, "abc") == ["a", "bc"]
    told = truth(found, "id_a,object_a,id_b,object_b\n8,Contact,7,Lead\n", tmp_path)
    assert wholes(told, "abc") == ["a", "bc"]


def test_decisions_that_contradict_each_other_are_refused(search: MakeSearch, tmp_path: Path) -> None:
    agreed = "id_a,id_b,decision\na,b,duplicate\nb,c,not-duplicate\n"
    assert wholes(truth(search("abc"), agreed, tmp_path), "abc") == ["ab", "c"]
    with pytest.raises(UsageError, match=r"truth\.csv:4: a and c are said not to be duplicates"):
        truth(
            search("abc"), "id_a,id_b,decision\na,b,duplicate\nb,c,duplicate\na,c,not-duplicate\n", tmp_path
        )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id,cluster\na,1\nb,2\na,3\n", r"truth\.csv:4: a is in cluster 3 here and in cluster 1 on line 2"),
        ("id,cluster\na,1\n,2\n", r"truth\.csv:3: there is no id"),
        ("id,cluster\na,1\nb,\n", r"truth\.csv:3: there is no cluster"),
        ("id_a,id_b\na,b\na,\n", r"truth\.csv:3: there is no id"),
        ("id\na\nb\n", "has one column"),
        ("id,cluster\n", "holds no clusters"),
        ("id_a,id_b\n", "holds no pairs"),
    ],
)
def test_what_is_no_truth_is_refused_with_its_line(
    search: MakeSearch, tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        truth(search("abc"), text, tmp_path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read_truth(tmp_path / "none.csv")


def test_lines_that_say_the_same_again_are_counted_once(search: MakeSearch, tmp_path: Path) -> None:
    told = truth(search("ab"), "id,cluster\na,1\nb,1\na,1\n", tmp_path)
    assert wholes(told, "ab") == ["ab"]
    assert any("1 line says again" in note for note in told.notes)


@given(
    st.integers(1, 30).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(*[st.integers(0, n - 1)] * 2)))
    )
)
def test_components_are_what_walking_the_edges_reaches(graph: tuple[int, list[tuple[int, int]]]) -> None:
    nodes, edges = graph
    walked = list(range(nodes))
    for _ in range(nodes):
        for one, other in edges:
            walked[one] = walked[other] = min(walked[one], walked[other])
    ends = np.array(edges, dtype=np.int64).reshape(-1, 2).T
    assert components(*ends, nodes).tolist() == walked


def test_a_long_chain_is_one_component() -> None:
    ends = np.random.default_rng(1).permutation(100_000)
    assert not components(ends[:-1], ends[1:], 100_000).any()

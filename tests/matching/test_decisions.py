"""Decisions: what is written is read, whatever the order; what contradicts itself is named by its line."""

from __future__ import annotations

import random
import stat
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.errors import ConfigError, SourceError
from mopsctl.matching.decision_file import read_decisions, write_decisions
from mopsctl.matching.decision_graph import graph_of
from mopsctl.matching.decisions import ConflictError, Decision, Decisions, Verdict
from mopsctl.matching.record_key import RecordKey

DAY = date(2026, 3, 2)
HEAD = "id_a,id_b,object_a,object_b,decision,decided,note\n"


def key(record_id: str) -> RecordKey:
    return RecordKey("contact", record_id)


def same(one: str, other: str, note: str = "") -> Decision:
    return Decision.on(key(one), key(other), Verdict.DUPLICATE, DAY, note)


def apart(one: str, other: str) -> Decision:
    return Decision.on(key(one), key(other), Verdict.NOT_DUPLICATE, DAY)


def written(folder: Path, text: str) -> Path:
    path = folder / "decisions.csv"
    path.write_text(text, encoding="utf-8")
    return path


texts = st.text(st.characters(exclude_categories=["Cs"]))
keys = st.builds(RecordKey, st.sampled_from(["contact", "lead"]), texts.filter(str.strip))
decisions = st.builds(
    Decision.on, keys, keys, st.sampled_from(Verdict), st.dates(date(1970, 1, 1)), texts
).filter(lambda each: each.pair[0] != each.pair[1])


def fitting(drawn: Iterable[Decision]) -> list[Decision]:
    """Of the decisions those that do not contradict each other."""
    one_a_pair = {each.pair: each for each in drawn}
    graph, _ = graph_of(one_a_pair.values())
    return list(graph.decisions.values())


@given(st.lists(decisions, max_size=8), st.randoms())
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, drawn: list[Decision], chance: random.Random
) -> None:
    path = tmp_path_factory.mktemp("decisions") / "decisions.csv"
    kept = fitting(drawn)
    write_decisions(path, kept)
    first = path.read_bytes()
    assert list(read_decisions(path)) == sorted(kept, key=lambda each: each.pair)
    chance.shuffle(kept)
    write_decisions(path, kept)
    assert path.read_bytes() == first


def test_the_file_is_private_sorted_and_safe_to_open(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    write_decisions(path, [same("003B", "003A", "=cmd()"), apart("003A", "0039")])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() == (
        f"{HEAD}0039,003A,contact,contact,not-duplicate,2026-03-02,\n"
        "003A,003B,contact,contact,duplicate,2026-03-02,'=cmd()\n"
    )


def test_lines_that_git_merged_may_come_in_any_order_and_twice(tmp_path: Path) -> None:
    lines = [
        "B,A,contact,contact,duplicate,2026-03-02,",
        "A,B,contact,contact,duplicate,2026-03-05,seen again",
    ]
    one = read_decisions(written(tmp_path, HEAD + "\n".join(lines)))
    other = read_decisions(written(tmp_path, HEAD + "\n".join([*reversed(lines), HEAD])))
    assert one == other
    assert [each.note for each in one] == ["seen again"]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "A,B,contact,contact,maybe,2026-03-02,",
            "the decision is 'maybe'; write duplicate or not-duplicate",
        ),
        ("A,,contact,contact,duplicate,2026-03-02,", "id_b is empty"),
        ("A,A,contact,contact,duplicate,2026-03-02,", "A is compared with itself"),
        ("A,B,contact,contact,duplicate,2 March,", "'2 March' is no date; write it as 2026-03-31"),
        ("A,B,contact,contact", "decision is empty"),
        ("A,B,contact,contact,duplicate,2026-03-02,yes, sure", "more cells than columns"),
        ("<<<<<<< HEAD", "git left a conflict here"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    good = "A,C,contact,contact,duplicate,2026-03-02,\n"
    path = written(tmp_path, f"{HEAD}{good}{line}\n{good}")
    with pytest.raises(ConfigError, match=f"decisions.csv:3: .*{complaint}"):
        read_decisions(path)


def test_several_bad_lines_are_counted(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + "A,B\n" * 3)
    with pytest.raises(ConfigError, match=r"decisions.csv:2: .*\(and 2 more such lines\)$"):
        read_decisions(path)


def test_two_verdicts_on_a_pair_are_named(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{HEAD}A,B,contact,contact,duplicate,2026-03-02,\nB,A,contact,contact,not-duplicate,2026-03-03,\n",
    )
    with pytest.raises(ConfigError, match=r"csv:3: A and B are not-duplicate here and duplicate in line 2"):
        read_decisions(path)


def test_a_contradiction_across_pairs_is_named_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    write_decisions(path, [same("A", "B"), same("B", "C"), apart("A", "C"), same("X", "Y")])
    with pytest.raises(ConfigError, match=r"A ≠ C contradicts what was decided: A = B, B = C \(lines 2, 4\)"):
        read_decisions(path)


@pytest.mark.parametrize("text", ["", "id,cluster\n1,2\n"])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(
        ConfigError, match=r"decisions.csv:1: there is no column id_a; a file of decisions has id_a"
    ):
        read_decisions(written(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        read_decisions(tmp_path / "nothing.csv")
    (tmp_path / "picture.csv").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(SourceError, match="it is no CSV file in UTF-8"):
        read_decisions(tmp_path / "picture.csv")


def test_a_decision_that_turns_another_is_a_conflict() -> None:
    with pytest.raises(ConflictError, match="A and B are both duplicate"):
        Decisions([same("A", "B"), apart("B", "A")])


def test_what_follows_from_decisions() -> None:
    graph, _ = graph_of([same("A", "B"), same("B", "C"), apart("C", "D"), same("D", "E")])
    assert graph.implied(key("A"), key("C")) is Verdict.DUPLICATE
    assert graph.implied(key("E"), key("A")) is Verdict.NOT_DUPLICATE
    assert graph.implied(key("A"), key("Z")) is None


def test_the_chain_that_holds_two_apart_is_told() -> None:
    graph, _ = graph_of([same("A", "B"), apart("B", "C"), same("C", "D")])
    assert str(graph.add(same("A", "D"))) == "A = D contradicts what was decided: A = B, B ≠ C, C = D"
    assert graph.implied(key("A"), key("D")) is Verdict.NOT_DUPLICATE


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=20))
def test_what_follows_is_the_closure(drawn: list[tuple[int, int, bool]]) -> None:
    """Beside the definition: the same are those joined by a chain; apart are those whose wholes are held apart."""
    kept = fitting(
        (same if alike else apart)(str(one), str(other)) for one, other, alike in drawn if one != other
    )
    graph, _ = graph_of(kept)
    names = [key(str(number)) for number in range(8)]
    whole = {name: name for name in names}
    joined = [each.pair for each in kept if each.verdict is Verdict.DUPLICATE]
    for _ in names:
        for one, other in joined:
            whole[one] = whole[other] = min(whole[one], whole[other])
    held = {frozenset(whole[name] for name in each.pair) for each in kept if each.pair not in joined}
    for one in names:
        for other in names:
            expected = (
                Verdict.DUPLICATE
                if whole[one] == whole[other]
                else Verdict.NOT_DUPLICATE
                if frozenset((whole[one], whole[other])) in held
                else None
            )
            assert graph.implied(one, other) is expected

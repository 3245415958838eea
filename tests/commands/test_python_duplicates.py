"""``mopsctl.find_duplicates``: frames with ids, explanations, reports; rules on columns of one's own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import mopsctl

PEOPLE = pd.DataFrame({
    "Id": ["1", "2", "3", "4"],
    "FirstName": ["Leocadia", "Leocadia", "Bertrand", "Quentin"],
    "LastName": ["Farnsworth", "Farnsworht", "Oldcastle", "Penhaligon"],
    "Email": ["leocadia@farnsworth.com", "leocadia@farnsworth.com", "b@oldcastle.org", "q@penhaligon.net"],
})  # fmt: skip


def test_a_frame_gives_groups_and_pairs_by_id() -> None:
    found = mopsctl.find_duplicates(PEOPLE, object="contact")
    assert list(found.groups["record_id"]) == ["1", "2"]
    assert found.groups["group_id"].nunique() == 1
    assert list(found.pairs.loc[:, ["id_a", "id_b"]].iloc[0]) == ["1", "2"]
    assert found.explain("1", "2").score > 0.9 > found.explain("1", "3").score
    assert repr(found) == "<2 records in 1 groups of duplicates>"


def test_reports_are_written_by_ending(tmp_path: Path) -> None:
    found = mopsctl.find_duplicates(PEOPLE, object="contact")
    found.write(tmp_path / "groups.csv", tmp_path / "page.html")
    head = "group_id,record_id,object,score,scenario,reason"
    assert (tmp_path / "groups.csv").read_text("utf-8").startswith(head)
    assert "Farnsworth" in (tmp_path / "page.html").read_text("utf-8")


def test_an_unknown_id_is_named() -> None:
    with pytest.raises(mopsctl.MopsctlError, match="no record that was compared has the id '99'"):
        mopsctl.find_duplicates(PEOPLE, object="contact").explain("1", "99")


def test_a_rule_on_a_column_of_ones_own_finds_what_no_other_field_shows() -> None:
    frame = pd.DataFrame({
        "Id": [str(number) for number in range(60)],
        "FirstName": [f"Given{chr(97 + number % 26)}{number}" for number in range(60)],
        "LastName": [f"Family{chr(97 + number % 23)}{number}" for number in range(60)],
        "Customer_Number__c": [f"K-{number // 2 if number < 4 else number + 100}" for number in range(60)],
    })  # fmt: skip
    rule = {"id": "same-customer", "compare": {"Customer_Number__c": "same"}, "auto": 0.5, "review": 0.0}
    found = mopsctl.find_duplicates(frame, {"match": {"contact": [rule]}}, object="contact")
    pairs = {tuple(row) for row in found.pairs[["id_a", "id_b"]].itertuples(index=False)}
    assert pairs >= {("0", "1"), ("2", "3")}
    assert set(found.pairs["scenario"]) == {"same-customer"}

"""Parts of company names; the cases are in ``company_names.yaml``."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.company_names import company_parts

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "company_names.yaml").read_text("utf-8"))
SPOKEN = ("place", "division", "alias")


def parts_of(*names: str | None) -> pd.DataFrame:
    return company_parts(pd.Series(list(names), dtype="str"))


@pytest.mark.parametrize("names", CASES["one_company"], ids=lambda names: names[0])
def test_spellings_of_one_company_have_one_core(names: list[str]) -> None:
    glued = parts_of(*names)["glued"]
    assert len(set(glued)) == 1


@pytest.mark.parametrize("names", CASES["apart"], ids=lambda names: names[0])
def test_different_companies_have_different_cores(names: list[str]) -> None:
    glued = parts_of(*names)["glued"]
    assert glued.notna().all()
    assert all(one != other for one, other in combinations(glued, 2))


@pytest.mark.parametrize("said", CASES["parts"], ids=lambda said: said["name"])
def test_what_is_said_beside_the_name(said: dict[str, str]) -> None:
    found = parts_of(said["name"]).iloc[0]
    assert {part: found[part] for part in SPOKEN if pd.notna(found[part])} == {
        part: said[part] for part in SPOKEN if part in said
    }


@pytest.mark.parametrize(("name", "acronym"), CASES["acronyms"].items())
def test_acronyms(name: str, acronym: str | None) -> None:
    found = parts_of(name)["acronym"][0]
    assert (None if pd.isna(found) else found) == acronym


@pytest.mark.parametrize("name", [None, "", "-", " . ", "!!!", "\u200b"])
def test_where_there_is_no_name(name: str | None) -> None:
    assert parts_of(name).iloc[0].isna().all()


@pytest.mark.parametrize(
    "name", ["UK", "Group", "The Company", "Inc", "Germany GmbH", "Bank", "7", "Compagnie"]
)
def test_a_name_of_nothing_but_such_words_keeps_them(name: str) -> None:
    assert parts_of(name)["core"].notna().all()


def test_a_value_of_a_megabyte_comes_back() -> None:
    assert parts_of("ab " * 350_000, "Acme (" * 200_000)["key"].notna().all()


def test_rows_keep_their_index() -> None:
    names = pd.Series(["Acme UK", None, "Acme"], index=[7, 3, 5])
    found = company_parts(names)
    assert found.index.tolist() == [7, 3, 5]
    assert found["core"].tolist() == ["acme", pd.NA, "acme"]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_any_text_has_a_core_in_plain_letters_or_none(name: str) -> None:
    found = parts_of(name).iloc[0]
    for part in ("key", "core", "glued"):
        assert pd.isna(found[part]) or str(found[part]).replace(" ", "").isalnum()
    assert pd.isna(found["core"]) == pd.isna(found["key"])


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(["zorblax", "quimby", "intl", "group", "uk", "7", "of", "gmbh"]),
        min_size=1,
        max_size=5,
    )
)
def test_case_blanks_and_signs_do_not_matter(words: list[str]) -> None:
    plain, dressed = parts_of(" ".join(words), "  ".join(words).upper() + " ")["core"].fillna("")
    assert plain == dressed

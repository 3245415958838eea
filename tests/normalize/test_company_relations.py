"""How company names relate beyond their letters."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.arrow_text import as_arrow
from mopsctl.normalize.company_names import company_parts
from mopsctl.normalize.company_relations import Relation, relations_of


def relation(one: str, other: str) -> Relation:
    cores = as_arrow(company_parts(pd.Series([one, other], dtype="str"))["core"])
    return Relation(relations_of(cores).between(np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Great Fen Drainage Board", "GFDB Ltd", Relation.ACRONYM),
        ("GFDB", "Great Fen Drainage Board", Relation.ACRONYM),
        ("Great Fen Drainage Board", "Green Field Dairy Barn", Relation.NONE),
        ("Pickerel Pizza #114", "Pickerel Pizza #141", Relation.CONTRADICTS),
        ("Tanglewood East Hospital", "Tanglewood West Hospital", Relation.CONTRADICTS),
        ("Widget Unit A", "Widget Unit B", Relation.CONTRADICTS),
        ("Third Harvest", "Fourth Harvest", Relation.CONTRADICTS),
        ("Pickerel Pizza #114", "Pickerel Pizza", Relation.NONE),
        ("Seven Oaks Dairy", "7 Oaks Dairies", Relation.NONE),
        ("Acme Foods", "Acme Tools", Relation.NONE),
        ("", "", Relation.NONE),
        ("Acme", "Acme Inc", Relation.NONE),
    ],
)
def test_relations(one: str, other: str, wanted: Relation) -> None:
    assert relation(one, other) is wanted


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=20), st.text(max_size=20))
def test_the_order_of_two_names_does_not_matter(one: str, other: str) -> None:
    assert relation(one, other) is relation(other, one)

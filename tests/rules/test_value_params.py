"""Mistakes in the keys of kinds that ask whether a value can be true: one sentence with the right form."""

from __future__ import annotations

from typing import Any

import pytest

from mopsctl.engine.located import Located
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Rule, make_rule
from mopsctl.errors import ConfigError


def rule(**keys: Any) -> Rule:
    written = Located("rules", 1)
    written.update({"id": "mine", "object": "contact", **keys})
    return make_rule(written, kinds())


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"kind": "range", "field": "score"}, "give 'min', 'max' or both"),
        ({"kind": "range", "field": "score", "min": 5, "max": 1}, "'min' is greater than 'max'"),
        ({"kind": "range", "field": "score", "min": 5, "max": "today"}, "both be numbers or both be dates"),
        ({"kind": "range", "field": "score", "min": True}, "a yes or no is no bound"),
        ({"kind": "range", "field": "score", "max": float("inf")}, "finite"),
        ({"kind": "range", "field": "birthdate", "min": "tomorrow"}, "'tomorrow' is neither a number"),
        ({"kind": "range", "field": "birthdate", "min": "2026-02-30"}, "'2026-02-30' is neither a number"),
        (
            {"kind": "range", "field": "birthdate", "min": "today", "max": "today-1y"},
            "'min' is greater than 'max'",
        ),
        (
            {"kind": "range", "field": "birthdate", "min": "2026-01-02", "max": "2026-01-01"},
            "greater than 'max'",
        ),
        ({"kind": "url", "field": "website", "paths": ["/in/"]}, "a 'site', which is not given"),
        ({"kind": "url", "field": "website", "site": "https://acme.com"}, "no domain such as linkedin.com"),
        (
            {"kind": "date", "field": "birthdate", "first_year": 2000, "last_year": 1999},
            "later than 'last_year'",
        ),
        ({"kind": "country", "field": "country", "form": "iso"}, "'any', 'alpha2', 'alpha3' or 'name'"),
        ({"kind": "number", "field": "score", "range": True}, "did you mean 'ranges'?"),
    ],
)
def test_a_mistake_is_said_in_one_sentence(keys: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError) as mistake:
        rule(**keys)
    assert said in str(mistake.value)
    assert "\n" not in str(mistake.value)


def test_bounds_that_may_cross_on_some_days_are_taken() -> None:
    assert rule(kind="range", field="birthdate", min="2020-01-01", max="today-1y").id == "mine"
    assert rule(kind="range", field="score", min="5", max=7).id == "mine"

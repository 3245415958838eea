"""What a duplicate costs: said by options, or by the configuration, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from mopsctl.commands.dedupe_cost import cost_model
from mopsctl.config import config_of, load_config
from mopsctl.config_keys import DedupeKeys
from mopsctl.errors import ConfigError, UsageError
from mopsctl.matching.merge_cost import CostModel


def configured(text: str) -> DedupeKeys:
    return config_of(text, "mopsctl.yaml", Path()).dedupe


def test_options_come_before_the_configuration() -> None:
    keys = configured("dedupe: {cost_per_record: 2.5, minutes_per_merge: 4, currency: USD}")
    assert cost_model(keys, None, None, None) == CostModel(2.5, 4, "USD")
    assert cost_model(keys, 3, None, "GBP") == CostModel(3, 4, "GBP")


def test_where_nothing_is_said_nothing_is_at_stake() -> None:
    assert cost_model(configured("rules: []"), None, None, "USD") is None


def test_a_file_changes_single_keys_of_what_it_extends(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("dedupe: {cost_per_record: 2.5, currency: USD}\n")
    path = tmp_path / "mopsctl.yaml"
    path.write_text("extends: base.yaml\ndedupe: {cost_per_record: 9}\n")
    assert cost_model(load_config(path).dedupe, None, None, None) == CostModel(9, None, "USD")


@pytest.mark.parametrize(
    "text", ["{cost_per_record: -1}", "{cost_per_record: .inf}", "{price: 3}", "{currency: ''}"]
)
def test_a_mistake_is_told_with_its_line(text: str) -> None:
    with pytest.raises(ConfigError, match=r"mopsctl\.yaml:1"):
        configured(f"dedupe: {text}")


@pytest.mark.parametrize("figure", [float("inf"), float("nan")])
def test_a_figure_must_be_one(figure: float) -> None:
    with pytest.raises(UsageError, match="give a number"):
        cost_model(DedupeKeys(), figure, None, None)

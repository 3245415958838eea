"""The keys of ``match`` in mopsctl.yaml: match rules an object, thresholds and weights."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Share = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Hows = Annotated[
    list[Name],
    Field(min_length=1),
    BeforeValidator(_as_list, json_schema_input_type=str | list[str]),
]


class ScenarioKeys(BaseModel):
    """The keys of a match rule: which fields must agree, and how, for two records to be found by it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Name = Field(description="The name of the rule, which reports show as the scenario of a pair.")
    sentence: str | None = Field(
        None, description="The rule as a sentence; made of 'compare' where it is left out."
    )
    compare: dict[str, Hows] = Field(
        {},
        description="Field: how its values must compare (same, fuzzy, nickname, initial, company, part, compatible, "
        "differs, missing); 'email|phone' means one of them.",
    )
    auto: Share | None = Field(
        None, description="Probability from which a pair is sure enough to merge unseen."
    )
    review: Share | None = Field(None, description="Probability from which a pair is looked at.")
    band: Literal["job-change", "review"] | None = Field(
        None, description="The band of all pairs of this rule, however sure: they are never merged unseen."
    )


class ObjectMatchKeys(BaseModel):
    """How the records of an object are matched: rules, thresholds, weights."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: list[Any] = Field([], description="Match rules; the first that a pair meets is its scenario.")
    auto: Share | None = Field(None, description="Probability for 'auto' of rules that give none.")
    review: Share | None = Field(None, description="Probability for 'review' of rules that give none.")
    weights: dict[str, dict[str, Share]] | None = Field(
        None,
        description="Facet: level: the share of duplicates that compare so. Weights that are given are not learnt.",
    )
    rate: Annotated[float, Field(gt=0)] | None = Field(
        None, description="Duplicates that a record has on average; learnt where it is left out."
    )
    largest_group: Annotated[int, Field(ge=2, le=1000)] = Field(
        50, description="A group of more records goes to review, cut at its weakest links."
    )

"""Match rules ("scenarios"): which agreements make a pair, read from ``match`` in mopsctl.yaml and packs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mopsctl.engine.located import Located
from mopsctl.engine.validation import validation_error
from mopsctl.errors import ConfigError
from mopsctl.matching.duplicates import Band
from mopsctl.matching.hows import HOWS, in_words
from mopsctl.matching.match_keys import ObjectMatchKeys, ScenarioKeys
from mopsctl.nearest import did_you_mean

AUTO, REVIEW = 0.99, 0.5
"""Probabilities from which pairs are merged unseen and looked at, where nothing else is said."""
LARGEST_GROUP = 50

Keys = TypeVar("Keys", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A match rule: ``compare`` gives, for each field (or "one|other"), the ways in which its values may compare."""

    id: str
    sentence: str
    compare: Mapping[str, tuple[str, ...]]
    auto: float = AUTO
    review: float = REVIEW
    band: Band | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class ObjectMatch:
    """How the records of an object are matched; ``weights`` and ``rate`` are learnt where they are None."""

    scenarios: tuple[Scenario, ...] = ()
    weights: Mapping[str, Mapping[str, float]] | None = None
    rate: float | None = None
    largest_group: int = LARGEST_GROUP
    thresholds: tuple[float, float] = field(default=(AUTO, REVIEW))


ANY_EVIDENCE = Scenario(
    "combined-evidence", "All that the two records have in common, taken together, makes chance unlikely", {}
)
"""What finds pairs of records that no rule speaks of."""
IDENTICAL = Scenario(
    "identical-records", "The two records are the same in all that is compared", {}, band=Band.AUTO
)
"""What joins copies, where no rule says anything of their fields."""


def make_matches(written: Any, place: str) -> dict[str, ObjectMatch]:
    """The match rules by object that ``match`` writes down.

    :param place: where it stands.
    :raises ConfigError: with the place and the nearest right word for whatever is wrong in it.
    """
    if not isinstance(written, Located):
        raise ConfigError(
            "'match' is a mapping: an object such as contact, and its list of match rules", place
        )
    return {name: _object(value, written.place_of(name), name) for name, value in written.items()}


def _object(written: Any, place: str, name: str) -> ObjectMatch:
    if isinstance(written, list):
        keys, where = ObjectMatchKeys(rules=written), place
    elif isinstance(written, Located):
        keys, where = _checked(ObjectMatchKeys, written, f"'match' of {name}"), written.place_of("rules")
    else:
        raise ConfigError(f"'match' of {name} is a list of match rules", place)
    thresholds = (
        keys.auto if keys.auto is not None else AUTO,
        keys.review if keys.review is not None else REVIEW,
    )
    scenarios: dict[str, Scenario] = {}
    for one in keys.rules:
        scenario = _scenario(one, where, thresholds)
        if scenario.id in scenarios:
            raise ConfigError(
                f"the match rule {scenario.id!r} is already defined at {scenarios[scenario.id].place}",
                scenario.place,
            )
        scenarios[scenario.id] = scenario
    return ObjectMatch(tuple(scenarios.values()), keys.weights, keys.rate, keys.largest_group, thresholds)


def _scenario(written: Any, place: str, thresholds: tuple[float, float]) -> Scenario:
    if not isinstance(written, Located):
        raise ConfigError("a match rule is a mapping with 'id' and 'compare'", place)
    keys = _checked(ScenarioKeys, written, "a match rule")
    for field_name, hows in keys.compare.items():
        for how in hows:
            if how not in HOWS:
                hint = did_you_mean(how, sorted(HOWS))
                raise ConfigError(
                    f"{field_name} cannot be compared as {how!r}{hint}", written.place_of("compare")
                )
    auto = thresholds[0] if keys.auto is None else keys.auto
    review = min(thresholds[1], auto) if keys.review is None else keys.review
    if review > auto:
        raise ConfigError(
            f"'review' ({review:g}) of {keys.id} is above its 'auto' ({auto:g})", written.place_of("review")
        )
    compare = {name: tuple(hows) for name, hows in keys.compare.items()}
    band = None if keys.band is None else Band(keys.band)
    return Scenario(keys.id, keys.sentence or in_words(compare), compare, auto, review, band, written.place)


def _checked(model: type[Keys], written: Located, subject: str) -> Keys:
    for key in written:
        if key not in model.model_fields:
            raise ConfigError(
                f"{subject} has no key {key!r}{did_you_mean(key, model.model_fields)}", written.place_of(key)
            )
    try:
        return model.model_validate(written)
    except ValidationError as error:
        raise validation_error(error, written, subject) from None

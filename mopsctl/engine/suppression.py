"""A suppression: findings that somebody has accepted, for a reason and until a day; an entry of mopsctl.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from sqlglot import exp

from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.conditions import parse_condition
from mopsctl.engine.located import Located
from mopsctl.engine.rule import Rule
from mopsctl.engine.selection import is_named
from mopsctl.engine.validation import validation_error
from mopsctl.errors import ConfigError
from mopsctl.nearest import did_you_mean
from mopsctl.workspace import Table


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str | int) else value


def _as_text(value: Any) -> Any:
    """An id that YAML has read as a number is text, as in an export."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Word = Annotated[
    str, StringConstraints(min_length=1), BeforeValidator(_as_text, json_schema_input_type=str | int)
]
Words = Annotated[
    list[Word],
    Field(min_length=1),
    BeforeValidator(_as_list, json_schema_input_type=str | int | list[str | int]),
]


class SuppressionKeys(BaseModel):
    """The keys of a suppression. A finding is accepted where it meets everything that is given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Words = Field(description="The rules: an id, an id with *, a tag, or a list of them.")
    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] = Field(
        description="Why the findings are accepted; reports show it."
    )
    until: date | None = Field(None, description="The last day on which it holds (YYYY-MM-DD).")
    object: str | None = Field(None, description="Only findings of this object.")
    records: Words | None = Field(None, description="Only findings of the records with these ids.")
    fingerprints: Words | None = Field(None, description="Only findings with these fingerprints.")
    where: str | None = Field(None, description="Only findings of records that meet this SQL condition.")


@dataclass(frozen=True, slots=True)
class Suppression:
    """A suppression with its condition read, and its place."""

    keys: SuppressionKeys
    where: exp.Expr | None
    place: str

    def names(self, rule: Rule) -> bool:
        """Whether it is about a rule."""
        return any(is_named(word, rule) for word in self.keys.rule)

    def is_about(self, table: Table) -> bool:
        """Whether it is about the records of a table."""
        return self.keys.object in (None, table.object)

    def expired(self, day: date) -> bool:
        """Whether it no longer holds on a day."""
        return self.keys.until is not None and day > self.keys.until

    @property
    def about(self) -> str:
        """Its rules in words."""
        return ", ".join(self.keys.rule)


def make_suppression(written: Any, place: str, rules: Mapping[str, Rule]) -> Suppression:
    """The suppression that a mapping writes down.

    :param place: where the list stands that the mapping is in.
    :raises ConfigError: with the place and the nearest right word for whatever is wrong in it.
    """
    if not isinstance(written, Located):
        raise ConfigError("a suppression is a mapping with 'rule' and 'reason'", place)
    for key in written:
        if key not in SuppressionKeys.model_fields:
            hint = did_you_mean(key, SuppressionKeys.model_fields)
            raise ConfigError(f"a suppression has no key {key!r}{hint}", written.place_of(key))
    try:
        keys = SuppressionKeys.model_validate(written)
    except ValidationError as error:
        raise validation_error(error, written, "a suppression") from None
    _check_words(keys, written, rules)
    return Suppression(keys, _condition(keys, written), written.place)


def _check_words(keys: SuppressionKeys, written: Located, rules: Mapping[str, Rule]) -> None:
    for word in keys.rule:
        if not any(is_named(word, rule) for rule in rules.values()):
            known = [*rules, *(tag for rule in rules.values() for tag in rule.keys.tags)]
            said = f"no rule or tag is called {word!r}{did_you_mean(word, known)}"
            raise ConfigError(said, written.place_of("rule"))


def _condition(keys: SuppressionKeys, written: Located) -> exp.Expr | None:
    if keys.where is None:
        return None
    try:
        return parse_condition(keys.where)
    except ConditionError as error:
        raise ConfigError(str(error), written.place_of("where")) from None

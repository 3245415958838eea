"""A rule: an instance, written in YAML, of a rule kind."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from sqlglot import exp

from mopsctl.engine.condition_error import ConditionError
from mopsctl.engine.conditions import parse_condition, shortened
from mopsctl.engine.kinds import Params, RuleKind
from mopsctl.engine.located import Located
from mopsctl.engine.registry import installed
from mopsctl.engine.unavailable import stand_in
from mopsctl.engine.validation import validation_error
from mopsctl.errors import ConfigError
from mopsctl.findings import Dimension, Severity
from mopsctl.nearest import did_you_mean
from mopsctl.schema.spellings import GENERIC
from mopsctl.schema.tables import vendor_names
from mopsctl.workspace import Table

ANY_OBJECT = "*"
OTHER_OBJECT = "other"
"""The word for tables that fit no canonical object."""
ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"

M = TypeVar("M", bound=BaseModel)


def _iso_text(value: Any) -> Any:
    """A date that YAML has read out of an unquoted example is text again, as in an export."""
    return value.isoformat() if isinstance(value, date) else value


Cell = Annotated[str | int | float | bool | None, BeforeValidator(_iso_text)]
Example = Cell | dict[str, Cell | list[dict[str, Cell]]] | list[Cell | dict[str, Cell]]
"""How an example is written down.

A plain value is one of the rule's first field. A mapping is a record; a key of it with a list of records is
another table, named by its object, for rules that look something up. A list holds the values or records of a
table, for rules that compare records, and its last one is meant.
"""


class Examples(BaseModel):
    """What keeps to a rule and what breaks it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    good: list[Example] = Field([], description="Values or records that keep to the rule.")
    bad: list[Example] = Field([], description="Values or records that break the rule.")
    as_of: date | None = Field(None, description="The day on which they are judged; today by default.")


class RuleKeys(BaseModel):
    """The keys that every rule has; the kind adds its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=ID_PATTERN, max_length=100, description="Stable name of the rule, in kebab-case.")
    object: str | Annotated[list[str], Field(min_length=1)] = Field(
        description="The object it checks, several, 'other' for tables that fit none, or '*' for every table."
    )
    kind: str = Field(description="The rule kind.")
    origin: str | Annotated[list[str], Field(min_length=1)] | None = Field(
        None, description="The system, or several, whose records alone it checks: salesforce, hubspot, …"
    )
    where: str | None = Field(None, description="SQL condition: only records that meet it are checked.")
    severity: Severity = Field(Severity.WARNING, description="How grave a finding is.")
    weight: float = Field(1.0, ge=0, le=100, description="How much the rule counts in the score.")
    dimension: Dimension | None = Field(
        None, description="The data-quality dimension; the kind's by default."
    )
    tags: list[str] = Field([], description="Words by which rules are selected.")
    enabled: bool = Field(True, description="False turns the rule off.")
    title: str | None = Field(None, description="The rule in a few words.")
    message: str | None = Field(
        None, description="Replaces the kind's message; may hold {field} and {value}."
    )
    why: str | None = Field(None, description="Why it matters.")
    fix: str | None = Field(None, description="What to do about findings.")
    effort: Literal["low", "medium", "high"] | None = Field(None, description="The effort of mending them.")
    source: str | None = Field(None, description="Where the rule comes from.")
    examples: Examples = Field(Examples(), description="Values that keep to the rule and such that break it.")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to run: its keys, its kind, the kind's own parameters, its condition and its place."""

    keys: RuleKeys
    kind: RuleKind
    params: Params
    where: exp.Expr | None
    place: str

    @property
    def id(self) -> str:
        return self.keys.id

    @property
    def severity(self) -> Severity:
        return self.keys.severity

    @property
    def dimension(self) -> Dimension:
        return self.keys.dimension or self.kind.dimension

    @property
    def objects(self) -> tuple[str, ...]:
        named = self.keys.object
        return (named,) if isinstance(named, str) else tuple(named)

    @property
    def origins(self) -> tuple[str, ...]:
        """The systems whose records the rule checks; none for any."""
        named = self.keys.origin or ()
        return (named,) if isinstance(named, str) else tuple(named)

    @property
    def title(self) -> str:
        return self.keys.title or self.id.replace("-", " ").capitalize()

    @property
    def fields(self) -> tuple[str, ...]:
        return self.kind.fields(self.params)

    def judges(self, object_name: str, known: bool = True) -> bool:
        """Whether the rule is for records of that object; ``known`` is whether it is a canonical one."""
        return not {ANY_OBJECT, object_name, object_name if known else OTHER_OBJECT}.isdisjoint(self.objects)

    def is_for(self, table: Table) -> bool:
        """Whether the rule is for the records of a table: of its object, and of the system they come from."""
        return self.judges(table.object, table.known) and (not self.origins or table.origin in self.origins)


def make_rule(written: Located, kinds: dict[str, RuleKind]) -> Rule:
    """The rule that a mapping writes down.

    :raises ConfigError: with the place and the nearest right word for whatever is wrong in it.
    """
    word = written.get("kind")
    if not isinstance(word, str):
        raise ConfigError(f"rule {written.get('id')!r} needs a 'kind'", written.place)
    kind = kinds.get(word) or stand_in(word, bool(installed().failures))
    if kind is None:
        raise ConfigError(f"unknown kind {word!r}{did_you_mean(word, kinds)}", written.place_of("kind"))
    common, own = RuleKeys.model_fields, _own_keys(kind, written)
    for key in written:
        if key not in common and key not in own:
            hint = did_you_mean(key, [*common, *own])
            raise ConfigError(f"kind {word!r} has no key {key!r}{hint}", written.place_of(key))
    keys = _validated(RuleKeys, {k: v for k, v in written.items() if k in common}, written)
    params = _validated(kind.Params, {k: v for k, v in written.items() if k in own}, written)
    where = _condition(keys.where, written) if keys.where else None
    rule = Rule(keys, kind, params, where, written.place)
    _check_origins(rule.origins, written)
    return rule


def _own_keys(kind: RuleKind, written: Located) -> Collection[str]:
    """The keys that are the kind's: those it names, or any that are no rule's where it takes any."""
    if kind.Params.model_config.get("extra") == "allow":
        return written.keys() - RuleKeys.model_fields.keys()
    return kind.Params.model_fields


def _check_origins(origins: Sequence[str], written: Located) -> None:
    known = [name for name in vendor_names() if name != GENERIC]
    for origin in origins:
        if origin not in known:
            hint = did_you_mean(origin, known) or f"; known are {', '.join(known)}"
            raise ConfigError(f"unknown origin {shortened(repr(origin))}{hint}", written.place_of("origin"))


def _condition(text: str, written: Located) -> exp.Expr:
    try:
        return parse_condition(text)
    except ConditionError as error:
        raise ConfigError(str(error), written.place_of("where")) from None


def _validated(model: type[M], values: dict[str, Any], written: Located) -> M:
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise validation_error(error, written, f"rule {shortened(repr(written.get('id')))}") from None

"""The installed rule kinds, for those who want to read about them: what they check, their keys, an example."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from inspect import cleandoc
from typing import Any

import yaml

from mopsctl.engine.kinds import RuleKind
from mopsctl.engine.registry import kinds
from mopsctl.engine.rule import Rule
from mopsctl.errors import UsageError
from mopsctl.findings import Dimension
from mopsctl.nearest import did_you_mean

WORDS = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "",
}
"""Of the types of JSON Schema."""
OUR_PACKAGE = "mopsctl.rules."


@dataclass(frozen=True, slots=True)
class Key:
    """A key that a kind adds to a rule; ``type`` and ``default`` (None where there is none) are in words."""

    name: str
    type: str
    required: bool
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class KindEntry:
    """A kind: its documentation as paragraphs, its keys, a rule of it in YAML, and the module it is from."""

    name: str
    dimension: Dimension
    paragraphs: tuple[str, ...]
    keys: tuple[Key, ...]
    example: str
    module: str

    @property
    def summary(self) -> str:
        """What it checks, in a sentence or two."""
        return self.paragraphs[0]

    @property
    def is_ours(self) -> bool:
        """Whether it comes with mopsctl, not with a plug-in."""
        return self.module.startswith(OUR_PACKAGE)


def kind_entries(rules: Iterable[Rule]) -> list[KindEntry]:
    """Every installed kind by name; the examples are taken from ``rules`` where one is of the kind."""
    by_kind: dict[str, list[Rule]] = {}
    for rule in rules:
        by_kind.setdefault(rule.kind.name, []).append(rule)
    return [kind_entry(kind, by_kind.get(name, [])) for name, kind in sorted(kinds().items())]


def kind_named(name: str, rules: Iterable[Rule]) -> KindEntry:
    """The kind of that name.

    :raises UsageError: with the nearest name where there is none.
    """
    known = kinds()
    if name not in known:
        hint = did_you_mean(name, known)
        raise UsageError(f"there is no kind {name!r}{hint}; mopsctl rules list --kinds shows them all")
    return kind_entry(known[name], [rule for rule in rules if rule.kind.name == name])


def kind_entry(kind: RuleKind, rules: Iterable[Rule]) -> KindEntry:
    """What is to be read about a kind; the example is the shortest of the rules, which are of that kind."""
    written = sorted((written_rule(rule) for rule in rules), key=lambda text: (len(text), text))
    return KindEntry(
        name=kind.name,
        dimension=kind.dimension,
        paragraphs=paragraphs(kind),
        keys=tuple(_keys(kind)),
        example=written[0] if written else _sketch(kind),
        module=type(kind).__module__,
    )


def paragraphs(kind: RuleKind) -> tuple[str, ...]:
    """The kind's documentation, a text a paragraph."""
    parts = cleandoc(type(kind).__doc__ or kind.name).split("\n\n")
    return tuple(" ".join(part.split()) for part in parts)


def written_rule(rule: Rule) -> str:
    """A rule as it is written in YAML, without what it says for people."""
    keys = {"id": rule.id, "object": rule.keys.object, "kind": rule.kind.name}
    if rule.keys.where:
        keys["where"] = rule.keys.where
    keys |= rule.params.model_dump(mode="json", exclude_defaults=True)
    return _yaml(keys)


def written_value(value: Any) -> str:
    """A value on one line, as YAML has it."""
    return str(
        yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=1_000_000)
    ).splitlines()[0]


def _sketch(kind: RuleKind) -> str:
    """A rule with the keys that it must have, whose values are to be filled in."""
    keys = {"id": f"contact-{kind.name.replace('_', '-')}", "object": "contact", "kind": kind.name}
    return _yaml(keys | {key.name: "…" for key in _keys(kind) if key.required or key.name == "field"})


def _yaml(keys: dict[str, Any]) -> str:
    """One key a line, lists and mappings within it in brackets."""
    return "".join(
        yaml.safe_dump(
            {key: value},
            default_flow_style=None if isinstance(value, list | dict) else False,
            allow_unicode=True,
            width=100,
        )
        for key, value in keys.items()
    )


def _keys(kind: RuleKind) -> list[Key]:
    schema = kind.Params.model_json_schema()
    required = schema.get("required", [])
    return [
        Key(
            name=name,
            type=_type(of_key, schema.get("$defs", {})),
            required=name in required,
            default=_default(of_key),
            description=of_key.get("description", ""),
        )
        for name, of_key in schema["properties"].items()
    ]


def _default(of_key: dict[str, Any]) -> str | None:
    """The default as YAML has it; none where it is nothing."""
    value = of_key.get("default")
    if value in (None, [], {}, ""):
        return None
    return written_value(value)


def _type(schema: dict[str, Any], models: dict[str, Any]) -> str:
    """What a key holds, in words."""
    if "$ref" in schema:
        return _type(models[schema["$ref"].rpartition("/")[2]], models)
    if "anyOf" in schema:
        return _either(_type(option, models) for option in schema["anyOf"])
    if "enum" in schema:
        return _either(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {}), models)}"
    return _plain_type(schema, models)


def _plain_type(schema: dict[str, Any], models: dict[str, Any]) -> str:
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return f"mapping to {_type(inner, models)}" if isinstance(inner, dict) else "mapping"
    if schema.get("format") == "field":
        return "field"
    return str(schema["const"]) if "const" in schema else WORDS.get(schema.get("type", ""), "any value")


def _either(words: Iterable[str]) -> str:
    """``a, b or c``, each once."""
    *others, last = dict.fromkeys(word for word in words if word)
    return f"{', '.join(others)} or {last}" if others else last

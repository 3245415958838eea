"""The JSON Schema (draft 2020-12) of mopsctl.yaml: what an editor checks, completes and explains.

It is made of the models that the loader uses and of the kinds and packs that are installed, so a plug-in's kind
is in it too. It asks less than the loader (a condition is any text to it) and, but for one thing, not more: a rule
that changes an earlier one may not name the kind without naming the object. Only keywords that draft 7 has too
are used, since not every editor knows later ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import cleandoc
from typing import Any

from mopsctl.config_keys import ConfigKeys
from mopsctl.engine.kinds import RuleKind
from mopsctl.engine.registry import kinds, pack_names
from mopsctl.engine.rule import ANY_OBJECT, OTHER_OBJECT, RuleKeys
from mopsctl.engine.suppression import SuppressionKeys
from mopsctl.matching.hows import HOWS
from mopsctl.matching.match_keys import ObjectMatchKeys, ScenarioKeys
from mopsctl.schema.objects import objects
from mopsctl.schema.tables import vendor_names

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
COMMON = "#/$defs/rule_keys/properties/"


def config_schema() -> Schema:
    """The schema of a configuration."""
    keys = _model(ConfigKeys.model_json_schema(ref_template="#/$defs/{model}"))
    definitions: Schema = {**keys.pop("$defs", {}), **_words(), **_rules(), **_suppression(), **_match()}
    properties = keys["properties"]
    reference = {"$ref": "#/$defs/pack"}
    properties["extends"]["anyOf"] = [reference, {"type": "array", "items": reference}]
    properties["rules"]["items"] = {"$ref": "#/$defs/rule"}
    properties["suppressions"]["items"] = {"$ref": "#/$defs/suppression"}
    properties["match"] |= {"$ref": "#/$defs/match"}
    source = definitions["SourceKeys"]["properties"]
    source["object"] |= {"anyOf": [{"$ref": "#/$defs/object"}, {"type": "null"}]}
    source["origin"] |= {"anyOf": [{"$ref": "#/$defs/origin"}, {"type": "null"}]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "mopsctl.yaml",
        **keys,
        "description": "Rules for CRM data, and what is known of the sources.",
        "$defs": definitions,
    }


def _words() -> Schema:
    """Names that are known, and may be others: an editor offers them, and takes what it does not know."""
    fields = {field for known in objects().values() for field in known.fields}
    return {
        "pack": _offered(pack_names(), "A pack such as mopsctl:b2b, or a file relative to this one."),
        "object": _offered([*objects(), OTHER_OBJECT, ANY_OBJECT], "An object, or the name of a table."),
        "origin": _offered(sorted(vendor_names()), "The system that records come from."),
        "field": _offered(sorted(fields), "A canonical field, or the source's own header."),
    }


def _offered(words: Iterable[str], description: str) -> Schema:
    return {"description": description, "anyOf": [{"enum": list(words)}, TEXT]}


def _rules() -> Schema:
    """A rule: of one of the kinds, with the keys that this kind has, or a change of an earlier rule."""
    keys = _model(RuleKeys.model_json_schema(ref_template="#/$defs/{model}"))
    definitions = keys.pop("$defs")
    reference = {"$ref": "#/$defs/object"}
    keys["properties"]["object"]["anyOf"] = [reference, {"type": "array", "minItems": 1, "items": reference}]
    known = kinds()
    own = {name: _own_keys(kind, definitions) for name, kind in known.items()}
    keys["properties"]["kind"] = {
        "description": "What the rule checks.",
        "oneOf": [{"const": name, "description": _first_line(kind)} for name, kind in known.items()],
    }
    return {
        **definitions,
        "rule_keys": keys,
        "rule": {
            "type": "object",
            "properties": {"kind": {"$ref": f"{COMMON}kind"}},
            "allOf": _branches(known),
        },
        "change": _change(keys, own),
        **{f"kind.{name}": _of_kind(known[name], keys, own[name]) for name in known},
    }


def _branches(names: Iterable[str]) -> list[Schema]:
    """Which of the forms of a rule holds, by its kind."""
    of_kind = [
        {
            "if": {"properties": {"kind": {"const": name}}, "required": ["kind"]},
            "then": {"$ref": f"#/$defs/kind.{name}"},
        }
        for name in names
    ]
    return [*of_kind, {"if": {"not": {"required": ["kind"]}}, "then": {"$ref": "#/$defs/change"}}]


def _suppression() -> Schema:
    keys = _model(SuppressionKeys.model_json_schema(ref_template="#/$defs/{model}"))
    keys["properties"]["object"] |= {"anyOf": [{"$ref": "#/$defs/object"}, {"type": "null"}]}
    return {**keys.pop("$defs", {}), "suppression": keys}


def _match() -> Schema:
    """Match rules: for each object a list of them, or a mapping with a list and what holds for all."""
    rule = _model(ScenarioKeys.model_json_schema())
    rule["properties"]["compare"]["additionalProperties"] = {"$ref": "#/$defs/hows"}
    settings = _model(ObjectMatchKeys.model_json_schema())
    rules = {"type": "array", "items": {"$ref": "#/$defs/match_rule"}}
    settings["properties"]["rules"] |= rules
    how = {"type": "string", "enum": list(HOWS)}
    hows = {"type": "array", "minItems": 1, "items": how}
    return {
        "match": {
            "type": ["object", "null"],
            "propertyNames": {"$ref": "#/$defs/object"},
            "additionalProperties": _listed_or(rules, {"$ref": "#/$defs/object_match"}),
        },
        "object_match": settings,
        "match_rule": rule,
        "hows": {
            "description": "How values must compare; of several words one is enough.",
            **_listed_or(hows, how),
        },
    }


def _listed_or(listed: Schema, other: Schema) -> Schema:
    """A list or something else; what is wrong within either is told where it is, as ``anyOf`` does not."""
    return {"if": {"type": "array"}, "then": listed, "else": other}


def _own_keys(kind: RuleKind, definitions: Schema) -> Schema:
    """The keys that a kind adds; the models within them join the definitions under the kind's name."""
    own: Schema = _model(kind.Params.model_json_schema(ref_template=f"#/$defs/{kind.name}.{{model}}"))
    definitions |= {f"{kind.name}.{name}": model for name, model in own.pop("$defs", {}).items()}
    return own


def _of_kind(kind: RuleKind, common: Schema, own: Schema) -> Schema:
    """A rule of a kind; what else the kind's model demands (such as one of two keys) is kept."""
    demands = {
        key: value for key, value in own.items() if key not in ("properties", "required", "description")
    }
    return {
        **demands,
        "description": cleandoc(kind.__doc__ or kind.name),
        "properties": {**_shared(common), **own["properties"]},
        "required": [*common["required"], *own.get("required", [])],
    }


def _change(common: Schema, own: Mapping[str, Schema]) -> Schema:
    """A rule without a kind: the id of an earlier one, and the keys that are to be different."""
    places: dict[str, list[str]] = {}
    for kind, keys in own.items():
        for key in keys["properties"]:
            places.setdefault(key, []).append(f"#/$defs/kind.{kind}/properties/{key}")
    return {
        "type": "object",
        "description": "A change of the rule with that id in a pack or file that this one extends.",
        "properties": {
            **{key: {"anyOf": _distinct(at, own)} for key, at in places.items()},
            **_shared(common),
        },
        "required": ["id"],
        "additionalProperties": False,
    }


def _distinct(places: Iterable[str], own: Mapping[str, Schema]) -> list[Schema]:
    """References to the different schemas that kinds have for one key."""
    found: dict[str, Schema] = {}
    for place in places:
        kind, key = place.removeprefix("#/$defs/kind.").split("/properties/")
        found.setdefault(repr(own[kind]["properties"][key]), {"$ref": place})
    return list(found.values())


def _shared(common: Schema) -> Schema:
    return {key: {"$ref": f"{COMMON}{key}"} for key in common["properties"]}


def _first_line(kind: RuleKind) -> str:
    return cleandoc(kind.__doc__ or kind.name).partition("\n\n")[0].replace("\n", " ")


def _model(schema: Any) -> Any:
    """A schema of pydantic's without what says nothing: titles made of names, and the default None."""
    if isinstance(schema, list):
        return [_model(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("format") == "field":
        return {"$ref": "#/$defs/field", **{k: v for k, v in schema.items() if k == "description"}}
    return {key: _within(key, value) for key, value in schema.items() if not _is_noise(key, value)}


def _within(key: str, value: Any) -> Any:
    """The value of a keyword; the keys of ``properties`` are names, not keywords."""
    if key in ("properties", "$defs"):
        return {name: _model(schema) for name, schema in value.items()}
    return value if key in ("default", "enum", "const", "examples") else _model(value)


def _is_noise(key: str, value: Any) -> bool:
    return key == "title" or (key == "default" and (value is None or value in ([], {})))

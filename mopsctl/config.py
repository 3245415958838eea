"""mopsctl.yaml: found from the working directory upwards, with the packs and files that it extends."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from mopsctl.config_keys import ConfigKeys, DedupeKeys, SourceKeys
from mopsctl.engine.conditions import shortened
from mopsctl.engine.located import Located, load_yaml
from mopsctl.engine.registry import installed, kinds, pack_text
from mopsctl.engine.rule import Rule, make_rule
from mopsctl.engine.suppression import Suppression, make_suppression
from mopsctl.engine.validation import validation_error
from mopsctl.errors import ConfigError
from mopsctl.failure import Failure
from mopsctl.matching.scenario import ObjectMatch, make_matches
from mopsctl.nearest import did_you_mean

FILE_NAME = "mopsctl.yaml"
DEFAULT_PACK = "mopsctl:b2b"
MATCHING_PACK = "mopsctl:matching"
"""The match rules of the default pack, alone."""
LARGEST_FILE = 20_000_000
"""Characters of a configuration; what is longer is something else, a device perhaps."""


@dataclass(frozen=True, slots=True)
class Config:
    """A configuration with everything it extends: rules by id in the order they were first named.

    ``demanding`` are the files and packs whose own rules must have examples.
    """

    path: Path | None = None
    rules: dict[str, Rule] = field(default_factory=dict)
    sources: tuple[SourceKeys, ...] = ()
    placeholders: dict[str, list[str]] = field(default_factory=dict)
    default_country: str | None = None
    demanding: frozenset[str] = frozenset()
    suppressions: tuple[Suppression, ...] = ()
    match: dict[str, ObjectMatch] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    dedupe: DedupeKeys = field(default_factory=DedupeKeys)


def find_config(start: Path) -> Path | None:
    """The nearest mopsctl.yaml in a folder or above it."""
    try:
        nearest = start.resolve()
    except FileNotFoundError:  # the working directory has been removed
        return None
    for folder in [nearest, *nearest.parents]:
        if (folder / FILE_NAME).is_file():
            return folder / FILE_NAME
    return None


def configuration(given: Config | Path | str | None) -> Config:
    """The configuration that is given, or that of a file; where nothing is given, of the nearest mopsctl.yaml.

    :raises ConfigError: see `load_config`.
    """
    if isinstance(given, Config):
        return given
    return load_config(find_config(Path()) if given is None else Path(given))


def matching_configuration(given: Config | Path | str | None) -> Config:
    """What a configuration says of matching and of sources, see `configuration`; its rules are not looked at.

    :raises ConfigError: see `load_config`.
    """
    if isinstance(given, Config):
        return given
    path = find_config(Path()) if given is None else Path(given)
    return _without_rules(path, _gathered(path, MATCHING_PACK))


def load_config(path: Path | None) -> Config:
    """The configuration of a file, or the default pack where there is none.

    :raises ConfigError: with file, line and the nearest right word for a mistake.
    """
    return _made(path, _gathered(path, DEFAULT_PACK))


def _gathered(path: Path | None, pack: str) -> _Gathered:
    gathered = _Gathered()
    if path is None:
        _take_pack(pack, pack, gathered, ())
    else:
        _take_file(path, str(path), gathered, ())
    return gathered


def load_pack(reference: str) -> Config:
    """The configuration that an installed pack is, with the packs that it extends.

    :raises ConfigError: see `load_config`.
    """
    gathered = _Gathered()
    _take_pack(reference, reference, gathered, ())
    return _made(None, gathered)


@cache
def default_matches() -> dict[str, ObjectMatch]:
    """The match rules of the default pack."""
    return _gathered(None, MATCHING_PACK).match


def config_of(text: str, name: str, folder: Path) -> Config:
    """The configuration that a YAML text is; its files are relative to ``folder``.

    :param name: what messages call the text.
    :raises ConfigError: see `load_config`.
    """
    gathered = _Gathered()
    _take(load_yaml(text, name), name, gathered, (), folder)
    return _made(None, gathered)


def _made(path: Path | None, gathered: _Gathered) -> Config:
    known = kinds()
    rules = {name: make_rule(written, known) for name, written in gathered.rules.items()}
    suppressions = [make_suppression(written, place, rules) for written, place in gathered.suppressions]
    return Config(
        path, rules, tuple(gathered.sources), gathered.placeholders, gathered.default_country,
        frozenset(gathered.demanding), tuple(suppressions), gathered.match, tuple(installed().failures),
        gathered.dedupe,
    )  # fmt: skip


def _without_rules(path: Path | None, gathered: _Gathered) -> Config:
    return Config(
        path, sources=tuple(gathered.sources), placeholders=gathered.placeholders,
        default_country=gathered.default_country, match=gathered.match, dedupe=gathered.dedupe,
    )  # fmt: skip


@dataclass(slots=True)
class _Gathered:
    rules: dict[str, Located] = field(default_factory=dict)
    sources: list[SourceKeys] = field(default_factory=list)
    placeholders: dict[str, list[str]] = field(default_factory=dict)
    default_country: str | None = None
    demanding: set[str] = field(default_factory=set)
    suppressions: list[tuple[Any, str]] = field(default_factory=list)
    match: dict[str, ObjectMatch] = field(default_factory=dict)
    dedupe: DedupeKeys = field(default_factory=DedupeKeys)
    taken: set[str] = field(default_factory=set)


def _take_pack(reference: str, place: str, gathered: _Gathered, above: tuple[str, ...]) -> None:
    text, name = pack_text(reference, place)
    _take(load_yaml(text, name), name, gathered, (*above, reference), None)


def _take_file(path: Path, place: str, gathered: _Gathered, above: tuple[str, ...]) -> None:
    above_place = None if place == str(path) else place
    try:
        with path.open(encoding="utf-8-sig") as stream:
            text = stream.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise ConfigError(f"there is no file {path}", above_place) from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path} cannot be read as text: save it in UTF-8", above_place) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ConfigError(f"{shortened(str(path))!r} cannot be read: {reason}", above_place) from None
    if len(text) > LARGEST_FILE:
        raise ConfigError(f"{path} is longer than any configuration", above_place)
    _take(load_yaml(text, str(path)), str(path), gathered, (*above, str(path.resolve())), path.parent)


def _take(data: Any, name: str, gathered: _Gathered, above: tuple[str, ...], folder: Path | None) -> None:
    """Gather a document's rules after those of what it extends; a pack is in no folder (None)."""
    if data is None:
        data = Located(name, 1)
    if not isinstance(data, Located):
        raise ConfigError("a configuration is a mapping with keys such as 'extends' and 'rules'", name)
    keys = _keys(data)
    for reference in [keys.extends] if isinstance(keys.extends, str) else keys.extends:
        _extend(reference, data.place_of("extends"), gathered, above, folder)
    for written in keys.rules:
        _take_rule(written, data.place_of("rules"), gathered)
    for field_name, values in keys.placeholders.items():
        gathered.placeholders.setdefault(field_name, []).extend(values)
    if keys.suppressions and folder is None:
        raise ConfigError("a pack cannot accept findings", data.place_of("suppressions"))
    gathered.suppressions += [(one, data.place_of("suppressions")) for one in keys.suppressions]
    if keys.match is not None:
        gathered.match.update(make_matches(keys.match, data.place_of("match")))
    for source in keys.sources:
        if folder is None:
            raise ConfigError("a pack cannot say anything of files", data.place_of("sources"))
        absolute = str((folder / source.path).resolve())
        gathered.sources.append(source.model_copy(update={"path": absolute}))
    gathered.default_country = keys.default_country or gathered.default_country
    gathered.dedupe = gathered.dedupe.model_copy(update=keys.dedupe.model_dump(exclude_none=True))
    if keys.examples:
        gathered.demanding.add(name)


def _keys(data: Located) -> ConfigKeys:
    for key in data:
        if key not in ConfigKeys.model_fields:
            hint = did_you_mean(key, ConfigKeys.model_fields)
            raise ConfigError(f"unknown key {key!r}{hint}", data.place_of(key))
    try:
        return ConfigKeys.model_validate(data)
    except ValidationError as error:
        raise validation_error(error, data, "the configuration") from None


def _extend(
    reference: str, place: str, gathered: _Gathered, above: tuple[str, ...], folder: Path | None
) -> None:
    if not reference or "\0" in reference:
        raise ConfigError("'extends' names packs (mopsctl:b2b) and files", place)
    file = None if folder is None else folder / reference
    if file is None and ":" not in reference:
        raise ConfigError(f"a pack can extend other packs, not the file {reference!r}", place)
    if file is not None and ":" in reference and not file.exists():
        file = None
    identity = reference if file is None else str(file.resolve())
    if identity in above:
        raise ConfigError(f"'extends' goes in a circle: {' → '.join([*above, identity])}", place)
    if identity in gathered.taken:
        return
    gathered.taken.add(identity)
    if file is None:
        _take_pack(reference, place, gathered, above)
    else:
        _take_file(file, place, gathered, above)


def _take_rule(written: Any, place: str, gathered: _Gathered) -> None:
    if not isinstance(written, Located):
        raise ConfigError("a rule is a mapping with 'id', 'object' and 'kind'", place)
    name = written.get("id")
    if not isinstance(name, str):
        raise ConfigError("a rule needs an 'id'", written.place)
    file = written.place.rpartition(":")[0]
    earlier = gathered.rules.get(name)
    if earlier is not None and earlier.place.rpartition(":")[0] == file:
        raise ConfigError(f"the rule {name!r} is already defined at {earlier.place}", written.place_of("id"))
    if earlier is None and "kind" not in written:
        known = did_you_mean(name, gathered.rules)
        raise ConfigError(
            f"rule {name!r} needs a 'kind', or the id of a rule to change{known}", written.place
        )
    gathered.rules[name] = written if earlier is None else earlier.merged(written)

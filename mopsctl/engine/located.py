"""YAML that remembers where each key stands, so that a mistake can be named with file and line."""

from __future__ import annotations

from typing import Any

import yaml

from mopsctl.errors import ConfigError

MAX_NODES = 200_000
"""More nodes than any configuration has: aliases that multiply beyond it are refused."""
MAX_BITS, MAX_SHOWN = 1_000, 60
"""Bits of a whole number, since Python cannot even show much longer ones, and characters in a message."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Located(dict[str, Any]):
    """A mapping whose keys know their place (``file:line``)."""

    def __init__(self, file: str, line: int) -> None:
        super().__init__()
        self.place = f"{file}:{line}"
        self.places: dict[str, str] = {}

    def place_of(self, key: str) -> str:
        """Where a key stands, or the mapping where the key is not in it."""
        return self.places.get(key, self.place)

    def merged(self, other: Located) -> Located:
        """This mapping with the other's keys over it, each keeping its place."""
        result = Located(*_split(self.place))
        result.update({**self, **other})
        result.places = {**self.places, **other.places}
        return result


def load_yaml(text: str, file: str) -> Any:
    """The data of a YAML document; mappings are `Located`.

    :raises ConfigError: for text that is not YAML, a key given twice, or aliases that explode.
    """
    try:
        loader = _LOADER(text)
        try:
            node = loader.get_single_node()
            return None if node is None else _Builder(loader, file).build(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{file}:{mark.line + 1}" if mark else file
        raise ConfigError(f"this is not valid YAML: {error.problem or error}", place) from None
    except RecursionError:
        raise ConfigError("this file nests without end", file) from None
    except (yaml.YAMLError, ValueError) as error:
        raise ConfigError(f"this is not valid YAML: {str(error).splitlines()[0]}", file) from None


def _is_endless(value: Any) -> bool:
    return isinstance(value, int) and value.bit_length() > MAX_BITS


def _split(place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(":")
    return file, int(line)


class _Builder:
    def __init__(self, loader: Any, file: str) -> None:
        self._loader = loader
        self._file = file
        self._nodes = 0

    def build(self, node: yaml.Node) -> Any:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise ConfigError("the aliases in this file multiply beyond any use; write it out", self._file)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item) for item in node.value]
        return self._scalar(node)

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            value = self._loader.construct_object(node)
            reason = "a number of so many digits" if _is_endless(value) else None
        except ValueError as error:  # 2026-02-31 is a date to YAML, and there is no such day
            reason = str(error).partition(":")[0]
        if reason is None:
            return value
        place = f"{self._file}:{node.start_mark.line + 1}"
        shown = node.value[:MAX_SHOWN]
        raise ConfigError(f"{shown!r} cannot be read ({reason}); put it in quotes if it is a word", place)

    def _mapping(self, node: yaml.MappingNode) -> Located:
        result = Located(self._file, node.start_mark.line + 1)
        for key_node, value_node in node.value:
            place = f"{self._file}:{key_node.start_mark.line + 1}"
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None:
                raise ConfigError("a key must be a plain word", place)
            if key == "<<":
                raise ConfigError("merge keys (<<) are not read: write out the keys that are meant", place)
            if key in result:
                raise ConfigError(f"the key {key!r} is given twice", place)
            result[key] = self.build(value_node)
            result.places[key] = place
        return result

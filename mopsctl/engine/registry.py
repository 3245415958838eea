"""The rule kinds and packs that are installed: ours and third parties', all through entry points."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module, resources
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable
from typing import Any

from pydantic import BaseModel

from mopsctl.engine.kinds import RowKind, RuleKind, TableKind, ValueKind
from mopsctl.errors import ConfigError
from mopsctl.failure import Failure, error_text
from mopsctl.findings import Dimension

RULES_GROUP = "mopsctl.rules"
PACKS_GROUP = "mopsctl.packs"
SHAPES = (RowKind, ValueKind, TableKind)


@dataclass(slots=True)
class Installed:
    """The kinds by name, the plug-in (entry point) that each is of, and what could not be loaded."""

    kinds: dict[str, RuleKind] = field(default_factory=dict)
    plugins: dict[str, str] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)


def kinds() -> dict[str, RuleKind]:
    """Every installed rule kind that works, by its name."""
    return installed().kinds


@cache
def installed() -> Installed:
    """Everything that the installed plug-ins offer. One that fails is told of and disturbs no other."""
    found = Installed()
    for point in sorted(entry_points(group=RULES_GROUP), key=_ours_first):
        try:
            with redirect_stdout(sys.stderr):  # standard output is the report's alone
                offered = list(point.load().KINDS)
        except (Exception, SystemExit) as error:
            found.failures.append(_not_loaded(point, error))
            continue
        for made in offered:
            _take(found, point, made)
    return found


def plugin_of(kind: RuleKind) -> str:
    """The name of the plug-in that a kind is of, or its module where no plug-in offers it."""
    return installed().plugins.get(kind.name, type(kind).__module__)


def pack_text(reference: str, place: str) -> tuple[str, str]:
    """The text and the displayed name of a pack such as ``mopsctl:b2b``.

    :raises ConfigError: where no such pack is installed, or its package does not work.
    """
    provider, _, name = reference.partition(":")
    points = {point.name: point for point in entry_points(group=PACKS_GROUP)}
    if provider not in points:
        raise ConfigError(f"no installed package provides packs as {provider!r}", place)
    try:
        folder = _folder(points[provider])
    except (Exception, SystemExit) as error:
        said = f"the packs of {provider!r} ({points[provider].value}) cannot be loaded: {error_text(error)}"
        raise ConfigError(said, place) from error
    file = folder / f"{name}.yaml"
    if not name.isidentifier() or not file.is_file():
        known = sorted(f"{provider}:{entry.name.removesuffix('.yaml')}" for entry in folder.iterdir()
                       if entry.name.endswith(".yaml"))  # fmt: skip
        raise ConfigError(f"there is no pack {reference!r}; there are {', '.join(known)}", place)
    return file.read_text(encoding="utf-8"), reference


def pack_names() -> list[str]:
    """Every installed pack as ``extends`` names it, those of one package together.

    Packages that do not work are left out; that is told to whoever extends a pack of theirs.
    """
    names = []
    for point in sorted(entry_points(group=PACKS_GROUP), key=lambda point: point.name):
        with suppress(Exception, SystemExit):
            files = sorted(entry.name for entry in _folder(point).iterdir() if entry.name.endswith(".yaml"))
            names += [f"{point.name}:{file.removesuffix('.yaml')}" for file in files]
    return names


def _folder(point: EntryPoint) -> Traversable:
    with redirect_stdout(sys.stderr):
        return resources.files(import_module(point.module))


def _ours_first(point: EntryPoint) -> tuple[bool, str, str]:
    """So that no plug-in takes the name of a kind of ours, or of a plug-in before it."""
    return not point.value.startswith("mopsctl.rules."), point.value, point.name


def _take(found: Installed, point: EntryPoint, made: Any) -> None:
    try:
        kind = made()
        wrong = next(_faults(kind, found), None)
    except (Exception, SystemExit) as error:
        found.failures.append(_bad_kind(point, made, error_text(error)))
        return
    if wrong is not None:
        found.failures.append(_bad_kind(point, made, wrong))
        return
    found.kinds[kind.name] = kind
    found.plugins[kind.name] = point.name


def _faults(kind: Any, found: Installed) -> Iterator[str]:
    if not isinstance(kind, SHAPES):
        yield "it is no RowKind, ValueKind or TableKind"
    elif not isinstance(getattr(kind, "name", None), str):
        yield "it has no name"
    elif not isinstance(getattr(kind, "dimension", None), Dimension):
        yield "it has no dimension"
    elif not issubclass(kind.Params, BaseModel):
        yield "its Params are no pydantic model"
    elif kind.name in found.kinds:
        yield f"the plug-in {found.plugins[kind.name]!r} has a kind {kind.name!r} already"


def _not_loaded(point: EntryPoint, error: BaseException) -> Failure:
    said = error_text(error)
    named = f"the rule plug-in {point.name!r} ({point.value})"
    return Failure(point.name, None, said, f"{named} cannot be loaded: {said}")


def _bad_kind(point: EntryPoint, made: Any, wrong: str) -> Failure:
    named = f"the kind {getattr(made, '__name__', made)!r} of the rule plug-in {point.name!r} ({point.value})"
    return Failure(point.name, None, wrong, f"{named} cannot be used: {wrong}")

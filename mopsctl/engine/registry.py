"""The rule kinds and packs that are installed: ours and third parties', all through entry points."""

from __future__ import annotations

from functools import cache
from importlib import import_module, resources
from importlib.metadata import EntryPoint, entry_points

from mopsctl.engine.kinds import RuleKind
from mopsctl.errors import ConfigError

RULES_GROUP = "mopsctl.rules"
PACKS_GROUP = "mopsctl.packs"


@cache
def kinds() -> dict[str, RuleKind]:
    """Every installed rule kind by its name.

    :raises ConfigError: for a plug-in that cannot be imported, or a name that two plug-ins use.
    """
    found: dict[str, RuleKind] = {}
    for point in sorted(entry_points(group=RULES_GROUP), key=lambda point: (point.value, point.name)):
        for kind in _kinds_of(point):
            if kind.name in found:
                raise ConfigError(f"two installed plug-ins define the rule kind {kind.name!r}; remove one")
            found[kind.name] = kind
    return found


def pack_text(reference: str, place: str) -> tuple[str, str]:
    """The text and the displayed name of a pack such as ``mopsctl:b2b``.

    :raises ConfigError: where no such pack is installed.
    """
    provider, _, name = reference.partition(":")
    points = {point.name: point for point in entry_points(group=PACKS_GROUP)}
    if provider not in points:
        raise ConfigError(f"no installed package provides packs as {provider!r}", place)
    folder = resources.files(import_module(points[provider].module))
    file = folder / f"{name}.yaml"
    if not name.isidentifier() or not file.is_file():
        known = sorted(f"{provider}:{entry.name.removesuffix('.yaml')}" for entry in folder.iterdir()
                       if entry.name.endswith(".yaml"))  # fmt: skip
        raise ConfigError(f"there is no pack {reference!r}; there are {', '.join(known)}", place)
    return file.read_text(encoding="utf-8"), reference


def pack_names() -> list[str]:
    """Every installed pack as ``extends`` names it, those of one package together."""
    names = []
    for point in sorted(entry_points(group=PACKS_GROUP), key=lambda point: point.name):
        folder = resources.files(import_module(point.module))
        files = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
        names += [f"{point.name}:{file.removesuffix('.yaml')}" for file in files]
    return names


def _kinds_of(point: EntryPoint) -> list[RuleKind]:
    try:
        module = point.load()
        return [kind() for kind in module.KINDS]
    except Exception as error:
        raise ConfigError(
            f"the rule plug-in {point.name!r} ({point.value}) cannot be loaded: {error}"
        ) from error

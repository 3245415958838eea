"""What mopsctl.yaml says of a file of the source."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from mopsctl.config_keys import SourceKeys
from mopsctl.sources.table import ReadOptions


def keys_for(name: str, source: str | Path, entries: Sequence[SourceKeys]) -> SourceKeys | None:
    """The last entry that is about a file: names it, a folder or archive that it is in, or a pattern that it fits.

    :param name: the file as the source's tables name it: below a folder, relative to it.
    """
    if not entries:
        return None
    folder = Path(source)
    path = (folder / name if folder.is_dir() else Path(name)).resolve()
    for entry in reversed(entries):
        wanted = Path(entry.path)
        if wanted == path or wanted in path.parents or fnmatchcase(str(path), entry.path):
            return entry
    return None


def read_options(by_hand: ReadOptions, keys: SourceKeys | None) -> ReadOptions:
    """How a file is written: what is said by hand, else what is configured, else to be detected (None)."""
    if keys is None:
        return by_hand
    return ReadOptions(
        encoding=by_hand.encoding or keys.encoding,
        delimiter=by_hand.delimiter or keys.delimiter,
        header_row=keys.header_row if by_hand.header_row is None else by_hand.header_row,
        sheet=by_hand.sheet,
    )

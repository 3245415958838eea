"""Where a report may be written: never over the data that it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mopsctl.errors import UsageError
from mopsctl.sources.own_report import is_own_report


def check_targets(paths: Sequence[Path], source: str) -> None:
    """Whether each of them may be written to, and no file is named twice.

    :raises UsageError: where it is not so.
    """
    for number, path in enumerate(paths):
        check_target(path, source)
        if path.resolve() in {other.resolve() for other in paths[:number]}:
            raise UsageError(f"{path} is named twice; give each report a file of its own")


def check_target(path: Path, source: str) -> None:
    """Whether a report may be written to ``path``; an earlier report there is replaced.

    :raises UsageError: where there is no folder for it, it is a folder, or it is a file of the source.
    """
    try:
        if not path.absolute().parent.is_dir():
            raise UsageError(f"{path}: there is no folder {path.absolute().parent}; make it first")
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file in it")
        if path.is_file() and _is_part_of(path, Path(source)) and not is_own_report(path):
            raise UsageError(
                f"{path} is part of the source and would be lost; name another file for the report"
            )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"cannot write {path}: {reason}") from None


def _is_part_of(path: Path, source: Path) -> bool:
    if source.is_file():
        return path.samefile(source)
    return source.is_dir() and source.resolve() in path.resolve().parents

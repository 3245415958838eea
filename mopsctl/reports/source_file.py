"""Where a finding's file is, seen from the folder in which mopsctl ran, as tools that open files need it."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from mopsctl.results import AuditResult

NO_FILES = ("-", "frame")
"""Sources that are not in the file system."""


def source_file(result: AuditResult, path: str) -> str:
    """The path of a file of the source, with forward slashes; relative where the file is in or below that folder.

    Findings name files of a folder relative to it, and members of an archive below it.
    """
    source = result.source
    whole = (
        path == source or source in NO_FILES or (path.startswith(f"{source}/") and source.endswith(".zip"))
    )
    named = PurePath(path) if whole else PurePath(source, path)
    if named.is_absolute() and named.is_relative_to(Path.cwd()):
        named = named.relative_to(Path.cwd())
    return PurePath(os.path.normpath(named)).as_posix()

"""An earlier JSON report, read as a stream: its head whole, of its findings no more than their fingerprints."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from pydantic import BaseModel, Field, ValidationError

from mopsctl.errors import UsageError
from mopsctl.findings import Dimension, Severity

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 1
CHUNK = 1 << 20
LARGEST_VALUE = 1 << 26
"""Characters of the longest single value of a report: its list of problems, or of rules."""
LARGEST_PART = 20_000
"""Fingerprints that are held as Python's own texts at a time, of each rule."""
_SPACE = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:\s*")
_DECODER = json.JSONDecoder()

RuleKey = tuple[str, str]


class _Summary(BaseModel):
    findings: int = Field(ge=0)
    score: float | None


class _Object(BaseModel):
    object: str
    rows: int
    score: float


class _Score(BaseModel):
    object: str
    dimension: Dimension
    score: float


class _Rule(BaseModel):
    id: str
    object: str
    title: str
    severity: Severity
    checked: int
    failed: int
    points: float


class _Source(BaseModel):
    path: str
    object: str
    rows: int


class EarlierHead(BaseModel):
    """What a comparison needs of a report beside its findings; the keys are those of the JSON report."""

    command: str
    mopsctl: str
    created: str
    as_of: str
    source: list[_Source]
    summary: _Summary
    objects: list[_Object]
    scores: list[_Score]
    rules: list[_Rule]


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """A report; ``fingerprints`` are of the findings that it holds, by rule and object, ``held`` how many."""

    path: str
    head: EarlierHead
    fingerprints: dict[RuleKey, pa.ChunkedArray]
    held: int


def read_earlier(path: Path, command: str = "audit") -> EarlierReport:
    """Read an earlier report of a command, however it is laid out, in little memory.

    :raises UsageError: where it is missing, no report of ours, of another schema, or of another command.
    """
    found = _Fingerprints()
    try:
        with path.open(encoding="utf-8-sig") as stream:
            values = dict(_members(_Text(stream), found))
    except OSError as error:
        raise UsageError(f"--compare {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _no_report(path, "it is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise _no_report(path, str(error)) from None
    if values.get("schema") != SCHEMA_VERSION:
        stated = f"schema {values['schema']!r}" if "schema" in values else "no schema"
        raise _no_report(path, f"it has {stated}, this mopsctl reads schema {SCHEMA_VERSION}")
    head = _head(path, values)
    if head.command != command:
        raise UsageError(
            f"--compare {path} is a report of mopsctl {head.command}; give one of mopsctl {command}"
        )
    return EarlierReport(str(path), head, found.arrays(), found.held)


def _head(path: Path, values: dict[str, Any]) -> EarlierHead:
    try:
        return EarlierHead.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _no_report(path, f"{place}: {first['msg'].lower()}") from None


def _no_report(path: Path, reason: str) -> UsageError:
    return UsageError(f"--compare {path} is no JSON report of mopsctl: {reason}")


class _Fingerprints:
    """The fingerprints of findings as they come, by rule and object."""

    def __init__(self) -> None:
        self.held = 0
        self._open: defaultdict[RuleKey, list[str]] = defaultdict(list)
        self._done: defaultdict[RuleKey, list[pa.Array]] = defaultdict(list)

    def add(self, finding: Any) -> None:
        """:raises ValueError: for what is no finding."""
        try:
            key, mark = (finding["rule"], finding["object"]), finding["fingerprint"]
        except (TypeError, KeyError):
            raise ValueError("its findings are not those of mopsctl") from None
        if not all(isinstance(text, str) for text in (*key, mark)):
            raise ValueError("its findings are not those of mopsctl")
        self.held += 1
        waiting = self._open[key]
        waiting.append(mark)
        if len(waiting) >= LARGEST_PART:
            self._close(key)

    def arrays(self) -> dict[RuleKey, pa.ChunkedArray]:
        import pyarrow as pa

        for key in list(self._open):
            self._close(key)
        return {key: pa.chunked_array(parts, pa.string()) for key, parts in self._done.items()}

    def _close(self, key: RuleKey) -> None:
        import pyarrow as pa

        self._done[key].append(pa.array(self._open.pop(key, []), pa.string()))


def _members(text: _Text, found: _Fingerprints) -> Iterator[tuple[str, Any]]:
    """The keys of the outermost object with their values, but for the findings, which go to ``found``."""
    text.skip(_SPACE)
    if not text.take("{"):
        raise ValueError("it is no JSON object")
    while True:
        text.skip(_SPACE)
        if text.take("}"):
            return
        key = text.value()
        text.skip(_COLON)
        if key != "findings":
            yield str(key), text.value()
        elif not text.take("["):
            raise ValueError("its findings are no list")
        else:
            for finding in _items(text):
                found.add(finding)


def _items(text: _Text) -> Iterator[Any]:
    while True:
        text.skip(_SPACE)
        if text.take("]"):
            return
        yield text.value()


class _Text:
    """The text of a file, from which values are taken one after the other."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._buffer = ""
        self._at = 0
        self._ended = False

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Pass what the pattern matches."""
        while True:
            match = pattern.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer) or not self._more():
                return

    def take(self, sign: str) -> bool:
        """Pass a sign where it comes next, and say whether it did."""
        if self._buffer.startswith(sign, self._at):
            self._at += 1
            return True
        return False

    def value(self) -> Any:
        """The next JSON value, which is taken for whole once something stands behind it."""
        while True:
            try:
                value, end = _DECODER.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if not self._more():
                    raise ValueError(f"it is not JSON, or cut off ({error.msg})") from None
                continue
            if end < len(self._buffer) or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        kept = len(self._buffer) - self._at
        if kept > LARGEST_VALUE:
            raise ValueError("one of its values is longer than any of a report")
        read = "" if self._ended else self._stream.read(max(CHUNK, kept))
        self._ended = not read
        self._buffer, self._at = self._buffer[self._at :] + read, 0
        return bool(read)

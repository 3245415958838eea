"""An earlier JSON report, read as a stream: its head whole, of its findings no more than their fingerprints."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, FiniteFloat, ValidationError

from mopsctl.auditing.json_members import json_members
from mopsctl.engine.validation import wording
from mopsctl.errors import UsageError
from mopsctl.findings import Dimension, Severity

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = 1
LARGEST_PART = 20_000
"""Fingerprints that are held as Python's own texts at a time, of each rule."""

RuleKey = tuple[str, str]


def _is_iso(text: str) -> str:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("is no time in ISO 8601") from None
    return text


Time = Annotated[str, AfterValidator(_is_iso)]
"""A day, or a day and a time, in ISO 8601."""


class _Summary(BaseModel):
    score: FiniteFloat | None


class _Object(BaseModel):
    object: str
    rows: int
    score: FiniteFloat


class _Score(BaseModel):
    object: str
    dimension: Dimension
    score: FiniteFloat


class _Rule(BaseModel):
    id: str
    object: str
    title: str
    severity: Severity
    checked: int
    failed: int
    points: FiniteFloat
    known: int = 0

    @property
    def broken(self) -> int:
        """How many records broke the rule, those in a baseline included."""
        return self.failed + self.known


class _Suppressed(BaseModel):
    count: int


class _Source(BaseModel):
    path: str
    object: str
    rows: int


class EarlierHead(BaseModel):
    """What a comparison needs of a report beside its findings; the keys are those of the JSON report."""

    command: str
    mopsctl: str
    created: Time
    as_of: Time
    source: list[_Source]
    summary: _Summary
    objects: list[_Object]
    scores: list[_Score]
    rules: list[_Rule]
    suppressed: list[_Suppressed] = []


_LISTS = ("source", "objects", "scores", "rules", "suppressed")
"""The lists of a report's head that are kept; the others are passed over."""


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """A report; ``fingerprints`` are of the findings that it holds, by rule and object, ``held`` how many."""

    path: str
    head: EarlierHead
    fingerprints: dict[RuleKey, pa.ChunkedArray]
    held: int

    @property
    def findings(self) -> int:
        """How many findings there were, those in a baseline included."""
        return sum(rule.broken for rule in self.head.rules)


def read_earlier(path: Path, command: str = "audit") -> EarlierReport:
    """Read an earlier report of a command, however it is laid out, in little memory.

    :raises UsageError: where it is missing, no report of ours, of another schema, or of another command.
    """
    found = _Fingerprints()
    values = _values(path, found)
    if values.get("schema") != SCHEMA_VERSION:
        stated = f"schema {str(values['schema'])[:20]}" if "schema" in values else "no schema"
        raise _no_report(path, f"it has {stated}, this mopsctl reads schema {SCHEMA_VERSION}")
    head = _head(path, values)
    if head.command != command:
        raise UsageError(
            f"--compare {path} is a report of mopsctl {head.command}; give one of mopsctl {command}"
        )
    return EarlierReport(str(path), head, found.arrays(), found.held)


def _values(path: Path, found: _Fingerprints) -> dict[str, Any]:
    """The values of a report by key; its findings go to ``found``."""
    lists: dict[str, list[Any]] = {key: [] for key in _LISTS}

    def take(key: str, item: Any) -> None:
        if key == "findings":
            found.add(item)
        elif key in lists:
            lists[key].append(item)

    try:
        with path.open(encoding="utf-8-sig") as stream:
            values = {**lists, **dict(json_members(stream, take))}
    except OSError as error:
        raise UsageError(f"--compare {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise _no_report(path, "it is not UTF-8") from None
    except (ValueError, RecursionError) as error:
        raise _no_report(path, str(error)) from None
    if "findings" in values:  # a list of them never comes as one value
        raise _no_report(path, "its findings are no list")
    return values


def _head(path: Path, values: dict[str, Any]) -> EarlierHead:
    try:
        return EarlierHead.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise _no_report(path, f"its {place!r} {wording(first)}") from None


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

"""JSON and JSON Lines as a stream of objects, one at a time, with the places that are not JSON."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from mopsctl.sources.encoding import detect_encoding
from mopsctl.sources.input_file import InputFile
from mopsctl.sources.kind import KIND_HEAD

_CHUNK = 1 << 20
# The keys under which APIs put their records: Salesforce's "records", HubSpot's "results", Marketo's "result",
# OData's "value"; and what people call a list of records.
_LIST_KEYS = (
    *("records", "results", "result", "data", "items", "value", "values", "rows", "objects", "entries"),
    *("contacts", "leads", "prospects", "people", "companies", "accounts", "opportunities", "deals"),
    *("campaigns", "members", "users"),
)
_SCALAR = r'(?:"(?:[^"\\]|\\.)*"|[-+.\w]+)'
_WRAPPED = re.compile(
    rf'\s*\{{(?:\s*"(?:[^"\\]|\\.)*"\s*:\s*{_SCALAR}\s*,)*?\s*"(?:{"|".join(_LIST_KEYS)})"\s*:\s*\['
)


class Number(str):
    """A JSON number as its digits, so that 1.10 stays 1.10 and no number is too large."""

    __slots__ = ()


_SEPARATORS = re.compile(r"[\s,]+")
_DECODER = json.JSONDecoder(parse_float=Number, parse_int=Number)
_HALF_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Item:
    """One value of the list, at a line (JSON Lines) or ordinal.

    ``broken`` says why it could not be read, ``mended`` what was changed so that it could.
    """

    place: int
    value: Any = None
    broken: str = ""
    text: str = ""
    mended: str = ""


def json_lines(source: InputFile) -> Iterator[Item]:
    """The values of a JSON Lines file, one a line; blank lines count but are no items."""
    with source.open() as stream, _text(source, stream) as lines:
        for place, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield _item(place, _DECODER.decode(line.strip()), line, 0, len(line))
            except (ValueError, RecursionError) as error:
                yield Item(place, broken=f"not JSON: {_reason(error)}", text=line.rstrip("\r\n"))


def json_items(source: InputFile) -> Iterator[Item]:
    """The elements of a file's list of records, which is the file itself or stands under a usual key.

    A file that is one object without such a list is a list of that object.
    """
    with source.open() as stream, _text(source, stream) as text:
        buffer = text.read(_CHUNK)
        opened = re.match(r"\s*\[", buffer) or _WRAPPED.match(buffer)
        if opened:
            yield from _elements(buffer[opened.end() :], text)
        else:
            yield from _whole(buffer + text.read())


def _text(source: InputFile, stream: BinaryIO) -> io.TextIOWrapper:
    encoding = detect_encoding(source.head(KIND_HEAD))
    stream.read(encoding.mark)
    return io.TextIOWrapper(stream, codecs.lookup(encoding.name).name, errors="replace", newline="\n")


def _elements(buffer: str, text: io.TextIOBase) -> Iterator[Item]:
    """The values up to the list's closing bracket; a value is taken once something stands behind it."""
    position, place, ended = 0, 1, False
    while True:
        position = _after_separators(buffer, position)
        if buffer.startswith("]", position):
            return
        try:
            value, end = _DECODER.raw_decode(buffer, position)
        except (ValueError, RecursionError) as error:
            value, end, broken = None, len(buffer), _reason(error)
        else:
            broken = ""
        if end < len(buffer) or (ended and not broken):
            yield _item(place, value, buffer, position, end)
            position, place = end, place + 1
        elif ended:
            yield Item(
                place, broken=f"the file seems cut off or broken here: {broken}", text=buffer[position:]
            )
            return
        else:
            more = text.read(max(_CHUNK, len(buffer)))
            buffer, position, ended = buffer[position:] + more, 0, not more


def _after_separators(buffer: str, position: int) -> int:
    match = _SEPARATORS.match(buffer, position)
    return match.end() if match else position


def _whole(text: str) -> Iterator[Item]:
    try:
        value = _DECODER.decode(text.strip())
    except (ValueError, RecursionError) as error:
        yield Item(1, broken=f"not JSON: {_reason(error)}", text=text)
        return
    lists = (
        [value[key] for key in _LIST_KEYS if isinstance(value.get(key), list)]
        if isinstance(value, dict)
        else []
    )
    for place, element in enumerate(lists[0] if lists else [value], start=1):
        yield _item(place, element, text, 0, len(text))


def _item(place: int, value: Any, text: str, start: int, end: int) -> Item:
    """The value read from ``text[start:end]``; where an escape there is half a character, with that replaced."""
    if not _HALF_ESCAPE.search(text, start, end):
        return Item(place, value)
    try:
        whole = _with_whole_characters(value)
    except RecursionError as error:
        return Item(place, broken=f"not JSON: {_reason(error)}")
    mended = "" if whole == value else "an escape that is half a character (a lone surrogate) became \ufffd"
    return Item(place, whole, mended=mended)


def _with_whole_characters(value: Any) -> Any:
    if isinstance(value, dict):
        return {_with_whole_characters(key): _with_whole_characters(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_whole_characters(inner) for inner in value]
    if isinstance(value, str) and not isinstance(value, Number):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep or ends too early"

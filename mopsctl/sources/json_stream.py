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
# The keys under which APIs put their records: Salesforce's "records", HubSpot's "results", OData's "value".
_LIST_KEYS = ("records", "results", "data", "items", "value", "contacts", "companies", "objects")
_SCALAR = r'(?:"(?:[^"\\]|\\.)*"|[-+.\w]+)'
_WRAPPED = re.compile(
    rf'\s*\{{(?:\s*"(?:[^"\\]|\\.)*"\s*:\s*{_SCALAR}\s*,)*?\s*"(?:{"|".join(_LIST_KEYS)})"\s*:\s*\['
)


class Number(float):
    """A JSON number that remembers its digits, so that 1.10 stays 1.10."""

    digits: str

    def __new__(cls, digits: str) -> Number:
        number = super().__new__(cls, digits)
        number.digits = digits
        return number


_DECODER = json.JSONDecoder(parse_float=Number)


@dataclass(frozen=True, slots=True)
class Item:
    """One value of the list, at a line (JSON Lines) or ordinal; ``broken`` says why it could not be read."""

    place: int
    value: Any = None
    broken: str = ""
    text: str = ""


def json_lines(source: InputFile) -> Iterator[Item]:
    """The values of a JSON Lines file, one a line; blank lines count but are no items."""
    with source.open() as stream, _text(source, stream) as lines:
        for place, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                yield Item(place, _DECODER.decode(line.strip()))
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
    position, place = 0, 0
    while True:
        position = _skip(buffer, position)
        try:
            if position >= len(buffer):
                raise ValueError("unexpected end")  # noqa: TRY301
            if buffer[position] == "]":
                return
            value, end = _DECODER.raw_decode(buffer, position)
            if end >= len(buffer) - 1:
                raise ValueError("may go on")  # noqa: TRY301
        except (ValueError, RecursionError) as error:
            more = text.read(max(_CHUNK, len(buffer)))
            if not more:
                yield from _broken_end(buffer[position:], place + 1, error)
                return
            buffer, position = buffer[position:] + more, 0
            continue
        place += 1
        yield Item(place, value)
        position = end


_SEPARATORS = re.compile(r"[\s,]*")


def _skip(buffer: str, position: int) -> int:
    match = _SEPARATORS.match(buffer, position)
    return match.end() if match else position


def _broken_end(rest: str, place: int, error: Exception) -> Iterator[Item]:
    """What remains when the list does not end as it should."""
    try:
        value, _ = _DECODER.raw_decode(rest)
        yield Item(place, value)
        place, rest = place + 1, ""
    except (ValueError, RecursionError):
        pass
    yield Item(place, broken=f"the file seems cut off or broken here: {_reason(error)}", text=rest[:2000])


def _whole(text: str) -> Iterator[Item]:
    try:
        value = _DECODER.decode(text.strip())
    except (ValueError, RecursionError) as error:
        yield Item(1, broken=f"not JSON: {_reason(error)}", text=text[:2000])
        return
    values = next((value[key] for key in _LIST_KEYS if isinstance(value.get(key), list)), [value])
    for place, element in enumerate(values, start=1):
        yield Item(place, element)


def _reason(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "it is nested too deep or ends too early"

"""The members of a JSON object of any length, and the items of its lists, taken from a stream one by one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, TextIO

CHUNK = 1 << 20
LARGEST_VALUE = 1 << 26
"""Characters of the longest value that is held whole."""
_SPACE = re.compile(r"[\s,]*")
_COLON = re.compile(r"\s*:")
_BEHIND = frozenset(" \t\r\n,:]}")
"""What can stand behind a value; behind 1e or 1. there is more of the number."""
_DECODER = json.JSONDecoder()


def json_members(
    stream: TextIO, take_item: Callable[[str, Any], None], chunk: int = CHUNK
) -> Iterator[tuple[str, Any]]:
    """The keys of the outermost object with their values, but for lists.

    :param take_item: gets the items of lists one by one, each with its list's key.
    :param chunk: how many characters are read at a time.
    :raises ValueError: for what is no JSON object, cut off, or has a value that is too long.
    """
    text = _Text(stream, chunk)
    text.skip(_SPACE)
    if not text.take("{"):
        raise ValueError("it is no JSON object")
    while True:
        text.skip(_SPACE)
        if text.take("}"):
            return
        key = str(text.value())
        text.skip(_COLON)
        text.skip(_SPACE)
        if text.take("["):
            for item in _items(text):
                take_item(key, item)
        else:
            yield key, text.value()


def _items(text: _Text) -> Iterator[Any]:
    while True:
        text.skip(_SPACE)
        if text.take("]"):
            return
        yield text.value()


class _Text:
    """The text of a file, from which values are taken one after the other."""

    def __init__(self, stream: TextIO, chunk: int) -> None:
        self._stream = stream
        self._chunk = chunk
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
            if self._buffer[end : end + 1] in _BEHIND or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        """Read on; False at the end of the file."""
        kept = len(self._buffer) - self._at
        if kept > LARGEST_VALUE:
            raise ValueError("one of its values is longer than any of a report")
        read = "" if self._ended else self._stream.read(max(self._chunk, kept))
        self._ended = not read
        self._buffer, self._at = self._buffer[self._at :] + read, 0
        return bool(read)

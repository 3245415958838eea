"""Which encoding a text has, by its byte order mark or its bytes, and any text as a stream of UTF-8."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from dataclasses import dataclass

from mopsctl.errors import UsageError
from mopsctl.sources.line_text import WINDOWS_1252, decode_windows_1252

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Encodings whose text is mostly bytes above 127; Windows-1252 text never is.
_DENSE = [
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1255",
    "cp1256",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
    "euc_jp",
]
_DENSE_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name as users know it, and the length of the byte order mark to leave out."""

    name: str
    mark: int = 0


def detect_encoding(head: bytes, wanted: str | None = None) -> Encoding:
    """The encoding of a text that begins with ``head``; ``wanted``, set by hand, overrules all but a mark's length.

    Raises UsageError where ``wanted`` is no encoding that Python knows.
    """
    for mark, name in _MARKS:
        if head.startswith(mark) and wanted is None:
            return Encoding(name, len(mark))
    if wanted is not None:
        return _by_hand(head, wanted)
    wide = _utf_16_without_mark(head)
    if wide:
        return Encoding(wide)
    return Encoding("utf-8" if _is_mostly_utf_8(head) else _legacy(head))


def _by_hand(head: bytes, wanted: str) -> Encoding:
    try:
        name = codecs.lookup(wanted).name
        "".encode(name)
        b"\xff".decode(name, "replace")
    except (LookupError, ValueError) as error:
        raise UsageError(
            f"{wanted!r} is not an encoding: use one such as utf-8, utf-16 or windows-1252"
        ) from error
    name = {"cp1252": WINDOWS_1252, "iso8859-1": "latin-1", "utf-8-sig": "utf-8"}.get(name, name)
    for mark, marked in _MARKS:
        if head.startswith(mark) and marked.startswith(name):
            return Encoding(marked, len(mark))
    return Encoding("utf-16-le" if name == "utf-16" else name)


def _utf_16_without_mark(head: bytes) -> str | None:
    """Text in Latin letters has a zero in every other byte; which one tells the byte order."""
    sample = head[:4096]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    high, low = sample[1::2].count(0), sample[0::2].count(0)
    if high > 0.6 * pairs and low < 0.05 * pairs:
        return "utf-16-le"
    if low > 0.6 * pairs and high < 0.05 * pairs:
        return "utf-16-be"
    return None


def _is_mostly_utf_8(head: bytes) -> bool:
    """More lines are UTF-8 beyond ASCII than are not UTF-8 (one bad line does not spoil a file)."""
    valid = broken = 0
    for line in head.splitlines():
        if line.isascii():
            continue
        try:
            line.decode()
            valid += 1
        except UnicodeDecodeError as error:
            # The head may end in the middle of a character.
            broken += error.end < len(head) and not (
                head.endswith(line) and error.reason == "unexpected end of data"
            )
    return valid > broken or not broken


def _legacy(head: bytes) -> str:
    """Windows-1252, of which Latin-1 is a part, unless the text is dense with letters outside ASCII."""
    letters = [byte for byte in head if byte > 127 or chr(byte).isalpha()]
    if sum(byte > 127 for byte in letters) < _DENSE_SHARE * len(letters):
        return WINDOWS_1252
    from charset_normalizer import from_bytes

    best = from_bytes(head, cp_isolation=_DENSE).best()
    return best.encoding if best is not None else WINDOWS_1252


def as_utf_8(read: Callable[[int], bytes], encoding: str) -> Callable[[int], bytes]:
    """``read``'s bytes, of ``encoding``, as UTF-8; what is not valid in it becomes U+FFFD."""
    if encoding in ("utf-8", "ascii"):
        return read
    if encoding == WINDOWS_1252:
        return lambda size: decode_windows_1252(read(size)).encode()
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    ended = False

    def read_utf_8(size: int) -> bytes:
        nonlocal ended
        while not ended:
            chunk = read(size)
            ended = not chunk
            text = decoder.decode(chunk, final=ended)
            if text:
                return text.encode("utf-8", "replace")
        return b""

    return read_utf_8

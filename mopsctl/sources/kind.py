"""What a file really is, by its first bytes; its name may say otherwise."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum

from mopsctl.errors import SourceError
from mopsctl.sources.archive import seekable
from mopsctl.sources.encoding import as_utf_8, detect_encoding
from mopsctl.sources.input_file import InputFile

KIND_HEAD = 1 << 16


class Kind(StrEnum):
    """A form of content that has a reader, or that is known to hold no table."""

    EMPTY = "empty"
    TEXT = "text"
    JSON = "json"
    JSON_LINES = "jsonl"
    HTML = "html"
    OLE = "ole"
    ZIP = "zip"
    WORKBOOK = "workbook"
    GZIP = "gzip"
    PARQUET = "parquet"
    FOREIGN = "foreign"


# The signatures of files that people rename or mistake for exports.
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, film or image"),
    (b"{\\rtf", "a rich text document"),
    (b"7z\xbc\xaf'\x1c", "a 7-Zip archive: unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it"),
    (b"BZh", "a bzip2 archive: unpack it"),
    (b"\xfd7zXZ", "an xz archive: unpack it"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive: unpack it"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", Kind.GZIP),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLE),
    (b"PAR1", Kind.PARQUET),
)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|style|table|div)\b",
    re.I | re.S,
)
_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\v\x1a\x1b\x1c\x1d\x1e\x1f\0")


def kind_of(head: bytes) -> Kind:
    """The kind of a file that begins with ``head`` (64 KB are enough)."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if foreign_name(head):
        return Kind.FOREIGN
    text = _as_text(head)
    if not text.strip("\0 \t\r\n\ufeff"):
        return Kind.EMPTY
    return _kind_of_text(text.lstrip("\ufeff \t\r\n"))


def kind_of_zip(source: InputFile) -> Kind:
    """Whether a zip file is a workbook or an archive of files.

    Raises SourceError where it is a document of another kind, or damaged.
    """
    try:
        with seekable(source.open()) as stream, zipfile.ZipFile(stream) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype") if "mimetype" in names else b""
    except (zipfile.BadZipFile, EOFError) as error:
        raise SourceError(f"{source.name} is not a whole zip or Excel file: get it again") from error
    if any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in mimetype:
        return Kind.WORKBOOK
    if mimetype or any(name.startswith(("word/", "ppt/")) for name in names):
        raise SourceError(f"{source.name} is not a table (it looks like a text document): give an export")
    return Kind.ZIP


def foreign_name(head: bytes) -> str | None:
    """What a file without tables is, with an article ("a PDF"); None where it may be text."""
    for signature, name in _FOREIGN:
        if head.startswith(signature):
            return name
    encoding = detect_encoding(head)
    if head[encoding.mark :].lstrip().startswith(b"<?xml") and not _HTML.match(_as_text(head)):
        return "an XML file: save it as CSV or XLSX"
    if encoding.name.startswith("utf-16") or encoding.name.startswith("utf-32"):
        return None
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > 0.02 * len(head) or head.count(0) > 0.3 * len(head):
        return "binary"
    return None


def _as_text(head: bytes) -> str:
    encoding = detect_encoding(head)
    parts = iter([head[encoding.mark :]])
    return as_utf_8(lambda _: next(parts, b""), encoding.name)(len(head)).decode(errors="replace")


def _kind_of_text(text: str) -> Kind:
    if _HTML.match(text):
        return Kind.HTML
    if re.match(r"\{\s*(?:\"|\})", text):
        # An object that ends on its line and is followed by another one.
        return Kind.JSON_LINES if re.match(r"\{[^\n]*\}[ \t]*\r?\n\s*\{", text) else Kind.JSON
    if re.match(r"\[\s*(?:\{|\])", text):
        return Kind.JSON
    return Kind.TEXT

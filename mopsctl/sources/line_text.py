"""Physical lines as text: NULs and bytes that are not UTF-8 are mended a line at a time."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

WINDOWS_1252 = "windows-1252"


def _as_control(error: UnicodeError) -> tuple[str, int]:
    """The five bytes that Windows-1252 leaves open become the control of the same number, as in WHATWG's."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(chr(byte) for byte in error.object[error.start : error.end]), error.end


codecs.register_error("mopsctl-control", _as_control)


def decode_windows_1252(content: bytes) -> str:
    """``content`` as Windows-1252; every byte has a meaning."""
    return content.decode("cp1252", "mopsctl-control")


@dataclass(slots=True)
class LineDecoder:
    """Decodes the lines of one file.

    Bytes that are not UTF-8 are one line's accident once the file has shown real UTF-8 (``proven``); before
    that they mean that the file is Windows-1252 after all, which ``switched_at`` says once.
    """

    proven: bool = False
    switched_at: int | None = None
    transcoded: bool = False

    def decode(self, content: bytes, line: int) -> tuple[str, str]:
        """The text of a line, and what was mended in it, in words ("" where nothing was)."""
        reason = ""
        if b"\0" in content:
            content = content.replace(b"\0", b"")
            reason = "NUL bytes were removed"
        if content.isascii():
            return content.decode("ascii"), reason
        try:
            text = content.decode()
        except UnicodeDecodeError:
            return decode_windows_1252(content), _also(reason, self._not_utf8(line))
        self.proven = True
        if self.transcoded and "\ufffd" in text:
            reason = _also(reason, "bytes that are not valid in the file's encoding became \ufffd")
        return text, reason

    def _not_utf8(self, line: int) -> str:
        if self.proven:
            return "bytes that are not UTF-8 were read as Windows-1252"
        if self.switched_at is None:
            self.switched_at = line
        return ""


def _also(reason: str, more: str) -> str:
    return "; ".join(part for part in (reason, more) if part)

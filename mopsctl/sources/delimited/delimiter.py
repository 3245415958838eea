"""Which character separates the cells of a text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mopsctl.errors import UsageError
from mopsctl.sources.delimited.mend import DELIMITERS
from mopsctl.sources.delimited.sample import SampleRecord, sample_records
from mopsctl.sources.shapes import Shape, shape_of

_NAMES = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "space": " "}


def delimiter_by_hand(wanted: str) -> str:
    """The delimiter that a user names: one character, or "tab", "comma", "semicolon", "pipe".

    Raises UsageError for anything else.
    """
    delimiter = _NAMES.get(wanted.lower(), wanted)
    if len(delimiter) != 1 or not delimiter.isascii() or delimiter in '"\r\n\0' or delimiter.isalnum():
        raise UsageError(f"{wanted!r} cannot separate cells: give one character such as ';', or 'tab'")
    return delimiter


def detect_delimiter(lines: Sequence[str]) -> str | None:
    """The delimiter that gives the first records of ``lines`` the most consistent width; None for one column."""
    scores = {delimiter: _score(sample_records(lines, delimiter)) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else None


def usual_width(records: Sequence[SampleRecord]) -> int:
    """The most frequent number of cells, of several equally frequent ones the largest; 1 without records."""
    counts = Counter(len(record.cells) for record in records)
    return max(counts, key=lambda width: (counts[width], width), default=1)


def _score(records: Sequence[SampleRecord]) -> float:
    """0 where this delimiter makes no table; else by consistency, width, and a header that looks like one."""
    wide = [record for record in records if len(record.cells) > 1]
    if not wide:
        return 0.0
    width = usual_width(wide)
    usual = [record for record in wide if len(record.cells) == width]
    share = len(usual) / len(records)
    if len(wide) * 2 < len(records) and not _is_block(records):
        return 0.0
    score = share**2 * (1 - 1 / (width + 1))
    header = usual[0].cells
    if any(shape_of(cell) is Shape.NUMBER for cell in header):
        score *= 0.6
    if any(other in cell for cell in header for other in DELIMITERS):
        score *= 0.6
    return score


def _is_block(records: Sequence[SampleRecord]) -> bool:
    """The wide records stand together, as the table of a short report between title and footer does."""
    places = [place for place, record in enumerate(records) if len(record.cells) > 1]
    return len(places) >= 3 and len(places) >= 0.8 * (places[-1] - places[0] + 1)

"""Characters that nobody sees and every comparison does: zero-width, direction marks, control characters.

What a script needs stays: joiners in Arabic, Indic and related scripts and in emoji (Unicode Standard, section 23.2),
direction marks beside letters that run from right to left (section 23.2 and UAX 9).
"""

from __future__ import annotations

import re

NAMES = {
    "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark",
    "\u00ad": "a soft hyphen",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u2060": "a word joiner",
    "\u180e": "a Mongolian vowel separator",
    "\u034f": "a combining grapheme joiner",
    "\u3164": "a Hangul filler",
    "\u115f": "a Hangul filler",
    "\u1160": "a Hangul filler",
    "\uffa0": "a Hangul filler",
    "\u2800": "a blank Braille pattern",
    "\ufffc": "an object replacement character",
    "\u0000": "a null character",
    "\u007f": "a delete character",
}
"""What people call them; see `invisible_names` for the rest."""

_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_ALWAYS = (
    f"{_CONTROLS}\u200b\ufeff\u00ad\u2060-\u2064\u180e\u034f\u3164\u115f\u1160\uffa0\u2800"
    "\ufff9-\ufffc\u202d\u202e"
)
_DIRECTIONS = "\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_JOINERS = "\u200c\u200d"
_JOINING = (
    # Arabic, Syriac, N'Ko; Indic scripts to Sinhala; Tibetan, Myanmar, Khmer, Mongolian; presentation forms.
    "\u0600-\u07ff\u0840-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua800-\ua8ff\ufb50-\ufdff\ufe70-\ufefc"
    # Emoji, with the signs that follow them.
    "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
)
_LONE_JOINER = f"(?:^|[^{_JOINING}])[{_JOINERS}]|[{_JOINERS}](?:$|[^{_JOINING}])"

INVISIBLE = f"[{_ALWAYS}]|{_LONE_JOINER}"
"""A pattern, the same in RE2 and in Python, that is found in a value with invisible characters; directions aside."""

DIRECTION = f"[{_DIRECTIONS}]"
"""A pattern for direction marks, which are wrong only where nothing runs from right to left."""

RIGHT_TO_LEFT = f"[{_RIGHT_TO_LEFT}]"
"""A pattern for letters that run from right to left."""


def without_invisible(text: str) -> str:
    """The value without invisible characters, but for those that its script needs."""
    plain = re.sub(f"[{_ALWAYS}]", "", text)
    plain = re.sub(f"(?<![{_JOINING}])[{_JOINERS}]+|[{_JOINERS}]+(?![{_JOINING}{_JOINERS}])", "", plain)
    if not re.search(RIGHT_TO_LEFT, plain):
        plain = re.sub(DIRECTION, "", plain)
    return plain.strip()


def invisible_names(text: str) -> list[str]:
    """The invisible characters that a value should not have, in words, each once and in the order they come."""
    found = re.findall(f"[{_ALWAYS}]", text)
    if re.search(_LONE_JOINER, text):
        found += re.findall(f"[{_JOINERS}]", text)
    if not re.search(RIGHT_TO_LEFT, text):
        found += re.findall(DIRECTION, text)
    found.sort(key=text.index)
    return list(dict.fromkeys(map(_name, found)))


def _name(character: str) -> str:
    if re.fullmatch(f"{DIRECTION}|[\u202d\u202e]", character):
        return "a text direction mark"
    return NAMES.get(character, "a control character" if ord(character) < 0xA0 else "an invisible character")

"""A score in large figures for the terminal: a 3 × 5 font in half blocks, three lines high."""

from __future__ import annotations

GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ".": (" ", " ", " ", " ", "#"),
}
BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def big_digits(text: str) -> str:
    """Three lines that show a text of figures and points."""
    glyphs = [GLYPHS[char] for char in text]
    pixels = [" ".join(glyph[row] for glyph in glyphs) for row in range(5)]
    pixels.append(" " * len(pixels[0]))
    lines = []
    for upper, lower in zip(pixels[0::2], pixels[1::2], strict=True):
        pairs = zip(upper, lower, strict=True)
        lines.append("".join(BLOCKS[up == "#", low == "#"] for up, low in pairs))
    return "\n".join(lines)

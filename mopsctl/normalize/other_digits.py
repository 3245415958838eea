"""The digits of other scripts, as people type telephone and house numbers with them."""

from __future__ import annotations

_ZEROS = (0x0660, 0x06F0, 0x0966, 0x09E6, 0x0E50)
"""Arabic, Persian, Devanagari, Bengali, Thai; the other nine digits follow each zero (Unicode, category Nd)."""

OTHER_DIGITS = {chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)}
"""Each to the ASCII digit. Those of full width are left out: Unicode's NFKC form makes ASCII of them."""

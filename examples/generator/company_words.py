"""Invented company names: a made-up stem, a trade, and the industry that the trade belongs to."""

from __future__ import annotations

from .word_list import words

_STARTS = words(
    "Kest Vel Orb Tarn Fenn Brin Cor Dor Elv Gris Jor Lun Pell Rav Sel Thorn Wex Yar Zan Crel Drav Esk Gwyn"
)
_MIDDLES = words("ta ri lo mu an el vi or")
_ENDS = words("vane mere dyne quist brook holm wick stow garth croft lund nor")

STEMS: tuple[str, ...] = tuple(
    start + middle + end for start in _STARTS for middle in _MIDDLES for end in _ENDS
)
"""2,208 stems that name no company known to the author; each is used for one company at most."""

TRADES: tuple[tuple[str, str], ...] = (
    ("Logistics", "Transportation"),
    ("Freight", "Transportation"),
    ("Foods", "Food & Beverage"),
    ("Robotics", "Manufacturing"),
    ("Instruments", "Manufacturing"),
    ("Textiles", "Manufacturing"),
    ("Insurance", "Insurance"),
    ("Capital", "Banking"),
    ("Software", "Technology"),
    ("Networks", "Technology"),
    ("Energy", "Energy"),
    ("Health", "Healthcare"),
    ("Pharma", "Healthcare"),
    ("Retail", "Retail"),
    ("Media", "Media"),
    ("Consulting", "Consulting"),
)
"""The second word of a company's name, and its value in the Industry picklist."""

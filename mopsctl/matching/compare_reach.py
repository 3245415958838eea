"""Comparing the ways to reach somebody: e-mail addresses, telephone numbers, web and mail domains."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from mopsctl.matching.coded import MISSING, Coded
from mopsctl.matching.comparison import Comparison, Level, Outcome, similarities, undecided, value_pairs
from mopsctl.matching.mail_names import Owners, Telling, telling

if TYPE_CHECKING:
    from mopsctl.matching.facet import Facet

MAIL_SAME, MAIL_ALIKE, MAIL_DOMAIN, MAIL_OTHER = range(4)
MAIL_LEVELS = (
    Level("same", 0.45), Level("alike", 0.06),
    Level("differs at the same provider", 0.06, agrees=False), Level("differs", 0.4, agrees=False),
)  # fmt: skip
PHONE_SAME, PHONE_ALIKE, PHONE_MOBILE, PHONE_OTHER = range(4)
PHONE_LEVELS = (
    Level("same", 0.6), Level("alike", 0.03), Level("other mobile", 0.04, agrees=False),
    Level("differs", 0.35, agrees=False),
)  # fmt: skip
DOMAIN_LEVELS = (Level("same", 0.92), Level("differs", 0.08, agrees=False))

ALIKE_LOCAL = 0.8
"""Least similarity (Damerau-Levenshtein, 0-1) of two spellings of a mailbox or telephone number."""
SHARED_MAILBOX, SHARED_PHONE = 0.02, 0.1
"""Others who use a mailbox or number besides the people whose names are seen with it: typed in by mistake, lent."""


def compare_mailboxes(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """E-mail addresses, any with any: the best agreement counts."""
    outcome = _any_same(facet, left, right, MAIL_OTHER, SHARED_MAILBOX)
    local, domain, personal = (facet.marks[name] for name in ("local", "domain", "personal"))
    places = np.flatnonzero(outcome.level == MAIL_OTHER)
    a, b = left[places], right[places]
    same_domain = (domain.codes[a] == domain.codes[b]) & (domain.codes[a] >= 0)
    one, other = local.codes[a], local.codes[b]
    pairs = value_pairs(np.maximum(one, 0), np.maximum(other, 0), len(local.texts))
    alike = (_edits(local, pairs.left, pairs.right) >= ALIKE_LOCAL)[pairs.inverse]
    mine, theirs = (np.maximum(facet.column.codes[side], 0) for side in (a, b))
    whole = value_pairs(mine, theirs, len(facet.column.texts))
    alike &= same_domain | (_edits(facet.column, whole.left, whole.right) >= ALIKE_LOCAL)[whole.inverse]
    both_personal = (personal.codes[a] >= 0) & (personal.codes[b] >= 0)
    level = np.where(same_domain | both_personal, MAIL_DOMAIN, MAIL_OTHER)
    alike |= same_domain & (one == other)  # a tag after a plus is the same person's
    level = np.where(alike & (one >= 0) & (other >= 0), MAIL_ALIKE, level)
    one_personal = (personal.codes[a] >= 0) != (personal.codes[b] >= 0)
    letters = facet.marks["letters"].codes
    same_letters = (letters[a] == letters[b]) & (letters[a] >= 0)
    # A work and a private mailbox of one name say no more than the name does.
    level = np.where((level == MAIL_OTHER) & one_personal & same_letters, MISSING, level)
    level = _with_names(facet, a, b, level)
    outcome.level[places] = level
    total = facet.column.among
    at_domain = np.maximum(domain.records[domain.codes[a]] * 0.02, 1) / total
    outcome.chance[places] = np.where(level == MAIL_ALIKE, at_domain, 1)
    return outcome


def _with_names(facet: Facet, left: np.ndarray, right: np.ndarray, level: np.ndarray) -> np.ndarray:
    """Levels of different mailboxes, as far as they are named after their owners."""
    if "given" not in facet.marks:
        return level
    near = np.flatnonzero((level == MAIL_ALIKE) | (level == MAIL_DOMAIN))
    said = telling(_owners(facet, left[near]), _owners(facet, right[near]))
    level[near[said == Telling.TWO_OWNERS]] = MAIL_DOMAIN
    level[near[said == Telling.NOTHING]] = MISSING
    return level


def _owners(facet: Facet, records: np.ndarray) -> Owners:
    marks = [facet.marks[name] for name in Owners._fields]
    return Owners(
        *(mark.texts.take(pa.array(mark.codes[records], mask=mark.codes[records] < 0)) for mark in marks)
    )


def compare_phones(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Telephone numbers, any with any; two mobile numbers that differ count more than two others."""
    outcome = _any_same(facet, left, right, PHONE_OTHER, SHARED_PHONE)
    if "mobile" in facet.marks:
        mobile = facet.marks["mobile"].codes
        differ = (mobile[left] >= 0) & (mobile[right] >= 0) & (mobile[left] != mobile[right])
        outcome.level[differ & (outcome.level == PHONE_OTHER)] = PHONE_MOBILE
    places = np.flatnonzero(outcome.level >= PHONE_MOBILE)
    for one_column, other_column in product(facet.columns, facet.columns):
        one, other = one_column.codes[left[places]], other_column.codes[right[places]]
        known = (one >= 0) & (other >= 0)
        one, other, here = one[known], other[known], places[known]
        pairs = value_pairs(one, other, len(facet.column.texts))
        slip = (_slips(facet.column, pairs.left, pairs.right) <= 1)[pairs.inverse]
        outcome.level[here[slip]] = PHONE_ALIKE
        outcome.chance[here[slip]] = 10 / facet.column.among
    return outcome


def compare_domains(facet: Facet, left: np.ndarray, right: np.ndarray) -> Outcome:
    """Web and mail domains, any with any."""
    return _any_same(facet, left, right, 1, 0.5)


def _any_same(facet: Facet, left: np.ndarray, right: np.ndarray, other_level: int, least: float) -> Outcome:
    """Pairs that share a value in any of the facet's columns; of several shared values, the rarest counts."""
    outcome = undecided(len(left))
    held, total = facet.holders, facet.among
    rarest = np.full(len(left), np.inf)
    has_left, has_right = (
        np.any([column.codes[side] >= 0 for column in facet.columns], axis=0) for side in (left, right)
    )
    for one, other in product(facet.columns, facet.columns):
        codes = one.codes[left]
        same = np.flatnonzero((codes == other.codes[right]) & (codes != MISSING))
        rarest[same] = np.minimum(rarest[same], held[codes[same]])
    outcome.level[has_left & has_right] = other_level
    shared = np.isfinite(rarest)
    outcome.level[shared] = 0
    outcome.chance[shared] = np.maximum(rarest[shared] - 1, max(least, facet.usual_others)) / total
    return outcome


def _edits(column: Coded, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    from rapidfuzz.distance import DamerauLevenshtein

    from mopsctl.matching.comparison import ValuePairs

    return similarities(column, ValuePairs(left, right, left), DamerauLevenshtein.normalized_similarity)


def _slips(column: Coded, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How many slips of the pen (Damerau-Levenshtein distance) lie between two numbers."""
    from rapidfuzz.distance import OSA

    from mopsctl.matching.comparison import ValuePairs

    return similarities(column, ValuePairs(left, right, left), OSA.distance)


MAILBOX = Comparison("mailbox", MAIL_LEVELS, compare_mailboxes)
PHONE = Comparison("phone", PHONE_LEVELS, compare_phones)
DOMAIN = Comparison("domain", DOMAIN_LEVELS, compare_domains)

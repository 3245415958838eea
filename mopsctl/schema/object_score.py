"""Which canonical object a table holds: a score an object, from headers, id values and names.

A header that one object alone has votes 1 for it; what n objects have votes 1/sqrt(n) for each. A vote counts
in full where the vendor writes the header so for that object, and less where only others do, so that an
object is judged together with the vendor it may be from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from pathlib import PurePath

from mopsctl.schema.headers import header_key
from mopsctl.schema.model import Evidence
from mopsctl.schema.objects import objects
from mopsctl.schema.observed import Header, Observed
from mopsctl.schema.signs import object_in_name, object_of_prefix, object_signs
from mopsctl.schema.spellings import GENERIC, lexicon

EXACT, BY_KEY, GENERIC_ONLY, OTHERS_ONLY, GUESSED = 1.0, 0.9, 0.5, 0.4, 0.6
ENOUGH = 0.6
"""Least score of headers and names together that makes a table an object."""
_ID_VALUES, _NAME_SAYS = 3.0, 1.0
_BARE_ID_KEYS = frozenset({"id", "recordid", "salesforceid", "sfid", "caseid18", "18digitid", "objectid"})


@dataclass(frozen=True, slots=True)
class ObjectGuess:
    """The likeliest object, or None, with a confidence (0-1) and its reasons."""

    object: str | None
    confidence: float
    evidence: tuple[Evidence, ...]


def guess_object(table: Observed) -> ObjectGuess:
    """The object with the best score among those whose needed fields are there."""
    ids = _id_objects(table)
    named = _named_object(table)
    totals = {name: score for name in objects() if (score := _score(table, name, ids, named))}
    if not totals:
        return ObjectGuess(None, 0.0, ())
    ranked = sorted(totals, key=lambda name: -totals[name])
    rival = totals[ranked[1]] if len(ranked) > 1 else 0.0
    return _guess(table, ranked[0], totals[ranked[0]], rival, named)


def _score(
    table: Observed, object_name: str, ids: dict[str, float], named: tuple[str, str] | None
) -> float | None:
    """The object's score, or None where the table cannot be it. Where the ids are the object's own, one
    more of its columns is enough."""
    certain = ids.get(object_name, 0.0)
    if not (_has_needs(table, object_name) or (certain and len(_columns_of(table, object_name)) > 1)):
        return None
    foreign = _ID_VALUES if ids and not certain else 0.0
    said = _NAME_SAYS if named and named[0] == object_name else 0.0
    score = _header_score(table, object_name) + _ID_VALUES * certain + said - foreign
    return score + object_signs()[object_name].prior if score >= ENOUGH else None


def _columns_of(table: Observed, object_name: str) -> list[Header]:
    return [header for header in table.headers if header.meanings(object_name)]


def _guess(
    table: Observed, name: str, score: float, rival: float, named: tuple[str, str] | None
) -> ObjectGuess:
    known = _columns_of(table, name)
    coverage = len(known) / len(table.headers)
    lead = min(1.0, 2 * (score - rival) / score)
    confidence = (1 - exp(-score / 1.5)) * (0.6 + 0.4 * lead) * (0.75 + 0.25 * coverage)
    plural = objects()[name].plural.lower()
    shown = ", ".join(header.text for header in sorted(known, key=_least_telling_last)[:4])
    text = f"{len(known)} of {len(table.headers)} headers are those of {plural} ({shown})"
    evidence = [Evidence(text, round(coverage, 2)), *_id_evidence(table, name)]
    if named and named[0] == name:
        evidence.append(Evidence(f"the name says {named[1]!r}", 0.5))
    return ObjectGuess(name, round(confidence, 2), tuple(evidence))


def _least_telling_last(header: Header) -> tuple[float, str]:
    return -lexicon().object_weight.get(header.key, 0.0), header.text


def _header_score(table: Observed, object_name: str) -> float:
    """The best sum of votes over the vendors that the table may be from."""
    floor = 0.0
    gains: defaultdict[str, float] = defaultdict(float)
    for header in table.headers:
        votes = _votes(header, object_name)
        if not votes:
            continue
        base = votes.pop(GENERIC)
        floor += base
        for vendor, vote in votes.items():
            gains[vendor] += vote - base
    return floor + max(gains.values(), default=0.0)


def _votes(header: Header, object_name: str) -> dict[str, float]:
    """A header's vote for an object by vendor; under GENERIC what it counts for every other vendor."""
    meanings = header.meanings(object_name)
    if not meanings:
        return {}
    key = header_key(meanings[0].text)
    weight = lexicon().object_weight[key] * (1.0 if key == header.key else GUESSED)
    votes = {GENERIC: weight * OTHERS_ONLY}
    for meaning in meanings:
        if meaning.vendor == GENERIC:
            votes[GENERIC] = weight * GENERIC_ONLY
        else:
            exact = EXACT if meaning.text == header.text else BY_KEY
            votes[meaning.vendor] = max(votes.get(meaning.vendor, 0.0), weight * exact)
    return votes


def _has_needs(table: Observed, object_name: str) -> bool:
    fields = {meaning.field for header in table.headers for meaning in header.meanings(object_name)}
    return all(group & fields for group in object_signs()[object_name].needs)


def _bare_ids(table: Observed) -> Iterator[Header]:
    """Columns headed "Id" or the like: whose record's id it is, only the values say."""
    yield from (header for header in table.headers if header.key in _BARE_ID_KEYS)


def _id_objects(table: Observed) -> dict[str, float]:
    """Shares of the table's own Salesforce ids by object; "" stands for objects that are not ours."""
    shares: defaultdict[str, float] = defaultdict(float)
    for header in _bare_ids(table):
        for prefix, share in table.shape(header.position).prefixes.items():
            shares[object_of_prefix(prefix) or ""] += share
    return {name: share for name, share in shares.items() if share >= 0.3}


def _id_evidence(table: Observed, object_name: str) -> Iterator[Evidence]:
    label = objects()[object_name].label.lower()
    for header in _bare_ids(table):
        for prefix, share in table.shape(header.position).prefixes.items():
            if object_of_prefix(prefix) == object_name and share >= 0.3:
                text = f"{header.text} values begin with {prefix} (Salesforce {label})"
                yield Evidence(text, round(share, 2))


def _named_object(table: Observed) -> tuple[str, str] | None:
    """What the sheet's name or else the file's name says the table is."""
    names = [table.sheet or "", PurePath(table.path.replace("\\", "/")).name.split(".")[0]]
    return next((said for name in names if (said := object_in_name(name))), None)

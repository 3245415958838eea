"""Which canonical object a table holds: a score an object, from headers, id values and names.

A header that one object alone has votes 1 for it; what n objects have votes 1/sqrt(n) for each. A vote counts
in full where the vendor writes the header so for that object, and less where only others do, so that an
object is judged together with the vendor it may be from; where no vendor is found, all count alike.
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
from mopsctl.schema.signs import foreign_keys, object_in_name, object_of_prefix, object_signs
from mopsctl.schema.spellings import GENERIC, lexicon

ENOUGH = 0.6
"""Least score of headers, ids and names together that makes a table an object."""
_EXACT, _BY_KEY, _GENERIC_ONLY, _OTHERS_ONLY, _GUESSED = 1.0, 0.9, 0.5, 0.4, 0.6
_NO_VENDOR = 1.6
_ID_VALUES, _NAME_SAYS, _FOREIGN = 3.0, 1.0, 0.4
_BARE_ID_KEYS = frozenset({"id", "recordid", "salesforceid", "sfid"})


@dataclass(frozen=True, slots=True)
class ObjectGuess:
    """The likeliest object, or None, with a confidence (0-1) and its reasons."""

    object: str | None
    confidence: float
    evidence: tuple[Evidence, ...]


def guess_object(table: Observed, *, by_vendor: bool) -> ObjectGuess:
    """The object with the best score among those whose needed fields are there.

    :param by_vendor: headers count in full where one vendor writes them so, instead of all alike.
    """
    ids = _id_objects(table)
    named = _named_object(table)
    totals: dict[str, float] = {}
    for name in objects():
        if _can_be(table, name, ids):
            headers = _header_score(table, name, by_vendor)
            said = _NAME_SAYS if named and named[0] == name else 0.0
            score = headers + said + _ID_VALUES * ids.get(name, 0.0) - _foreign_score(table)
            if score >= ENOUGH:
                totals[name] = score + object_signs()[name].prior
    if not totals:
        return ObjectGuess(None, 0.0, ())
    ranked = sorted(totals, key=lambda name: -totals[name])
    rival = totals[ranked[1]] if len(ranked) > 1 else 0.0
    return _guess(table, ranked[0], totals[ranked[0]], rival, named)


def _can_be(table: Observed, object_name: str, ids: dict[str, float]) -> bool:
    """Whether the needed fields are there; where ids tell, whether they and one more column are the object's."""
    if ids:
        return object_name in ids and len(_columns_of(table, object_name)) > 1
    fields = {meaning.field for header in table.headers for meaning in header.meanings(object_name)}
    return all(group & fields for group in object_signs()[object_name].needs)


def _foreign_score(table: Observed) -> float:
    return _FOREIGN * sum(header.key in foreign_keys() for header in table.headers)


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


def _header_score(table: Observed, object_name: str, by_vendor: bool) -> float:
    """The sum of the headers' votes: the best over the vendors that the table may be from, or of none."""
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
    return floor + max(gains.values(), default=0.0) if by_vendor else _NO_VENDOR * floor


def _votes(header: Header, object_name: str) -> dict[str, float]:
    """A header's vote for an object by vendor; under GENERIC what it counts for every other vendor."""
    meanings = header.meanings(object_name)
    if not meanings:
        return {}
    key = header_key(meanings[0].text)
    weight = lexicon().object_weight[key] * (1.0 if key == header.key else _GUESSED)
    votes = {GENERIC: weight * _OTHERS_ONLY}
    for meaning in meanings:
        if meaning.vendor == GENERIC:
            votes[GENERIC] = weight * _GENERIC_ONLY
        else:
            exact = _EXACT if meaning.text == header.text else _BY_KEY
            votes[meaning.vendor] = max(votes.get(meaning.vendor, 0.0), weight * exact)
    return votes


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

"""Which vendor a table is from, by its headers' spellings and forms, its ids and its file's name."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from mopsctl.schema.model import Evidence
from mopsctl.schema.observed import Header, Observed
from mopsctl.schema.signs import object_of_prefix, vendor_signs
from mopsctl.schema.spellings import lexicon, vendor_label
from mopsctl.schema.values import Shape

ENOUGH = 1.2
"""Least score that names a vendor."""
_CLEAR_LEAD = 1.2
"""A vendor must score so many times the next one; headers that all vendors share name none."""
_OTHER_OBJECT = 0.4
_WRITTEN_OTHERWISE = -0.2
_MOST_FORM_VOTES = 3


@dataclass(frozen=True, slots=True)
class OriginGuess:
    """The likeliest vendor, or None, with a confidence (0-1) and its reasons."""

    origin: str | None
    confidence: float
    evidence: tuple[Evidence, ...]


def guess_origin(table: Observed, object_name: str | None) -> OriginGuess:
    """The vendor with the best score, if it is clearly ahead; ``object_name`` is what the table holds."""
    scores = {vendor: _score(table, object_name, vendor) for vendor in vendor_signs()}
    ranked = sorted(scores, key=lambda vendor: (-scores[vendor], vendor))
    best, rival = scores[ranked[0]], scores[ranked[1]]
    if best < ENOUGH or best < _CLEAR_LEAD * rival:
        return OriginGuess(None, 0.0, ())
    lead = min(1.0, 1.5 * (best - rival) / best)
    confidence = (1 - exp(-best / 1.5)) * (0.5 + 0.5 * lead)
    return OriginGuess(ranked[0], round(confidence, 2), _evidence(table, object_name, ranked[0]))


def _score(table: Observed, object_name: str | None, vendor: str) -> float:
    votes = sum(_vote(header, object_name, vendor) for header in table.headers)
    forms = min(_MOST_FORM_VOTES, len(_formed(table, vendor)))
    ids = 2.0 if vendor == "salesforce" and _salesforce_ids(table) else 0.0
    guids = 0.5 if vendor == "dynamics" and _guids(table) else 0.0
    return votes + forms + ids + guids + (1.0 if _named(table, vendor) else 0.0)


def _vote(header: Header, object_name: str | None, vendor: str) -> float:
    """What a header says for a vendor.

    1 for a spelling that the vendor alone has, 1/n for one of n vendors, less for another object's; below 0 for a
    field that the vendor writes otherwise.
    """
    exact = [one for one in header.known if one.vendor == vendor and one.text == header.text]
    if exact:
        own = any(one.object == object_name for one in exact)
        return lexicon().vendor_weight[header.text] * (1.0 if own else _OTHER_OBJECT)
    fields = {one.field for one in header.known if one.object == object_name and one.field}
    # Data Loader writes API names in capitals, as databases do: nothing can be told from their case.
    if header.text.isupper():
        return 0.0
    otherwise = any((vendor, object_name, field) in lexicon().vendor_fields for field in fields)
    return _WRITTEN_OTHERWISE if otherwise else 0.0


def _formed(table: Observed, vendor: str) -> list[Header]:
    form = vendor_signs()[vendor].headers
    return [header for header in table.headers if form.search(header.text)]


def _named(table: Observed, vendor: str) -> bool:
    return vendor_signs()[vendor].file.search(table.path.lower()) is not None


def _own_ids(table: Observed) -> list[Header]:
    return [header for header in table.headers if header.key in {"id", "recordid"}]


def _salesforce_ids(table: Observed) -> bool:
    shapes = [table.shape(header.position) for header in _own_ids(table)]
    return any(object_of_prefix(prefix) for shape in shapes for prefix in shape.prefixes)


def _guids(table: Observed) -> bool:
    return any(table.shape(header.position).share(Shape.GUID) >= 0.9 for header in _own_ids(table))


def _evidence(table: Observed, object_name: str | None, vendor: str) -> tuple[Evidence, ...]:
    label = vendor_label(vendor)
    found: list[Evidence] = []
    weight = lexicon().vendor_weight
    exact = [header for header in table.headers if _vote(header, object_name, vendor) > 0]
    if exact:
        exact.sort(key=lambda header: (-weight[header.text], header.text))
        shown = ", ".join(header.text for header in exact[:4])
        text = f"{len(exact)} of {len(table.headers)} headers are spelled as in {label} ({shown})"
        found.append(Evidence(text, round(len(exact) / len(table.headers), 2)))
    if formed := _formed(table, vendor):
        text = f"{formed[0].text!r} has the form of a {label} header"
        found.append(Evidence(text, min(1.0, len(formed) / _MOST_FORM_VOTES)))
    if vendor == "salesforce" and _salesforce_ids(table):
        found.append(Evidence("the records' ids are Salesforce ids", 1.0))
    if vendor == "dynamics" and _guids(table):
        found.append(Evidence("the records' ids are GUIDs", 0.5))
    if _named(table, vendor):
        found.append(Evidence(f"the path is that of a {label} export", 0.5))
    return tuple(found)

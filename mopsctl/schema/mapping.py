"""Which column holds which canonical field: each field at most one column, each column at most one field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mopsctl.schema.model import CanonicalField, ValueKind
from mopsctl.schema.objects import objects
from mopsctl.schema.observed import Header, Observed
from mopsctl.schema.spellings import GENERIC, Spelling
from mopsctl.schema.values import ColumnShape, Shape

# How far a claim is trusted, by where its spelling is from.
_OWN_EXACT, _OWN_KEY, _GENERIC, _OTHER, _GUESSED = 1.0, 0.95, 0.85, 0.75, 0.6
_RANK_STEP, _MOST_RANK_LOSS = 0.004, 0.08
_WRONG_VALUES = 0.3
_NEARLY_ALL = 0.9

# Fields of which one holds a name and the other the id of the same record; which of the two a column is,
# its values know better than its header.
_NAME_AND_ID = (
    ("owner_name", "owner_id"),
    ("account_name", "account_id"),
    ("company", "account_id"),
    ("contact_name", "contact_id"),
    ("campaign_name", "campaign_id"),
    ("parent_name", "parent_id"),
    ("opportunity_name", "opportunity_id"),
    ("list_name", "list_id"),
    ("product_name", "product_id"),
)


@dataclass(frozen=True, slots=True)
class Claim:
    """That a column holds a field, with how far this is trusted (0-1)."""

    field: str
    header: Header
    trust: float


def map_columns(table: Observed, object_name: str, origin: str | None) -> dict[str, int]:
    """Canonical field → column position, in the order of the object's fields."""
    claims = [claim for header in table.headers for claim in _claims(table, header, object_name, origin)]
    taken: dict[str, int] = {}
    columns: set[int] = set()
    # The header's text, not its position, breaks a tie: the order of columns must not matter.
    for claim in sorted(claims, key=lambda claim: (-claim.trust, claim.field, claim.header.text)):
        if claim.field not in taken and claim.header.position not in columns:
            taken[claim.field] = claim.header.position
            columns.add(claim.header.position)
    return {field: taken[field] for field in objects()[object_name].fields if field in taken}


def misfits(table: Observed, object_name: str, mapping: dict[str, int]) -> list[tuple[Header, ValueKind]]:
    """Mapped columns whose values look nothing like their field."""
    fields = objects()[object_name].fields
    by_position = {header.position: header for header in table.headers}
    return [
        (by_position[position], fields[field].kind)
        for field, position in mapping.items()
        if not table.shape(position).fits(fields[field].kind)
    ]


def _claims(table: Observed, header: Header, object_name: str, origin: str | None) -> Iterator[Claim]:
    shape = table.shape(header.position)
    by_header = list(_header_claims(header, object_name, origin))
    fields = objects()[object_name].fields
    for field, trust in by_header:
        settled = _name_or_id(field, shape, fields)
        fits = shape.fits(fields[settled].kind)
        if fits or trust > _GUESSED:
            yield Claim(settled, header, trust if fits else trust - _WRONG_VALUES)


def _header_claims(header: Header, object_name: str, origin: str | None) -> Iterable[tuple[str, float]]:
    known = [one for one in header.known if one.object == object_name]
    own = [one for one in known if one.vendor == origin]
    if own or known:
        return [(one.field, _trust(one, header, origin)) for one in own or known if one.field]
    guessed = dict.fromkeys(one.field for one in header.guessed if one.object == object_name and one.field)
    return [(field, _GUESSED - place * _RANK_STEP) for place, field in enumerate(guessed)]


def _trust(spelling: Spelling, header: Header, origin: str | None) -> float:
    if spelling.vendor == origin:
        base = _OWN_EXACT if spelling.text == header.text else _OWN_KEY
    else:
        base = _GENERIC if spelling.vendor == GENERIC else _OTHER
    return base - _rank_loss(spelling)


def _rank_loss(spelling: Spelling) -> float:
    return min(_MOST_RANK_LOSS, spelling.rank * _RANK_STEP)


def _name_or_id(field: str, shape: ColumnShape, fields: dict[str, CanonicalField]) -> str:
    """The field, or its twin where the values are ids under a name's header, or words under an id's."""
    ids = shape.share(Shape.SALESFORCE_ID, Shape.GUID, Shape.ZOHO_ID, Shape.NUMBER) >= _NEARLY_ALL
    words = shape.share(Shape.WORDS) >= _NEARLY_ALL
    for name, one_id in _NAME_AND_ID:
        if name in fields and one_id in fields:
            if ids and field == name:
                return one_id
            if words and field == one_id:
                return name
    return field

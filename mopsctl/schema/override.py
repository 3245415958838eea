"""The user's word over the guess: --object, --origin and --map FIELD=HEADER."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mopsctl.errors import UsageError
from mopsctl.nearest import did_you_mean
from mopsctl.schema.headers import header_key
from mopsctl.schema.mapping import map_columns
from mopsctl.schema.model import Detection, Evidence
from mopsctl.schema.objects import canonical_field, canonical_object
from mopsctl.schema.observed import observe
from mopsctl.schema.tables import vendor_names


def override(
    detection: Detection,
    headers: Sequence[str],
    object: str | None,  # noqa: A002 - the option's own word
    origin: str | None,
    mapping: Mapping[str, str],
) -> Detection:
    """``detection`` with the object, the vendor and single columns (field → header) as the user says.

    Another object or vendor means another mapping, made from the headers alone. Raises UsageError for an
    unknown object, vendor, field or header, with the nearest right word.
    """
    if object is not None and object != detection.object:
        canonical_object(object)
        detection = _remapped(replace(detection, object=object), headers)
    if origin is not None and origin != detection.origin:
        _check_origin(origin)
        detection = _remapped(replace(detection, origin=origin), headers)
    said = {"object": object, "origin": origin}
    evidence = tuple(Evidence(f"the {what} is set by hand", 1.0) for what, value in said.items() if value)
    return replace(
        detection,
        object_confidence=detection.object_confidence if object is None else 1.0,
        origin_confidence=detection.origin_confidence if origin is None else 1.0,
        mapping=_with_columns(detection, headers, mapping),
        evidence=evidence + detection.evidence,
    )


def _remapped(detection: Detection, headers: Sequence[str]) -> Detection:
    if detection.object is None:
        return detection
    table = observe(headers, "", None, None)
    return replace(detection, mapping=map_columns(table, detection.object, detection.origin))


def _check_origin(origin: str) -> None:
    known = [name for name in vendor_names() if name != "generic"]
    if origin not in known:
        hint = did_you_mean(origin, known) or f"; known are {', '.join(known)}"
        raise UsageError(f"unknown origin {origin!r}{hint}")


def _with_columns(detection: Detection, headers: Sequence[str], wanted: Mapping[str, str]) -> dict[str, int]:
    if not wanted:
        return detection.mapping
    if detection.object is None:
        raise UsageError("a column can be mapped only in a table whose object is known; add --object NAME")
    chosen = {
        canonical_field(detection.object, field).name: _position(headers, header)
        for field, header in wanted.items()
    }
    kept = {name: at for name, at in detection.mapping.items() if at not in chosen.values()}
    merged = kept | chosen
    return {name: merged[name] for name in canonical_object(detection.object).fields if name in merged}


def _position(headers: Sequence[str], wanted: str) -> int:
    """The column with that header, or else the only one that differs in case, accents or punctuation."""
    if wanted in headers:
        return list(headers).index(wanted)
    alike = [at for at, header in enumerate(headers) if header_key(header) == header_key(wanted)]
    if len(alike) == 1:
        return alike[0]
    raise UsageError(f"no column is headed {wanted!r}{did_you_mean(wanted, headers)}")

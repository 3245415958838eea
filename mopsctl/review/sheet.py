"""What the sheet of review is made of, for who writes it and who reads it back."""

from __future__ import annotations

import json

from mopsctl.matching.decisions import Verdict
from mopsctl.matching.record_key import RecordKey

NAME = "Review"
DECISION, NOTE, GROUP, KEY = "Decision", "Note", "Group", "Key (leave as it is)"
SIDES = ("A", "B")
SKIP = "skip"
CHOICES = {"duplicate": Verdict.DUPLICATE, "not duplicate": Verdict.NOT_DUPLICATE, SKIP: None}
"""What may stand in the column of decisions; a row with ``skip`` or nothing is left open."""


def id_title(side: str) -> str:
    """The title of the column of ids of one side."""
    return f"ID {side}"


def key_text(one: RecordKey, other: RecordKey) -> str:
    """A pair as the key of its row: printable ASCII, so that no program changes it on the way.

    Not even an underscore: ``_x0041_`` is an escape in XLSX (ECMA-376, ST_Xstring), which not every reader undoes.
    """
    return json.dumps([list(one), list(other)]).replace("\x7f", r"\u007f").replace("_", r"\u005f")


def pair_from(text: str) -> tuple[RecordKey, RecordKey] | None:
    """The two records of a key in the order of their columns, None of what is no key."""
    try:
        parts = json.loads(text)
    except ValueError:
        return None
    match parts:
        case [[str(object_a), str(id_a)], [str(object_b), str(id_b)]]:
            return RecordKey(object_a, id_a), RecordKey(object_b, id_b)
    return None


def choice_of(text: str) -> str:
    """What was typed as it stands in `CHOICES`, where it does."""
    return " ".join(text.replace("-", " ").split()).casefold()

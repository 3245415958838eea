"""Finding a pair by what a person types: a number in the queue, a record's id, or a text in a record."""

from __future__ import annotations

import numpy as np

from mopsctl.matching.duplicates import Records
from mopsctl.review.session import Session

PAIRS_A_STEP = 4000


def find_row(records: Records, session: Session, sought: str) -> int | None:
    """The row that is meant: ``#12`` is the twelfth in order; else an id; else a text, searched from here on.

    Rows in order come first, then those that are filtered out.
    """
    if sought.startswith("#") and sought[1:].isdigit():
        number = int(sought[1:])
        return int(session.order[number - 1]) if 0 < number <= len(session.order) else None
    onward = np.roll(session.order, -session.position - 1)
    rows = np.concatenate([onward, np.setdiff1d(np.arange(len(session.queue)), onward)])
    place = records.place_of(sought)
    if place is not None:
        named = rows[(session.queue.left[rows] == place) | (session.queue.right[rows] == place)]
        if len(named):
            return int(named[0])
    return _with_text(records, session, rows, sought)


def _with_text(records: Records, session: Session, rows: np.ndarray, sought: str) -> int | None:
    for start in range(0, len(rows), PAIRS_A_STEP):
        some = rows[start : start + PAIRS_A_STEP]
        places = np.unique(np.concatenate([session.queue.left[some], session.queue.right[some]]))
        values = records.values(places)
        has = np.zeros(len(places), dtype=bool)
        for name in values.columns:
            has |= values[name].str.contains(sought, case=False, regex=False, na=False).to_numpy(dtype=bool)
        found = np.isin(session.queue.left[some], places[has]) | np.isin(
            session.queue.right[some], places[has]
        )
        if found.any():
            return int(some[found.argmax()])
    return None

"""The beginning of a sitting: what was found, what was decided before, and what has to be said about either."""

from __future__ import annotations

from datetime import date

from mopsctl.matching.duplicates import Duplicates
from mopsctl.review.kept import KeptDecisions
from mopsctl.review.queue import queue_of
from mopsctl.review.session import Session
from mopsctl.review.standing import KeyedRecords


def open_session(
    duplicates: Duplicates, kept: KeptDecisions, today: date, limit: int | None = None
) -> Session:
    """A sitting on all pairs that wait for people, at most ``limit`` of them, those most worth deciding."""
    return Session(queue_of(duplicates), KeyedRecords(duplicates.records), kept, today, limit)


def first_words(duplicates: Duplicates, session: Session) -> str:
    """What is to be known before the first key: decisions on records that are not there."""
    return session.kept.decisions.unknown_note(duplicates.records) or ""

"""Somebody looks for a place: words are understood, then everything goes through the one filter."""

from __future__ import annotations

from datetime import date

from directory.catalog.criteria import Criteria
from directory.catalog.find import Found, count, find
from directory.catalog.snapshot import Snapshot
from directory.catalog.understand import Places, understand


def search(snapshot: Snapshot, criteria: Criteria, *, places: Places, today: date, minute: int = 0) -> Found:
    """The answer to a question as asked, and how its words were understood.

    Taking words as conditions must not empty an answer: 「中央区 土曜」 finds nothing when no schedule is known, so
    the words are then looked for as they stand.
    """
    enriched, understood = understand(criteria, snapshot=snapshot, places=places, today=today)
    found = find(snapshot, enriched, today=today, minute=minute, understood=understood)
    if found.total or enriched == criteria:
        return found
    as_typed = find(snapshot, criteria, today=today, minute=minute)
    return as_typed if as_typed.total else found


def count_answers(snapshot: Snapshot, criteria: Criteria, *, places: Places, today: date, minute: int = 0) -> int:
    """How many listings `search` answers a question with, in a part of its time."""
    enriched, _ = understand(criteria, snapshot=snapshot, places=places, today=today)
    return count(snapshot, enriched, today=today, minute=minute) or (
        count(snapshot, criteria, today=today, minute=minute) if enriched != criteria else 0
    )

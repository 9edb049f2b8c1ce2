"""Somebody looks for a place: words are understood, then everything goes through the one filter."""

from __future__ import annotations

from datetime import date

from directory.catalog.criteria import Criteria
from directory.catalog.find import Found, find
from directory.catalog.snapshot import Snapshot
from directory.catalog.understand import Places, understand


def search(snapshot: Snapshot, criteria: Criteria, *, places: Places, today: date) -> Found:
    """The answer to a question as asked, and how its words were understood."""
    enriched, understood = understand(criteria, snapshot=snapshot, places=places, today=today)
    return find(snapshot, enriched, today=today, understood=understood)

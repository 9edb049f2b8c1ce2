"""Days since somebody confirmed a listing -> fresh, ageing, stale or unknown."""

from __future__ import annotations

from datetime import date
from typing import Literal

Freshness = Literal["fresh", "ageing", "stale", "unknown"]

FRESH_DAYS = 90
AGEING_DAYS = 180
"""Limits of fresh and ageing in days. Source: design decision D3 (half-yearly confirmation)."""

LOST_DAYS = 365
"""After so many days without a word nobody can say whether an activity goes on. Source: design decision D3."""


def freshness_of(assured_on: date | None, *, today: date) -> Freshness:
    """Unknown when never confirmed; a date in the future counts as fresh."""
    if assured_on is None:
        return "unknown"
    days = (today - assured_on).days
    if days <= FRESH_DAYS:
        return "fresh"
    return "ageing" if days <= AGEING_DAYS else "stale"

"""The next dates of a listing, for its page and its JSON."""

from __future__ import annotations

from directory.domain.listing import Listing
from directory.domain.schedule import Session
from directory.domain.sessions import next_sessions
from directory.runtime import Runtime

HORIZON_DAYS = 92
SHOWN = 3
"""How far ahead dates are looked for, and how many a page shows."""


def upcoming_sessions(runtime: Runtime, listing: Listing) -> tuple[Session, ...]:
    """Up to three sessions from today on; none for an activity that has ended."""
    if listing.status == "ended":
        return ()
    return next_sessions(
        listing.schedule,
        today=runtime.today(),
        horizon_days=HORIZON_DAYS,
        holidays=runtime.holidays,
        limit=SHOWN,
    )

"""The next dates of a listing and of its other venues, for its page, its JSON and its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from directory.catalog.snapshot import Snapshot
from directory.domain.listing import Listing
from directory.domain.opening import is_over
from directory.domain.schedule import Session
from directory.domain.sessions import cancelled_sessions, next_sessions
from directory.domain.visits import PlacedSchedule, next_visits
from directory.runtime import Runtime

HORIZON_DAYS = 92
SHOWN = 3
MOST_VENUES = 50
"""How far ahead dates are looked for, how many a page shows, and of how many venues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One date at one venue. `listing` is the one that lies there."""

    session: Session
    listing: Listing
    is_cancelled: bool = False


def upcoming_sessions(runtime: Runtime, listing: Listing, *, limit: int = SHOWN) -> tuple[Session, ...]:
    """Up to so many sessions that are not over; none for an activity that has ended."""
    if listing.status == "ended":
        return ()
    today = runtime.today()
    found = next_sessions(
        listing.schedule,
        today=today,
        horizon_days=HORIZON_DAYS,
        holidays=runtime.holidays,
        limit=limit + 1,
        seasons=runtime.seasons,
    )
    now = runtime.local_time()
    return tuple(session for session in found if not is_over(session, now=now))[:limit]


def upcoming_occurrences(runtime: Runtime, snapshot: Snapshot, listing: Listing) -> tuple[Occurrence, ...]:
    """The next dates at all venues of an activity, with those in between that were called off."""
    if listing.status == "ended":
        return ()
    rows = snapshot.rows_of_series(listing.series)[:MOST_VENUES]
    venues = {each.code: each for each in (listing, *map(snapshot.listing, rows)) if each.status != "ended"}
    held = _held(runtime, venues)
    last = held[-1].session.on if len(held) == SHOWN else runtime.today() + timedelta(days=HORIZON_DAYS)
    called_off = [each for each in _called_off(runtime, venues) if each.session.on <= last]
    return tuple(sorted((*held, *called_off), key=lambda each: each.session.on))


def _held(runtime: Runtime, venues: dict[str, Listing]) -> list[Occurrence]:
    visits = next_visits(
        (PlacedSchedule(place=code, schedule=venue.schedule) for code, venue in venues.items()),
        today=runtime.today(),
        horizon_days=HORIZON_DAYS,
        holidays=runtime.holidays,
        limit=SHOWN + len(venues),
        seasons=runtime.seasons,
    )
    now = runtime.local_time()
    coming = [visit for visit in visits if not is_over(visit.session, now=now)]
    return [Occurrence(session=visit.session, listing=venues[visit.place]) for visit in coming[:SHOWN]]


def _called_off(runtime: Runtime, venues: dict[str, Listing]) -> list[Occurrence]:
    return [
        Occurrence(session=session, listing=venue, is_cancelled=True)
        for venue in venues.values()
        for session in cancelled_sessions(
            venue.schedule,
            today=runtime.today(),
            horizon_days=HORIZON_DAYS,
            holidays=runtime.holidays,
            seasons=runtime.seasons,
        )
    ]

"""Sessions of one resource at its several places, in the order in which they come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from directory.domain.closing_days import Holidays
from directory.domain.schedule import Schedule, Session
from directory.domain.seasons import USUAL_SEASONS, Seasons
from directory.domain.sessions import next_sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSchedule:
    """When a resource is at one of its places. `place`: whatever the caller knows the place by (a listing's code)."""

    place: str
    schedule: Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One dated session at its place."""

    place: str
    session: Session


def next_visits(
    schedules: Iterable[PlacedSchedule],
    *,
    today: date,
    horizon_days: int,
    holidays: Holidays,
    limit: int | None = None,
    seasons: Seasons = USUAL_SEASONS,
) -> tuple[Visit, ...]:
    """Sessions at all places from `today` on, by day and hour; on one day in the order of the places given."""
    visits = [
        Visit(place=placed.place, session=session)
        for placed in schedules
        for session in next_sessions(
            placed.schedule, today=today, horizon_days=horizon_days, holidays=holidays, limit=limit, seasons=seasons
        )
    ]
    visits.sort(key=lambda visit: (visit.session.on, _first_minute(visit.session)))
    return tuple(visits[:limit])


def _first_minute(session: Session) -> int:
    """Minute at which a session begins; one without hours comes first."""
    return min((window.start for window in session.windows), default=-1)

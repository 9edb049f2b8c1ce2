"""The next days of an activity as its operator sees them: those already cancelled by hand stay in their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from directory.domain.draft import VenueDraft
from directory.domain.lease import Cancellation
from directory.domain.resource import Resource
from directory.domain.visits import PlacedSchedule, next_visits
from directory.runtime import Runtime
from directory.site.phrasing.day import phrase_session

SHOWN = 6
HORIZON_DAYS = 200
"""Source: interface.md section 5.7; monthly activities have six days within half a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """One day. `venue` is named only where there are several; `on` is ISO 8601."""

    code: str
    on: str
    text: str
    venue: str
    is_cancelled: bool


def coming_days(runtime: Runtime, resource: Resource) -> tuple[ComingDay, ...]:
    """The next days at all venues; none for an activity that is not active or has no known days."""
    draft = resource.draft
    if draft.status != "active":
        return ()
    venues = draft.venues or (VenueDraft(),)
    names = {key.code: venue.name or venue.host for venue, key in zip(venues, resource.keys, strict=True)}
    visits = next_visits(
        (
            PlacedSchedule(place=key.code, schedule=venue.schedule or draft.schedule)
            for venue, key in zip(venues, resource.keys, strict=True)
        ),
        today=runtime.today(),
        horizon_days=HORIZON_DAYS,
        holidays=runtime.holidays,
        limit=SHOWN,
        seasons=runtime.seasons,
    )
    cancelled = frozenset(resource.lease.cancelled) if resource.lease is not None else frozenset()
    return tuple(
        ComingDay(
            code=visit.place,
            on=visit.session.on.isoformat(),
            text=phrase_session(visit.session, runtime.words),
            venue=names[visit.place] if len(names) > 1 else "",
            is_cancelled=Cancellation(on=visit.session.on, code=visit.place) in cancelled,
        )
        for visit in visits
    )


def read_day(text: str) -> date | None:
    """A day as forms send it (2026-06-06); None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

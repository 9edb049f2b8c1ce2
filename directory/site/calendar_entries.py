"""Listings with their dates -> what a calendar file shows of them."""

from __future__ import annotations

from datetime import timedelta

from directory.domain.category import SENSITIVE_CODES
from directory.domain.listing import Listing
from directory.domain.recurrence import Recurrences, to_recurrences
from directory.domain.schedule import Certainty, Session
from directory.domain.sessions import next_sessions
from directory.formats.calendar_file import CalendarEntry
from directory.runtime import Runtime
from directory.site.phrasing.contact import phone_of
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.place import phrase_place
from directory.site.upcoming import HORIZON_DAYS


def has_calendar(listing: Listing) -> bool:
    """Whether a listing may stand in somebody's calendar: not when its name alone would tell too much."""
    return listing.status == "active" and not SENSITIVE_CODES.intersection(listing.categories)


def describe_entry(runtime: Runtime, listing: Listing, *, base_url: str) -> CalendarEntry:
    """The dates of a listing from today on, over the days that pages look ahead."""
    sessions = next_sessions(
        listing.schedule,
        today=runtime.today(),
        horizon_days=HORIZON_DAYS,
        holidays=runtime.holidays,
        seasons=runtime.seasons,
    )
    words = runtime.words
    return CalendarEntry(
        code=listing.code,
        title=listing.name,
        doubtful_title=words.say("calendar.doubtful", name=listing.name),
        place=phrase_place(listing, words),
        description=_describe(runtime, listing),
        url=f"{base_url}/r/{listing.code}",
        coordinate=listing.coordinate if listing.precision == "exact" else None,
        changed_at=listing.updated_at,
        sure=_recurrences(runtime, listing, sessions, "certain"),
        doubtful=_recurrences(runtime, listing, sessions, "maybe"),
    )


def _recurrences(
    runtime: Runtime, listing: Listing, sessions: tuple[Session, ...], certainty: Certainty
) -> Recurrences:
    today = runtime.today()
    held = [session for session in sessions if session.certainty == certainty]
    return to_recurrences(listing.schedule.rules, held, first=today, last=today + timedelta(days=HORIZON_DAYS))


def _describe(runtime: Runtime, listing: Listing) -> str:
    """What somebody wants to read in a calendar: telephone, cost, the published text of the days."""
    phone = phone_of(listing)
    lines = (phone.value if phone else "", phrase_fees(listing.fees, runtime.words), listing.schedule.raw)
    return "\n".join(line for line in lines if line)

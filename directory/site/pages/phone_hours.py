"""Telephones of a listing as rows of its page; outside of hours that are known for certain each says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from directory.domain.category import root_of
from directory.domain.listing import Listing
from directory.domain.opening import is_open_now
from directory.domain.rule_days import has_days
from directory.domain.schedule import Schedule
from directory.domain.sessions import next_sessions
from directory.runtime import Runtime
from directory.site.pages.facts import Link, describe_contacts
from directory.site.phrasing.schedule import phrase_schedule
from directory.text.schedule_text import parse_schedule

OFFICES = frozenset({"advice_desk", "support_center"})
"""Kinds whose opening hours are those of their telephone. A salon is reached also on days without it."""

HARMLESS = frozenset({"", "受付", "受付時間", "電話受付", "電話", "事務局", "代表", "窓口"})
"""What a note may say besides hours without putting them in doubt."""

OFFICE_DAYS = 4
"""Weekdays from which on a schedule speaks of an office and not of an event."""


def describe_phones(runtime: Runtime, listing: Listing) -> tuple[Link, ...]:
    """Telephone and fax numbers; `closed` is set where nobody answers at this minute."""
    return tuple(
        replace(link, closed=_say_closed(runtime, listing, link.note)) if link.url else link
        for link in describe_contacts(listing, runtime.words)
    )


def _say_closed(runtime: Runtime, listing: Listing, note: str) -> str:
    """「いまは時間外です（平日10〜16時）」, or nothing: while it is open, and whenever nobody can be sure."""
    # a fixed day of the settings without a time has no minute at which somebody could call
    if listing.status == "ended" or not runtime.minute():
        return ""
    hours, spoken = parse_schedule(note), note
    if not note and root_of(listing.categories[0]) in OFFICES:
        hours, spoken = listing.schedule, phrase_schedule(listing.schedule, runtime.words)
        if not all(len(rule.byday) >= OFFICE_DAYS for rule in hours.rules):
            return ""
    if not _is_certain(hours) or _is_open(runtime, hours):
        return ""
    return runtime.words.say("phone.closed", hours=spoken)


def _is_certain(hours: Schedule) -> bool:
    """Whether days, beginnings and ends are all known and nothing of the text was left over."""
    ends = [window.end for rule in hours.rules for window in rule.windows]
    is_complete = all(rule.windows and has_days(rule) for rule in hours.rules)
    return bool(ends) and is_complete and None not in ends and not hours.flags and hours.leftover in HARMLESS


def _is_open(runtime: Runtime, hours: Schedule) -> bool:
    """Whether somebody may answer now; the day before counts, because hours may reach past midnight."""
    now = runtime.local_time()
    sessions = next_sessions(
        hours,
        today=now.date() - timedelta(days=1),
        horizon_days=1,
        holidays=runtime.holidays,
        seasons=runtime.seasons,
    )
    return any(is_open_now(session, now=now) for session in sessions)

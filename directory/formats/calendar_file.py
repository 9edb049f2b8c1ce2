"""Dates of listings -> an iCalendar file (RFC 5545) in Asia/Tokyo."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vGeo

from directory.domain.coordinate import Coordinate
from directory.domain.recurrence import Recurrence, Recurrences, SingleDate
from directory.domain.schedule import Window

TOKYO = ZoneInfo("Asia/Tokyo")
PRODUCT = "-//community-resource-directory//JA"
REFRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """What a calendar shows of one listing.

    Attributes:
        code: public code, from which the ids of its events are made.
        title, doubtful_title: of sure dates, and of those to ask about.
        sure, doubtful: the dates.
    """

    code: str
    title: str
    doubtful_title: str
    place: str
    description: str
    url: str
    coordinate: Coordinate | None
    changed_at: datetime
    sure: Recurrences
    doubtful: Recurrences


def write_calendar(name: str, entries: Iterable[CalendarEntry], *, host: str) -> bytes:
    """The file: a repeating event for every recurrence, one event for every single date; doubtful ones are tentative.

    `host` ends the ids of the events, so that two directories in one calendar never share one.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Tokyo")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        for event in _events(entry, host):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _events(entry: CalendarEntry, host: str) -> Iterable[Event]:
    for dates, is_sure in ((entry.sure, True), (entry.doubtful, False)):
        for repeated in dates.repeated:
            yield _event(entry, repeated, repeated.first, host, is_sure=is_sure)
        for single in dates.single:
            yield _event(entry, single, single.on, host, is_sure=is_sure)


def _event(entry: CalendarEntry, dates: Recurrence | SingleDate, first: date, host: str, *, is_sure: bool) -> Event:
    event = Event()
    window = dates.window
    # one rule may give sure dates and others to ask about: two events, two ids
    event.add("uid", f"{entry.code}-{_shape_of(dates)}{'' if is_sure else '-maybe'}@{host}")
    event.add("dtstamp", entry.changed_at.astimezone(UTC))
    event.add("summary", entry.title if is_sure else entry.doubtful_title)
    event.add("status", "CONFIRMED" if is_sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    for key, text in (("location", entry.place), ("description", entry.description), ("url", entry.url)):
        if text:
            event.add(key, text)
    if entry.coordinate is not None:
        event.add("geo", vGeo((entry.coordinate.latitude, entry.coordinate.longitude)))
    event.add("dtstart", _start(first, window))
    end = _end(first, window)
    if end is not None:
        event.add("dtend", end)
    if isinstance(dates, Recurrence):
        event.add("rrule", _rule(dates))
        excluded = [_start(day, window) for day in dates.excluded]
        if excluded:
            event.add("exdate", excluded)
    return event


def _shape_of(dates: Recurrence | SingleDate) -> str:
    """What tells the events of one listing apart and stays the same from one day to the next."""
    hours = f"{dates.window.start}-{dates.window.end}" if dates.window else "day"
    if isinstance(dates, SingleDate):
        return f"{dates.on:%Y%m%d}-{hours}"
    parts = (*dates.by_day, *dates.by_month_day, *(f"m{month}" for month in dates.by_month))
    return "-".join((dates.freq, f"{dates.interval}", *map(str, parts), hours))


def _rule(dates: Recurrence) -> dict[str, object]:
    last_moment = datetime.combine(dates.until, time(23, 59, 59), TOKYO).astimezone(UTC)
    rule: dict[str, object] = {"freq": dates.freq, "until": last_moment if dates.window else dates.until}
    if dates.interval > 1:
        rule["interval"] = dates.interval
    for key, values in (("byday", dates.by_day), ("bymonthday", dates.by_month_day), ("bymonth", dates.by_month)):
        if values:
            rule[key] = list(values)
    return rule


def _start(day: date, window: Window | None) -> date | datetime:
    return day if window is None else _moment(day, window.start)


def _end(day: date, window: Window | None) -> date | datetime | None:
    """None for an open end: an event without an end says only when it begins."""
    if window is None:
        return day + timedelta(days=1)
    return _moment(day, window.end) if window.end is not None and window.end > window.start else None


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(0), TOKYO) + timedelta(minutes=minutes)

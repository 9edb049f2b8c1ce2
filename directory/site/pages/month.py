"""/calendar: one month of everything that matches, as a list on phones and a sheet on paper."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from directory.catalog.criteria import Criteria, to_parameters
from directory.catalog.days import HORIZON_DAYS
from directory.catalog.find import Found
from directory.domain.errors import RequestRefused
from directory.domain.listing import Listing
from directory.domain.schedule import Session
from directory.domain.sessions import next_sessions
from directory.runtime import Runtime
from directory.site.caching import CacheDep
from directory.site.calendar_entries import has_calendar
from directory.site.dependencies import CriteriaDep, RuntimeDep, answer_question
from directory.site.pages.calendar_files import MOST_LISTINGS
from directory.site.pages.filters import Filters, Tag, describe_filters, describe_tags
from directory.site.pages.links import home_url, paper_url
from directory.site.phrasing.day import phrase_day, phrase_windows
from directory.site.templating import send_page

MOST_MONTHS = 12
"""Months from this one on that can be asked for."""

MOST_OF_A_DAY = 12
"""Sessions that one day of the sheet names; the others are a number, and a list of that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEntry:
    """One session on a day of the sheet."""

    hours: str
    name: str
    url: str
    is_doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of the sheet. `weekday`: Monday = 0. `more`: sessions beside the entries. `more_url` may be empty."""

    text: str
    number: int
    weekday: int
    is_holiday: bool
    is_today: bool
    is_past: bool
    entries: tuple[DayEntry, ...]
    more: int
    more_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage:
    """Context of month.html."""

    template: ClassVar[str] = "month.html"

    month: str
    year: int
    number: int
    days: tuple[Day, ...]
    filters: Filters
    tags: tuple[Tag, ...]
    hidden: tuple[tuple[str, str], ...]
    is_too_much: bool
    total: int
    count: int
    previous_url: str
    next_url: str
    list_url: str
    ics_url: str
    paper_url: str


router = APIRouter(include_in_schema=False)

FORM_FIELDS = frozenset({"cat", "district", "municipality", "when", "sort", "offset", "limit"})
"""Parameters that the form of the sheet asks itself, or that have no meaning for it."""


@router.get("/calendar")
def send_month(request: Request, runtime: RuntimeDep, headers: CacheDep, asked: CriteriaDep) -> Response:
    """The sheet of a month; `when` and the order of the list do not matter here."""
    asked = replace(asked, when="", offset=0, sort="recommended")
    first = _read_month(request.query_params.get("month", ""), runtime.today())
    return send_page(request, build_month(runtime, asked, first), headers=headers)


def build_month(runtime: Runtime, asked: Criteria, first: date) -> MonthPage:
    """The sheet of the month that begins on `first`."""
    found = answer_question(runtime, asked)
    is_too_much = found.total > MOST_LISTINGS
    days = () if is_too_much else _days(runtime, found, first)
    this_month = runtime.today().replace(day=1)
    before, after = _month_after(first, -1), _month_after(first, 1)
    last = _month_after(this_month, MOST_MONTHS - 1)
    return MonthPage(
        month=f"{first:%Y-%m}",
        year=first.year,
        number=first.month,
        days=days,
        filters=describe_filters(found, asked, runtime.words),
        tags=describe_tags(asked, found, runtime.words),
        hidden=tuple(item for item in to_parameters(asked).items() if item[0] not in FORM_FIELDS),
        is_too_much=is_too_much,
        total=found.total,
        count=sum(len(day.entries) + day.more for day in days),
        previous_url=_month_url(asked, before) if before >= this_month else "",
        next_url=_month_url(asked, after) if after <= last else "",
        list_url=home_url(asked),
        ics_url="/calendar.ics" + home_url(asked).removeprefix("/"),
        paper_url=paper_url(asked),
    )


def _days(runtime: Runtime, found: Found, first: date) -> tuple[Day, ...]:
    sessions = tuple(_sessions(runtime, found, first))
    often = Counter(listing.code for listing, _ in sessions)
    of_day: dict[date, list[tuple[Listing, Session]]] = {}
    for listing, session in sessions:
        of_day.setdefault(session.on, []).append((listing, session))
    days = (first + timedelta(days=number) for number in range(_length(first)))
    return tuple(_describe_day(runtime, found.criteria, day, of_day.get(day, []), often) for day in days)


def _describe_day(
    runtime: Runtime, asked: Criteria, day: date, sessions: list[tuple[Listing, Session]], often: Counter[str]
) -> Day:
    """One day; what is there once a month stands on a full sheet before what is open every day."""
    today = runtime.today()
    named = sorted(sessions, key=lambda each: often[each[0].code])[:MOST_OF_A_DAY]
    more = len(sessions) - len(named)
    is_listed = more > 0 and timedelta() <= day - today < timedelta(days=HORIZON_DAYS)
    return Day(
        text=phrase_day(day, runtime.words),
        number=day.day,
        weekday=day.weekday(),
        is_holiday=runtime.holidays.is_holiday(day),
        is_today=day == today,
        is_past=day < today,
        entries=tuple(_describe_entry(runtime, *each) for each in sorted(named, key=_begin)),
        more=more,
        more_url=home_url(replace(asked, when=day.isoformat())) if is_listed else "",
    )


def _begin(each: tuple[Listing, Session]) -> tuple[int, str]:
    listing, session = each
    return min((window.start for window in session.windows), default=-1), listing.kana or listing.name


def _describe_entry(runtime: Runtime, listing: Listing, session: Session) -> DayEntry:
    return DayEntry(
        hours=phrase_windows(session.windows, runtime.words),
        name=listing.name,
        url=f"/r/{listing.code}",
        is_doubtful=session.certainty != "certain",
    )


def _sessions(runtime: Runtime, found: Found, first: date) -> Iterator[tuple[Listing, Session]]:
    for hit in found.hits():
        if not has_calendar(hit.listing):
            continue
        for session in next_sessions(
            hit.listing.schedule,
            today=first,
            horizon_days=_length(first) - 1,
            holidays=runtime.holidays,
            seasons=runtime.seasons,
        ):
            yield hit.listing, session


def _read_month(text: str, today: date) -> date:
    """First day of the month asked for; of this month when none is.

    Raises:
        RequestRefused: it is no month, or too far away.
    """
    this_month = today.replace(day=1)
    if not text:
        return this_month
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise RequestRefused("parameter_month", {"field": "month", "value": text[:20]}) from None
    if not this_month <= first <= _month_after(this_month, MOST_MONTHS - 1):
        raise RequestRefused("parameter_month", {"field": "month", "value": text[:20]})
    return first


def _month_after(first: date, count: int) -> date:
    years, month = divmod(first.month - 1 + count, 12)
    return date(first.year + years, month + 1, 1)


def _length(first: date) -> int:
    return calendar.monthrange(first.year, first.month)[1]


def _month_url(asked: Criteria, first: date) -> str:
    return f"/calendar?{urlencode({**to_parameters(asked), 'month': f'{first:%Y-%m}'})}"

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from dateutil.rrule import rruleset, rrulestr
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.holidays import JapaneseHolidays
from directory.domain.recurrence import Recurrences, to_recurrences
from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.domain.sessions import next_sessions
from directory.formats.calendar_file import CalendarEntry, write_calendar
from directory.text.schedule_text import parse_schedule

TODAY = date(2026, 6, 3)
HORIZON_DAYS = 92
HOLIDAYS = JapaneseHolidays()


def sessions_of(schedule):
    return next_sessions(schedule, today=TODAY, horizon_days=HORIZON_DAYS, holidays=HOLIDAYS)


def entry_of(schedule, **changes):
    last = TODAY + timedelta(days=HORIZON_DAYS)
    by_certainty = {
        certainty: to_recurrences(
            schedule.rules,
            [session for session in sessions_of(schedule) if session.certainty == certainty],
            first=TODAY,
            last=last,
        )
        for certainty in ("certain", "maybe")
    }
    fields = {
        "code": "k7f3q9",
        "title": "ほしぞら食堂（架空）",
        "doubtful_title": "【要確認】ほしぞら食堂（架空）",
        "place": "見本市本町1-1",
        "description": "03-0000-0000\n子ども無料",
        "url": "https://example.jp/r/k7f3q9",
        "coordinate": None,
        "changed_at": datetime(2026, 6, 1, tzinfo=UTC),
        "sure": by_certainty["certain"],
        "doubtful": by_certainty["maybe"],
    }
    return CalendarEntry(**(fields | changes))


def events_of(*entries):
    calendar = icalendar.Calendar.from_ical(write_calendar("見本", entries, host="example.jp"))
    return calendar, calendar.walk("VEVENT")


def dates_of(event):
    """The moments of one event as another library works them out."""
    start = event["DTSTART"].dt
    if "RRULE" not in event:
        return {start}
    found = rruleset()
    found.rrule(rrulestr(event["RRULE"].to_ical().decode(), dtstart=start))
    excluded = event.get("EXDATE", [])
    for each in excluded if isinstance(excluded, list) else [excluded]:
        for moment in each.dts:
            found.exdate(moment.dt)
    return set(found)


TEXTS = (
    "第2・4土曜 10時～12時（8月除く）",
    "毎週月・水曜日 9:00～12:00、13:00～16:00（祝日を除く）",
    "毎月15日 11:30～14:00",
    "月～金 9時～17時（祝日、お盆、年末年始を除く）",
    "最終日曜日 18:00～25：00",
    "毎週金曜 19:30～7:30",
    "第1土曜日 10:00～、第3日曜日 13:00～15:00",
)


@pytest.mark.parametrize("text", TEXTS)
def test_another_library_finds_the_same_dates(text):
    schedule = parse_schedule(text)
    _, events = events_of(entry_of(schedule))
    found = {(moment.date(), moment.hour * 60 + moment.minute) for event in events for moment in dates_of(event)}
    expected = {
        (session.on + timedelta(days=window.start // 1440), window.start % 1440)
        for session in sessions_of(schedule)
        for window in session.windows
    }
    assert found == expected
    assert expected


WINDOWS = ((Window(start=600, end=720),), (Window(start=540), Window(start=780, end=900)))
some_days = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda days: tuple(sorted(days)))
rules = st.one_of(
    st.builds(Rule, freq=st.just("weekly"), byday=some_days, windows=st.sampled_from(WINDOWS)),
    st.builds(
        Rule,
        freq=st.just("monthly"),
        byday=some_days,
        nth=st.sampled_from(((1,), (2, 4), (-1,))),
        windows=st.sampled_from(WINDOWS),
    ),
)
CLOSURES = ((), Closure(special=("holiday",)), Closure(months=(8,)), Closure(special=("obon",)))
closures = st.sampled_from(CLOSURES).map(lambda closure: (closure,) if closure else ())


@given(st.lists(rules, min_size=1, max_size=2), closures)
def test_any_rules_give_the_same_dates_in_another_library(several, closed):
    schedule = Schedule(rules=tuple(several), closed=closed)
    _, events = events_of(entry_of(schedule))
    moments = [(moment, event["SUMMARY"]) for event in events for moment in dates_of(event)]
    expected = {(session.on, window.start) for session in sessions_of(schedule) for window in session.windows}
    assert {(moment.date(), moment.hour * 60 + moment.minute) for moment, _ in moments} == expected
    assert len(moments) == len(expected)


def test_dates_to_ask_about_are_tentative():
    _, events = events_of(entry_of(parse_schedule("毎週水曜 10:00～12:00（お盆は休み）")))
    doubtful = [event for event in events if event["STATUS"] == "TENTATIVE"]
    assert {event["DTSTART"].dt.date() for event in doubtful} == {date(2026, 8, 12)}
    assert all(event["SUMMARY"].startswith("【要確認】") for event in doubtful)


def test_the_file_names_its_zone_and_every_event_once():
    calendar, events = events_of(
        *(entry_of(parse_schedule(text), code=f"k{number}") for number, text in enumerate(TEXTS))
    )
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Asia/Tokyo"]
    assert len({event["UID"] for event in events}) == len(events)
    assert all(event["UID"].endswith("@example.jp") for event in events)


def test_published_text_can_not_leave_its_line():
    text = "食堂\r\nATTENDEE:mailto:a@example.jp;,\\"
    body = write_calendar("見本", [entry_of(parse_schedule(TEXTS[0]), title=text, place=text)], host="example.jp")
    assert b"\nATTENDEE" not in body
    assert icalendar.Calendar.from_ical(body).walk("VEVENT")[0]["LOCATION"].replace("\r", "") == text.replace("\r", "")


def test_days_without_hours_are_whole_days():
    _, events = events_of(entry_of(Schedule(rules=(Rule(freq="weekly", byday=(5,)),))))
    assert events[0]["DTSTART"].dt == date(2026, 6, 6)
    assert events[0]["DTEND"].dt == date(2026, 6, 7)


def test_a_listing_without_dates_is_an_empty_calendar():
    _, events = events_of(entry_of(Schedule(), sure=Recurrences(), doubtful=Recurrences()))
    assert events == []

"""What every dated session keeps, whatever the schedule: its rule, its closings, its single dates, the horizon."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.recurrence import expand, to_recurrences
from directory.domain.rule_days import holds_on, may_fall_on
from directory.domain.schedule import Closure, Rule, Schedule, Window
from directory.domain.seasons import Seasons, exact_season
from directory.domain.sessions import cancelled_sessions, next_sessions

HORIZON_DAYS = 92
TOKYO = ZoneInfo("Asia/Tokyo")
EXACT = Seasons(
    new_year=exact_season((12, 29), (1, 3)),
    obon=exact_season((8, 13), (8, 16)),
    summer_vacation=exact_season((7, 21), (8, 31)),
    winter_vacation=exact_season((12, 25), (1, 7)),
    spring_vacation=exact_season((3, 25), (4, 5)),
)


class TenthDays:
    """Every tenth day of a month is a holiday; known up to 2027."""

    last_known_year = 2027

    def is_holiday(self, day: date) -> bool:
        return day.day == 10


def some(values: st.SearchStrategy[int], *, at_least: int = 0) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(values, min_size=at_least, max_size=3, unique=True).map(lambda found: tuple(sorted(found)))


WEEKDAYS = some(st.integers(0, 6), at_least=1)
MONTHS = some(st.integers(1, 12))
WINDOWS = st.sampled_from(
    [(), (Window(start=600, end=720),), (Window(start=540, end=720), Window(start=1140, end=1890))]
)
RULES = st.one_of(
    st.builds(Rule, freq=st.just("weekly"), byday=WEEKDAYS, months=MONTHS, windows=WINDOWS),
    st.builds(
        Rule,
        freq=st.just("weekly"),
        byday=WEEKDAYS,
        interval=st.just(2),
        phase_on=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
        windows=WINDOWS,
    ),
    st.builds(
        Rule,
        freq=st.just("monthly"),
        byday=WEEKDAYS,
        nth=some(st.sampled_from([1, 2, 3, 4, 5, -1]), at_least=1),
        months=MONTHS,
        offset_days=st.sampled_from([0, 0, 0, 2]),
        windows=WINDOWS,
    ),
    st.builds(Rule, freq=st.just("monthly"), bymonthday=some(st.sampled_from([1, 12, 29, 30, 31, -1]), at_least=1)),
    st.builds(Rule, freq=st.just("daily"), months=MONTHS, windows=WINDOWS),
)
CLOSURES = st.one_of(
    st.builds(Closure, byday=WEEKDAYS, nth=some(st.integers(1, 5))),
    st.builds(
        Closure,
        special=st.sampled_from(["holiday", "new_year", "obon", "summer_vacation", "winter_vacation"]).map(
            lambda name: (name,)
        ),
    ),
    st.builds(Closure, ranges=st.sampled_from([(((12, 20), (1, 10)),), (((2, 28), (3, 1)),)])),
)
TODAYS = st.one_of(
    st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    st.sampled_from([date(2024, 2, 28), date(2028, 2, 29), date(2026, 12, 31), date(2100, 2, 28), date(2027, 10, 1)]),
)


@st.composite
def schedules(draw: st.DrawFn) -> tuple[Schedule, date]:
    today = draw(TODAYS)
    near = st.integers(-5, HORIZON_DAYS + 5).map(lambda days: today + timedelta(days=days))
    dates = st.lists(near, max_size=3, unique=True).map(tuple)
    schedule = Schedule(
        rules=tuple(draw(st.lists(RULES, min_size=1, max_size=3))),
        closed=tuple(draw(st.lists(CLOSURES, max_size=2))),
        cancelled=draw(dates),
        added=draw(dates),
        added_windows=draw(WINDOWS),
    )
    return schedule, today


def sessions_of(schedule: Schedule, today: date, *, horizon_days: int = HORIZON_DAYS) -> dict[date, str]:
    found = next_sessions(schedule, today=today, horizon_days=horizon_days, holidays=TenthDays(), seasons=EXACT)
    days = [session.on for session in found]
    assert days == sorted(set(days))
    return {session.on: session.certainty for session in found}


@settings(deadline=None, max_examples=60)
@given(schedules())
def test_every_session_lies_in_the_horizon_and_inside_a_rule_or_on_an_added_date(case: tuple[Schedule, date]) -> None:
    schedule, today = case
    for day in sessions_of(schedule, today):
        assert today <= day <= today + timedelta(days=HORIZON_DAYS)
        holds = any(may_fall_on(rule, day.weekday()) and holds_on(rule, day) for rule in schedule.rules)
        assert holds or day in schedule.added


@settings(deadline=None, max_examples=60)
@given(schedules())
def test_no_session_lies_on_a_cancelled_or_closed_day(case: tuple[Schedule, date]) -> None:
    schedule, today = case
    found = sessions_of(schedule, today)
    assert not set(schedule.cancelled) & set(found)
    for day in set(found).difference(schedule.added):
        for closure in schedule.closed:
            assert not is_closed(closure, day)


def is_closed(closure: Closure, day: date) -> bool:
    """The meaning of the closures above, said a second time."""
    if closure.byday:
        return day.weekday() in closure.byday and (not closure.nth or (day.day - 1) // 7 + 1 in closure.nth)
    if "holiday" in closure.special:
        return day.day == 10
    season = EXACT.named(closure.special[0]) if closure.special else None  # type: ignore[arg-type] # not a holiday
    first, last = (season.first, season.last) if season else closure.ranges[0]
    point = (day.month, day.day)
    return first <= point <= last if first <= last else point >= first or point <= last


@settings(deadline=None, max_examples=60)
@given(schedules())
def test_a_shorter_horizon_and_a_later_today_show_a_part_of_the_same_days(case: tuple[Schedule, date]) -> None:
    schedule, today = case
    found = sessions_of(schedule, today)
    shorter = sessions_of(schedule, today, horizon_days=30)
    assert shorter == {day: sure for day, sure in found.items() if day <= today + timedelta(days=30)}
    later = sessions_of(schedule, today + timedelta(days=7), horizon_days=HORIZON_DAYS - 7)
    assert later == {day: sure for day, sure in found.items() if day >= today + timedelta(days=7)}


@settings(deadline=None, max_examples=60)
@given(schedules())
def test_beyond_the_known_holidays_days_that_depend_on_them_are_asked_about(case: tuple[Schedule, date]) -> None:
    schedule, today = case
    if not any("holiday" in closure.special for closure in schedule.closed):
        return
    for day, certainty in sessions_of(schedule, today).items():
        assert day.year <= TenthDays.last_known_year or certainty == "maybe" or day in schedule.added


@settings(deadline=None, max_examples=60)
@given(schedules())
def test_struck_dates_are_those_that_would_take_place(case: tuple[Schedule, date]) -> None:
    schedule, today = case
    struck = cancelled_sessions(schedule, today=today, horizon_days=HORIZON_DAYS, holidays=TenthDays(), seasons=EXACT)
    assert {session.on for session in struck} <= set(schedule.cancelled)
    assert not {session.on for session in struck} & set(sessions_of(schedule, today))


@settings(deadline=None, max_examples=60)
@given(schedules())
def test_recurrences_say_exactly_the_sessions(case: tuple[Schedule, date]) -> None:
    schedule, today = case
    last = today + timedelta(days=HORIZON_DAYS)
    found = next_sessions(schedule, today=today, horizon_days=HORIZON_DAYS, holidays=TenthDays(), seasons=EXACT)
    sure = [session for session in found if session.certainty == "certain"]
    made = to_recurrences(schedule.rules, sure, first=today, last=last)
    entries = [(day, each.window) for each in made.repeated for day in expand(each)]
    entries += [(each.on, each.window) for each in made.single]
    expected = [(session.on, window) for session in sure for window in session.windows or (None,)]
    assert sorted(entries, key=repr) == sorted(expected, key=repr)


@settings(deadline=None, max_examples=60)
@given(TODAYS)
def test_a_day_in_tokyo_always_has_24_hours(today: date) -> None:
    midnight = datetime(today.year, today.month, today.day, tzinfo=TOKYO)
    assert midnight.utcoffset() == timedelta(hours=9)

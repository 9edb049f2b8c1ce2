from __future__ import annotations

from datetime import date

from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.visits import PlacedSchedule, next_visits
from tests.no_holidays import NoHolidays

SATURDAY = 5


def on_saturdays(*nth: int, at: int = 600) -> Schedule:
    rule = Rule(freq="monthly", byday=(SATURDAY,), nth=nth, windows=(Window(start=at, end=at + 120),))
    return Schedule(rules=(rule,))


def test_rotating_places_take_turns() -> None:
    places = (
        PlacedSchedule(place="きた", schedule=on_saturdays(1)),
        PlacedSchedule(place="みなみ", schedule=on_saturdays(2, 4)),
        PlacedSchedule(place="ひがし", schedule=on_saturdays(3)),
    )
    visits = next_visits(places, today=date(2026, 6, 1), horizon_days=40, holidays=NoHolidays(), limit=5)
    assert [(visit.session.on.isoformat(), visit.place) for visit in visits] == [
        ("2026-06-06", "きた"),
        ("2026-06-13", "みなみ"),
        ("2026-06-20", "ひがし"),
        ("2026-06-27", "みなみ"),
        ("2026-07-04", "きた"),
    ]


def test_two_places_on_one_day_come_by_the_hour() -> None:
    places = (
        PlacedSchedule(place="午後", schedule=on_saturdays(1, at=780)),
        PlacedSchedule(place="午前", schedule=on_saturdays(1)),
    )
    visits = next_visits(places, today=date(2026, 6, 6), horizon_days=0, holidays=NoHolidays())
    assert [visit.place for visit in visits] == ["午前", "午後"]


def test_a_cancelled_date_of_one_place_does_not_touch_the_others() -> None:
    cancelled = Schedule(rules=on_saturdays(1).rules, cancelled=(date(2026, 6, 6),))
    places = (PlacedSchedule(place="a", schedule=cancelled), PlacedSchedule(place="b", schedule=on_saturdays(1)))
    visits = next_visits(places, today=date(2026, 6, 6), horizon_days=0, holidays=NoHolidays())
    assert [visit.place for visit in visits] == ["b"]

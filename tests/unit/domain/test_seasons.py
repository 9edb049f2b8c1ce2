from __future__ import annotations

from datetime import date

import pytest

from directory.domain.schedule import Closure, Rule, Schedule, SpecialDays
from directory.domain.seasons import USUAL_SEASONS, Seasons, exact_season
from directory.domain.sessions import next_sessions


class NoHolidays:
    last_known_year = 2030

    def is_holiday(self, day: date) -> bool:
        return day.year < 0


def days(special: SpecialDays, first: date, last: date, seasons: Seasons = USUAL_SEASONS) -> dict[date, str]:
    schedule = Schedule(rules=(Rule(freq="daily"),), closed=(Closure(special=(special,)),))
    found = next_sessions(
        schedule, today=first, horizon_days=(last - first).days, holidays=NoHolidays(), seasons=seasons
    )
    return {session.on: session.certainty for session in found}


@pytest.mark.parametrize(
    ("special", "inside", "edge", "outside"),
    [
        ("new_year", date(2027, 1, 2), date(2026, 12, 28), date(2027, 1, 6)),
        ("obon", date(2026, 8, 14), date(2026, 8, 11), date(2026, 8, 19)),
        ("summer_vacation", date(2026, 8, 3), date(2026, 8, 28), date(2026, 9, 4)),
        ("winter_vacation", date(2026, 12, 31), date(2027, 1, 15), date(2027, 1, 21)),
        ("spring_vacation", date(2027, 4, 1), date(2027, 4, 7), date(2027, 4, 11)),
    ],
)
def test_a_season_closes_its_core_and_leaves_its_edges_in_doubt(
    special: SpecialDays, inside: date, edge: date, outside: date
) -> None:
    found = days(special, date(2026, 7, 1), date(2027, 5, 1))
    assert inside not in found
    assert (found[edge], found[outside]) == ("maybe", "certain")


def test_stated_dates_of_a_vacation_leave_no_doubt() -> None:
    seasons = Seasons(summer_vacation=exact_season((7, 25), (8, 18)))
    found = days("summer_vacation", date(2026, 7, 20), date(2026, 8, 25), seasons)
    assert set(found.values()) == {"certain"}
    assert not any(date(2026, 7, 25) <= day <= date(2026, 8, 18) for day in found)
    assert {date(2026, 7, 24), date(2026, 8, 19)} <= set(found)


def test_a_closing_with_an_exemption_in_the_summer_vacation_is_asked_about_then() -> None:
    schedule = Schedule(rules=(Rule(freq="daily"),), closed=(Closure(byday=(0,), exempt=("summer_vacation",)),))
    found = {
        session.on: session.certainty
        for session in next_sessions(schedule, today=date(2026, 7, 1), horizon_days=92, holidays=NoHolidays())
    }
    assert date(2026, 7, 6) not in found
    assert found[date(2026, 8, 3)] == "maybe"
    assert found[date(2026, 9, 8)] == "certain"

from __future__ import annotations

from datetime import date

from directory.catalog.holidays import JapaneseHolidays


def test_the_day_between_two_holidays_is_a_holiday() -> None:
    assert JapaneseHolidays().is_holiday(date(2026, 9, 22))


def test_substitute_holidays_are_holidays_and_plain_days_are_not() -> None:
    holidays = JapaneseHolidays()
    assert holidays.is_holiday(date(2026, 5, 6))
    assert not holidays.is_holiday(date(2026, 6, 8))


def test_it_says_how_far_it_knows() -> None:
    assert JapaneseHolidays().last_known_year >= 2027

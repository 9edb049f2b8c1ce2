"""Times of the year that every place draws a little differently: 年末年始, お盆, 学校の長期休み."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

MonthDay = tuple[int, int]
Closeness = Literal["inside", "edge", "outside"]
SeasonName = Literal["new_year", "obon", "summer_vacation", "winter_vacation", "spring_vacation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """Inclusive (month, day) spans that may wrap the year.

    Attributes:
        first, last: days that belong to the season everywhere.
        earliest, latest: days outside of these belong to it nowhere; what lies between has to be asked about.
    """

    first: MonthDay
    last: MonthDay
    earliest: MonthDay
    latest: MonthDay

    def closeness_of(self, day: date) -> Closeness:
        """Whether a day surely belongs to the season, surely not, or may."""
        if is_within(day, self.first, self.last):
            return "inside"
        return "edge" if is_within(day, self.earliest, self.latest) else "outside"


def exact_season(first: MonthDay, last: MonthDay) -> Season:
    """A season whose dates somebody has stated, so that no day of it is in doubt."""
    return Season(first=first, last=last, earliest=first, latest=last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seasons:
    """All seasons as one installation draws them.

    The defaults are what holds in nearly all municipalities; school vacations differ by weeks between the snow country
    and the rest, so only their common core is sure. An operator who knows the dates passes `exact_season`.
    """

    new_year: Season = Season(first=(12, 29), last=(1, 3), earliest=(12, 27), latest=(1, 5))
    obon: Season = Season(first=(8, 13), last=(8, 16), earliest=(8, 10), latest=(8, 18))
    summer_vacation: Season = Season(first=(7, 27), last=(8, 15), earliest=(7, 15), latest=(9, 3))
    winter_vacation: Season = Season(first=(12, 27), last=(1, 4), earliest=(12, 20), latest=(1, 20))
    spring_vacation: Season = Season(first=(3, 28), last=(4, 4), earliest=(3, 16), latest=(4, 10))

    def named(self, name: SeasonName) -> Season:
        """The season of a name."""
        season: Season = getattr(self, name)
        return season


USUAL_SEASONS = Seasons()


def is_within(day: date, first: MonthDay, last: MonthDay) -> bool:
    """Whether a day lies in an inclusive (month, day) range that may wrap the year."""
    return is_between((day.month, day.day), first, last)


def is_between(point: MonthDay, first: MonthDay, last: MonthDay) -> bool:
    """Whether a (month, day) lies in an inclusive range that may wrap the year."""
    return first <= point <= last if first <= last else point >= first or point <= last


def read_seasons(text: str) -> Seasons:
    """The usual seasons with those of a text in their place: `summer_vacation=07-21..08-31 obon=08-13..08-15`.

    Raises:
        ValueError: a name is no season, or its dates are none.
    """
    stated = dict(map(_read_season, text.split()))
    return replace(USUAL_SEASONS, **stated)


def _read_season(text: str) -> tuple[SeasonName, Season]:
    name, _, span = text.partition("=")
    known: SeasonName | None = next((each for each in get_args(SeasonName) if each == name), None)
    first, _, last = span.partition("..")
    if known is None:
        raise ValueError(text)
    return known, exact_season(_read_month_day(first), _read_month_day(last))


def _read_month_day(text: str) -> MonthDay:
    # a leap year, so that 02-29 is a day
    day = date.fromisoformat(f"2024-{text}")
    return day.month, day.day

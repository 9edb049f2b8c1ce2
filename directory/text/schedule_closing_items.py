"""Listed closing days of a schedule text -> closures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from directory.domain.schedule import Closure, Exemption, SchoolVacation, Shift, SpecialDays
from directory.text.schedule_dates import dated_days
from directory.text.schedule_days import read_calendar_days, read_months, read_nth, read_weekdays
from directory.text.schedule_school import DAYS_OFF
from directory.text.schedule_tokens import Token

ITEMS = frozenset(
    {
        "days",
        "nth",
        "special",
        "after_holiday",
        "date_range",
        "dates",
        "season",
        "months",
        "month_days",
        "extra_closing",
        "weekly",
        "monthly",
    }
)
_REPEATED = re.compile(r"曜日?\s*[・、,と]\s*[月火水木金土日]曜")
_NEXT_WEEKDAY = re.compile(r"平日|営業日")
_VACATIONS: tuple[tuple[str, tuple[SchoolVacation, ...]], ...] = (
    ("長期", ("summer_vacation", "winter_vacation", "spring_vacation")),
    ("夏休み", ("summer_vacation",)),
    ("冬休み", ("winter_vacation",)),
    ("春休み", ("spring_vacation",)),
)
"""Words for vacations of schools; 夏季休暇 may be that of the staff, a few days that nobody names."""
_ALL_MONTHS = frozenset(range(1, 13))


@dataclass(slots=True)
class Closings:
    """What was taken from the tokens.

    Attributes:
        cancelled: closed days with a year. rest: tokens that still speak of opening. tokens: all of the text.
        opening_shifts: where opening days move from a holiday. is_off_school: days without school are closed.
    """

    closures: list[Closure] = field(default_factory=list)
    cancelled: list[date] = field(default_factory=list)
    flags: dict[str, None] = field(default_factory=dict)
    rest: list[Token] = field(default_factory=list)
    is_whole_text: bool = False
    tokens: tuple[Token, ...] = ()
    opening_shifts: list[str] = field(default_factory=list)
    is_off_school: bool = False


def read_items(items: list[Token], closings: Closings) -> None:
    """Adds the closures of a list of days."""
    begin = len(closings.closures)
    nth: tuple[int, ...] = ()
    for index, token in enumerate(items):
        if token.kind == "nth":
            nth = read_nth(token.text)[0]
        elif token.kind == "days":
            months = _months_before(items, index)
            if nth and _REPEATED.search(token.text):
                closings.flags["uncertain"] = None  # 第2・第4土曜、日曜: every Sunday, or those of the weeks?
            closings.closures.extend(_weekday_closures(token.text, nth, months))
            nth = ()
        elif token.kind in {"season", "months"} and _is_explained(items, index):
            continue
        elif token.kind == "months" and not _belongs_to_days(items, index):
            is_exception = any(later.kind == "close_suffix" for later in items[index + 1 : index + 2])
            _add_months(read_months(token.text), closings, is_exception=is_exception)
        elif token.kind == "shift":
            shift_closures(token, closings, begin)
        elif token.kind == "exempt":
            _exempt(token.text, closings, begin)
        else:
            _read_other(token, closings)
    if nth:
        closings.closures.append(Closure(nth=nth, months=_months_of_last_week(items)))


def _read_other(token: Token, closings: Closings) -> None:
    """Closings by name or date; undated ones are only flagged."""
    if token.kind in {"special", "after_holiday"}:
        closings.closures.append(Closure(special=(_special_name(token.text),)))
    elif token.kind == "dates" and (days := dated_days(token.text)):
        closings.cancelled.extend(days)
    elif token.kind in {"date_range", "dates"}:
        pairs = read_calendar_days(token.text)
        if closings.closures and closings.closures[-1].special in {("new_year",), ("obon",)}:
            closings.closures.pop()  # 年末年始(12/29~1/3): the dates say it better
        if token.kind == "date_range" and len(pairs) == 2:
            closings.closures.append(Closure(ranges=((pairs[0], pairs[1]),)))
        else:
            closings.closures.append(Closure(ranges=tuple((pair, pair) for pair in pairs)))
    elif vacations := _vacations(token):
        closings.closures.extend(Closure(special=(vacation,)) for vacation in vacations)
    elif token.kind in {"season", "month_days"}:
        closings.is_off_school = closings.is_off_school or bool(DAYS_OFF.search(token.text))
        closings.flags.update({"irregular_closure": None, "seasonal": None})
    elif token.kind == "extra_closing":
        closings.flags["irregular_closure"] = None


def _special_name(text: str) -> SpecialDays:
    """The name of お盆, 祝日の翌日, 年末年始."""
    if "盆" in text:
        return "obon"
    return "after_holiday" if "翌日" in text else "new_year"


def _is_explained(items: list[Token], index: int) -> bool:
    """Whether dates or months follow that say a season better (夏季休業8/10~8/14), or weeks to which months belong."""
    following = [token.kind for token in items[index + 1 : index + 3] if token.kind != "open"][:1]
    if items[index].kind == "season":
        return following in (["date_range"], ["months"])
    return following == ["nth"] and index + 2 == len(items)


def _months_of_last_week(items: list[Token]) -> tuple[int, ...]:
    """The months of weeks without a weekday that end a list: 8月第2・3週を除く."""
    if len(items) < 2 or items[-1].kind != "nth" or items[-2].kind != "months":
        return ()
    return read_months(items[-2].text)


def _vacations(token: Token) -> tuple[SchoolVacation, ...]:
    """The school vacations that a word names; none of 夏季休暇, 学校休業日, GW."""
    if token.kind != "season":
        return ()
    return next((vacations for word, vacations in _VACATIONS if word in token.text), ())


def _belongs_to_days(items: list[Token], index: int) -> bool:
    """Whether months only say when an ordinal weekday closes: 12月の第3火曜日."""
    return [token.kind for token in items[index + 1 : index + 3]] == ["nth", "days"]


def _months_before(items: list[Token], index: int) -> tuple[int, ...]:
    """Months that belong to the ordinal weekday at `index`."""
    if index >= 2 and items[index - 2].kind == "months" and _belongs_to_days(items, index - 2):
        return read_months(items[index - 2].text)
    return ()


def limit_to_days(closings: Closings, begin: int, byday: tuple[int, ...]) -> None:
    """「月曜日については第2週は利用不可」 closes Mondays only."""
    for index in range(begin, len(closings.closures)):
        if not closings.closures[index].byday and not closings.closures[index].ranges:
            closings.closures[index] = replace(closings.closures[index], byday=byday)


def _weekday_closures(text: str, nth: tuple[int, ...], months: tuple[int, ...]) -> list[Closure]:
    """One closure for the weekdays and one for the holidays of 日・祝日."""
    days = read_weekdays(text)
    closures = [Closure(byday=days.byday, nth=nth, months=months)] if days.byday else []
    return [*closures, Closure(special=("holiday",))] if days.on_holidays else closures


def _add_months(months: tuple[int, ...], closings: Closings, *, is_exception: bool) -> None:
    """Whole months, or months in which the closure before does not apply."""
    if is_exception and closings.closures:
        kept = tuple(sorted(_ALL_MONTHS.difference(months)))
        closings.closures[-1] = replace(closings.closures[-1], months=kept)
    elif months and closings.closures and closings.closures[-1] == Closure(months=closings.closures[-1].months):
        joined = {*closings.closures[-1].months, *months}  # 8月と12月は休み: one closing of two months
        closings.closures[-1] = Closure(months=tuple(sorted(joined)))
    elif months:
        closings.closures.append(Closure(months=months))


def shift_closures(token: Token, closings: Closings, begin: int) -> None:
    """Moves the weekday closures that the phrase names (all when it names none)."""
    closings.flags["shift_if_holiday"] = None
    if any(word in token.shift_to for word in ("週", "前", "第", "振替")):
        return
    shift: Shift = "next_weekday" if _NEXT_WEEKDAY.search(token.shift_to) else "next_day"
    named = set(named_days(token))
    for index in range(begin, len(closings.closures)):
        closure = closings.closures[index]
        if closure.byday and (not named or named.issuperset(closure.byday)) and not (named and closure.nth):
            closings.closures[index] = replace(closure, shift=shift)


def named_days(token: Token) -> tuple[int, ...]:
    """Weekdays that a shift phrase begins with: 月曜日が祝日の場合は翌日."""
    subject, separator, _ = token.text.partition("が")
    return read_weekdays(subject).byday if separator else ()


def _exempt(text: str, closings: Closings, begin: int) -> None:
    """Days that stay open although they are in the list."""
    exempt: list[Exemption] = ["summer_vacation"] if "夏休み" in text else []
    exempt.extend(["holiday"] if "祝" in text else [])
    for index in range(begin, len(closings.closures)):
        if closings.closures[index].byday:
            closings.closures[index] = replace(closings.closures[index], exempt=tuple(exempt))

"""Words of a question that name days: 今日, 土曜の午前, 第2土曜, Saturdays; alone, or before what is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from directory.catalog.when import WEEKDAYS, days_of
from directory.domain.opening import PartOfDay

BEFORE_DAYS = frozenset(("on", "this", "every"))
"""English words before a day that say nothing more."""

_RELATIVE = {
    "今日": "today",
    "きょう": "today",
    "本日": "today",
    "明日": "tomorrow",
    "あした": "tomorrow",
    "あす": "tomorrow",
    "今度の土日": "weekend",
    "今週末": "weekend",
    "土日": "weekend",
    "週末": "weekend",
}
_ENGLISH = {"today": "today", "tomorrow": "tomorrow"}
_ENGLISH_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KANJI_DAYS, _KANJI_NUMBERS = "月火水木金土日", "一二三四五"
_PARTS: dict[str, PartOfDay] = {"午前中": "am", "午前": "am", "午後": "pm", "夕方": "eve", "夜": "eve"}

_NUMBER = f"[1-5{_KANJI_NUMBERS}]"
_DAY = (
    f"(?:(?P<nth>第{_NUMBER}(?:[・と]?第?{_NUMBER})*)?(?P<weekday>[{_KANJI_DAYS}])曜日?|(?P<word>{'|'.join(_RELATIVE)}))"
    f"(?:の?(?P<part>{'|'.join(_PARTS)}))?"
)
_WHOLE = re.compile(_DAY)
_HEAD = re.compile(
    f"(?P<day>{_DAY})"
    "(?:(?P<verb>(?:に|も|でも|は)?(?:(?:やって|開いて|あいて|開催して)い?る|行ける|いける|使える))|[のにも])(?P<left>.*)"
)


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day at the beginning of a longer word: 土曜日 of 土曜日にやってる子ども食堂.

    Attributes:
        day: as it stands there. left: what stands behind it and its particle or verb.
        is_sure: whether a verb says that it is a day; else it may be a part of a name (金曜の会).
    """

    day: str
    left: str
    is_sure: bool


def name_day(word: str, *, today: date) -> str:
    """The value of `when` that a word of a question names (土曜の夜 -> sat:eve); "" for any other word."""
    english = word.casefold().removesuffix("s")
    if english in _ENGLISH_WEEKDAYS:
        return WEEKDAYS[_ENGLISH_WEEKDAYS.index(english)]
    found = _WHOLE.fullmatch(word)
    if found is None:
        return _ENGLISH.get(word.casefold(), "")
    days = [_RELATIVE[found["word"]]] if found["word"] else list(_weekdays(found["weekday"], found["nth"] or "", today))
    part = f":{_PARTS[found['part']]}" if found["part"] else ""
    return ",".join(f"{day}{part}" for day in days)


def find_day_head(word: str) -> DayHead | None:
    """The day that a word of a question begins with."""
    found = _HEAD.fullmatch(word)
    return DayHead(day=found["day"], left=found["left"], is_sure=bool(found["verb"])) if found else None


def _weekdays(kanji: str, nth: str, today: date) -> Iterator[str]:
    """A weekday, or those of the coming weeks that are the first, second … of their month."""
    weekday = WEEKDAYS[_KANJI_DAYS.index(kanji)]
    if not nth:
        yield weekday
        return
    numbers = {int(each) if each.isdigit() else _KANJI_NUMBERS.index(each) + 1 for each in re.findall(_NUMBER, nth)}
    for day in days_of(weekday, today=today):
        if (day.day - 1) // 7 + 1 in numbers:
            yield day.isoformat()

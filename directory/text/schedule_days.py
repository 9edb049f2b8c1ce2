"""Days in schedule texts: weekdays, ordinal weeks, days of the month, months, calendar ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass

WEEKDAYS = "月火水木金土日"
HOLIDAY_WORDS = r"(?:国民の祝日|祝祭日|祝・休日|祝日・休日|祝休日|祝日|休日|振替休日|祝)"
_BARE = (
    r"(?:(?:(?<!\d)|(?<=第\d))月(?!\s*\d+\s*回|に|額|末|初|の第|の最|間|謝|例|度|々|中)|火(?![災事])"
    r"|水(?![道分遊筒着泳])"
    r"|木(?![工々])|金(?![額銭券])|土(?![器地産])|(?<![\d祝用催館園設業所定期営実])日(?![時程前後中間以数目常頃本額当々付替を帰]))"
)
_IF_HOLIDAY = r"(?!日?(?:等|など)?(?:の場合|のとき|の時|に[あ当]た|と?重な|の?翌日(?!の?\d)|は(?:第\d|翌|前)))"
ATOM = rf"(?:[{WEEKDAYS}]曜日?|平日|毎日|{HOLIDAY_WORDS}{_IF_HOLIDAY}|{_BARE})"
_JOIN = (
    r"(?:\s*[・、,/.&+]\s*|\s*(?:~|-|から|より)\s*"  # kept apart: a range
    r"|\s*(?:および|及び|並びに|または|又は|もしくは|or|と|か|や)\s*|\s+|)"
)
DAYS = rf"(?:毎週の?\s*)?{ATOM}(?:{_JOIN}{ATOM})*(?:\s*(?:の?どちらか|の?いずれか)|まで)?"
_N = r"[1-6](?!\d)"
_OR = r"(?:または|又は|もしくは|or|か)"
NTH = (
    rf"(?:第\s*{_N}週?(?:\s*(?:[・、,./~-]|と|及び|{_OR})\s*第?\s*{_N}(?![:時回\d])週?)*"
    rf"(?:\(\s*{_OR}\s*第?{_N}\s*\))?(?:週目?)?(?![子者号回条弾部期種款次学小中])"
    rf"|最終(?!受付|受け付け|入[館場店園室]|案内|オーダー|回|日(?!曜))週?|(?:最後|月末)の?(?=[{WEEKDAYS}]曜))"
)
MONTHS = (
    r"(?:偶数月|奇数月|(?<!\d)\d{1,2}月?(?:\s*(?:~|-|から|[・、,])\s*(?:翌年?の?\s*)?\d{1,2}月?)*"
    r"(?<=月)(?![\d~])(?:まで(?=の))?)"
)
_WD = rf"(?:\([{WEEKDAYS}](?:曜日?)?(?:[・、]?祝日?)?\))?"
DATE = (
    rf"(?:(?:(?:20\d\d|令和\d{{1,2}}|R\d{{1,2}})\s*[年/.]\s*)?(?<!\d)\d{{1,2}}月\d{{1,2}}日{_WD}"
    rf"|(?<!\d)(?:20\d\d|R\d{{1,2}}|令和\d{{1,2}})[年/.-]\d{{1,2}}[/.-]\d{{1,2}}(?!\d){_WD}"
    rf"|(?<![\d/.])\d{{1,2}}\.\d{{1,2}}\([{WEEKDAYS}](?:曜日?)?(?:[・、]?祝日?)?\)"
    rf"|(?<![\d/])\d{{1,2}}/\d{{1,2}}(?![\d/]){_WD}|元[旦日])"
)
DATE_RANGE = rf"{DATE}\s*(?:~|-|から)\s*(?:翌年\s*)?(?:{DATE}|\d{{1,2}}日{_WD})(?:まで)?"
_DAY = r"(?:[12]?\d|3[01])日(?![前後間以目程曜])"
_BARE_DAY = r"(?:[12]?\d|3[01])(?:日(?!曜))?"
MONTH_DAYS = (
    rf"(?:(?<![\d第/.])(?:{_BARE_DAY}\s*[・、,と]\s*)*{_DAY}(?:\s*[・、,と]\s*{_DAY})*"
    rf"|月末日?(?!の?(?:[{WEEKDAYS}]曜|最終|第))|末日)"
)

_TOKENS = re.compile(
    rf"(?P<hol>{HOLIDAY_WORDS})|(?P<week>平日)|(?P<all>毎日)|(?P<day>[{WEEKDAYS}])(?:曜日?)?|(?P<to>~|-|から|より)"
)
_DAY_NUMBERS = re.compile(r"\d{1,2}")
_DATE_NUMBERS = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日|(\d{1,2})/(\d{1,2})|(元)[旦日]")
_CLOSED_OR = re.compile(r"または|又は|もしくは|or|か(?!ら)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays:
    """Days of the week, Monday = 0. `is_choice`: one of them, nobody says which (土or日)."""

    byday: tuple[int, ...] = ()
    on_holidays: bool = False
    skips_holidays: bool = False
    is_daily: bool = False
    is_choice: bool = False


def read_weekdays(text: str) -> Weekdays:
    """Weekdays of 月~金, 火・木, 土日祝, 平日, 毎日; ranges may wrap the week (日~木)."""
    days: list[int] = []
    holiday = week = every = runs = False
    for found in _TOKENS.finditer(text.replace("毎週", "")):
        holiday = holiday or bool(found["hol"])
        if found["week"]:
            week = True
            days.extend(range(5))
        every = every or bool(found["all"])
        if found["day"]:
            index = WEEKDAYS.index(found["day"])
            days.extend(_between(days[-1], index) if runs and days else [index])
        runs = bool(found["to"])
    return Weekdays(
        byday=tuple(sorted(set(days))),
        on_holidays=holiday,
        skips_holidays=week and not holiday,
        is_daily=every,
        is_choice=bool(_CLOSED_OR.search(text)) or "どちらか" in text or "いずれか" in text,
    )


def _between(first: int, last: int) -> list[int]:
    """Weekdays after `first` up to `last`, over the end of the week when needed."""
    return [(first + step) % 7 for step in range(1, (last - first) % 7 + 1)]


def read_nth(text: str) -> tuple[tuple[int, ...], bool]:
    """Ordinal weeks (-1 = last) and whether the text offers a choice (第4または第5)."""
    if text.startswith(("最", "月末")):
        return ((-1,), False)
    numbers: list[int] = []
    for found in re.finditer(r"(~|-)?\s*第?\s*([1-6])", text):
        number = int(found[2])
        numbers.extend(range(numbers[-1] + 1, number + 1) if found[1] and numbers else [number])
    return (tuple(sorted({number for number in numbers if number <= 5})), bool(_CLOSED_OR.search(text)))


def read_months(text: str) -> tuple[int, ...]:
    """Months of 偶数月, 5月~8月, 3月・10月; empty when a number is no month."""
    if text.startswith("偶"):
        return (2, 4, 6, 8, 10, 12)
    if text.startswith("奇"):
        return (1, 3, 5, 7, 9, 11)
    months: list[int] = []
    for found in re.finditer(r"(~|-|から)?\s*(?:翌年?の?)?\s*(\d{1,2})", text):
        month = int(found[2])
        if not 1 <= month <= 12:
            return ()
        months.extend(_months_between(months[-1], month) if found[1] and months else [month])
    return tuple(sorted(set(months)))


def _months_between(first: int, last: int) -> list[int]:
    """Months after `first` up to `last`, over the end of the year when needed (11月~2月)."""
    return [(first + step - 1) % 12 + 1 for step in range(1, (last - first) % 12 + 1)]


def read_month_days(text: str) -> tuple[int, ...]:
    """Days of the month of 15日・29日; 月末 is -1."""
    if not any(character.isdigit() for character in text):
        return (-1,)
    return tuple(sorted({int(number) for number in _DAY_NUMBERS.findall(text)}))


def read_calendar_days(text: str) -> tuple[tuple[int, int], ...]:
    """(month, day) pairs of 12/29~1/3, 8月13日~15日; empty when one of them does not exist."""
    pairs: list[tuple[int, int]] = []
    for found in _DATE_NUMBERS.finditer(text):
        month = 1 if found[5] else int(found[1] or found[3] or (pairs[-1][0] if pairs else 0))
        day = 1 if found[5] else int(found[2] or found[4])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return ()
        pairs.append((month, day))
    return tuple(pairs)

"""Days of birth in what people write: a day before 生まれ, after 誕生日, or so long ago that nobody went there then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

Span = tuple[int, int]

VISITS = timedelta(days=400)
"""Days within this time are days on which somebody went somewhere."""

_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018, "S": 1925, "H": 1988, "R": 2018}
"""The year before the first year of each era."""

_NUMBER = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = rf"(?:(?P<era>昭和|平成|令和|(?<![A-Za-z])[SHRshr]) ?(?P<in_era>元|{_NUMBER})|(?P<year>(?:19|20)[0-9]{{2}}))"
_DAY = rf"{_YEAR} ?[年./-] ?(?P<month>{_NUMBER}) ?[月./-] ?(?P<day>{_NUMBER}) ?日?"
_COMPACT = r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])"
_BORN = " ?(?:[)）]? ?)(?:生まれ|うまれ|産まれ|出生|生(?![徒活協涯]))"

_WHOLE_DAY = re.compile(rf"(?<![0-9]){_DAY}(?![0-9])")
_COMPACT_DAY = re.compile(_COMPACT)
_BORN_AFTER = re.compile(_BORN)
_BORN_ON = re.compile(rf"(?<![0-9]){_NUMBER} ?[月/] ?{_NUMBER} ?日?{_BORN}")
_BIRTHDAY = re.compile(
    rf"(?:誕生日|たんじょうび|生年月日)[^0-9一-十\n]{{0,8}}(?:{_YEAR} ?[年./-] ?)?{_NUMBER} ?[月./-] ?{_NUMBER}日?"
)
_SINCE = re.compile(
    " ?(?:から|より|以降|まで|現在|時点|付|版"
    "|に?(?:開設|開所|開園|開館|オープン|閉館|閉所|設立|改正|改定|施行|作成|更新|発行))"
)
"""What follows a day of the past that is nobody's birth."""


def find_birth_dates(text: str, *, today: date) -> Iterator[Span]:
    """Where days of birth stand; full-width digits have to be folded before."""
    for match in (*_WHOLE_DAY.finditer(text), *_COMPACT_DAY.finditer(text)):
        born = _BORN_AFTER.match(text, match.end())
        if born is not None:
            yield match.start(), born.end()
        elif _is_long_ago(match, today) and not _SINCE.match(text, match.end()):
            yield match.span()
    for pattern in (_BORN_ON, _BIRTHDAY):
        for match in pattern.finditer(text):
            yield match.span()


def _is_long_ago(match: re.Match[str], today: date) -> bool:
    """Whether the day is none of the last year; what is no day at all is not."""
    day = _read(match.groupdict())
    return day is not None and day < today - VISITS


def _read(parts: dict[str, str | None]) -> date | None:
    try:
        if parts.get("y"):
            return date(int(parts["y"] or 0), int(parts["m"] or 0), int(parts["d"] or 0))
        return date(_year_of(parts), int(parts["month"] or 0), int(parts["day"] or 0))
    except ValueError:
        return None


def _year_of(parts: dict[str, str | None]) -> int:
    if parts["year"]:
        return int(parts["year"])
    count = parts["in_era"] or ""
    return _ERAS[(parts["era"] or "").upper()] + (1 if count == "元" else int(count))

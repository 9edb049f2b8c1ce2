"""Cell text of one calendar day -> date."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

ERA_STARTS = {"令和": 2018, "平成": 1988, "昭和": 1925, "R": 2018, "H": 1988, "S": 1925}
"""Year before the first year of each era."""

SERIAL_ZERO = date(1899, 12, 30)
"""Day zero of spreadsheet serial numbers (with the leap year that 1900 was not)."""
SERIAL_RANGE = range(18_264, 73_051)
"""Serial numbers of 1950 … 2099; a smaller or larger number is not a date."""

_TAIL = r"(?:\s*\(?[月火水木金土日](?:曜日?)?(?:[・、]?祝日?)?\)?)?(?:[T ]\s*[\d:.]+Z?)?"
_ERA = re.compile(
    rf"(令和|平成|昭和|[RHS])\s*(\d{{1,2}}|元)\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*(\d{{1,2}})日?{_TAIL}",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"(\d{{4}})\s*[年./-]\s*(\d{{1,2}})\s*[月./-]\s*(\d{{1,2}})日?{_TAIL}")
_SHORT = re.compile(rf"(\d{{1,2}})\s*[月/]\s*(\d{{1,2}})日?{_TAIL}")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")


def parse_date(text: str, *, default_year: int | None = None) -> date | None:
    """The day; None when the text is not exactly one day, or has no year and no `default_year` was given."""
    tidy = unicodedata.normalize("NFKC", text).strip()
    if found := _ERA.fullmatch(tidy):
        year = 1 if found[2] == "元" else int(found[2])
        return _day(ERA_STARTS[found[1].upper()] + year, int(found[3]), int(found[4]))
    if found := _YEAR.fullmatch(tidy) or _COMPACT.fullmatch(tidy):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if (found := _SHORT.fullmatch(tidy)) and default_year is not None:
        return _day(default_year, int(found[1]), int(found[2]))
    if (found := _SERIAL.fullmatch(tidy)) and int(found[1]) in SERIAL_RANGE:
        return SERIAL_ZERO + timedelta(days=int(found[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    """A date that exists, else None (February 30)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None

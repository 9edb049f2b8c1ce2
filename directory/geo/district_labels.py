"""The publisher's own words for an area (学区, 地区名) -> the district they name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from directory.domain.district import District
from directory.text.fold import fold

_KINDS = re.compile(
    "(?:日常生活圏域|小学校区|中学校区|小学校|中学校|学校区|まちづくり地区|地域包括|行政区|連合|学区|校区|地区|圏域|区域|地域|ブロック|小|中)+\\Z"
)
_BETWEEN = re.compile(r"[;；,，、/／\n]+")


class LabelBook:
    """Names of the districts of one scheme."""

    def __init__(self, districts: Iterable[District]) -> None:
        """Reads the names; a short form (中央 for 中央地区) counts when only one district has it."""
        known = tuple(districts)
        self._full = {_fold(district.name): district.code for district in known}
        shorts = Counter(_shorten(district.name) for district in known)
        self._short = {short: district.code for district in known if shorts[short := _shorten(district.name)] == 1}

    def find(self, labels: Iterable[str]) -> str | None:
        """Code of the district that the labels name; None when they name none, or several."""
        found = {code for label in labels for part in split_label(label) if (code := self._find_one(part))}
        return next(iter(found)) if len(found) == 1 else None

    def knows(self, label: str) -> bool:
        """Whether every part of a label names a district."""
        return all(self._find_one(part) for part in split_label(label))

    def _find_one(self, part: str) -> str | None:
        folded = _fold(part)
        return self._full.get(folded) or self._short.get(_KINDS.sub("", folded) or folded)


def split_label(label: str) -> tuple[str, ...]:
    """The parts of a cell that holds several labels (`笹塚小;中幡小`)."""
    return tuple(part for part in map(str.strip, _BETWEEN.split(label)) if part)


@lru_cache(maxsize=10_000)
def _fold(name: str) -> str:
    """Cached: a list repeats few labels on many rows."""
    return fold(name)


def _shorten(name: str) -> str:
    """Folded name without the word that says what kind of area it is; the whole name when nothing else is left."""
    folded = _fold(name)
    return _KINDS.sub("", folded) or folded

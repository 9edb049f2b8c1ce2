"""The publisher's own words for an area (学区, 地区名) -> the district they name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from directory.domain.district import District
from directory.text.fold import fold

_KINDS = re.compile(
    "(?P<elementary>小学校区|小学校|小校区|小)|(?P<junior_high>中学校区|中学校|中校区|中)|(?P<school>学校区|学区|校区)"
    "|(?P<area>日常生活圏域|まちづくり地区|地域包括|行政区|連合|地区|圏域|区域|地域|ぶろっく)"
)
_BETWEEN = re.compile(r"[;；,，、/／\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaName:
    """A name taken apart: 中央小学校区 = 中央, elementary. `kind` is empty when the name does not say one."""

    core: str
    kind: str = ""

    def may_be(self, other: AreaName) -> bool:
        """Whether two names may mean one area: 中央 and 中央小 do, 中央小 and 中央中 or 中央地区 do not."""
        if self.core != other.core:
            return False
        kinds = {self.kind, other.kind}
        return len(kinds) == 1 or "" in kinds or ("school" in kinds and "area" not in kinds)


@lru_cache(maxsize=10_000)
def read_name(name: str) -> AreaName:
    """Folded name without the word that says what kind of area it is."""
    folded = fold(name)
    for match in _KINDS.finditer(folded):
        if match.end() == len(folded) and match.start() > 0:
            return AreaName(core=folded[: match.start()], kind=match.lastgroup or "")
    return AreaName(core=folded)


class LabelBook:
    """Names of the districts of one scheme."""

    def __init__(self, districts: Iterable[District]) -> None:
        """Reads the names; a short form (中央 for 中央地区) counts when only one district has it."""
        known = tuple((read_name(district.name), district) for district in districts)
        self._full = {fold(district.name): district.code for _, district in known}
        counts = Counter(name.core for name, _ in known)
        self._short = {name.core: (name, district.code) for name, district in known if counts[name.core] == 1}

    def find(self, labels: Iterable[str]) -> str | None:
        """Code of the district that the labels name; None when they name none, or several."""
        found = {code for label in labels for part in split_label(label) if (code := self._find_one(part))}
        return next(iter(found)) if len(found) == 1 else None

    def knows(self, label: str) -> bool:
        """Whether every part of a label names a district."""
        return all(self._find_one(part) for part in split_label(label))

    def _find_one(self, part: str) -> str | None:
        name = read_name(part)
        code = self._full.get(name.core) if not name.kind else self._full.get(fold(part))
        if code is not None:
            return code
        known, code = self._short.get(name.core, (name, None))
        return code if known.may_be(name) else None


def split_label(label: str) -> tuple[str, ...]:
    """The parts of a cell that holds several labels (`中央小;港小`)."""
    return tuple(part for part in map(str.strip, _BETWEEN.split(label)) if part)

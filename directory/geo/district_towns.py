"""Town, 丁目 and lot of an address -> the district that an operator's rules give it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from directory.domain.district import DistrictRule
from directory.text.fold import fold
from directory.text.numerals import parse_kanji

RuleGap = Literal["town_without_rule", "lot_missing", "outside_ranges"]
"""Why rules do not decide. lot_missing: several districts are possible until the address says more."""

_CHOME = re.compile(
    r"(?P<base>.*[^0-9〇一二三四五六七八九十百])(?P<number>[0-9]+|[〇一二三四五六七八九十百]+)(?:丁目|丁|町目)\Z"
)
_CHOME_IN_REST = re.compile(r"(?P<number>[0-9]+|[一二三四五六七八九十]+)丁目?(?P<rest>.*)", re.DOTALL)
_LOT = re.compile(r"(?P<number>[0-9]+|[〇一二三四五六七八九十百]+)(?!丁)")
_PREFIX = re.compile(r"\A(?:大字|字)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TownKey:
    """A town name taken apart: 鳳東町六丁 = folded base 鳳東町 and 丁目 6."""

    base: str
    chome: int | None = None


@lru_cache(maxsize=10_000)
def split_town(name: str) -> TownKey:
    """Base name, folded, without 大字, and the number of the 丁目. 十二丁目 (a town of that name) stays whole."""
    tidy = _PREFIX.sub("", unicodedata.normalize("NFKC", name).strip())
    match = _CHOME.fullmatch(tidy)
    if match is None:
        return TownKey(base=fold(tidy))
    return TownKey(base=fold(match["base"]), chome=read_number(match["number"]))


def read_number(text: str) -> int:
    """Value of 12, 十二, 一二 or 百五."""
    return int(text) if text.isascii() else parse_kanji(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """Where inside a town: None = not said."""

    chome: int | None = None
    banchi: int | None = None


def read_lot(rest: str, *, chome: int | None) -> Lot:
    """丁目 and first lot number of what follows the town (`6番13号`, `1丁目3番地`, `600`).

    甲12 has no number: 甲, 乙 and 丙 are series of their own.
    """
    tidy = unicodedata.normalize("NFKC", rest).strip()
    match = _CHOME_IN_REST.match(tidy)
    if match is not None and chome is None:
        chome, tidy = read_number(match["number"]), match["rest"].lstrip("-の ")
    lot = _LOT.match(tidy)
    return Lot(chome=chome, banchi=read_number(lot["number"]) if lot else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """One rule: inclusive ranges, None = open."""

    district: str
    chome: tuple[int | None, int | None]
    banchi: tuple[int | None, int | None]

    @property
    def rank(self) -> int:
        """How much the rule says: lots before 丁目 before the whole town."""
        return (self.banchi != (None, None)) * 2 + (self.chome != (None, None))

    def holds(self, lot: Lot) -> bool | None:
        """Whether the lot is in the ranges; None when the address does not say enough."""
        answers = (_is_between(self.chome, lot.chome), _is_between(self.banchi, lot.banchi))
        if False in answers:
            return False
        return None if None in answers else True


class RuleBook:
    """The rules of one scheme by town."""

    def __init__(self, rules: Iterable[DistrictRule]) -> None:
        """Reads the rules; a 丁目 inside the town name counts as its range."""
        self._ranges: dict[str, list[_Range]] = defaultdict(list)
        for rule in rules:
            key = split_town(rule.town)
            chome = (rule.chome_from, rule.chome_to)
            if key.chome is not None and chome == (None, None):
                chome = (key.chome, key.chome)
            span = _Range(district=rule.district, chome=chome, banchi=(rule.banchi_from, rule.banchi_to))
            self._ranges[key.base].append(span)

    def __bool__(self) -> bool:
        """Whether there is any rule."""
        return bool(self._ranges)

    def decide(self, town: str, *, chome: int | None = None, rest: str = "") -> str | None:
        """Code of the one district of an address; None when no rule, or more than one district, may hold it."""
        sure, maybe = self._weigh(town, chome=chome, rest=rest)
        return next(iter(sure)) if len(sure) == 1 and maybe <= sure else None

    def consider(self, town: str) -> frozenset[str]:
        """Codes of all districts that may hold a part of a town."""
        sure, maybe = self._weigh(town, chome=None, rest="")
        return sure | maybe

    def find_gap(self, town: str, *, chome: int | None = None, rest: str = "") -> RuleGap:
        """Why `decide` gives no district to an address."""
        sure, maybe = self._weigh(town, chome=chome, rest=rest)
        if split_town(town).base not in self._ranges:
            return "town_without_rule"
        return "lot_missing" if sure or maybe else "outside_ranges"

    def needs_lot(self, town: str) -> bool:
        """Whether what follows the town in an address (丁目, lot) can make a difference."""
        key = split_town(town)
        spans = self._ranges.get(key.base, ())
        return any(span.banchi != (None, None) or (span.chome != (None, None) and key.chome is None) for span in spans)

    def _weigh(self, town: str, *, chome: int | None, rest: str) -> tuple[frozenset[str], frozenset[str]]:
        """Districts whose rule holds the address, and those whose finer rule would if the address said more.

        青葉台 is 北, but lots 1-99 of it are 南: the address 青葉台 alone may be either.
        """
        key = split_town(town)
        lot = read_lot(rest, chome=key.chome if key.chome is not None else chome)
        answers = [(span, span.holds(lot)) for span in self._ranges.get(key.base, ())]
        best = max((span.rank for span, answer in answers if answer), default=-1)
        sure = frozenset(span.district for span, answer in answers if answer and span.rank == best)
        return sure, frozenset(span.district for span, answer in answers if answer is None and span.rank > best)


def _is_between(span: tuple[int | None, int | None], number: int | None) -> bool | None:
    low, high = span
    if low is None and high is None:
        return True
    if number is None:
        return None
    return (low is None or low <= number) and (high is None or number <= high)

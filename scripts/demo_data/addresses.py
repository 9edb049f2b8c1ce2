"""Addresses at real towns, written in the ways that people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from math import gcd
from typing import TYPE_CHECKING

from demo_data.choices import draw
from directory.text.numerals import parse_kanji

if TYPE_CHECKING:
    from demo_data.words import Pilot
    from directory.geo.gazetteer import Town

WIDE = str.maketrans("0123456789-", "０１２３４５６７８９－")
CHOME = re.compile(r"(?P<base>.+?)(?P<number>[一二三四五六七八九十]+)(?P<unit>丁目|丁)")
PLAIN_TOWN = re.compile(r"[一-鿿々ぁ-んァ-ヶー]+")
STRIDE = 37
"""Towns are visited in steps of about this many, so that neighbours in a list lie in different parts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One invented lot in a real town."""

    address: str
    town: str
    latitude: str
    longitude: str


class AddressBook:
    """Gives one lot after another in one municipality."""

    def __init__(self, pilot: Pilot, towns: tuple[Town, ...]) -> None:
        self._pilot = pilot
        self._towns = tuple(town for town in towns if PLAIN_TOWN.fullmatch(town.name))
        self._names = frozenset(town.name for town in towns)
        self._order = self._visit()

    def next_spot(self) -> Spot:
        """The next lot. The point lies within some 150 m of the town's point."""
        number, town = next(self._order)
        key = (self._pilot.jis, number)
        return Spot(
            address=self._write(town.name, number),
            town=town.name,
            latitude=f"{town.coordinate.latitude + (draw(201, *key, 'lat') - 100) / 100_000:.6f}",
            longitude=f"{town.coordinate.longitude + (draw(201, *key, 'lng') - 100) / 100_000:.6f}",
        )

    def _visit(self) -> Iterator[tuple[int, Town]]:
        size = len(self._towns)
        stride = next(step for step in count(STRIDE) if gcd(step, size) == 1)
        for number in count():
            yield number, self._towns[(number * stride) % size]

    def _write(self, town: str, number: int) -> str:
        """Full and short, with 丁目 or hyphens, half and full width, in turn."""
        lot, house = 1 + draw(18, self._pilot.jis, number, "lot"), 1 + draw(24, self._pilot.jis, number, "house")
        style = number % 5
        match = CHOME.fullmatch(town)
        head = f"{self._pilot.pref}{self._pilot.city}" if style in {0, 3} else self._pilot.city
        if match is None:
            text = f"{head}{town}{lot * 7}-{house}" if style else f"{head}{town}{lot * 7}番地{house}"
        elif style == 1 and match["unit"] == "丁目" and not {match["base"], f"大字{match['base']}"} & self._names:
            # 中新井1-4-7 may be 丁目 1 of 中新井 or lot 1 of the 大字 of that name, so it is written in full there.
            text = f"{head}{match['base']}{parse_kanji(match['number'])}-{lot}-{house}"
        elif style == 2:
            text = f"{head}{town}{lot}番{house}号"
        else:
            text = f"{head}{match['base']}{parse_kanji(match['number'])}{match['unit']}{lot}番{house}号"
        return text.translate(WIDE) if style == 3 else text

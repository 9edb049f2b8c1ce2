"""Towns of one municipality under the keys by which addresses ask for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from directory.domain.coordinate import Coordinate
from directory.text.address_numbers import thin_numbers
from directory.text.address_text import fold_name, fold_names
from directory.text.numerals import parse_kanji

_CHOME = re.compile(r"(.*[^一二三四五六七八九十])([一二三四五六七八九十]+)(?:丁目|町目|丁)")
_NUMBERED_TAIL = re.compile(r"[一ニ三四五六七ハ九十百]+$")
"""As keys write it: 二 and 八 look like ニ and ハ there."""
_STEPS_PER_DEGREE = 100_000
_LEAST_RADIUS_M, _RADIUS_STEP = 120, 1.1
_KYOTO = "261"
_HAS_DIGIT = re.compile(r"[0-9]")
_SIDES = "東西南北"


@dataclass(frozen=True, slots=True, kw_only=True)
class TownPoint:
    """One town, 丁目 or 小字 with its point.

    Attributes:
        origin: "" published point, c point of the postal code, p of the parent town, m of the municipality.
    """

    name: str
    coordinate: Coordinate
    radius_m: int
    origin: str = ""


class TownIndex:
    """Lookup tables of one municipality, built once from its lines.

    Attributes:
        keys: folded name without 丁目 -> row. bases: folded name before the 丁目 -> number -> row.
        aliases: other spelling -> key of the two tables.
    """

    def __init__(self, jis: str, lines: list[str], *, south: float, west: float) -> None:
        self.jis = jis
        self.keys: dict[str, int] = {}
        self.bases: dict[str, dict[int, int]] = {}
        self.aliases: dict[str, str] = {}
        self._rows: list[str] = []
        self._points: dict[int, TownPoint] = {}
        self._koaza: dict[int, list[str]] = {}
        self._koaza_keys: dict[int, dict[str, TownPoint]] = {}
        self._south, self._west = south, west
        self._read(lines)
        self._add_aliases()
        self.longest = max(map(len, self.names()), default=0)

    def names(self) -> Iterator[str]:
        """Everything that an address may begin with."""
        yield from self.keys
        yield from (base for base in self.bases if base not in self.keys)
        yield from self.aliases

    def find(self, piece: str) -> str | None:
        """The key that a spelling stands for."""
        return piece if piece in self.keys or piece in self.bases else self.aliases.get(piece)

    def points(self) -> Iterator[TownPoint]:
        """All towns and 丁目 in the order of the file."""
        return (self._point(*row.split("\t")) for row in self._rows)

    def point(self, row: int) -> TownPoint:
        """One town; those that were asked for are kept, because many addresses lie in few towns."""
        found = self._points.get(row)
        if found is None:
            name, north, east, mark = self._rows[row].split("\t")
            found = self._points[row] = self._point(name, north, east, mark)
        return found

    def koaza(self, row: int) -> dict[str, TownPoint]:
        """小字 of a town by key."""
        if row not in self._koaza_keys:
            columns = [line.split("\t") for line in self._koaza.get(row, ())]
            self._koaza_keys[row] = {fold_name(one[1]): self._point(*one[1:]) for one in columns}
        return self._koaza_keys[row]

    def has_koaza(self, row: int) -> bool:
        """Whether the town has 小字 with points."""
        return row in self._koaza

    def rows_of(self, key: str) -> tuple[int, ...]:
        """Rows of a key: the town itself, else all its 丁目."""
        own = self.keys.get(key)
        return (own,) if own is not None else tuple(self.bases[key].values())

    def middle(self, rows: tuple[int, ...]) -> TownPoint:
        """One point for several towns; its radius holds those of all that have one."""
        points = [self.point(row) for row in rows]
        if len(points) == 1:
            return points[0]
        name, placed = _parts(points[0].name)[0], [one for one in points if one.origin != "m"]
        if not placed:
            return replace(points[0], name=name)
        coordinate = Coordinate(
            latitude=sum(one.coordinate.latitude for one in placed) / len(placed),
            longitude=sum(one.coordinate.longitude for one in placed) / len(placed),
        )
        radius = max(one.coordinate.distance_m(coordinate) + one.radius_m / 2 for one in placed)
        return TownPoint(name=name, coordinate=coordinate, radius_m=round(radius))

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """Names by their first character, for typing errors."""
        groups: dict[str, list[str]] = {}
        for name in self.names():
            groups.setdefault(name[0], []).append(name)
        return groups

    @cached_property
    def by_second(self) -> dict[str, list[str]]:
        """Names by their second character."""
        groups: dict[str, list[str]] = {}
        for name in self.names():
            groups.setdefault(name[1:2], []).append(name)
        return groups

    @cached_property
    def by_last(self) -> dict[str, list[str]]:
        """Names by their last character, for addresses that leave out the front."""
        groups: dict[str, list[str]] = {}
        for name in self.names():
            groups.setdefault(name[-1], []).append(name)
        return groups

    @cached_property
    def sections(self) -> list[tuple[int, str]]:
        """Rows and written names of the towns that are called 大字."""
        return [(row, line[: line.index("\t")]) for row, line in enumerate(self._rows) if line.startswith("大字")]

    @cached_property
    def thin(self) -> dict[str, tuple[int, ...]]:
        """Spelling without units between numbers -> rows; without a last side of the street (本通8) too."""
        named = [(thin_numbers(name)[0], row) for name, row in self.keys.items() if _HAS_DIGIT.search(name)]
        for base, rows in self.bases.items():
            if _HAS_DIGIT.search(base):
                front = thin_numbers(base + "0丁目")[0][:-1]
                named += [(f"{front}{number}", row) for number, row in rows.items()]
        found: dict[str, list[int]] = {}
        for thin, row in named:
            found.setdefault(thin, []).append(row)
            if thin[-1] in _SIDES:
                found.setdefault(thin[:-1], []).append(row)
        return {thin: tuple(rows) for thin, rows in found.items()}

    def _read(self, lines: list[str]) -> None:
        for line in lines:
            if line[0] == "\t":
                self._koaza.setdefault(len(self._rows) - 1, []).append(line)
            else:
                self._rows.append(line)
        parts = [_parts(row[: row.index("\t")]) for row in self._rows]
        for row, (key, (stem, number)) in enumerate(zip(fold_names(one[0] for one in parts), parts, strict=True)):
            if number is None:
                self.keys.setdefault(key or stem, row)
            else:
                self.bases.setdefault(key or stem, {})[number] = row

    def _add_aliases(self) -> None:
        """町 may be missing, but never in Kyoto; 北一 may have become 北1 beside a dash."""
        for name in list(self.names()):
            if name[-1] == "町" and len(name) > 2 and not self.jis.startswith(_KYOTO):
                self._add_alias(name[:-1], name)
            tail = _NUMBERED_TAIL.search(name)
            if tail:
                number = parse_kanji(tail[0].replace("ニ", "二").replace("ハ", "八"))
                self._add_alias(f"{name[: tail.start()]}{number}", name)

    def _add_alias(self, alias: str, name: str) -> None:
        if alias and alias not in self.keys and alias not in self.bases:
            self.aliases.setdefault(alias, name)

    def _point(self, name: str, north: str, east: str, mark: str) -> TownPoint:
        return TownPoint(
            name=name,
            coordinate=Coordinate(
                latitude=round(self._south + int(north) / _STEPS_PER_DEGREE, 5),
                longitude=round(self._west + int(east) / _STEPS_PER_DEGREE, 5),
            ),
            radius_m=round(_LEAST_RADIUS_M * _RADIUS_STEP ** (ord(mark[0]) - ord("A"))),
            origin=mark[1:],
        )


def _parts(name: str) -> tuple[str, int | None]:
    """真砂四丁目 -> 真砂 and 4; a name without 丁目 -> itself."""
    chome = _CHOME.fullmatch(name) if name[-1] in "丁目" else None
    return (chome[1], parse_kanji(chome[2])) if chome else (name, None)

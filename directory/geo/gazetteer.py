"""Named places in memory: municipalities, towns, postal codes, stations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from directory.domain.coordinate import Coordinate
from directory.geo.geodata import Geodata, MunicipalityRow
from directory.geo.municipality_names import MunicipalityNames
from directory.geo.stations import Box, Station, StationIndex
from directory.geo.town_index import TownIndex
from directory.geo.town_kana import Readings, collect_readings
from directory.text.address_text import fold_name, fold_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One present municipality; of a designated city each ward.

    Attributes:
        name: 大阪市西区, 木田郡三木町.
        coordinate: town hall. radius_m: distance to the farthest corner of the outline.
        box: south, west, north, east of its towns.
    """

    jis: str
    pref: str
    name: str
    kana: str
    coordinate: Coordinate
    radius_m: int
    box: Box
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One town or 丁目 (真砂四丁目); `kana` is that of the town without its 丁目, empty when unknown.

    Attributes:
        is_borrowed: the point is that of the postal code, the parent town or the municipality, not the town's own.
    """

    name: str
    kana: str
    coordinate: Coordinate
    radius_m: int
    is_borrowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalTown:
    """One town of a postal code; `town` is empty when the code covers the rest of a municipality."""

    code: str
    jis: str
    town: str


class Gazetteer:
    """Opens at once; towns of a municipality are decoded when somebody asks for them and kept."""

    def __init__(self, geodata: Geodata) -> None:
        self._geodata = geodata
        self._indexes: dict[str, TownIndex] = {}
        self._codes: dict[str, dict[str, tuple[PostalTown, ...]]] = {}
        self._municipalities: dict[str, Municipality] = {}
        self._readings: dict[str, Readings] = {}

    @classmethod
    def open(cls, folder: Path) -> Gazetteer:
        """The gazetteer of a folder. Raises GeodataMissing."""
        return cls(Geodata.open(folder))

    def check(self) -> None:
        """Passes when the file is whole. Raises GeodataMissing."""
        self._geodata.check()

    def municipality(self, jis: str) -> Municipality | None:
        """Municipality of a 5-digit code."""
        found = self._municipalities.get(jis)
        if found is None and jis in self._rows:
            found = self._municipalities[jis] = _as_municipality(self._rows[jis])
        return found

    def municipality_name(self, jis: str) -> str:
        """Name of a municipality; empty when the code is unknown."""
        return self._rows[jis][2] if jis in self._rows else ""

    def municipalities(self) -> tuple[Municipality, ...]:
        """All present municipalities and wards, by code."""
        return tuple(self._each(self._rows))

    def find_municipalities(self, name: str) -> tuple[Municipality, ...]:
        """Municipalities of a code (5 digits, 6 with check digit) or name; all wards of a designated city."""
        text = name.strip()
        if text.isdecimal() and len(text) in {5, 6}:
            code = text[:5]
            return tuple(self._each(jis for jis in self._rows if code in {jis, self.names.city_code(jis)}))
        return tuple(self._each(self.names.whole(text)))

    @cached_property
    def names(self) -> MunicipalityNames:
        """Municipalities by all their spellings."""
        rows = ((jis, pref, name, tuple(aliases.split())) for jis, pref, name, _, aliases, *_ in self._rows.values())
        return MunicipalityNames(tuple(rows))

    def index(self, jis: str) -> TownIndex:
        """Lookup tables of the towns of a known municipality."""
        found = self._indexes.get(jis)
        if found is None:
            south, west, _, _ = self._rows[jis][8:]
            found = TownIndex(jis, self._geodata.town_lines(jis), south=south, west=west)
            self._indexes[jis] = found
        return found

    def towns(self, jis: str) -> tuple[Town, ...]:
        """Towns of a municipality, each 丁目 by itself; none for an unknown code."""
        if jis not in self._rows:
            return ()
        kana = {fold_name(name): reading for name, reading in self.town_kana(jis).items()}
        index = self.index(jis)
        readings = {row: kana.get(key, "") for key, row in index.keys.items()}
        for base, numbers in index.bases.items():
            readings |= dict.fromkeys(numbers.values(), kana.get(base, ""))
        return tuple(
            Town(
                name=one.name,
                kana=readings.get(row, ""),
                coordinate=one.coordinate,
                radius_m=one.radius_m,
                is_borrowed=bool(one.origin),
            )
            for row, one in enumerate(index.points())
        )

    def readings(self, jis: str) -> Readings:
        """Towns of a known municipality by their readings."""
        if jis not in self._readings:
            self._readings[jis] = collect_readings(self._geodata.kana_lines(jis))
        return self._readings[jis]

    def town_kana(self, jis: str) -> dict[str, str]:
        """Katakana of the towns of a municipality by their names without 丁目, where they are known."""
        rows = (line.partition("\t") for line in self._geodata.kana_lines(jis))
        return {name: kana for name, _, kana in rows}

    def place_kana(self, jis: str) -> dict[str, str]:
        """Katakana of a municipality and its towns by their names."""
        return {place.name: place.kana for place in self._each((jis,))} | {
            town.name: town.kana for town in self.towns(jis)
        }

    def postal_towns(self, code: str) -> tuple[PostalTown, ...]:
        """Towns of a postal code of seven digits; none for an unknown code."""
        digits = fold_name(code).replace("-", "").removeprefix("〒")
        area = digits[:3]
        if len(digits) != 7:
            return ()
        if area not in self._codes:
            self._codes[area] = self._read_area(area)
        return self._codes[area].get(digits, ())

    def stations(self, name: str) -> tuple[Station, ...]:
        """Stations of a name, with or without 駅."""
        return self._stations.named(name)

    def stations_around(self, points: Sequence[Coordinate], *, within_degrees: float) -> tuple[Station, ...]:
        """Stations that a reader of a map of these points may know, each name once, the nearest to a point first."""
        return self._stations.around(points, within_degrees=within_degrees)

    def stations_within(self, box: Box) -> tuple[Station, ...]:
        """Stations that lie in a box."""
        return self._stations.within(box)

    def history(self) -> dict[str, tuple[str, ...]]:
        """Folded name of a former municipality, with and without its 郡 -> codes of its successors."""
        return self._history

    @cached_property
    def _rows(self) -> dict[str, MunicipalityRow]:
        return {row[0]: row for row in self._geodata.municipality_rows()}

    def _each(self, codes: Iterable[str]) -> Iterator[Municipality]:
        """Municipalities of known codes."""
        return (found for jis in codes if (found := self.municipality(jis)))

    @cached_property
    def _stations(self) -> StationIndex:
        return StationIndex(self._geodata.station_rows())

    @cached_property
    def _history(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        rows = self._geodata.history_rows()
        for name, (_, jis, _) in zip(fold_names(row[0] for row in rows), rows, strict=True):
            for key in {name, name.partition("郡")[2] or name}:
                found.setdefault(key, {})[jis] = None
        return {key: tuple(codes) for key, codes in found.items()}

    def _read_area(self, area: str) -> dict[str, tuple[PostalTown, ...]]:
        found: dict[str, tuple[PostalTown, ...]] = {}
        for line in self._geodata.postal_lines(area):
            last, jis, *towns = line.split("\t")
            code = area + last
            rows = tuple(PostalTown(code=code, jis=jis, town=town) for town in towns)
            found[code] = found.get(code, ()) + rows
        return found


def _as_municipality(row: MunicipalityRow) -> Municipality:
    jis, pref, name, kana, aliases, latitude, longitude, radius_m, south, west, north, east = row
    return Municipality(
        jis=jis,
        pref=pref,
        name=name,
        kana=kana,
        coordinate=Coordinate(latitude=latitude, longitude=longitude),
        radius_m=radius_m,
        box=(south, west, north, east),
        aliases=tuple(aliases.split()),
    )

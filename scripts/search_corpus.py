"""Rows of a search corpus (CSV: id, name, name_kana, category, address, description, tags) -> encoded listings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

import msgspec

from directory.assets import geodata_folder
from directory.catalog.holidays import JapaneseHolidays
from directory.catalog.snapshot import Snapshot, build_snapshot
from directory.domain.coordinate import Coordinate
from directory.domain.listing import Listing
from directory.formats.kind import judge_kind
from directory.geo.gazetteer import Gazetteer, Municipality, Town
from directory.search.name_reader import NameReader
from directory.search.place_readings import PlaceReadings
from directory.search.places import town_base
from directory.text.fold import fold

TODAY = date(2026, 6, 3)
UPDATED = datetime(2026, 6, 1, tzinfo=UTC)
_OAZA = re.compile("^大?字")

OTHER = "meeting_space"
"""Category of rows whose kind no word tells."""


def build_corpus(path: Path) -> tuple[Snapshot, list[str]]:
    """The snapshot of a corpus in this process, and the id of every row."""
    gazetteer = Gazetteer.open(geodata_folder())
    snapshot = build_snapshot(
        Corpus(gazetteer).read(path),
        revision="bench",
        districts=(),
        holidays=JapaneseHolidays(),
        today=TODAY,
        municipality_names=gazetteer.municipality_name,
        town_kana=lambda jis: {town.name: town.kana for town in gazetteer.towns(jis)},
    )
    return snapshot, [snapshot.listing(row).source_id for row in range(snapshot.count)]


class Corpus:
    """Makes listings as an import would: with municipality, town, point and a generated reading."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Opens nothing yet."""
        self._gazetteer = gazetteer
        self._municipalities = {
            fold(f"{prefix}{each.name}"): each for each in gazetteer.municipalities() for prefix in (each.pref, "")
        }
        self._reader = NameReader()
        # Both of the next read them: making them takes longer than all names of a small town.
        self._read_towns = lru_cache(maxsize=None)(gazetteer.towns)
        self._places = lru_cache(maxsize=None)(self._open_places)
        self._towns = lru_cache(maxsize=None)(self._open_towns)

    def read(self, path: Path) -> Iterator[bytes]:
        """JSON of the listing of every row."""
        return self.encode(read_rows(path))

    def encode(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[bytes]:
        """The same of some rows and their numbers."""
        encoder = msgspec.json.Encoder()
        return (encoder.encode(self._listing(number, row)) for number, row in rows)

    def _listing(self, number: int, row: Mapping[str, str]) -> Listing:
        municipality, left = self._municipality_of(fold(row["address"]))
        town = self._town_of(municipality, left) if municipality else None
        point = town or municipality
        kana = row["name_kana"] or self._read_name(row["name"], municipality, town)
        return Listing(
            code=f"k{number:06d}",
            number=number,
            series=f"k{number:06d}",
            name=row["name"],
            kana=kana,
            categories=(judge_kind(row["category"]).category or judge_kind(row["name"]).category or OTHER,),
            municipality=municipality.jis if municipality else "",
            municipality_name=municipality.name if municipality else "",
            town=town.name if town else "",
            address=row["address"],
            coordinate=_near(point.coordinate, number) if point else None,
            precision="exact" if point else "none",
            description=row["description"],
            tags=tuple(filter(None, row["tags"].split(";"))),
            updated_at=UPDATED,
            source_id=row["id"],
        )

    def _municipality_of(self, address: str) -> tuple[Municipality | None, str]:
        for length in range(min(16, len(address)), 2, -1):
            found = self._municipalities.get(address[:length])
            if found:
                return found, address[length:]
        return None, address

    def _town_of(self, municipality: Municipality, left: str) -> Town | None:
        towns = self._towns(municipality.jis)
        left = _OAZA.sub("", left)
        lengths = range(min(20, len(left)), 0, -1)
        return next((towns[left[:length]] for length in lengths if left[:length] in towns), None)

    def _read_name(self, name: str, municipality: Municipality | None, town: Town | None) -> str:
        if municipality is None:
            return self._reader.read(name)
        return self._reader.read(name, places=self._places(municipality.jis), town=town.name if town else "")

    def _open_places(self, jis: str) -> PlaceReadings | None:
        municipality = self._gazetteer.municipality(jis)
        if municipality is None:
            return None
        towns = {town.name: town.kana for town in self._read_towns(jis)}
        return PlaceReadings(name=municipality.name, kana=municipality.kana, towns=towns)

    def _open_towns(self, jis: str) -> dict[str, Town]:
        """Towns by folded name, without 大字, 字 and 丁目; of several 丁目 the first one."""
        towns: dict[str, Town] = {}
        for town in self._read_towns(jis):
            towns.setdefault(_OAZA.sub("", town_base(town.name)), town)
        return towns


def read_rows(path: Path, first: int = 0, end: int | None = None) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows of a corpus with their numbers, from 1; or only some of them, of which `first` is the place of one."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        names = next(rows)
        for number, row in islice(enumerate(rows, 1), first, end):
            yield number, dict(zip(names, row, strict=True))


def _near(point: Coordinate, number: int) -> Coordinate:
    """A point of its own for every listing, within about 500 m."""
    return Coordinate(
        latitude=point.latitude + (number * 37 % 101 - 50) / 11_000,
        longitude=point.longitude + (number * 53 % 97 - 48) / 9_000,
    )

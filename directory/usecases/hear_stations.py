"""Stations by the sound of their names: signs and official data write them in kanji, people also type them in kana."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache, partial
from typing import Protocol

from directory.geo.gazetteer import Municipality
from directory.geo.stations import Box, Station
from directory.search.name_reader import NameReader
from directory.text.reading import reading_key
from directory.usecases.read_names import open_places

_AROUND_DEGREES = 0.01
"""About a kilometre: the nearest station may stand behind the border of the municipality."""
_MOST_MUNICIPALITIES = 100
_COMPANY = "JR"


class Gazetteer(Protocol):
    """What is asked of the gazetteer."""

    def municipality(self, jis: str) -> Municipality | None:
        """Municipality of a 5-digit code."""

    def town_kana(self, jis: str) -> Mapping[str, str]:
        """Katakana of the towns of a municipality by name."""

    def stations_within(self, box: Box) -> tuple[Station, ...]:
        """Stations that lie in a box."""


class HeardStations:
    """Reads names of stations when somebody asks for one by its sound, only around the municipalities in question.

    The data of stations has no readings. A town has a dozen stations, read in some milliseconds, a prefecture is read
    in a tenth of a second; all of Japan would take seconds.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Reads nothing yet."""
        self._gazetteer = gazetteer
        self._reader = NameReader()
        self._places_of = lru_cache(partial(open_places, gazetteer))
        self._around: dict[str, dict[str, list[Station]]] = {}
        self._sounds: dict[tuple[str, str], frozenset[str]] = {}

    def find(self, sound: str, *, municipalities: Collection[str]) -> Sequence[Station]:
        """Stations in or around municipalities whose names are said like a reading key, each once.

        None when the municipalities are more than those of a large prefecture.
        """
        if len(municipalities) > _MOST_MUNICIPALITIES:
            return ()
        return tuple(dict.fromkeys(one for jis in municipalities for one in self._heard_around(jis).get(sound, ())))

    def _heard_around(self, jis: str) -> dict[str, list[Station]]:
        """Reading key -> stations of a municipality and its borders."""
        found = self._around.get(jis)
        if found is None:
            found = {}
            municipality = self._gazetteer.municipality(jis)
            for station in self._gazetteer.stations_within(_widen(municipality.box)) if municipality else ():
                for sound in self._say(station):
                    found.setdefault(sound, []).append(station)
            self._around[jis] = found
        return found

    def _say(self, station: Station) -> frozenset[str]:
        """Keys of a name as the towns around are read, and as a dictionary reads it: 三国 ミクニ and サンゴク."""
        key = (station.jis, station.name)
        if key not in self._sounds:
            places = self._places_of(station.jis)
            names = {station.name, station.name.removeprefix(_COMPANY)}
            said = (self._reader.read(name, places=known) for name in names for known in (places, None))
            self._sounds[key] = frozenset(map(reading_key, said))
        return self._sounds[key]


@lru_cache(maxsize=4)
def hear_stations(gazetteer: Gazetteer) -> HeardStations:
    """The one of a gazetteer, which remembers what it read."""
    return HeardStations(gazetteer)


def _widen(box: Box) -> Box:
    south, west, north, east = box
    return south - _AROUND_DEGREES, west - _AROUND_DEGREES, north + _AROUND_DEGREES, east + _AROUND_DEGREES

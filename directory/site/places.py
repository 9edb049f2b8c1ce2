"""What the words of a question may mean as places: addresses and postal codes from the geocoder, stations by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from directory.domain.address import Located, Place
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.geo.stations import Station
from directory.usecases.hear_stations import hear_stations


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlaces:
    """Geocoder and gazetteer as the catalog asks them; places of the `home` municipality win when it is given."""

    geocoder: Geocoder
    gazetteer: Gazetteer
    home: str = ""

    def locate(self, text: str, *, near: str | None = None) -> Located:
        """The place of an address text."""
        return self.geocoder.locate(text, near=near or self.home or None)

    def stations(self, name: str) -> Sequence[Station]:
        """Stations of a name, with or without 駅."""
        return self.gazetteer.stations(name)

    def stations_said(self, sound: str, *, municipalities: Collection[str]) -> Sequence[Station]:
        """Stations in or around municipalities whose names are said like a reading key."""
        return hear_stations(self.gazetteer).find(sound, municipalities=municipalities)

    def postal_towns(self, code: str) -> Sequence[Place]:
        """Towns of a 7-digit postal code."""
        located = self.locate(code)
        return located.candidates or ((located.place,) if located.place else ())

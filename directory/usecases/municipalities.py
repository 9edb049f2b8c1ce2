"""Municipalities by code and by whatever a row says: designated cities as a whole are known here as well."""

from __future__ import annotations

from functools import lru_cache

from directory.geo.gazetteer import Gazetteer
from directory.usecases.place_venue import Locator


class MunicipalityBook:
    """Names and codes of municipalities, their wards, and designated cities as a whole (大阪市 27100)."""

    def __init__(self, gazetteer: Gazetteer, locator: Locator) -> None:
        """Keeps both."""
        self._gazetteer = gazetteer
        self._locator = locator
        self.resolve = lru_cache(maxsize=65_536)(self._resolve)

    def municipality_name(self, jis: str) -> str:
        """Name of a municipality, ward or designated city; empty when the code is unknown."""
        name = self._gazetteer.municipality_name(jis)
        if name:
            return name
        wards = self._gazetteer.find_municipalities(jis)
        return wards[0].name.partition("市")[0] + "市" if wards else ""

    def is_same_city(self, one: str, other: str) -> bool:
        """Whether two codes are one municipality, or wards of one designated city, or such a city and its ward."""
        names = self._gazetteer.names
        return names.city_code(one) == names.city_code(other)

    def _resolve(self, pref: str, city: str, address: str) -> str | None:
        """5-digit code of the municipality that a row speaks of; None when its words leave it open.

        Of a designated city the ward when the address tells it, else the city as a whole.
        """
        found = self._gazetteer.find_municipalities(f"{pref}{city}") if city else ()
        if len(found) == 1:
            return found[0].jis
        place = self._locator.locate(f"{pref}{city}{address}" if found else address).place if address else None
        if place is not None and (not found or place.jis in {each.jis for each in found}):
            return place.jis
        codes = {self._gazetteer.names.city_code(each.jis) for each in found}
        return codes.pop() if len(codes) == 1 else None

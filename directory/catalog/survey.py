"""A first look over encoded listings: where they stand and what their places are called, nothing else decoded."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from directory.catalog.hilbert import hilbert_keys
from directory.search.place_readings import read_areas
from directory.search.places import town_base
from directory.text.fold import fold


class _Point(msgspec.Struct):
    latitude: float
    longitude: float


class _Spot(msgspec.Struct):
    """The fields of a listing that decide about its row."""

    number: int
    municipality: str
    municipality_name: str = ""
    town: str = ""
    coordinate: _Point | None = None


_NOWHERE = _Point(latitude=np.nan, longitude=np.nan)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Survey:
    """What must be known before the first listing is read.

    Attributes:
        order: place of each row among the listings as given: along the Hilbert curve, unplaced last, equal places by
            number.
        numbers: of the listings, in row order.
        municipality_names: JIS code -> name that a listing itself gives, "" for none; of all municipalities with
            listings.
        towns: JIS code -> towns of its listings.
    """

    order: NDArray[np.int64]
    numbers: NDArray[np.int64]
    municipality_names: Mapping[str, str]
    towns: Mapping[str, frozenset[str]]

    def name_municipalities(self, known: Callable[[str], str]) -> dict[str, str]:
        """JIS code -> name; the listings' own where `known` has none, the code where nobody has."""
        return {code: known(code) or own or code for code, own in sorted(self.municipality_names.items())}

    def read_town_kana(
        self, place_kana: Callable[[str], Mapping[str, str]], *, names: Mapping[str, str]
    ) -> dict[str, tuple[str, ...]]:
        """Kana of the towns and municipalities that listings stand in, by name: 日吉町 is ヒヨシチョウ and ヒヨシマチ.

        Args:
            place_kana: JIS code -> kana of its towns and of the municipality itself by name.
            names: JIS code -> name of the municipality.
        """
        found: dict[str, tuple[str, ...]] = {}
        for code, name in sorted(names.items()):
            known = place_kana(code)
            towns = [(town_base(town), known.get(town, "")) for town in sorted(self.towns.get(code, ()))]
            for base, kana in (*towns, *read_areas(fold(name), known.get(name, ""))):
                if kana and kana not in found.get(base, ()):
                    found[base] = (*found.get(base, ()), kana)
        return found


class Surveyor:
    """Takes the first look at listings while somebody else takes them over."""

    def __init__(self) -> None:
        """Begins with none."""
        self._decoder = msgspec.json.Decoder(_Spot)
        self._numbers = array("q")
        self._latitudes, self._longitudes = array("d"), array("d")
        self._names: dict[str, str] = {}
        self._towns: dict[str, set[str]] = {}

    def watch(self, payloads: Iterable[bytes]) -> Iterator[bytes]:
        """Hands JSON of `Listing` on."""
        for payload in payloads:
            self.add(payload)
            yield payload

    def add(self, payload: bytes) -> None:
        """The next listing."""
        spot = self._decoder.decode(payload)
        self._numbers.append(spot.number)
        point = spot.coordinate or _NOWHERE
        self._latitudes.append(point.latitude)
        self._longitudes.append(point.longitude)
        self._names[spot.municipality] = spot.municipality_name or self._names.get(spot.municipality, "")
        if spot.town:
            self._towns.setdefault(spot.municipality, set()).add(spot.town)

    def finish(self) -> Survey:
        """What was seen."""
        numbers = np.array(self._numbers, np.int64)
        keys = hilbert_keys(np.array(self._latitudes, np.float64), np.array(self._longitudes, np.float64))
        order = np.lexsort((numbers, keys))
        return Survey(
            order=order,
            numbers=numbers[order],
            municipality_names=self._names,
            towns={code: frozenset(found) for code, found in self._towns.items()},
        )


def survey_listings(payloads: Iterable[bytes]) -> Survey:
    """The first look; `payloads` are JSON of `Listing`."""
    surveyor = Surveyor()
    for payload in payloads:
        surveyor.add(payload)
    return surveyor.finish()

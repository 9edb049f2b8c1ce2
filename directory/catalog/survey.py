"""A first look over encoded listings: where they stand and what their places are called, nothing else decoded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Survey:
    """What must be known before the first listing is read.

    Attributes:
        payloads: in row order: along the Hilbert curve, unplaced last, equal places by number.
        numbers: of the listings, in row order.
        municipality_names: JIS code -> name that a listing itself gives, "" for none; of all municipalities with
            listings.
        towns: JIS code -> towns of its listings.
    """

    payloads: tuple[bytes, ...]
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


def survey_listings(payloads: Iterable[bytes]) -> Survey:
    """The first look; `payloads` are JSON of `Listing`."""
    given = tuple(payloads)
    decoder = msgspec.json.Decoder(_Spot)
    numbers = np.zeros(len(given), np.int64)
    points = np.full((2, len(given)), np.nan)
    names: dict[str, str] = {}
    towns: dict[str, set[str]] = {}
    for place, payload in enumerate(given):
        spot = decoder.decode(payload)
        numbers[place] = spot.number
        if spot.coordinate:
            points[:, place] = spot.coordinate.latitude, spot.coordinate.longitude
        names[spot.municipality] = spot.municipality_name or names.get(spot.municipality, "")
        if spot.town:
            towns.setdefault(spot.municipality, set()).add(spot.town)
    order = np.lexsort((numbers, hilbert_keys(points[0], points[1])))
    return Survey(
        payloads=tuple(given[place] for place in order.tolist()),
        numbers=numbers[order],
        municipality_names=names,
        towns={code: frozenset(found) for code, found in towns.items()},
    )

"""Listings that are printed -> the maps on which their numbers stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from directory.catalog.snapshot import Snapshot
from directory.domain.coordinate import Coordinate
from directory.domain.listing import Listing
from directory.geo.stations import Station
from directory.mapping.numbered_map import Landmark, NumberedMap, NumberedPlace, draw_numbered
from directory.usecases.show_map import Outlines, find_outlines
from directory.wording.words import Words

LANDMARK_DEGREES = 0.03
"""Stations up to about 3 km from a place help to find it."""

MOST_DISTRICTS = 40
"""An answer over more districts is a whole region, of which outlines say nothing on paper."""


class Stations(Protocol):
    """Whoever knows stations."""

    def stations_around(self, points: Sequence[Coordinate], *, within_degrees: float) -> tuple[Station, ...]:
        """Stations near any of the points, the nearest first."""


def show_numbered(
    snapshot: Snapshot,
    listings: Iterable[Listing],
    words: Words,
    *,
    outlines: Outlines,
    stations: Stations,
    scheme: str,
    max_height_px: int | None = None,
    is_narrow: bool = False,
) -> tuple[NumberedMap, ...]:
    """The maps of listings; the n-th of those with a public point has number n. Only districts that hold some."""
    placed = [(listing, listing.coordinate) for listing in listings if listing.coordinate is not None]
    places = [
        NumberedPlace(number=number, coordinate=point, is_approximate=listing.precision == "approximate")
        for number, (listing, point) in enumerate(placed, start=1)
    ]
    codes = {ref.code for listing, _ in placed for ref in listing.districts if ref.scheme == scheme}
    districts = [snapshot.districts[code] for code in sorted(codes) if code in snapshot.districts]
    drawn = find_outlines(districts, scheme, outlines) if len(districts) <= MOST_DISTRICTS else ()
    near = stations.stations_around([point for _, point in placed], within_degrees=LANDMARK_DEGREES)
    landmarks = [
        Landmark(name=words.say("paper.station", name=station.name), coordinate=station.coordinate) for station in near
    ]
    return draw_numbered(places, drawn, landmarks, max_height_px=max_height_px, is_narrow=is_narrow)

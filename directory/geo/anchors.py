"""Points that confirmed pins lend to their neighbours, municipality by municipality where that is proven to help."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace

from directory.domain.address import Place
from directory.geo.anchor_lots import AnchorLots, TownKey
from directory.geo.anchor_trials import AnchorTrial, TownPoint, leave_one_out
from directory.geo.gazetteer import Gazetteer
from directory.text.lot_order import read_lot_number

_LEVELS = frozenset({"chome", "town"})
"""What an anchor may improve: a block point is official, and a municipality says nothing about lots."""


class Anchors:
    """Confirmed pins of one moment. Immutable but for trials, which are made on first use. Safe between threads."""

    def __init__(self, pins: Iterable[Place], gazetteer: Gazetteer) -> None:
        """`pins` are places of level pin that a person confirmed, none of them confidential."""
        self._lots = AnchorLots(pins)
        self._gazetteer = gazetteer
        self._trials: dict[str, AnchorTrial] = {}
        self._with_anchors = frozenset(self._lots.municipalities)
        self._lock = threading.Lock()

    def refine(self, place: Place) -> Place | None:
        """The place at the pin of the nearest lot; None where no anchor is near, or anchors do not help."""
        if place.jis not in self._with_anchors or place.level not in _LEVELS or not place.town:
            return None
        lot = read_lot_number(place.banchi)
        if lot is None:
            return None
        town = (place.jis, place.town, place.koaza)
        found = self._lots.find_neighbour(town, lot, middle=place.coordinate, reach_m=place.radius_m)
        if found is None or not self._trial(place.jis).is_on:
            return None
        return replace(place, coordinate=found.coordinate, level="anchor", radius_m=found.radius_m)

    def trials(self) -> tuple[AnchorTrial, ...]:
        """Leave-one-out of every municipality that has anchors, by code."""
        return tuple(self._trial(jis) for jis in self._lots.municipalities)

    def _trial(self, jis: str) -> AnchorTrial:
        with self._lock:
            if jis not in self._trials:
                self._trials[jis] = leave_one_out(self._lots, jis, _TownPoints(self._gazetteer).find)
            return self._trials[jis]


class _TownPoints:
    """Points of towns by the names that places carry."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._known: dict[str, dict[tuple[str, str], TownPoint]] = {}

    def find(self, town: TownKey) -> TownPoint | None:
        jis, name, koaza = town
        if jis not in self._known:
            self._known[jis] = self._read(jis)
        return self._known[jis].get((name, koaza))

    def _read(self, jis: str) -> dict[tuple[str, str], TownPoint]:
        if self._gazetteer.municipality(jis) is None:
            return {}
        index = self._gazetteer.index(jis)
        found: dict[tuple[str, str], TownPoint] = {}
        for row, point in enumerate(index.points()):
            found[point.name, ""] = point
            found |= {(point.name, one.name): one for one in index.koaza(row).values()}
        return found

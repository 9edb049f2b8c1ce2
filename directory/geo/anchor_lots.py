"""Confirmed pins by town and lot, and the one that stands nearest to another lot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.text.lot_order import LotNumber, read_lot_number

LEAST_RADIUS_M, MOST_RADIUS_M = 60, 150
"""Uncertainty of an anchor in metres. Source: geocoding.md section 3."""

_NEAR_SUB, _SOME_SUB = 2, 8
_SAME_LOT_M, _SOME_SUB_M = 70, 100
"""Within one lot or block, by how far its sub-numbers are apart: nearly nine of ten true points were nearer."""

_NEXT_LOT_M, _SHARE_PER_LOT = 75, 0.25
"""A lot farther on costs about a quarter of the town's own radius: blocks are as large as their towns allow."""

_FARTHEST_LOT_METRES = 450
"""Lots apart × radius of the town in metres; beyond this a neighbour's pin is no better than the town's own point."""

TownKey = tuple[str, str, str]
"""Code of the municipality, town with its 丁目, 小字."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One confirmed pin: its lot, its point, and the town it stands in."""

    town: TownKey
    lot: LotNumber
    coordinate: Coordinate


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The point that an anchor lends to another lot, and how far off it may be."""

    coordinate: Coordinate
    radius_m: int


class AnchorLots:
    """Anchors of all municipalities; immutable."""

    def __init__(self, pins: Iterable[Place]) -> None:
        """Keeps those of the pins whose town and lot are known."""
        self._by_town: dict[tuple[TownKey, str], list[Anchor]] = defaultdict(list)
        self._by_municipality: dict[str, list[Anchor]] = defaultdict(list)
        for pin in pins:
            lot = read_lot_number(pin.banchi)
            if lot is None or not pin.town:
                continue
            anchor = Anchor(town=(pin.jis, pin.town, pin.koaza), lot=lot, coordinate=pin.coordinate)
            self._by_town[anchor.town, lot.series].append(anchor)
            self._by_municipality[pin.jis].append(anchor)

    @property
    def municipalities(self) -> tuple[str, ...]:
        """Codes of the municipalities that have anchors, in order."""
        return tuple(sorted(self._by_municipality))

    def of_municipality(self, jis: str) -> tuple[Anchor, ...]:
        """All anchors of one municipality."""
        return tuple(self._by_municipality.get(jis, ()))

    def find_neighbour(
        self, town: TownKey, lot: LotNumber, *, middle: Coordinate, reach_m: int, without: Anchor | None = None
    ) -> Neighbour | None:
        """What the anchor with the nearest lot of the same town lends; of equally near ones that with the nearer sub.

        Args:
            town: where the lot is.
            lot: the lot without a point of its own.
            middle: point of the town.
            reach_m: radius of the town in metres; anchors farther off its point are not believed.
            without: the anchor that is asking about itself.
        """
        near = [
            anchor
            for anchor in self._by_town.get((town, lot.series), ())
            if anchor is not without and middle.distance_m(anchor.coordinate) <= reach_m
        ]
        if not near:
            return None
        best = min(near, key=lambda anchor: (abs(anchor.lot.main - lot.main), abs(anchor.lot.sub - lot.sub)))
        radius_m = _uncertainty_m(best.lot, lot, reach_m)
        if radius_m is None or radius_m >= reach_m:
            return None
        return Neighbour(coordinate=best.coordinate, radius_m=radius_m)


def _uncertainty_m(one: LotNumber, other: LotNumber, town_radius_m: int) -> int | None:
    """How far two lots of a town may be apart; None when an anchor may not stand for the other lot."""
    apart = abs(one.main - other.main)
    if apart == 0:
        return _within_a_lot_m(one.sub, other.sub)
    if apart * town_radius_m > _FARTHEST_LOT_METRES:
        return None
    return min(MOST_RADIUS_M, round(_NEXT_LOT_M + _SHARE_PER_LOT * apart * town_radius_m))


def _within_a_lot_m(one: int, other: int) -> int:
    if 0 in {one, other}:
        return _SOME_SUB_M if one == other else MOST_RADIUS_M
    apart = abs(one - other)
    if apart == 0:
        return LEAST_RADIUS_M
    if apart <= _NEAR_SUB:
        return _SAME_LOT_M
    return _SOME_SUB_M if apart <= _SOME_SUB else MOST_RADIUS_M

"""Leave-one-out: would the confirmed pins of a municipality have placed each other better than its town points?"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from directory.domain.coordinate import Coordinate
from directory.geo.anchor_lots import Anchor, AnchorLots, TownKey

FEWEST_PINS = 20
"""With fewer confirmed pins a municipality is not judged."""

FEWEST_PAIRS = 5
"""… nor with fewer pins that have a neighbour to learn from."""

_MEDIAN, _P90 = 0.5, 0.9

Verdict = Literal["too_few", "helps", "hurts"]


class TownPoint(Protocol):
    """What the geocoder would say without anchors."""

    @property
    def coordinate(self) -> Coordinate:
        """Point of the town."""

    @property
    def radius_m(self) -> int:
        """Its uncertainty in metres."""


FindTown = Callable[[TownKey], TownPoint | None]
"""The point of a town; None when the gazetteer has none of that name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorTrial:
    """Leave-one-out of one municipality.

    Attributes:
        pins: confirmed pins whose town point is known. covered: those of them that have a neighbour to learn from.
        before_m, after_m: median and 90th percentile of the error of covered pins in metres, without and with
            anchors; (0, 0) when none is covered.
    """

    municipality: str
    pins: int
    covered: int
    before_m: tuple[int, int]
    after_m: tuple[int, int]

    @property
    def verdict(self) -> Verdict:
        """Whether anchors help here: both median and 90th percentile must become smaller."""
        if self.pins < FEWEST_PINS or self.covered < FEWEST_PAIRS:
            return "too_few"
        (median, p90), (new_median, new_p90) = self.before_m, self.after_m
        return "helps" if new_median < median and new_p90 < p90 else "hurts"

    @property
    def is_on(self) -> bool:
        """Whether anchors are used here; they are where nothing speaks against them."""
        return self.verdict != "hurts"


def leave_one_out(lots: AnchorLots, municipality: str, find_town: FindTown) -> AnchorTrial:
    """Places every anchor of a municipality as if it were not known, with its neighbours and without."""
    tried = [(anchor, town) for anchor in lots.of_municipality(municipality) if (town := find_town(anchor.town))]
    errors = [pair for anchor, town in tried if (pair := _errors_m(lots, anchor, town)) is not None]
    return AnchorTrial(
        municipality=municipality,
        pins=len(tried),
        covered=len(errors),
        before_m=_quantiles(before for before, _ in errors),
        after_m=_quantiles(after for _, after in errors),
    )


def _errors_m(lots: AnchorLots, anchor: Anchor, town: TownPoint) -> tuple[float, float] | None:
    """Distance of an anchor to its town's point and to what its neighbours would have said; None without any."""
    found = lots.find_neighbour(anchor.town, anchor.lot, middle=town.coordinate, reach_m=town.radius_m, without=anchor)
    if found is None:
        return None
    return town.coordinate.distance_m(anchor.coordinate), found.coordinate.distance_m(anchor.coordinate)


def _quantiles(values: Iterable[float]) -> tuple[int, int]:
    """Median and 90th percentile (nearest rank)."""
    ordered = sorted(values)
    if not ordered:
        return 0, 0
    return tuple(round(ordered[math.ceil(share * len(ordered)) - 1]) for share in (_MEDIAN, _P90))  # type: ignore[return-value]

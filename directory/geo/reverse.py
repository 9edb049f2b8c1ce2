"""A point -> the nearest town point of the gazetteer."""

from __future__ import annotations

import math

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.geo.gazetteer import Gazetteer, Municipality
from directory.geo.town_index import TownPoint

_DEGREE_M = 111_195
_FARTHEST_M = 50_000
"""A point farther from every town lies at sea or abroad."""


def find_nearest(gazetteer: Gazetteer, coordinate: Coordinate) -> Place | None:
    """The place of the nearest town; None when none lies within 50 km."""
    narrow = math.cos(math.radians(coordinate.latitude))
    boxes = [(_box_m(one, coordinate, narrow), one) for one in gazetteer.municipalities()]
    boxes.sort(key=lambda pair: pair[0])
    best, best_m = None, float(_FARTHEST_M)
    for least_m, municipality in boxes:
        if least_m >= best_m:
            break
        for town in gazetteer.index(municipality.jis).points():
            # nobody lives in a town for being near the middle of its municipality
            far_m = _flat_m(town.coordinate, coordinate, narrow) if town.origin != "m" else _FARTHEST_M
            if far_m < best_m:
                best, best_m = (municipality, town), far_m
    return _place(*best, coordinate, best_m) if best else None


def _box_m(one: Municipality, coordinate: Coordinate, narrow: float) -> float:
    """Metres from a point to the box around the towns of a municipality; 0 inside."""
    south, west, north, east = one.box
    up = max(south - coordinate.latitude, 0.0, coordinate.latitude - north)
    aside = max(west - coordinate.longitude, 0.0, coordinate.longitude - east)
    return math.hypot(up, aside * narrow) * _DEGREE_M


def _flat_m(one: Coordinate, other: Coordinate, narrow: float) -> float:
    up, aside = one.latitude - other.latitude, (one.longitude - other.longitude) * narrow
    return math.hypot(up, aside) * _DEGREE_M


def _place(municipality: Municipality, town: TownPoint, coordinate: Coordinate, far_m: float) -> Place:
    return Place(
        pref=municipality.pref,
        city=municipality.name,
        ward=municipality.name if "市" in municipality.name and municipality.name.endswith("区") else "",
        jis=municipality.jis,
        town=town.name,
        coordinate=coordinate,
        level="town",
        radius_m=max(town.radius_m, round(far_m)),
        match="inferred",
    )

"""Outlines of districts -> one simplified GeoJSON coverage, with a point for each district's chip."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from directory.domain.coordinate import Coordinate
from directory.domain.district import District
from directory.domain.errors import RequestRefused

SIMPLIFY_DEGREES = 0.0001
"""About 10 m; finer lines are not visible at the zooms that show outlines."""

DECIMALS = 5

OVERVIEW_VERTICES = 1_000
"""So many corners are enough for a first look at any number of districts, about 8 KB compressed with names."""

COARSEST_DEGREES = 0.1
COARSER = 1.6
"""An overview is simplified by this factor more, again and again, until it has few corners or is very coarse."""


CODE_LIMIT = 60
LONGEST_CODE = 80
"""Most codes of one question, and characters of one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinedDistrict:
    """A district and its outline in WGS84, longitude first."""

    district: District
    outline: BaseGeometry


def simplify_outlines(
    districts: Sequence[OutlinedDistrict], tolerance: float = SIMPLIFY_DEGREES
) -> tuple[OutlinedDistrict, ...]:
    """The same districts with fewer vertices; neighbours keep their common lines. `tolerance` in degrees."""
    if not districts:
        return ()
    outlines = np.array([each.outline for each in districts], dtype=object)
    simple = shapely.coverage_simplify(outlines, tolerance)
    return tuple(
        OutlinedDistrict(district=each.district, outline=outline)
        for each, outline in zip(districts, simple, strict=True)
        if not outline.is_empty
    )


def label_point(outline: BaseGeometry) -> Coordinate:
    """A point inside the outline where a name can stand."""
    inside = shapely.point_on_surface(outline)
    center = shapely.centroid(outline)
    spot = center if shapely.contains(outline, center) else inside
    return Coordinate(latitude=float(spot.y), longitude=float(spot.x))


def encode_districts(districts: Sequence[OutlinedDistrict]) -> bytes:
    """FeatureCollection (RFC 7946) of simplified outlines; `at` is the chip's [longitude, latitude]."""
    features = [_feature(each, DECIMALS) for each in simplify_outlines(districts)]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def encode_overview(districts: Sequence[OutlinedDistrict], codes: Sequence[str]) -> bytes:
    """The same with so few corners as a first look needs.

    `tolerance` says in degrees how far lines may be off; `place` is that of a district in `codes`, to which the counts
    of answers belong.
    """
    simple, tolerance = simplify_outlines(districts), SIMPLIFY_DEGREES
    while _count_corners(simple) > OVERVIEW_VERTICES and tolerance < COARSEST_DEGREES:
        tolerance *= COARSER
        simple = simplify_outlines(tuple(_without_specks(each, tolerance) for each in simple), tolerance)
    # as many digits as the lines are exact to: rounding moves a corner by less than the simplification did
    decimals = min(DECIMALS, math.ceil(-math.log10(tolerance)))
    places = {code: place for place, code in enumerate(codes)}
    features = [_feature(each, decimals) | {"properties": _look(each, places, decimals + 1)} for each in simple]
    return msgspec.json.encode({"type": "FeatureCollection", "tolerance": tolerance, "features": features})


def parse_codes(text: str) -> frozenset[str]:
    """District codes of a comma separated list.

    Raises:
        RequestRefused: there are more than CODE_LIMIT, or something is longer than any code.
    """
    codes = frozenset(part for part in text.split(",") if part)
    if len(codes) > CODE_LIMIT or any(len(code) > LONGEST_CODE for code in codes):
        raise RequestRefused("parameter_codes", {"field": "codes", "value": text[:100]})
    return codes


def _count_corners(districts: Sequence[OutlinedDistrict]) -> int:
    return int(shapely.get_num_coordinates([each.outline for each in districts]).sum())


def _without_specks(each: OutlinedDistrict, tolerance: float) -> OutlinedDistrict:
    """Without islands that nobody would see; the largest part of a district always stays."""
    parts = shapely.get_parts(each.outline)
    areas = shapely.area(parts)
    kept = parts[(areas > tolerance**2) | (areas == areas.max())]
    return each if kept.size == parts.size else replace(each, outline=shapely.multipolygons(kept))


def _feature(each: OutlinedDistrict, decimals: int) -> dict[str, object]:
    district = each.district
    return {
        "type": "Feature",
        "id": district.code,
        "properties": {"code": district.code, "name": district.name, "scheme": district.scheme, **_at(each)},
        "geometry": _geometry(each.outline, decimals),
    }


def _look(each: OutlinedDistrict, places: Mapping[str, int], decimals: int) -> dict[str, object]:
    district = each.district
    return {"name": district.name, "place": places[district.code], **_at(each, decimals)}


def _at(each: OutlinedDistrict, decimals: int = DECIMALS) -> dict[str, object]:
    at = label_point(each.outline)
    return {
        "approximate": each.district.approximate,
        "at": [round(at.longitude, decimals), round(at.latitude, decimals)],
    }


def _geometry(outline: BaseGeometry, decimals: int) -> dict[str, object]:
    # RFC 7946 wants exterior rings counter-clockwise
    geometry = shapely.geometry.mapping(shapely.orient_polygons(outline))
    return {"type": geometry["type"], "coordinates": _round(geometry["coordinates"], decimals)}


def _round(numbers: object, decimals: int) -> object:
    if isinstance(numbers, float):
        return round(numbers, decimals)
    return [_round(each, decimals) for each in numbers] if isinstance(numbers, (tuple, list)) else numbers

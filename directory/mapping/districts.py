"""Outlines of districts -> one simplified GeoJSON coverage, with a point for each district's chip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from directory.domain.coordinate import Coordinate
from directory.domain.district import District

SIMPLIFY_DEGREES = 0.0001
"""About 10 m; finer lines are not visible at the zooms that show outlines."""

DECIMALS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlinedDistrict:
    """A district and its outline in WGS84, longitude first."""

    district: District
    outline: BaseGeometry


def simplify_outlines(districts: Sequence[OutlinedDistrict]) -> tuple[OutlinedDistrict, ...]:
    """The same districts with fewer vertices; neighbours keep their common lines."""
    if not districts:
        return ()
    outlines = np.array([each.outline for each in districts], dtype=object)
    simple = shapely.coverage_simplify(outlines, SIMPLIFY_DEGREES)
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
    features = [_feature(each) for each in simplify_outlines(districts)]
    return msgspec.json.encode({"type": "FeatureCollection", "features": features})


def _feature(each: OutlinedDistrict) -> dict[str, object]:
    district, at = each.district, label_point(each.outline)
    return {
        "type": "Feature",
        "id": district.code,
        "properties": {
            "code": district.code,
            "name": district.name,
            "scheme": district.scheme,
            "approximate": district.approximate,
            "at": [round(at.longitude, DECIMALS), round(at.latitude, DECIMALS)],
        },
        "geometry": _geometry(each.outline),
    }


def _geometry(outline: BaseGeometry) -> dict[str, object]:
    # RFC 7946 wants exterior rings counter-clockwise
    geometry = shapely.geometry.mapping(shapely.orient_polygons(outline))
    return {"type": geometry["type"], "coordinates": _round(geometry["coordinates"])}


def _round(numbers: object) -> object:
    if isinstance(numbers, float):
        return round(numbers, DECIMALS)
    return [_round(each) for each in numbers] if isinstance(numbers, (tuple, list)) else numbers

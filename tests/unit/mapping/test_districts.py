"""Outlines are simplified as a coverage and say how far they can be trusted."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import shapely
from shapely.geometry import Polygon, shape

from directory.domain.district import District
from directory.mapping.districts import OutlinedDistrict, encode_districts, label_point, simplify_outlines


def test_features_name_their_district(outlines):
    collection = json.loads(encode_districts(outlines))
    first = collection["features"][0]
    assert first["id"] == "27106"
    properties = first["properties"]
    assert {key: properties[key] for key in ("code", "name", "scheme", "approximate")} == {
        "code": "27106",
        "name": "大阪市西区",
        "scheme": "municipality",
        "approximate": True,
    }
    assert properties["at"] == [135.485, 34.68]


def test_rings_turn_counter_clockwise_and_round_to_a_metre(outlines):
    geometry = json.loads(encode_districts(outlines))["features"][0]["geometry"]
    assert shape(geometry).exterior.is_ccw
    assert shape(geometry).equals(outlines[0].outline)


def test_neighbours_keep_their_common_line():
    wave = [(135 + 0.00003 * (number % 2), 34 + number * 0.0002) for number in range(11)]
    west = Polygon([*wave, (134.9, 34.002), (134.9, 34.0)])
    east = Polygon([*wave, (135.1, 34.002), (135.1, 34.0)])
    district = District(code="a", scheme="s", name="西", municipality="27106")
    simple = simplify_outlines(
        [OutlinedDistrict(district=district, outline=west), OutlinedDistrict(district=district, outline=east)]
    )
    assert sum(len(shapely.get_coordinates(each.outline)) for each in simple) < 2 * len(west.exterior.coords)
    assert shapely.area(shapely.intersection(simple[0].outline, simple[1].outline)) == 0
    assert np.isclose(shapely.area(shapely.union(simple[0].outline, simple[1].outline)), 0.2 * 0.002, atol=1e-6)


def test_the_name_stands_inside_a_crescent():
    crescent = Polygon([(0, 0), (10, 0), (10, 10), (0, 10), (0, 9), (9, 9), (9, 1), (0, 1)])
    at = label_point(crescent)
    assert crescent.contains(shapely.Point(at.longitude, at.latitude))


def test_exact_outlines_are_not_called_approximate(outlines):
    exact = replace(outlines[0], district=replace(outlines[0].district, approximate=False))
    assert json.loads(encode_districts([exact]))["features"][0]["properties"]["approximate"] is False


def test_no_outline_is_an_empty_collection():
    assert json.loads(encode_districts(())) == {"type": "FeatureCollection", "features": []}

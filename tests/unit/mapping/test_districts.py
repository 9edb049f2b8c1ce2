"""Outlines are simplified as a coverage and say how far they can be trusted."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely.geometry import Polygon, shape

from directory.domain.district import District
from directory.domain.errors import RequestRefused
from directory.mapping.districts import (
    CODE_LIMIT,
    OVERVIEW_VERTICES,
    OutlinedDistrict,
    encode_districts,
    encode_overview,
    label_point,
    parse_codes,
    simplify_outlines,
)


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


def draw_rough(code: str, x: float) -> OutlinedDistrict:
    """A round district of two thousand corners with ten specks of islands."""
    steps = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    radius = 0.4 + 0.01 * np.sin(steps * 97)
    body = Polygon(np.column_stack([x + radius * np.cos(steps), 35 + radius * np.sin(steps)]))
    specks = [shapely.Point(x + 0.5, 34.6 + number * 0.01).buffer(0.001) for number in range(10)]
    district = District(code=code, scheme="s", name=code, municipality="27106")
    return OutlinedDistrict(district=district, outline=shapely.multipolygons([body, *specks]))


def test_an_overview_has_few_corners_and_says_how_far_it_is_off():
    rough = [draw_rough(f"d{number}", 130 + number) for number in range(12)]
    overview = json.loads(encode_overview(rough, ["gone", *(each.district.code for each in rough)]))
    shapes = [shape(each["geometry"]) for each in overview["features"]]
    assert sum(shapely.get_num_coordinates(each) for each in shapes) <= OVERVIEW_VERTICES
    assert [(each["properties"]["name"], each["properties"]["place"]) for each in overview["features"]][:2] == [
        ("d0", 1),
        ("d1", 2),
    ]
    for drawn, given in zip(shapes, rough, strict=True):
        assert drawn.is_valid
        body = shapely.get_parts(given.outline)[0]
        assert shapely.hausdorff_distance(drawn, body) <= 2 * overview["tolerance"]


def test_an_overview_of_little_is_as_exact_as_the_outlines(outlines):
    codes = [each.district.code for each in outlines]
    overview, full = json.loads(encode_overview(outlines, codes)), json.loads(encode_districts(outlines))
    assert [each["geometry"] for each in overview["features"]] == [each["geometry"] for each in full["features"]]
    assert {name for each in overview["features"] for name in each["properties"]} == {
        "at",
        "approximate",
        "name",
        "place",
    }
    assert overview["tolerance"] < 0.0002


def test_codes_are_few_and_short():
    assert parse_codes("27106,,13229") == {"27106", "13229"}
    assert parse_codes("") == frozenset()
    for wrong in (",".join(str(each) for each in range(CODE_LIMIT + 1)), "x" * 100):
        with pytest.raises(RequestRefused, match="parameter_codes"):
            parse_codes(wrong)

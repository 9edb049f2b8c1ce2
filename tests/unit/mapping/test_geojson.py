"""GeoJSON holds every listing of the answer; places that are not public have no geometry."""

from __future__ import annotations

import json
from dataclasses import fields

from directory.domain.listing import Listing
from directory.mapping.geojson import CHUNK, encode_geojson, read_fields


def read(found):
    return json.loads(b"".join(encode_geojson(found, revision="r1", attribution="架空の地名データ")))


def test_every_listing_is_a_feature_with_its_public_code(found):
    collection = read(found)
    assert collection["type"] == "FeatureCollection"
    assert collection["total"] == 4
    assert [feature["id"] for feature in collection["features"]] == ["k00011", "k00005", "k00300", "k00042"]


def test_longitude_comes_first(found):
    assert read(found)["features"][0]["geometry"] == {"type": "Point", "coordinates": [135.486, 34.676]}


def test_unplaced_listings_have_no_geometry_and_no_radius(found):
    unplaced = read(found)["features"][3]
    assert unplaced["geometry"] is None
    assert unplaced["properties"]["radius_m"] is None
    assert unplaced["properties"]["district"] == "大阪市西区"


def test_approximate_places_say_so(found):
    properties = read(found)["features"][2]["properties"]
    assert (properties["approximate"], properties["radius_m"], properties["level"]) == (True, 260, "town")
    assert read(found)["features"][0]["properties"]["approximate"] is False


def test_facts_of_a_listing_are_there(found):
    properties = read(found)["features"][0]["properties"]
    assert properties["name"] == "<b>架空</b> & 食堂"
    assert (properties["category"], properties["next_date"]) == ("child_cafe", "2026-06-06")
    assert properties["phone"] == "06-0000-0000"


def test_an_empty_answer_is_valid(snapshot, answer):
    assert read(answer(snapshot, []))["features"] == []


def test_pieces_join_over_chunks(snapshot, answer):
    assert len(read(answer(snapshot, [0] * (2 * CHUNK + 1)))["features"]) == 2 * CHUNK + 1


def test_fields_that_are_passed_on_are_those_of_a_listing():
    assert set(read_fields()) <= {field.name for field in fields(Listing)}


def test_sources_of_derived_points_travel_along(found):
    assert read(found)["attribution"] == "架空の地名データ"

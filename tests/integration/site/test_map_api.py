"""The map's answers: the same listings as the list, cached as long as they are true, and nothing confidential."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import random
import re

import numpy as np
import pytest

from directory.domain.category import ROOTS
from tests.integration.site.fictional import TOWNS, usual_listings

POINTS = "/api/v1/map/points"
FOREVER = "private, max-age=31536000, immutable"


def ids_of_rows(client, query):
    """Public codes on the map for a question, and how many listings have no place there."""
    points = client.get(POINTS).json()
    rows = client.get(f"/api/v1/map/rows?{query}").json()
    assert rows["rev"] == points["rev"]
    packed = np.frombuffer(base64.b64decode(rows["rows"]), np.uint8)
    bits = np.unpackbits(packed, bitorder="little")[: points["n"]]
    numbers = [number for number, bit in zip(points["id"], bits, strict=True) if bit]
    labels = client.get(f"/api/v1/map/labels?ids={','.join(map(str, numbers))}").json()
    return {labels[str(number)][0] for number in numbers}, rows


def questions():
    """Thirty mixed questions, always the same."""
    chosen = random.Random(20260606)  # noqa: S311 - a fixed sample, no secret
    cats = ["", *(root.code for root in ROOTS), "child_cafe,advice_desk", "abuse_advice"]
    districts = ["", *(jis for jis, *_ in TOWNS), "13229,39201"]
    days = ["", "today", "sat", "mon"]
    texts = ["", "", "", "ひろば", "食堂"]
    every = list(itertools.product(cats, districts, days, texts))
    return [
        "&".join(f"{name}={value}" for name, value in zip(("cat", "district", "when", "q"), each, strict=True) if value)
        for each in chosen.sample(every, 30)
    ]


@pytest.mark.parametrize("query", questions())
def test_list_map_and_geojson_hold_the_same_listings(client, query):
    answer = client.get(f"/api/v1/listings?{query}&limit=200").json()
    on_map, rows = ids_of_rows(client, query)
    features = client.get(f"/api/v1/listings.geojson?{query}").json()["features"]
    everywhere = {item["id"] for item in answer["items"]}
    assert {feature["id"] for feature in features} == everywhere
    assert {feature["id"] for feature in features if feature["geometry"]} == on_map
    assert len(on_map) + rows["unplaced"] == rows["total"] == answer["total"]
    assert sum(rows["by_district"]) == answer["total"]


def test_points_lie_where_geojson_says(client):
    points = client.get(POINTS).json()
    labels = client.get(f"/api/v1/map/labels?ids={','.join(map(str, points['id'][:300]))}").json()
    features = client.get("/api/v1/listings.geojson").json()["features"]
    places = {each["id"]: each["geometry"]["coordinates"] for each in features if each["geometry"]}
    degrees = zip(np.cumsum(points["lo"]) / points["q"], np.cumsum(points["la"]) / points["q"], strict=True)
    told = {labels[str(number)][0]: place for number, place in zip(points["id"], degrees, strict=True)}
    assert told.keys() == places.keys()
    for code, place in told.items():
        assert place == pytest.approx(places[code], abs=0.6e-5)


def test_points_of_the_present_revision_are_kept_for_ever(client):
    rev = client.get(POINTS).json()["rev"]
    answer = client.get(f"{POINTS}?rev={rev}")
    assert answer.headers["cache-control"] == FOREVER
    assert client.get(f"/api/v1/districts.geojson?rev={rev}").headers["cache-control"] == FOREVER


@pytest.mark.parametrize("rev", ["", "1-old-20200101"])
def test_any_other_revision_is_answered_with_the_present_one(client, rev):
    answer = client.get(f"{POINTS}?rev={rev}")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.json()["rev"] == client.get(POINTS).json()["rev"]


@pytest.mark.parametrize(
    "path",
    [POINTS, "/api/v1/districts.geojson", "/api/v1/map/rows?cat=child_cafe", "/api/v1/map/labels?ids=1", "/map.svg"],
)
def test_what_the_browser_holds_is_not_sent_again(client, path):
    etag = client.get(path).headers["etag"]
    again = client.get(path, if_none_match=etag)
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["etag"] == etag


def test_points_come_compressed_once(client):
    plain = client.get(POINTS, accept_encoding="identity")
    packed = client.get(POINTS, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) == len(gzip.compress(plain.content, 9, mtime=0))


def test_a_new_revision_gives_new_points(client, make_client):
    before = client.get(POINTS).json()["rev"]
    newer = make_client()
    newer.runtime.revision = "r2"
    after = newer.get(f"{POINTS}?rev={before}")
    assert after.json()["rev"] != before
    assert after.headers["cache-control"] == "private, no-cache"


def test_page_and_points_name_the_same_revision(client):
    page = client.get("/").text
    first = json.loads(re.search(r'id="map-first">(.*?)</script>', page, re.DOTALL).group(1))
    assert first["rev"] == client.get(POINTS).json()["rev"]
    assert first["total"] == client.get("/api/v1/listings").json()["total"]


def test_inline_script_of_the_page_is_the_one_that_the_policy_allows(client):
    answer = client.get("/")
    skeleton = client.app.state.skeletons["ja"]
    assert f"<script>{skeleton.script}</script>" in answer.text
    assert f"'{skeleton.script_sha256}'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", [POINTS, "/api/v1/map/rows", "/api/v1/districts.geojson"])
def test_an_unknown_scheme_is_refused(client, path):
    answer = client.get(f"{path}?scheme=school")
    assert answer.status_code == 422
    assert answer.json()["error"] == "parameter_scheme"


@pytest.mark.parametrize("ids", ["x", "1,-2", ",".join(["1"] * 301)])
def test_wrong_numbers_are_refused(client, ids):
    assert client.get(f"/api/v1/map/labels?ids={ids}").json()["error"] == "parameter_ids"


def test_outlines_are_wgs84_polygons_of_districts_with_listings(client):
    answer = client.get("/api/v1/districts.geojson")
    assert answer.headers["content-type"].startswith("application/geo+json")
    features = answer.json()["features"]
    assert {feature["id"] for feature in features} == {jis for jis, *_ in TOWNS}
    for feature in features:
        longitude, latitude = feature["properties"]["at"]
        assert 122 < longitude < 154
        assert 20 < latitude < 46
        assert feature["geometry"]["type"] in {"Polygon", "MultiPolygon"}


def test_the_picture_has_a_dot_for_each_placed_listing(client):
    answer = client.get("/map.svg?cat=child_cafe")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    on_map, _ = ids_of_rows(client, "cat=child_cafe")
    assert answer.text.count("h0") == 2 * len(on_map)
    assert "<script" not in answer.text


@pytest.mark.parametrize("path", [POINTS, "/api/v1/listings.geojson", "/api/v1/districts.geojson", "/map.svg"])
def test_area_only_listings_have_no_place_anywhere(make_client, path):
    hidden = next(each for each in usual_listings() if each.code == "area01")
    answer = make_client(listings=[hidden]).get(path)
    assert answer.status_code == 200
    if path == POINTS:
        assert answer.json()["n"] == 0
    if path.endswith("listings.geojson"):
        assert [feature["geometry"] for feature in answer.json()["features"]] == [None]
    assert "h0" not in answer.text


def test_ended_listings_are_not_on_the_map(client):
    on_map, rows = ids_of_rows(client, "")
    assert "ended1" not in on_map
    assert rows["total"] == client.get("/api/v1/listings").json()["total"]


def test_an_empty_directory_has_an_empty_map(make_client):
    client = make_client(listings=[])
    assert client.get(POINTS).json()["n"] == 0
    assert client.get("/api/v1/map/rows").json()["rows"] == ""
    assert client.get("/map.svg").status_code == 200


def test_rows_of_the_points_file_are_named_in_their_own_revision_only(client):
    points = client.get("/api/v1/map/points?lean=1").json()
    assert "id" not in points
    numbered = client.get("/api/v1/map/points").json()
    named = client.get(f"/api/v1/map/labels?rows=0,3&rev={points['rev']}").json()
    by_number = client.get(f"/api/v1/map/labels?ids={numbered['id'][0]},{numbered['id'][3]}").json()
    assert list(named) == ["0", "3"]
    assert list(named.values()) == [by_number[str(numbered["id"][row])] for row in (0, 3)]
    assert client.get("/api/v1/map/labels?rows=0,3&rev=old").json() == {"rev": points["rev"]}


def test_outlines_are_told_coarsely_first_and_a_few_exactly(client):
    overview = client.get("/api/v1/districts.geojson?detail=overview").json()
    full = client.get("/api/v1/districts.geojson").json()
    assert overview["tolerance"] > 0
    assert {each["id"] for each in overview["features"]} == {each["id"] for each in full["features"]}
    one = full["features"][0]["id"]
    few = client.get(f"/api/v1/districts.geojson?codes={one},unknown").json()["features"]
    assert [each["id"] for each in few] == [one]


@pytest.mark.parametrize("query", ["detail=all", f"codes={','.join(map(str, range(61)))}"])
def test_a_wrong_question_for_outlines_is_refused(client, query):
    assert client.get(f"/api/v1/districts.geojson?{query}").status_code == 422

"""List = map = picture = GeoJSON = API, where the browser holds all points and where the server counts each view."""

from __future__ import annotations

import base64
import csv
import io
import itertools
import json
import random
import re
from dataclasses import replace

import numpy as np
import pytest

from directory.domain.category import ROOTS
from directory.domain.coordinate import Coordinate
from tests.integration.site.fictional import TOWNS, make_listing

SMALL, LARGE = 2_000, 50_000
WORLD = "bbox=-180,-85,180,85&z=6"


def spread_listings(count):
    """Listings around three towns; one in 25 has no public point, some share one."""
    chosen = random.Random(count)  # noqa: S311 - a fixed sample, no secret
    for number in range(1, count + 1):
        listing = make_listing(number)
        if number % 25 == 0:
            yield replace(listing, coordinate=None, level=None, radius_m=0, precision="district", address="")
            continue
        latitude, longitude = TOWNS[number % len(TOWNS)][3:]
        offset = (chosen.randint(-900, 900) * 5e-5, chosen.randint(-900, 900) * 5e-5)
        yield replace(listing, coordinate=Coordinate(latitude=latitude + offset[0], longitude=longitude + offset[1]))


def questions():
    """Thirty mixed questions, always the same."""
    chosen = random.Random(20260606)  # noqa: S311 - a fixed sample, no secret
    cats = ["", *(root.code for root in ROOTS), "child_cafe,advice_desk", "drop_in_salon"]
    districts = ["", *(jis for jis, *_ in TOWNS), "13229,39201"]
    days = ["", "sat", "mon", "weekend"]
    rest = ["", "", "q=ひろば", "fee=child_free", "q=こもれび", "near=35.7275,139.5395&radius=3000"]
    every = list(itertools.product(cats, districts, days, rest))
    return [
        "&".join([f"{name}={value}" for name, value in zip(("cat", "district", "when"), each, strict=False) if value])
        + (f"&{each[3]}" if each[3] else "")
        for each in chosen.sample(every, 30)
    ]


@pytest.fixture(scope="module")
def small(make_client):
    return make_client(listings=list(spread_listings(SMALL)))


@pytest.fixture(scope="module")
def large(make_client):
    return make_client(listings=list(spread_listings(LARGE)))


def codes_by_geojson(client, query):
    """Codes with and without a place."""
    features = client.get(f"/api/v1/listings.geojson?{query}").json()["features"]
    return (
        {each["id"] for each in features if each["geometry"]},
        {each["id"] for each in features if not each["geometry"]},
    )


def codes_by_table(client, query):
    """Codes in the table for spreadsheets."""
    text = client.get(f"/api/v1/listings.csv?{query}").text.removeprefix("\ufeff")
    return {row["掲載番号"] for row in csv.DictReader(io.StringIO(text))}


def codes_by_cards(client, query):
    """Codes of all cards, page by page, as browsers without scripts turn them; and what stands above them."""
    total = int(re.search(r'data-total="(\d+)"', client.get(f"/?{query}").text)[1])
    codes = []
    for offset in range(0, total, 200):
        text = client.get(f"/?{query}&limit=200&offset={offset}").text.partition("<template")[0]
        codes += re.findall(r'<article class="card[^>]*data-code="(\w+)"', text)
    return codes, total


def dots_of_picture(client, query):
    return client.get(f"/map.svg?{query}").text.count("h0") // 2


def mode_of(client):
    return json.loads(re.search(r'id="map-first">(.*?)</script>', client.get("/").text, re.DOTALL)[1])["mode"]


@pytest.mark.parametrize("query", questions())
def test_two_thousand_are_the_same_everywhere(small, query):
    placed, unplaced = codes_by_geojson(small, query)
    points = small.get("/api/v1/map/points").json()
    rows = small.get(f"/api/v1/map/rows?{query}").json()
    packed = np.frombuffer(base64.b64decode(rows["rows"]), np.uint8)
    bits = np.unpackbits(packed, bitorder="little")[: points["n"]]
    on_map = {f"t{number:05d}" for number, bit in zip(points["id"], bits, strict=True) if bit}
    page = small.get(f"/api/v1/listings?{query}&limit=200").json()
    assert on_map == placed
    assert page["total"] == rows["total"] == len(placed) + len(unplaced)
    assert {item["id"] for item in page["items"]} <= placed | unplaced
    assert len(page["items"]) == min(200, page["total"])
    cards, told = codes_by_cards(small, query)
    assert len(cards) == told == page["total"]
    assert set(cards) == codes_by_table(small, query) == placed | unplaced
    assert page["unplaced"] == rows["unplaced"]
    assert dots_of_picture(small, query) == len(placed)


@pytest.mark.parametrize("query", questions())
def test_fifty_thousand_are_the_same_everywhere(large, query):
    placed, unplaced = codes_by_geojson(large, query)
    answer = large.get(f"/api/v1/map/clusters?{WORLD}&{query}").json()
    page = large.get(f"/api/v1/listings?{query}&limit=1").json()
    assert sum(cell[2] for cell in answer["c"]) == answer["placed"] == len(placed)
    assert answer["total"] == page["total"] == len(placed) + len(unplaced)
    assert answer["unplaced"] == page["unplaced"]
    assert sum(answer["by_district"]) == answer["total"]
    assert codes_by_table(large, query) == placed | unplaced
    assert {f"t{cell[3]:05d}" for cell in answer["c"] if cell[3]} <= placed
    assert dots_of_picture(large, query) == len(placed)


def test_the_mode_follows_the_number_of_points(small, large, make_client):
    assert mode_of(small) == "client"
    assert mode_of(large) == "server"
    assert mode_of(make_client(listings=list(spread_listings(50)), map_points=40)) == "server"


def test_a_cell_opens_as_the_list_of_the_same_listings(large):
    town = "bbox=139.5,35.7,139.56,35.75&z=14"
    cells = large.get(f"/api/v1/map/clusters?{town}&cat=child_cafe").json()["c"]
    assert cells
    for _, _, count, number, _, _, *extent in sorted(cells, key=lambda cell: -cell[2])[:5]:
        assert number == 0
        west, south, east, north = extent
        box = f"{west - 6e-6:.6f},{south - 6e-6:.6f},{east + 6e-6:.6f},{north + 6e-6:.6f}"
        listed = large.get(f"/api/v1/listings?cat=child_cafe&bbox={box}&limit=1").json()
        # the box of a cell may touch places of its neighbours, but never misses one of its own
        assert listed["total"] >= count


def test_areas_are_in_the_order_of_the_counts(large):
    areas = large.get("/api/v1/map/areas").json()
    answer = large.get(f"/api/v1/map/clusters?{WORLD}").json()
    assert areas["rev"] == answer["rev"]
    assert len(areas["districts"]) == len(areas["names"]) == len(areas["bounds"]) - 1 == len(answer["by_district"])


@pytest.mark.parametrize("z", ["x", "-1", "23", "1e2", "", "５"])
def test_a_wrong_zoom_is_refused(small, z):
    answer = small.get(f"/api/v1/map/clusters?z={z}")
    assert answer.status_code == 422
    assert answer.json()["error"] == "parameter_z"


def test_a_wrong_window_is_refused(small):
    assert small.get("/api/v1/map/clusters?bbox=1,2&z=5").json()["error"] == "parameter_bbox"


def test_programs_of_other_sites_may_read_the_cells(small):
    for path in ("clusters", "areas"):
        answer = small.get(f"/api/v1/map/{path}", origin="https://example.jp")
        assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("query", ["q=こもれび", "q=ひろば&cat=parenting_salon", "q=こもれび&when=mon"])
def test_whatever_the_order_the_same_thousand_of_a_text_are_left(large, query):
    first = codes_by_table(large, query)
    assert len(first) == 1_000
    for sort in ("next_date", "name", "near"):
        assert codes_by_table(large, f"{query}&sort={sort}") == first
    placed, unplaced = codes_by_geojson(large, query)
    answer = large.get(f"/api/v1/map/clusters?{WORLD}&{query}").json()
    assert (answer["placed"], answer["unplaced"]) == (len(placed), len(unplaced))

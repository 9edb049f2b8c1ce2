"""The clusters of a view and the districts their counts belong to."""

from __future__ import annotations

import json

from directory.catalog.criteria import BoundingBox
from directory.mapping.cells import View
from directory.mapping.clusters import count_whole, encode_areas, encode_clusters
from directory.mapping.positions import compute_positions
from directory.mapping.symbols import CATEGORY_CODES
from tests.unit.mapping.conftest import ColumnSnapshot, answer_of, at, make_listing

WORLD = BoundingBox(west=-180, south=-85, east=180, north=85)


def read_clusters(snapshot, found, *, zoom=18.0, box=WORLD):
    view = View(box=box, zoom=zoom)
    positions = compute_positions(snapshot)
    whole = count_whole(found, positions, scheme="municipality")
    return json.loads(encode_clusters(whole, positions, view, revision="r"))


def test_cells_and_unplaced_are_the_total(snapshot, found):
    answer = read_clusters(snapshot, found, zoom=5.0)
    assert answer["rev"] == "r"
    assert sum(cell[2] for cell in answer["c"]) + answer["unplaced"] == answer["total"] == 4
    assert answer["placed"] == 3
    assert answer["by_district"] == [3, 1]
    assert answer["bounds"] == [135.46, 34.53, 135.49, 34.68]


def test_a_single_listing_has_its_number_and_category():
    listing = make_listing(17, categories=("advice_desk",), coordinate=at(34.53, 135.46))
    snapshot = ColumnSnapshot(listings=(listing,))
    answer = read_clusters(snapshot, answer_of(snapshot))
    assert answer["c"] == [[34.53, 135.46, 1, 17, CATEGORY_CODES.index("advice_desk"), 0]]


def test_an_approximate_place_says_how_far_it_may_be_off():
    vague = {"precision": "approximate", "level": "town", "radius_m": 260}
    snapshot = ColumnSnapshot(listings=(make_listing(1, **vague), make_listing(2, **vague | {"radius_m": 90})))
    assert read_clusters(snapshot, answer_of(snapshot))["c"][0][2:] == [2, 1, 0, 260]
    exact = ColumnSnapshot(listings=(make_listing(1, **vague), make_listing(2)))
    assert read_clusters(exact, answer_of(exact))["c"][0][2:] == [2, 1, 0, 0]


def test_listings_at_the_same_point_are_one_place_and_near_ones_several():
    snapshot = ColumnSnapshot(
        listings=(
            make_listing(4, coordinate=at(34.53, 135.46)),
            make_listing(5, coordinate=at(34.53, 135.46)),
            make_listing(6, coordinate=at(34.5301, 135.4601)),
        )
    )
    found = answer_of(snapshot)
    (cell,) = read_clusters(snapshot, found, zoom=12.0)["c"]
    assert cell[2:6] == [3, 0, -1, 0]
    assert cell[6:] == [135.46, 34.53, 135.4601, 34.5301]
    same = read_clusters(snapshot, answer_of(snapshot, [0, 1]), zoom=12.0)["c"]
    assert same == [[34.53, 135.46, 2, 4, 0, 0]]


def test_an_answer_without_places_has_counts_only():
    snapshot = ColumnSnapshot(listings=(make_listing(1, coordinate=None, level=None, radius_m=0),))
    answer = read_clusters(snapshot, answer_of(snapshot))
    assert (answer["c"], answer["bounds"], answer["total"], answer["unplaced"]) == ([], None, 1, 1)
    assert answer["by_district"] == [1, 0]


def test_areas_name_every_district_and_one_more_for_the_rest():
    snapshot = ColumnSnapshot(
        listings=(
            make_listing(1, coordinate=at(34.67, 135.48)),
            make_listing(2, coordinate=at(34.69, 135.50)),
            make_listing(3, municipality="13229", coordinate=at(35.7, 139.5)),
        )
    )
    areas = json.loads(encode_areas(snapshot, compute_positions(snapshot), scheme="municipality", revision="r"))
    assert areas["names"] == ["大阪市西区", "堺市西区"]
    assert areas["bounds"] == [[135.48, 34.67, 135.5, 34.69], None, [139.5, 35.7, 139.5, 35.7]]


def test_elsewhere_counts_places_in_no_district():
    snapshot = ColumnSnapshot(listings=(make_listing(1), make_listing(3, municipality="13229")))
    assert read_clusters(snapshot, answer_of(snapshot))["elsewhere"] == 1

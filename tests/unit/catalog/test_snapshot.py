from __future__ import annotations

from datetime import timedelta

import numpy as np

from directory.catalog.columns import FLAG_APPROXIMATE, FLAG_STALE
from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.domain.category import CATEGORIES
from directory.domain.coordinate import Coordinate


def test_columns_say_what_the_listings_say(make_listing, make_snapshot, today):
    snapshot = make_snapshot(
        make_listing(1, precision="approximate", radius_m=400, assured_on=today - timedelta(days=181)),
        make_listing(2, coordinate=None, precision="none", categories=("childcare_advice", "food_pantry")),
    )
    assert (snapshot.revision, snapshot.day, snapshot.count) == ("1", today, 2)
    assert snapshot.number.tolist() == [1, 2]
    assert np.isnan(snapshot.longitude).tolist() == [False, True]
    assert snapshot.is_placed.tolist() == [True, False]
    assert snapshot.flags.tolist() == [FLAG_APPROXIMATE | FLAG_STALE, 0]
    assert snapshot.radius_m.tolist() == [400, 30]
    assert [snapshot.category_codes[index] for index in snapshot.category.tolist()] == ["child_cafe", "advice_desk"]
    codes = tuple(CATEGORIES)
    bits = int(snapshot.category_bits[1])
    assert {code for place, code in enumerate(codes) if bits >> place & 1} == {"childcare_advice", "food_pantry"}


def test_rows_run_along_the_map_with_unplaced_last(many):
    placed = many.is_placed.tolist()
    assert placed == sorted(placed, reverse=True)
    assert many.number.tolist() != sorted(many.number.tolist())


def test_listings_are_found_by_public_code(many):
    for row in range(0, many.count, 17):
        assert many.row_of(many.listing(row).code) == row
    assert many.row_of("nobody") is None


def test_listings_of_one_resource_stay_together(make_listing, make_snapshot):
    far = Coordinate(latitude=43.0, longitude=141.3)
    snapshot = make_snapshot(
        make_listing(1, series="k00001"), make_listing(2), make_listing(3, series="k00001", coordinate=far)
    )
    assert [snapshot.listing(row).number for row in snapshot.rows_of_series("k00001")] == [1, 3]
    assert [snapshot.listing(row).number for row in snapshot.rows_of_series("k00002")] == [2]
    assert snapshot.rows_of_series("k00003") == snapshot.rows_of_series("nobody") == ()


def test_municipality_scheme_is_known_without_any_reference(make_listing, make_snapshot):
    snapshot = make_snapshot(make_listing(1, municipality="13229", municipality_name="西東京市"))
    index = snapshot.district_columns["municipality"][0]
    assert snapshot.district_codes["municipality"][index] == "13229"
    assert snapshot.districts["13229"].name == "西東京市"
    assert snapshot.municipality_codes == ("13229",)


def test_operators_districts_have_codes_even_when_empty(make_listing, make_snapshot):
    snapshot = make_snapshot(make_listing(1))
    assert len(snapshot.district_codes["school"]) == 9
    assert snapshot.district_columns["school"].tolist() == [-1]


def test_own_name_of_a_municipality_serves_where_the_code_is_unknown(make_listing, make_snapshot):
    snapshot = make_snapshot(make_listing(1, municipality="99999", municipality_name="架空市"))
    assert snapshot.municipality_names == {"99999": "架空市"}


def test_towns_known_to_the_gazetteer_are_found_in_kana(make_listing, make_snapshot, today):
    listings = (
        make_listing(1, name="靱本町集会所", town="靱本町二丁目"),
        make_listing(2, name="川口集会所", town="川口"),
    )
    kana = {"27106": {"靱本町二丁目": "ウツボホンマチ"}}
    snapshot = make_snapshot(*listings, town_kana=lambda code: kana.get(code, {}))
    found = find(snapshot, Criteria(text="うつぼほんまち"), today=today)
    assert [hit.listing.number for hit in found.hits()] == [1]

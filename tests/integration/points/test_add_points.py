"""Official blocks, lots and towns become points that addresses are placed by."""

from __future__ import annotations

import pytest

from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from tests.integration.points.conftest import ADDRESS, BLOCK_HEADER, BLOCKS, CODE, TOWN_HEADER, Workplace, codes


def test_a_known_block_is_answered_with_its_point_in_every_spelling(work: Workplace):
    report = work.add(work.blocks(*BLOCKS))
    assert report.municipalities == ((CODE, 3),)
    for spelling in (
        ADDRESS,
        "西東京市南町五丁目6番13号",
        "東京都西東京市南町５丁目６ー１３",
        "西東京市南町五の六の十三",
    ):
        assert work.point(spelling) == ("block", 35.7275, 139.5385)
    place = work.place(ADDRESS)
    assert 60 <= place.radius_m <= 100
    assert (place.town, place.banchi, place.match) == ("南町五丁目", "6-13", "variant")


def test_only_an_exact_block_is_answered_and_nothing_else_changes(work: Workplace, gazetteer: Gazetteer):
    plain = Geocoder(gazetteer)
    work.add(work.blocks(*BLOCKS))
    for address in ("西東京市南町5-99-1", "西東京市南町五丁目", "西東京市南町4-6-13", "高松市番町1-8-15", "西東京市"):
        assert work.geocoder.locate(address) == plain.locate(address)


def test_nothing_changes_while_no_points_were_added(work: Workplace, gazetteer: Gazetteer):
    assert work.geocoder.locate(ADDRESS) == Geocoder(gazetteer).locate(ADDRESS)
    work.add(work.blocks(*BLOCKS))
    assert work.place(ADDRESS).level == "block"


def test_a_block_in_two_parts_is_as_uncertain_as_both_together(work: Workplace):
    main = ("西東京市", "南町五丁目", "6", 35.7275, 139.5385)
    other = ("西東京市", "南町五丁目", "6", 35.7295, 139.5385)
    first = work.blocks(other, tail="1,0,0,0", name="a.csv")
    text = (
        first.read_bytes().decode("cp932")
        + work.blocks(main, name="b.csv").read_bytes().decode("cp932").split("\r\n", 1)[1]
    )
    report = work.add(work.write("c.csv", *text.split("\r\n")))
    assert (report.files[0].taken, report.files[0].repeated) == (2, 1)
    assert work.point(ADDRESS) == ("block", 35.7275, 139.5385)
    assert work.place(ADDRESS).radius_m >= 222


def test_rows_that_can_not_be_right_are_named_and_the_others_kept(work: Workplace):
    report = work.add(
        work.blocks(
            *BLOCKS,
            ("西東京市", "南町五丁目", "9", 139.5385, 35.7275),
            ("西東京市", "南町五丁目", "10", 36.7275, 139.5385),
            ("西東京市", "南町五丁目", "11", "?", 139.5385),
            ("西東京市", "南町五丁目", "12", 0, 0),
            ("西東京市", "南町五丁目", "無番", 35.7275, 139.5385),
            ("架空市", "南町五丁目", "13", 35.7275, 139.5385),
            ("西東京市", "架空が丘一丁目", "1", 35.7275, 139.5385),
        )
    )
    assert codes(report) == {
        "official_swapped": 1,
        "official_elsewhere": 1,
        "official_not_number": 1,
        "official_outside_japan": 1,
        "official_lot_unreadable": 1,
        "official_municipality_unknown": 1,
    }
    swapped = report.files[0].issues[0]
    assert (swapped.file, swapped.row, swapped.column, swapped.original) == ("街区.csv", 5, "緯度", "139.5385,35.7275")
    assert report.files[0].unknown_towns == ("架空が丘一丁目",)
    assert report.files[0].taken == 4


def test_deleted_rows_are_left_out(work: Workplace):
    report = work.add(work.blocks(BLOCKS[0], tail="1,1,0,3"))
    assert codes(report) == {"official_gone": 1}
    assert report.municipalities == ()
    assert not work.points.exists()


def test_lots_with_a_series_are_found_wherever_the_series_is_written(work: Workplace):
    row = '"香川県","高松市","仏生山町","{}","{}","4","0","0","34.2799","134.0477",0,1,0,0'
    for koaza, lot in (("", "甲490"), ("甲", "490")):
        work.add(work.write("lots.csv", BLOCK_HEADER, row.format(koaza, lot)), replaces=True)
        assert work.point("高松市仏生山町甲490-3") == ("block", 34.2799, 134.0477)
        assert work.place("高松市仏生山町甲490-3").radius_m >= 100
        assert work.place("高松市仏生山町乙490-3").level != "block"


def test_lots_that_two_hamlets_count_anew_need_the_hamlet(work: Workplace):
    row = '"福島県","本宮市","岩根","{}","126","9","0","0","{}","140.35",0,1,0,0'
    work.add(work.write("lots.csv", BLOCK_HEADER, row.format("架空内", "37.525"), row.format("架空田", "37.532")))
    assert work.place("福島県本宮市岩根126").level == "town"
    work.add(work.write("lots.csv", BLOCK_HEADER, row.format("架空内", "37.525")), replaces=True)
    assert work.place("福島県本宮市岩根126").level == "block"


def test_a_file_older_than_a_new_ward_still_leads_to_it(work: Workplace):
    row = '"静岡県","浜松市中区","鴨江一丁目","","2","8","0","0","34.7045","137.7215",1,1,0,0'
    assert work.add(work.write("old.csv", BLOCK_HEADER, row)).municipalities == (("22138", 1),)
    assert work.place("浜松市中央区鴨江1-2-3").level == "block"


def test_points_of_towns_replace_the_shipped_ones_and_keep_the_level(work: Workplace, gazetteer: Gazetteer):
    row = '"13","東京都","13229","西東京市","132290001005","南町五丁目","35.7250","139.5370","1","3"'
    report = work.add(work.write("towns.csv", TOWN_HEADER, row))
    assert report.files[0].kind == "town"
    assert work.point(ADDRESS) == ("chome", 35.725, 139.537)
    plain = Geocoder(gazetteer).locate(ADDRESS).place
    assert plain is not None
    assert work.place(ADDRESS).radius_m == pytest.approx(plain.radius_m, rel=0.3)


def test_a_town_that_had_no_point_gets_one_and_is_pinned(work: Workplace):
    assert work.place("北広島市Fビレッジ1").level == "municipality"
    row = '"01","北海道","01234","北広島市","012340099000","Fビレッジ","42.9900","141.5500","1","1"'
    work.add(work.write("towns.csv", TOWN_HEADER, row))
    assert work.point("北広島市Fビレッジ1") == ("town", 42.99, 141.55)


def test_blocks_are_asked_before_towns(work: Workplace):
    row = '"13","東京都","13229","西東京市","132290001005","南町五丁目","35.7250","139.5370","1","3"'
    work.add(work.write("towns.csv", TOWN_HEADER, row), work.blocks(*BLOCKS))
    assert work.place(ADDRESS).level == "block"
    assert work.point("西東京市南町5-99")[1] == 35.725


def test_only_the_chosen_municipalities_are_taken(work: Workplace):
    path = work.blocks(*BLOCKS, ("武蔵野市", "吉祥寺本町一丁目", "1", 35.705, 139.579))
    assert work.add(path, only=frozenset({"13203"})).municipalities == (("13203", 1),)

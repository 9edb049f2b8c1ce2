from __future__ import annotations

import pytest

from directory.domain.errors import FileRefused
from directory.formats.point_columns import recognise_columns

ISJ_BLOCK = (
    "都道府県名,市区町村名,大字・丁目名,小字・通称名,街区符号・地番,座標系番号,Ｘ座標,Ｙ座標,緯度,経度,"
    "住居表示フラグ,代表フラグ,更新前履歴フラグ,更新後履歴フラグ"
)
ISJ_TOWN = (
    "都道府県コード,都道府県名,市区町村コード,市区町村名,大字町丁目コード,大字町丁目名,緯度,経度,"
    "原典資料コード,大字・字・丁目区分コード"
)
ABR_TOWN = "lg_code,machiaza_id,machiaza_type,pref,county,city,ward,oaza_cho,chome,chome_number,koaza,rsdt_addr_flg"
ABR_TOWN_POS = "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,rep_scale"
ABR_BLOCK = "lg_code,machiaza_id,blk_id,city,ward,oaza_cho,chome,koaza,blk_num,rsdt_addr_flg,ablt_date"
ABR_BLOCK_POS = "lg_code,machiaza_id,blk_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid,pos_blk_prc_num"
ABR_HOUSE = "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,oaza_cho,chome,koaza,blk_num,rsdt_num,rsdt_num2"
ABR_HOUSE_POS = "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat,rep_srid"
ABR_PARCEL = "lg_code,machiaza_id,prc_id,city,ward,oaza_cho,chome,koaza,prc_num1,prc_num2,prc_num3,rsdt_addr_flg"
ABR_PARCEL_POS = "lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid"
OLD_ABR_BLOCK_POS = "全国地方公共団体コード,町字id,街区id,住居表示フラグ,代表点_経度,代表点_緯度,代表点_座標参照系"


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (ISJ_BLOCK, ("isj", "block", "whole")),
        (ISJ_TOWN, ("isj", "town", "whole")),
        (ABR_TOWN, ("abr", "town", "names")),
        (ABR_TOWN_POS, ("abr", "town", "points")),
        (ABR_BLOCK, ("abr", "block", "names")),
        (ABR_BLOCK_POS, ("abr", "block", "points")),
        (ABR_HOUSE, ("abr", "house", "names")),
        (ABR_HOUSE_POS, ("abr", "house", "points")),
        (ABR_PARCEL, ("abr", "parcel", "names")),
        (ABR_PARCEL_POS, ("abr", "parcel", "points")),
        (OLD_ABR_BLOCK_POS, ("abr", "block", "points")),
    ],
)
def test_a_file_is_known_by_its_header(header: str, expected: tuple[str, str, str]):
    columns = recognise_columns(header.split(","))
    assert (columns.source, columns.kind, columns.role) == expected


def test_columns_may_stand_in_any_order_and_are_named_as_published():
    columns = recognise_columns(["緯度", "経度", "街区符号・地番", "大字・町丁目名", "市区町村名", "都道府県名"])
    assert columns.indexes["latitude"] == 0
    assert columns.headers["town"] == "大字・町丁目名"


@pytest.mark.parametrize("header", ["名称,住所,緯度,経度", "lg_code,city", "緯度,経度", ""])
def test_other_tables_are_refused_with_their_columns(header: str):
    with pytest.raises(FileRefused) as refused:
        recognise_columns(header.split(","))
    assert refused.value.code == "points_columns_unknown"
    assert refused.value.facts["columns"] == header.replace(",", "、")

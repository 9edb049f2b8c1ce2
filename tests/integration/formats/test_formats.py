"""Published formats, recognised by their headers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from directory.domain.facts import fact
from directory.formats.read import ReadOptions

G1 = "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,名称,名称_カナ"
HEADERS = {
    "g1_childcare": (
        f"{G1},"
        "種別,住所,方書,緯度,経度,駐車場情報,電話番号,認可等年月日,収容定員,受入年齢,利用可能曜日,"
        "開始時間,終了時間,一時預かりの有無"
    ),
    "g1_facility": (f"{G1},名称_通称,POIコード,住所,方書,緯度,経度,電話番号,団体名,説明,バリアフリー情報,URL,備考"),
    "g1_event": (
        "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,イベント名,イベント名_カナ,"
        "開始日,終了日,開始時間,終了時間,場所名称,住所"
    ),
    "g2_facility": (
        "全国地方公共団体コード,ID,名称,名称_カナ,所在地_連結標記,所在地_町字,緯度,経度,電話番号,車椅子可,授乳室"
    ),
    "g2_childcare": (
        "全国地方公共団体コード,ID,名称,種別,所在地_連結表記,許可等年月日,収容定員,受入年齢,"
        "一時預かりの有無,病児保育の有無"
    ),
    "g3_child_cafe": (
        "全国地方公共団体コード,ID,都道府県,市区町村名,名称,住所,開催頻度,開催曜日,参加費_幼児,"
        "フードパントリー実施,追加情報NO"
    ),
    "takamatsu": ("#property,latitude,longitude,name,address,telephoneNumber,referenceObject,note"),
    "osaka": ("X,Y,施設名,施設名かな,所在地,地区名,TEL,大分類,小分類,施設ID"),
    "kosodatehiroba": ("pref,city,name,zip,addr,phone,note"),
    "papamama": ("HID,Type,Kodomo,Name,Label,AgeS,AgeE,Full,Open,Close,Temp,Add1,Add2,TEL,FAX,Owner,Y,X,url"),
    "plain": ("名前,場所,住所,TEL,日時,対象,料金,備考"),
}
VALUES = {
    "都道府県コード又は市区町村コード": "132292",
    "全国地方公共団体コード": "132292",
    "名称": "ほしぞら子育て支援センター",
    "name": "ほしぞら児童館",
    "Name": "ほしぞら保育園",
    "施設名": "ほしぞら児童館",
    "名前": "ほしぞらサロン 子育てひろば",
    "イベント名": "ほしぞら子育てひろば",
    "住所": "西東京市田無町1",
    "所在地": "西東京市田無町1",
    "addr": "田無町1",
    "address": "西東京市田無町1",
    "city": "西東京市",
    "所在地_連結標記": "西東京市田無町1",
    "所在地_連結表記": "西東京市田無町1",
    "Add1": "西東京市",
    "Add2": "田無町1",
    "Type": "認可保育所",
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_format_is_recognised_by_its_header(reader: Any, name: str) -> None:
    header = tuple(HEADERS[name].split(","))
    file = reader.open(header, tuple(VALUES.get(column, "") for column in header))
    (reading,) = file.rows()
    assert file.format == name
    assert reading.draft.municipality == "13229"
    assert "田無町1" in reading.draft.venues[0].address


@pytest.mark.parametrize("name", HEADERS)
def test_the_order_of_columns_does_not_count(reader: Any, name: str) -> None:
    header = tuple(reversed(HEADERS[name].split(",")))
    assert reader.open(header, tuple(VALUES.get(column, "") for column in header)).format == name


@pytest.mark.parametrize(
    ("name", "categories"),
    [
        ("g3_child_cafe", ("child_cafe",)),
        ("kosodatehiroba", ("support_base", "child_hall")),
        ("papamama", ("childcare_facility",)),
        ("g1_childcare", ("support_base",)),
        ("plain", ("drop_in_salon",)),
    ],
)
def test_the_category_comes_from_format_and_kind_words(reader: Any, name: str, categories: tuple[str, ...]) -> None:
    header = tuple(HEADERS[name].split(","))
    (reading,) = reader.readings(header, tuple(VALUES.get(column, "") for column in header))
    assert reading.draft.categories == categories


def test_additional_venues_carry_the_id_of_their_parent(reader: Any) -> None:
    header = ("ID", "住所", "方書", "開催頻度", "開催曜日", "開催開始時間", "参加費_大人", "学区")
    file = reader.open(
        header,
        ("7", "西東京市田無町1", "ほしホール", "5", "土", "10:00", "300", "ほし小"),
        ("7", "西東京市田無町1", "ほしホール", "", "", "", "", ""),
        ("", "西東京市保谷町1", "", "", "", "", "", ""),
        name="132292_child_cafe_tsuika.csv",
    )
    first, second, orphan = file.rows()
    assert (file.format, file.source) == ("g3_additional", "132292_child_cafe")
    assert (first.venue.parent_id, first.venue.venue.building) == ("7", "ほしホール")
    assert first.venue.venue.district_labels == ("ほし小",)
    assert first.venue.venue.schedule.rules[0].byday == (5,)
    assert second.venue.venue.schedule is None
    assert second.venue.venue.key != first.venue.venue.key
    assert [issue.code for issue in orphan.issues if issue.severity == "error"] == ["parent_id_missing"]


def test_the_number_of_additional_information_stays_with_the_draft(reader: Any) -> None:
    assert ("追加情報NO", "7") in reader.draft(追加情報NO="7", 開催頻度="5").extra


def test_a_row_without_a_municipality_is_rejected_with_a_remedy(
    reader: Any, codes_of: Callable[[Any], set[str]]
) -> None:
    rows = (("名称", "住所"), ("ほし公民館", "田無町1"), ("", "田無町2"))
    first, second = reader.readings(*rows)
    assert (first.draft, codes_of(first)) == (None, {"municipality_unknown"})
    assert (second.draft, codes_of(second)) == (None, {"name_missing"})
    known = reader.readings(*rows, options=ReadOptions(municipality="13229"))
    assert known[0].draft.municipality == "13229"


def test_a_published_point_is_the_last_hint_at_the_municipality(
    reader: Any, codes_of: Callable[[Any], set[str]]
) -> None:
    rows = (("名称", "住所", "緯度", "経度"), ("ほし公民館", "田無町1", "35.728123", "139.538123"))
    options = ReadOptions(municipality_at=lambda point: "13229" if point.latitude > 35 else None)
    (reading,) = reader.readings(*rows, options=options)
    assert reading.draft.municipality == "13229"
    assert codes_of(reading) == {"municipality_from_point"}


def test_a_plain_list_of_a_volunteer_group(reader: Any) -> None:
    header = (
        "団体名",
        "会場",
        "住所",
        "会場2",
        "住所2",
        "日時",
        "対象",
        "参加費",
        "予約",
        "公開範囲",
        "状態",
        "ネットワーク",
        "担当者メモ",
    )
    row = (
        "ほしぞら子育てサークル", "ほし会館", "西東京市田無町1", "つき会館", "西東京市保谷町2", "第2土曜 10:00～12:00",
        "0歳～3歳", "1回100円", "要予約", "地区まで", "活動中", "ほしネット", "鍵は管理人",
    )  # fmt: skip
    (reading,) = reader.readings(header, row)
    draft = reading.draft
    assert (draft.name, draft.categories, draft.visibility) == (
        "ほしぞら子育てサークル",
        ("parenting_circle",),
        "area_only",
    )
    assert [(venue.name, venue.address) for venue in draft.venues] == [
        ("ほし会館", "西東京市田無町1"),
        ("つき会館", "西東京市保谷町2"),
    ]
    assert (draft.schedule.rules[0].nth, draft.schedule.rules[0].byday) == ((2,), (5,))
    assert fact(draft.facts, "booking_needed") == "yes"
    assert draft.organization.networks == ("ほしネット",)
    assert draft.extra == (("担当者メモ", "鍵は管理人"),)


def test_hours_per_kind_of_day_and_closing_days_become_one_schedule(reader: Any) -> None:
    header = ("名称", "住所", "平日開始時間", "平日終了時間", "定休日")
    (reading,) = reader.readings(header, ("ほし児童館", "西東京市1", "10:00", "17:00", "日曜日"))
    schedule = reading.draft.schedule
    assert {day for rule in schedule.rules for day in rule.byday} == {0, 1, 2, 3, 4}
    assert [closure.byday for closure in schedule.closed] == [(6,)]


def test_a_place_column_may_hold_addresses(reader: Any) -> None:
    header = ("名称", "場所")
    addressed, named = reader.readings(
        header,
        ("ほし公民館", "西東京市田無町1-1"),
        ("つき公民館", "つき会館"),
        options=ReadOptions(municipality="13229"),
    )
    assert (addressed.draft.venues[0].address, addressed.draft.venues[0].name) == ("西東京市田無町1-1", "")
    assert (named.draft.venues[0].address, named.draft.venues[0].name) == ("", "つき会館")


def test_rows_can_be_read_again(reader: Any) -> None:
    file = reader.open(("名称", "住所"), ("ほし公民館", "西東京市1"))
    assert list(file.rows()) == list(file.rows())

"""Lists in JSON and GeoJSON: the one that holds places is read, lists of other things are refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from directory.domain.errors import FileRefused
from directory.domain.facts import fact
from directory.formats.read import ReadOptions, read_bytes


def geojson(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_geojson_points_are_rows(reader: Any) -> None:
    properties = {
        "HID": 12,
        "Type": "認可保育所",
        "Name": "ほしぞら保育園",
        "AgeS": "0",
        "AgeE": "5",
        "Add1": "西東京市",
        "Add2": "田無町1",
        "Full": None,
    }
    content = geojson(
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Point", "coordinates": [139.538123, 35.728123]},
        }
    )
    file = read_bytes(content, "nurseryFacilities.geojson", reader.options)
    (reading,) = file.rows()
    assert (file.format, file.encoding, file.header_row, reading.row) == ("papamama", "geojson", 0, 1)
    assert reading.draft.venues[0].coordinate.latitude == 35.728123
    assert reading.draft.source.record_id == "12"
    assert reading.draft.eligibility.max_months is not None


def test_geojson_of_lines_is_districts() -> None:
    line = {"type": "LineString", "coordinates": [[139.5, 35.7], [139.6, 35.8]]}
    with pytest.raises(FileRefused) as refused:
        read_bytes(geojson({"type": "Feature", "properties": {"name": "ほし中"}, "geometry": line}), "wards.geojson")
    assert refused.value.code == "districts_not_resources"


def test_the_richest_list_of_a_json_file_is_read_and_the_others_are_told(reader: Any) -> None:
    content = json.dumps(
        {
            "version": 1,
            "wards": [{"code": "a", "name": "ほし区"}],
            "places": [
                {
                    "id": "1",
                    "name": "ほしぞら児童館",
                    "address": "西東京市田無町1",
                    "location": {"lat": 35.728123, "lng": 139.538123},
                    "temp": True,
                }
            ],
        }
    ).encode()
    file = read_bytes(content, "seed.json", reader.options)
    (reading,) = file.rows()
    assert reading.draft.name == "ほしぞら児童館"
    assert reading.draft.venues[0].coordinate.longitude == 139.538123
    assert fact(reading.draft.facts, "temporary_care") == "yes"
    assert {issue.original for issue in file.assumptions if issue.code == "list_ignored"} == {"wards"}


@pytest.mark.parametrize(
    "header",
    [
        "名称,住所,設置位置",
        "介護サービス事業所名称,住所",
        "名称,文化財分類,住所",
        "名称,住所,災害種別_洪水",
        "種別,住所,口径",
        "施設名称,営業の種類,住所",
        "名称,医療機関の種類,住所",
        "データ名称,URL",
        "地域名,総人口,世帯数",
        "名称,住所,説明_英語",
    ],
)
def test_lists_of_other_things_are_refused_by_their_header(reader: Any, header: str) -> None:
    columns = tuple(header.split(","))
    with pytest.raises(FileRefused) as refused:
        reader.open(columns, tuple("ほしぞら児童館" for _ in columns))
    assert refused.value.code == "file_not_resources"


def test_a_list_of_schools_is_refused_and_taken_when_a_person_says_what_it_is(reader: Any) -> None:
    rows = (("名称", "住所"), ("ほし小学校", "西東京市田無町1"), ("つき小学校", "西東京市田無町2"))
    with pytest.raises(FileRefused) as refused:
        reader.open(*rows)
    assert refused.value.code == "file_not_resources"
    options = ReadOptions(category="learning_support", municipality="13229")
    assert [reading.draft.categories for reading in reader.readings(*rows, options=options)] == [
        ("learning_support",)
    ] * 2


def test_in_a_mixed_list_foreign_rows_are_rejected_and_unclear_ones_marked(
    reader: Any, codes_of: Callable[[Any], set[str]]
) -> None:
    names = ("ほし公民館", "つき公民館", "ほし小学校", "ほしまる")
    readings = reader.readings(("名称", "住所"), *[(name, "西東京市田無町1") for name in names])
    assert [reading.draft.categories if reading.draft else None for reading in readings] == [
        ("community_hall",), ("community_hall",), None, ("community_hall",),
    ]  # fmt: skip
    assert "row_not_resource" in codes_of(readings[2])
    assert "category_assumed" in codes_of(readings[3])


def test_squares_in_a_list_of_parks_do_not_make_it_a_list_of_salons(reader: Any) -> None:
    with pytest.raises(FileRefused):
        reader.open(("名称", "住所"), ("ほし公園", "西東京市1"), ("つき広場", "西東京市2"))

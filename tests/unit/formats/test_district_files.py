from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.district import District, DistrictRule, district_code
from directory.domain.errors import FileRefused
from directory.formats.district_files import DistrictFile, DistrictOptions, read_district_content, read_district_file
from directory.formats.mojibake import is_mojibake

SQUARE = [[[139.4, 35.7], [139.5, 35.7], [139.5, 35.8], [139.4, 35.8], [139.4, 35.7]]]
BOW_TIE = [[[139.4, 35.7], [139.5, 35.8], [139.5, 35.7], [139.4, 35.8], [139.4, 35.7]]]
HERE = DistrictOptions(municipality="11208", scheme="架空地区")


def read(content: str | bytes, options: DistrictOptions = HERE) -> DistrictFile:
    data = content.encode() if isinstance(content, str) else content
    return read_district_content(data, name="地区.csv", options=options)


def collection(*features: tuple[dict[str, object], str, object], crs: str = "") -> str:
    document: dict[str, object] = {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
            for properties, kind, coordinates in features
        ],
    }
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return json.dumps(document, ensure_ascii=False)


def refusal(content: str | bytes, options: DistrictOptions = HERE) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read(content, options)
    return caught.value


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
@pytest.mark.parametrize(
    "header",
    ["municipality,scheme,district,town,chome_from,chome_to", "市区町村コード,区分,地区,町名,丁目から,丁目まで"],
)
def test_table_becomes_districts_and_rules(header: str, encoding: str) -> None:
    rows = f"{header}\r\n112089,架空地区,ひがし,星の宮,1,2\r\n112089,架空地区,にし,大字山口,,\r\n,,,,,\r\n"
    (scheme,) = read(rows.encode(encoding), DistrictOptions()).schemes
    east, west = (district_code(municipality="11208", scheme="架空地区", name=name) for name in ("ひがし", "にし"))
    assert scheme.districts == (
        District(code=east, scheme="架空地区", name="ひがし", municipality="11208"),
        District(code=west, scheme="架空地区", name="にし", municipality="11208"),
    )
    assert scheme.rules == (
        DistrictRule(district=east, town="星の宮", chome_from=1, chome_to=2),
        DistrictRule(district=west, town="大字山口"),
    )


@pytest.mark.parametrize(
    ("cell", "ranges"),
    [
        ("3", [(3, 3)]),
        ("1-3", [(1, 3)]),
        ("１〜３丁目", [(1, 3)]),
        ("1、3・5", [(1, 1), (3, 3), (5, 5)]),
        ("4以上", [(4, None)]),
        ("", [(None, None)]),
    ],
)
def test_one_column_holds_ranges_and_lists(cell: str, ranges: list[tuple[int | None, int | None]]) -> None:
    (scheme,) = read(f'地区,町名,丁目\nひがし,星の宮,"{cell}"\n').schemes
    assert [(rule.chome_from, rule.chome_to) for rule in scheme.rules] == ranges


def test_lone_start_is_open_when_there_is_a_column_for_the_end() -> None:
    (scheme,) = read("地区,町名,番地から,番地まで\nひがし,星の宮,100,\nにし,星の宮,,99\n").schemes
    assert [(rule.banchi_from, rule.banchi_to) for rule in scheme.rules] == [(100, None), (None, 99)]


def test_bad_rows_are_named_and_the_others_kept() -> None:
    found = read("地区,町名,丁目\n,星の宮,\nひがし,星の宮,3-1\nにし,,\nにし,山口,\nきた,山口,\n")
    assert [(issue.code, issue.severity, issue.row) for issue in found.issues] == [
        ("district_name_blank", "error", 2),
        ("district_range_unreadable", "error", 3),
        ("district_town_blank", "warning", 4),
        ("district_town_twice", "attention", 6),
    ]
    assert (found.issues[1].column, found.issues[1].original) == ("丁目", "3-1")
    assert found.issues[-1].suggestion == "にし"
    assert {issue.file for issue in found.issues} == {"地区.csv"}
    assert [district.name for district in found.schemes[0].districts] == ["にし", "きた"]


def test_several_schemes_and_municipalities_may_share_a_file() -> None:
    text = "市区町村,区分,地区,町名\n架空市,学区,港小,港町\n架空市,圏域,南,港町\n知らない市,圏域,南,港町\n"
    options = DistrictOptions(resolve_municipality={"架空市": "11299"}.get)
    found = read(text, options)
    assert [(scheme.municipality, scheme.scheme) for scheme in found.schemes] == [("11299", "学区"), ("11299", "圏域")]
    assert [(issue.code, issue.row) for issue in found.issues] == [("district_municipality_unknown", 4)]


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("名称,住所\nA,B\n", HERE, "district_columns_missing"),
        ("地区,町名\nA,B\n", DistrictOptions(municipality="11208"), "district_scheme_missing"),
        ("地区,町名\nA,B\n", DistrictOptions(scheme="学区"), "district_municipality_missing"),
        ("地区,町名,区分\nA,B,municipality\n", HERE, "district_scheme_reserved"),
        ("地区,町名\n,\n", HERE, "district_empty"),
        ("", HERE, "file_empty"),
        ("地区,町名\n港小学校区,星の宮\n".encode().decode("latin-1"), HERE, "district_mojibake"),
        ("地区,町名\n" + "みなみ,\ufffd\ufffd町\n", HERE, "district_mojibake"),
    ],
)
def test_table_is_refused_with_the_true_reason(text: str, options: DistrictOptions, code: str) -> None:
    assert refusal(text, options).code == code


def test_polygons_become_solid_districts() -> None:
    text = collection(({"name": "港小", "scheme": "学区", "municipality": "112089"}, "Polygon", SQUARE))
    (scheme,) = read(text, DistrictOptions()).schemes
    (district,) = scheme.districts
    assert (scheme.scheme, scheme.municipality, district.name, district.approximate) == ("学区", "11208", "港小", False)
    ((code, geometry),) = scheme.outlines
    assert code == district.code
    assert json.loads(geometry) == {"type": "Polygon", "coordinates": SQUARE}


def test_crossed_rings_are_mended_and_said() -> None:
    found = read(collection(({"地区名": "港"}, "Polygon", BOW_TIE)))
    assert [(issue.code, issue.row, issue.original) for issue in found.issues] == [("district_ring_mended", 1, "港")]
    assert json.loads(found.schemes[0].outlines[0][1])["type"] == "MultiPolygon"


def test_features_without_name_or_area_are_left_out_and_said() -> None:
    found = read(
        collection(
            ({"name": "港"}, "Polygon", SQUARE),
            ({}, "Polygon", SQUARE),
            ({"name": "線"}, "LineString", SQUARE[0]),
            ({"name": "空"}, "Polygon", []),
        )
    )
    assert [issue.code for issue in found.issues] == [
        "district_name_blank",
        "district_line_left_out",
        "district_ring_invalid",
    ]
    assert len(found.schemes[0].districts) == 1


SWAPPED = [[[y, x] for x, y in SQUARE[0]]]
METRES = [[[x * 1000, y * 1000] for x, y in SQUARE[0]]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (collection(({"name": "港"}, "LineString", SQUARE[0])), "district_lines"),
        (collection(({"name": "港"}, "Point", [139.4, 35.7])), "district_not_polygons"),
        (collection(({"name": "港"}, "Polygon", SWAPPED)), "district_axes_swapped"),
        (collection(({"name": "港"}, "Polygon", METRES)), "district_not_wgs84"),
        (collection(({"name": "港"}, "Polygon", [[[1e999, 35], [139, 35], [139, 36]]])), "district_not_wgs84"),
        (collection(({"name": "港"}, "Polygon", SQUARE), crs="urn:ogc:def:crs:EPSG::2451"), "district_not_wgs84"),
        (collection(({"name": "港"}, "Polygon", SQUARE), ({"name": "港"}, "Polygon", SQUARE)), "district_name_twice"),
        (collection(({"name": "隘ｿ蟆丞ｭｦ譬｡"}, "Polygon", SQUARE)), "district_mojibake"),
        ('{"type": "FeatureCollection", "features": [', "district_json_damaged"),
        ('{"type": "Topology"}', "district_json_damaged"),
        (collection(), "district_empty"),
    ],
)
def test_polygons_are_refused_with_the_true_reason(text: str, code: str) -> None:
    assert refusal(text).code == code


def test_declared_wgs84_and_jgd2011_are_accepted() -> None:
    for crs in ("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::6668"):
        assert len(read(collection(({"name": "港"}, "Polygon", SQUARE), crs=crs)).schemes) == 1


def test_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "学区.csv"
    path.write_text("地区,町名\n港小,星の宮\n", encoding="utf-8")
    found = read_district_file(path, HERE)
    assert found.name == "学区.csv"
    assert [(row, town) for row, _, town in found.rows] == [(2, "星の宮")]


@pytest.mark.parametrize("text", ["è¥¿å°\x8få\xad¦æ\xa0¡", "隘ｿ蟆丞ｭｦ譬｡", "縺ｲ縺後＠", "み\ufffdと"])
def test_wrongly_decoded_text_is_seen(text: str) -> None:
    assert is_mojibake(text)


@given(st.text(alphabet="あいうアイウー東西南北小学校区第一二三港町ﾃｱﾃﾞ１２abc ・（）", max_size=30))
def test_japanese_is_not_taken_for_mojibake(text: str) -> None:
    assert not is_mojibake(text)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        found = read(content)
    except FileRefused:
        return
    assert found.schemes

"""`directory export`: the same answer in three formats, whole or not at all."""

from __future__ import annotations

import csv
import json

import pytest

ROWS = (
    "1,たんぽぽ食堂,子ども食堂,東京都西東京市田無町1-1-1,,,03-0000-0001,第1土曜日,無料,架空の食堂です。",
    "2,ひだまり相談室,相談窓口,東京都西東京市保谷町2-2-2,,,03-0000-0002,月~金,無料,架空の相談室です。",
)


@pytest.fixture
def filled(directory):
    assert directory("import", directory.write("a.csv", *ROWS)) == 0
    return directory


def test_csv_and_geojson_hold_the_listings_asked_for(filled):
    assert filled("export", "--format", "csv", "--out", "a-out.csv") == 0
    assert "2 件" in filled.out
    with (filled.folder / "a-out.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert len(list(csv.reader(stream))) == 3
    assert filled("export", "--format", "geojson", "--out", "a.geojson", "--cat", "child_cafe") == 0
    features = json.loads((filled.folder / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert [each["properties"]["name"] for each in features] == ["たんぽぽ食堂"]


def test_conditions_may_be_pasted_from_an_address(filled):
    assert filled("export", "--format", "geojson", "--out", "a.geojson", "--query", "?cat=advice_desk&fee=free") == 0
    features = json.loads((filled.folder / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert [each["properties"]["name"] for each in features] == ["ひだまり相談室"]


def test_html_is_one_file_and_plain_data_can_be_read_in_it(filled):
    assert filled("export", "--out", "map.html") == 0
    packed = (filled.folder / "map.html").read_text(encoding="utf-8")
    assert filled("export", "--out", "map.html", "--plain") == 0
    plain = (filled.folder / "map.html").read_text(encoding="utf-8")
    assert "たんぽぽ食堂" in plain
    assert "たんぽぽ食堂" not in packed
    assert len(packed) < len(plain) + 10_000
    for text in (packed, plain):
        assert "<link" not in text
        assert ' src="' not in text


def test_a_refused_question_leaves_no_file(filled):
    assert filled("export", "--out", "map.html", "--cat", "no_such_kind") == 1
    assert filled("export", "--format", "csv", "--out", "a-out.csv", "--plain") == 2
    assert not list(filled.folder.glob("*.html"))
    assert not list(filled.folder.glob("*.part"))

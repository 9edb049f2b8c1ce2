"""The doctor: what it finds in a new installation, in a used one, and what it says about confirmed pins."""

from __future__ import annotations

import json
import re
from datetime import timedelta

from directory.cli.opening import opened_runtime

TOWNS = (
    ("南町1", 35.72628, 139.54707),
    ("南町2", 35.72436, 139.54708),
    ("南町3", 35.72484, 139.5433),
    ("南町4", 35.72473, 139.5403),
)
"""Four 丁目 of 西東京市 and their points in the gazetteer."""

ALONG_A_LINE = (-0.0010, -0.0006, -0.0002, 0.0002, 0.0006, 0.0010)
TO_AND_FRO = (-0.0010, 0.0010, -0.0009, 0.0009, -0.0011, 0.0011)
"""Where lots 1 … 6 of a 丁目 lie, in degrees north of its point (0.0009 are 100 m)."""


def confirmed_rows(offsets: tuple[float, ...]) -> list[str]:
    """A fictional salon on every lot."""
    return [
        f"{town}-{lot},{town}-{lot}の集い（架空）,子育てサロン,東京都西東京市{town}-{lot}-1,"
        f"{latitude + offset:.6f},{longitude + lot * 0.00001:.6f},,,,"
        for town, latitude, longitude in TOWNS
        for lot, offset in enumerate(offsets, start=1)
    ]


def anchors_of(directory) -> dict:
    directory("doctor", "--json")
    return next(each for each in json.loads(directory.out) if each["name"] == "anchors")


def test_regular_lots_are_used_and_the_figures_are_told(directory):
    directory("import", directory.write("kakunin.csv", *confirmed_rows(ALONG_A_LINE)), "--points-confirmed")
    anchors = anchors_of(directory)
    assert (anchors["ok"], anchors["value"]) == (True, "helps 1")
    (trial,) = anchors["municipalities"]
    assert (trial["municipality"], trial["confirmed_pins"], trial["covered"]) == ("13229", 24, 24)
    assert trial["median_m"]["with"] < trial["median_m"]["without"]
    assert trial["p90_m"]["with"] < trial["p90_m"]["without"]
    assert (trial["verdict"], trial["used"]) == ("helps", True)
    assert directory("doctor") == 0
    assert "西東京市" in directory.out
    assert "24 (100%)" in directory.out


def test_lots_in_disorder_are_switched_off_and_not_used(directory):
    directory("import", directory.write("kakunin.csv", *confirmed_rows(TO_AND_FRO)), "--points-confirmed")
    (trial,) = anchors_of(directory)["municipalities"]
    assert (trial["confirmed_pins"], trial["verdict"], trial["used"]) == (24, "hurts", False)
    neighbour = "9,どんぐり食堂（架空）,子ども食堂,東京都西東京市南町3-2-9,,,,,,"
    report = directory.json("import", directory.write("minna.csv", neighbour))
    assert report["files"][0]["placed_by_level"] == {"chome": 1}


def test_without_confirmed_pins_there_is_no_table(directory):
    assert directory("doctor") == 0
    assert "よくなる" not in directory.out
    assert anchors_of(directory)["municipalities"] == []


def test_the_last_import_is_named(directory):
    directory("import", directory.write("ichiran.csv", "1,けやき（架空）,児童館,東京都西東京市泉町1-1-1,,,,,,"))
    directory("doctor", "--json")
    found = {each["name"]: each["value"] for each in json.loads(directory.out)}
    assert found["last_import"].endswith("ichiran.csv +1 ~0 =0 ✗0")


def test_an_operator_reads_words_and_the_clock_on_the_wall(directory):
    assert directory("doctor") == 0
    assert "まだありません。directory import で読みこみます。" in directory.out
    directory("import", directory.write("ichiran.csv", "1,けやき（架空）,児童館,東京都西東京市泉町1-1-1,,,,,,"))
    with opened_runtime() as runtime, runtime.store.read() as unit:
        at = unit.latest_imports(1)[0].at
    assert directory("doctor") == 0
    assert f"{at + timedelta(hours=9):%Y-%m-%d %H:%M}（日本時間） ichiran.csv" in directory.out
    assert "追加 1、変更 0、変更なし 0、不採用 0" in directory.out
    assert "公開している掲載 1、登録 1" in directory.out
    assert "すぐに直すところはありません。" in directory.out
    assert not re.search("UTC|mail_off|waiting|catalog_revision", directory.out)


def test_a_fault_comes_with_its_remedy(directory, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{directory.folder / 'none.db'}")
    assert directory("doctor") == 1
    assert "directory init で作ってください。" in directory.out
    assert "件を直してください。" in directory.out

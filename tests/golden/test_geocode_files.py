"""The shipped files of data/geo: as written down, small, and attributed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from directory.geo.gazetteer import Gazetteer

FILES = ("gazetteer.sqlite", "history.csv", "municipalities.geojson", "stations.csv")
_MOST_BYTES = 12_000_000


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_the_one_that_was_written_down(geodata_folder: Path, name: str) -> None:
    readme = (geodata_folder / "README.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| {re.escape(name)} \|.*\| ([0-9a-f]{{64}}) \|$", readme, re.MULTILINE)
    assert row is not None
    assert row[1] == hashlib.sha256((geodata_folder / name).read_bytes()).hexdigest()


def test_all_files_together_stay_small(geodata_folder: Path) -> None:
    assert sum(path.stat().st_size for path in geodata_folder.iterdir()) <= _MOST_BYTES


@pytest.mark.parametrize("source", ["Geolonia", "日本郵便", "CODH", "国土数値情報", "気象庁", "GeoNames"])
def test_every_source_is_attributed(geodata_folder: Path, source: str) -> None:
    assert source in (geodata_folder / "README.md").read_text(encoding="utf-8")


def test_every_municipality_has_towns_and_a_point_in_japan(geodata_folder: Path) -> None:
    gazetteer = Gazetteer.open(geodata_folder)
    municipalities = gazetteer.municipalities()
    assert len(municipalities) > 1_800
    assert len({one.jis[:2] for one in municipalities}) == 47
    assert all(20 < one.coordinate.latitude < 46 and 122 < one.coordinate.longitude < 154 for one in municipalities)
    assert all(gazetteer.index(one.jis).longest for one in municipalities)


def test_towns_have_readings(geodata_folder: Path) -> None:
    towns = Gazetteer.open(geodata_folder).towns("27106")
    assert ("新町四丁目", "シンマチ") in {(town.name, town.kana) for town in towns}


def test_names_and_codes_lead_to_municipalities(geodata_folder: Path) -> None:
    gazetteer = Gazetteer.open(geodata_folder)
    for text in ("37201", "372013", "高松市", "香川県高松市"):
        assert [one.name for one in gazetteer.find_municipalities(text)] == ["高松市"]
    assert {one.name for one in gazetteer.find_municipalities("浜松市")} == {
        "浜松市中央区",
        "浜松市浜名区",
        "浜松市天竜区",
    }
    assert gazetteer.find_municipalities("架空市") == ()
    assert gazetteer.municipality_name("13101") == "千代田区"
    assert gazetteer.municipality_name("99999") == ""
    assert gazetteer.towns("99999") == ()

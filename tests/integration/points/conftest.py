"""A folder of official files, and the geocoder that finds what was added from them."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from directory.domain.address import Place
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.geo.official_points import open_official_points
from directory.geo.point_towns import PointTowns
from directory.usecases.add_points import PointOptions, PointsReport, add_points

TODAY = date(2026, 11, 22)
BLOCK_HEADER = (
    "都道府県名,市区町村名,大字・丁目名,小字・通称名,街区符号・地番,座標系番号,Ｘ座標,Ｙ座標,緯度,経度,"
    "住居表示フラグ,代表フラグ,更新前履歴フラグ,更新後履歴フラグ"
)
TOWN_HEADER = (
    "都道府県コード,都道府県名,市区町村コード,市区町村名,大字町丁目コード,大字町丁目名,緯度,経度,"
    "原典資料コード,大字・字・丁目区分コード"
)


class Workplace:
    """One folder with its points file; addresses are placed with it."""

    def __init__(self, folder: Path, gazetteer: Gazetteer) -> None:
        self.folder = folder
        self.points = folder / "machi.db.points.sqlite"
        self.towns = PointTowns(gazetteer)
        self.geocoder = Geocoder(gazetteer, finer=open_official_points(self.points))

    def write(self, name: str, header: str, *rows: str, encoding: str = "cp932") -> Path:
        path = self.folder / name
        path.write_bytes("\r\n".join((header, *rows, "")).encode(encoding))
        return path

    def blocks(self, *rows: tuple[str, str, str, float, float], name: str = "街区.csv", tail: str = "1,1,0,0") -> Path:
        """Rows of municipality, town, block, latitude, longitude."""
        lines = (
            f'"東京都","{city}","{town}","","{block}","9","0.0","0.0","{lat}","{lng}",{tail}'
            for city, town, block, lat, lng in rows
        )
        return self.write(name, BLOCK_HEADER, *lines)

    def add(self, *paths: Path, **options: object) -> PointsReport:
        return add_points(
            paths,
            points_path=self.points,
            towns=self.towns,
            options=PointOptions(**options),
            today=TODAY,
            report_progress=lambda _what, _done, _total: None,
        )

    def place(self, address: str) -> Place:
        place = self.geocoder.locate(address).place
        assert place is not None
        return place

    def point(self, address: str) -> tuple[str, float, float]:
        place = self.place(address)
        return place.level, place.coordinate.latitude, place.coordinate.longitude

    def content(self) -> list[tuple[object, ...]]:
        connection = sqlite3.connect(self.points)
        query = "select jis, key, lot, point.koaza, rank, point.latitude, point.longitude, point.radius_m from point"
        rows = connection.execute(f"{query} join town on town.id = town order by 1, 2, 3, 4, 5").fetchall()
        connection.close()
        return rows


@pytest.fixture(scope="module")
def gazetteer(geodata_folder: Path) -> Gazetteer:
    return Gazetteer.open(geodata_folder)


@pytest.fixture
def work(tmp_path: Path, gazetteer: Gazetteer) -> Workplace:
    return Workplace(tmp_path, gazetteer)


BLOCKS = (
    ("西東京市", "南町五丁目", "6", 35.7275, 139.5385),
    ("西東京市", "南町五丁目", "7", 35.7283, 139.5385),
    ("西東京市", "南町五丁目", "8", 35.7291, 139.5385),
)
ADDRESS = "東京都西東京市南町5-6-13"
CODE = "13229"


def codes(report: PointsReport) -> dict[str, int]:
    return {code: count for file in report.files for code, count in file.issue_counts}

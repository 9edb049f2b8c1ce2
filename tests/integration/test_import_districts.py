from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import shapely

from directory.domain.coordinate import Coordinate
from directory.domain.district import district_code
from directory.domain.errors import FileRefused
from directory.formats.district_files import DistrictOptions
from directory.geo.boundaries import Boundaries
from directory.store.engine import Store, open_store
from directory.store.migrate import create_database
from directory.usecases.import_districts import DistrictReport, SchemeReport, import_districts
from directory.wording.words import open_words

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HOME = "11299"
OPTIONS = DistrictOptions(municipality=HOME, scheme="架空圏域")


@dataclass(frozen=True)
class Town:
    name: str
    coordinate: Coordinate
    is_borrowed: bool = False


@dataclass(frozen=True)
class Municipality:
    jis: str
    coordinate: Coordinate


CENTER = Coordinate(latitude=35.05, longitude=139.05)


class Gazetteer:
    def municipality(self, jis: str) -> Municipality | None:
        return Municipality(HOME, CENTER) if jis == HOME else None

    def municipalities(self) -> tuple[Municipality, ...]:
        return (Municipality(HOME, CENTER),)

    def towns(self, jis: str) -> tuple[Town, ...]:
        names = ("青葉台一丁目", "青葉台二丁目", "緑ケ丘", "港町") if jis == HOME else ()
        return tuple(
            Town(name, Coordinate(latitude=35.02 + index * 0.02, longitude=139.05)) for index, name in enumerate(names)
        )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    url = f"sqlite:///{tmp_path}/directory.sqlite"
    create_database(url, now=NOW)
    opened = open_store(url)
    yield opened
    opened.close()


def bring(store: Store, path: Path, text: str, *, is_dry_run: bool = False) -> DistrictReport:
    path.write_text(text, encoding="utf-8")
    boundaries = Boundaries(lambda: {HOME: shapely.box(139.0, 35.0, 139.1, 35.1)}, Gazetteer())
    return import_districts(path, store=store, boundaries=boundaries, options=OPTIONS, now=NOW, is_dry_run=is_dry_run)


def box(name: str, west: float, east: float) -> dict[str, object]:
    geometry = shapely.geometry.mapping(shapely.box(west, 35.0, east, 35.1))
    return {"type": "Feature", "properties": {"name": name}, "geometry": geometry}


def test_towns_are_stored_and_compared_with_the_gazetteer(store: Store, tmp_path: Path) -> None:
    text = "地区,町名,丁目\nきた,青葉台,1-2\nきた,緑が丘,\nみなみ,港街,\nみなみ,青葉台,7\n"
    report = bring(store, tmp_path / "圏域.csv", text)
    assert report.schemes == (SchemeReport(municipality=HOME, scheme="架空圏域", districts=2, rules=4, polygons=0),)
    assert [(issue.code, issue.row, issue.original, issue.suggestion) for issue in report.issues] == [
        ("district_town_unknown", 4, "港街", "港町"),
        ("district_chome_unknown", 5, "青葉台 7-7", "1、2"),
        ("district_towns_without", 0, "1", "港町"),
    ]
    (stored,) = store.public.districts()
    assert [district.name for district in stored.districts] == ["きた", "みなみ"]
    assert [(rule.town, rule.chome_from, rule.chome_to) for rule in stored.rules] == [
        ("青葉台", 1, 2),
        ("緑が丘", None, None),
        ("港街", None, None),
        ("青葉台", 7, 7),
    ]


def test_the_same_scheme_again_replaces_the_first(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", "地区,町名\nきた,港町\n")
    bring(store, tmp_path / "2.csv", "地区,町名\nみなみ,港町\n")
    (stored,) = store.public.districts()
    assert [district.name for district in stored.districts] == ["みなみ"]


def test_dry_run_reports_the_same_and_stores_nothing(store: Store, tmp_path: Path) -> None:
    report = bring(store, tmp_path / "1.csv", "地区,町名\nきた,港町\n", is_dry_run=True)
    assert report.schemes[0].districts == 1
    assert store.public.districts() == ()


def test_polygons_far_outside_are_left_out_and_the_share_is_said(store: Store, tmp_path: Path) -> None:
    features = [box("にし", 139.0, 139.05), box("ひがし", 139.05, 139.12), box("よそ", 139.09, 139.3)]
    document = json.dumps({"type": "FeatureCollection", "features": features})
    report = bring(store, tmp_path / "圏域.geojson", document)
    assert [(issue.code, issue.severity, issue.row, issue.suggestion) for issue in report.issues] == [
        ("district_outside", "attention", 2, "71%"),
        ("district_elsewhere", "error", 3, "5%"),
    ]
    (stored,) = store.public.districts()
    codes = [district_code(municipality=HOME, scheme="架空圏域", name=name) for name in ("にし", "ひがし")]
    assert [code for code, _ in stored.outlines] == codes
    assert not any(district.approximate for district in stored.districts)


def test_refused_file_changes_nothing(store: Store, tmp_path: Path) -> None:
    bring(store, tmp_path / "1.csv", "地区,町名\nきた,港町\n")
    with pytest.raises(FileRefused):
        bring(store, tmp_path / "2.csv", "名称,住所\nきた,港町\n")
    assert len(store.public.districts()) == 1


def test_every_code_of_district_files_has_its_sentences(checkout: Path) -> None:
    import re

    words = open_words(checkout / "web" / "locales")
    rooms = ("formats/district_files.py", "formats/district_table.py", "formats/district_polygons.py")
    paths = [checkout / "directory" / name for name in (*rooms, "usecases/import_districts.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    refused = set(re.findall(r'FileRefused\(\s*"(district_\w+)"', source)) | {"district_lines", "district_not_polygons"}
    noted = set(re.findall(r'(?:code=|_note\()"(district_\w+)"', source))
    assert len(noted) > 10
    assert all(f"error.{code}" in words for code in refused)
    assert all(f"issue.{code}" in words and f"remedy.{code}" in words for code in noted)

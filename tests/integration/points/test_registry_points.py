"""Files of the address registry, zipped and plain, whole and broken: its halves are joined."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.integration.points.conftest import ADDRESS, BLOCKS, CODE, Workplace, codes

REGISTRY = {
    "mt_town": (
        "lg_code,machiaza_id,machiaza_type,pref,city,ward,oaza_cho,chome,koaza,rsdt_addr_flg,ablt_date",
        "132292,0006005,2,東京都,西東京市,,南町,五丁目,,1,",
    ),
    "mt_town_pos": (
        "lg_code,machiaza_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid",
        "132292,0006005,1,139.537,35.725,EPSG:6668",
    ),
    "mt_rsdtdsp_blk": (
        "lg_code,machiaza_id,blk_id,city,ward,oaza_cho,chome,koaza,blk_num,rsdt_addr_flg,ablt_date",
        "132292,0006005,006,西東京市,,南町,五丁目,,6,1,",
        "132292,0006005,007,西東京市,,南町,五丁目,,7,1,2020-01-01",
    ),
    "mt_rsdtdsp_blk_pos": (
        "lg_code,machiaza_id,blk_id,rsdt_addr_flg,rep_lon,rep_lat,rep_srid",
        "132292,0006005,006,1,139.5385,35.7275,EPSG:6668",
        "132292,0006005,007,1,139.5385,35.7283,EPSG:6668",
        "132292,0006005,008,1,139.5385,35.7291,EPSG:4301",
    ),
    "mt_rsdtdsp_rsdt": (
        "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,city,oaza_cho,chome,koaza,blk_num,rsdt_num,rsdt_num2",
        "132292,0006005,006,013,,西東京市,南町,五丁目,,6,13,",
    ),
    "mt_rsdtdsp_rsdt_pos": (
        "lg_code,machiaza_id,blk_id,rsdt_id,rsdt2_id,rep_lon,rep_lat,rep_srid",
        "132292,0006005,006,013,,139.5388,35.7277,EPSG:6668",
    ),
    "mt_parcel": (
        "lg_code,machiaza_id,prc_id,city,ward,oaza_cho,chome,koaza,prc_num1,prc_num2,prc_num3,rsdt_addr_flg",
        "372013,0100000,000010000200000,高松市,,香南町由佐,,,1,2,,0",
        "132292,0006005,000060001300000,西東京市,,南町,五丁目,,6,13,,1",
    ),
    "mt_parcel_pos": (
        "lg_code,machiaza_id,prc_id,rep_lon,rep_lat,rep_srid",
        "372013,0100000,000010000200000,134.023,34.249,EPSG:6668",
        "132292,0006005,000060001300000,139.52,35.73,EPSG:6668",
    ),
}


@pytest.fixture
def registry(work: Workplace) -> Callable[..., list[Path]]:
    def write(*names: str) -> list[Path]:
        return [work.write(f"{name}.csv", *REGISTRY[name], encoding="utf-8-sig") for name in names]

    return write


def test_the_halves_of_the_registry_are_joined(work: Workplace, registry):
    report = work.add(*registry("mt_rsdtdsp_blk_pos", "mt_rsdtdsp_blk"))
    assert work.point(ADDRESS) == ("block", 35.7275, 139.5385)
    assert report.municipalities == ((CODE, 1),)
    assert codes(report) == {"official_gone": 1, "official_without_name": 1}


def test_house_numbers_are_finer_than_blocks(work: Workplace, registry):
    work.add(*registry("mt_rsdtdsp_blk_pos", "mt_rsdtdsp_blk", "mt_rsdtdsp_rsdt_pos", "mt_rsdtdsp_rsdt"))
    assert work.point(ADDRESS) == ("block", 35.7277, 139.5388)
    assert work.point("西東京市南町5-6-14") == ("block", 35.7275, 139.5385)


def test_lots_count_only_where_addresses_are_written_by_lot(work: Workplace, registry):
    report = work.add(*registry("mt_parcel", "mt_parcel_pos"))
    assert work.point("高松市香南町由佐1番地2") == ("block", 34.249, 134.023)
    assert work.place(ADDRESS).level == "chome"
    assert codes(report) == {"official_parcel_residential": 1}


def test_towns_of_the_registry(work: Workplace, registry):
    work.add(*registry("mt_town", "mt_town_pos"))
    assert work.point(ADDRESS) == ("chome", 35.725, 139.537)


@pytest.mark.parametrize(
    ("name", "code", "missing"),
    [
        ("mt_rsdtdsp_blk_pos", "points_names_missing", "mt_rsdtdsp_blk"),
        ("mt_parcel", "points_positions_missing", "mt_parcel_pos"),
    ],
)
def test_one_half_alone_is_refused_and_names_the_other(work: Workplace, registry, name: str, code: str, missing: str):
    report = work.add(*registry(name))
    assert report.municipalities == ()
    refusal = report.files[0].refusal
    assert refusal is not None
    assert refusal.code == code
    assert missing in refusal.facts.values()


def test_a_zip_is_read_as_it_was_downloaded(work: Workplace):
    path = work.folder / "13229-24.0a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("13229-24.0a/13_2025.csv", work.blocks(*BLOCKS).read_bytes())
        archive.writestr("13229-24.0a/format.html", "<html></html>")
    report = work.add(path)
    assert report.files[0].file == "13229-24.0a.zip/13229-24.0a/13_2025.csv"
    assert work.place(ADDRESS).level == "block"


def test_a_file_that_breaks_in_the_middle_is_refused_as_a_whole_and_the_other_kept(work: Workplace):
    broken = work.blocks(*BLOCKS, name="broken.csv")
    broken.write_bytes(broken.read_bytes() + b'"\x81')
    good = work.blocks(("武蔵野市", "吉祥寺本町一丁目", "1", 35.705, 139.579), name="good.csv")
    report = work.add(broken, good)
    assert [file.refusal.code if file.refusal else "" for file in report.files] == ["file_encoding", ""]
    assert report.municipalities == (("13203", 1),)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xff\xfe\x00"])
def test_files_that_are_none_are_refused(work: Workplace, content: bytes):
    path = work.folder / "x.csv"
    path.write_bytes(content)
    assert work.add(path).files[0].refusal is not None

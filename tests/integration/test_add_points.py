"""Official files, zipped and plain, become points that addresses are placed by."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from directory.domain.address import Place
from directory.domain.errors import FileRefused, GeodataMissing
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.geo.official_points import open_official_points
from directory.geo.point_towns import PointTowns
from directory.geo.points_sources import count_points
from directory.geo.points_writer import changed_points
from directory.usecases.add_points import PointOptions, PointsReport, add_points, remove_points

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


def test_a_known_block_is_answered_with_its_point_in_every_spelling(work: Workplace):
    report = work.add(work.blocks(*BLOCKS))
    assert report.municipalities == ((CODE, 3),)
    for spelling in (
        ADDRESS,
        "西東京市南町五丁目6番13号",
        "東京都西東京市南町５丁目６ー１３",
        "西東京市南町五の六の十三",
    ):
        assert work.point(spelling) == ("block", 35.7275, 139.5385)
    place = work.place(ADDRESS)
    assert 60 <= place.radius_m <= 100
    assert (place.town, place.banchi, place.match) == ("南町五丁目", "6-13", "variant")


def test_only_an_exact_block_is_answered_and_nothing_else_changes(work: Workplace, gazetteer: Gazetteer):
    plain = Geocoder(gazetteer)
    work.add(work.blocks(*BLOCKS))
    for address in ("西東京市南町5-99-1", "西東京市南町五丁目", "西東京市南町4-6-13", "高松市番町1-8-15", "西東京市"):
        assert work.geocoder.locate(address) == plain.locate(address)


def test_nothing_changes_while_no_points_were_added(work: Workplace, gazetteer: Gazetteer):
    assert work.geocoder.locate(ADDRESS) == Geocoder(gazetteer).locate(ADDRESS)
    work.add(work.blocks(*BLOCKS))
    assert work.place(ADDRESS).level == "block"


def test_a_block_in_two_parts_is_as_uncertain_as_both_together(work: Workplace):
    main = ("西東京市", "南町五丁目", "6", 35.7275, 139.5385)
    other = ("西東京市", "南町五丁目", "6", 35.7295, 139.5385)
    first = work.blocks(other, tail="1,0,0,0", name="a.csv")
    text = (
        first.read_bytes().decode("cp932")
        + work.blocks(main, name="b.csv").read_bytes().decode("cp932").split("\r\n", 1)[1]
    )
    report = work.add(work.write("c.csv", *text.split("\r\n")))
    assert (report.files[0].taken, report.files[0].repeated) == (2, 1)
    assert work.point(ADDRESS) == ("block", 35.7275, 139.5385)
    assert work.place(ADDRESS).radius_m >= 222


def test_adding_the_same_file_again_changes_nothing(work: Workplace):
    path = work.blocks(*BLOCKS)
    work.add(path)
    before = work.content()
    work.add(path)
    assert work.content() == before
    assert [source.points for one in count_points(work.points) for source in one.sources] == [3]


def test_a_newer_file_moves_blocks_and_keeps_the_others_unless_it_replaces(work: Workplace):
    work.add(work.blocks(*BLOCKS))
    newer = work.blocks(("西東京市", "南町五丁目", "6", 35.7277, 139.5387))
    work.add(newer)
    assert work.point(ADDRESS) == ("block", 35.7277, 139.5387)
    assert work.place("西東京市南町5-7-1").level == "block"
    work.add(newer, replaces=True)
    assert work.place("西東京市南町5-7-1").level == "chome"


def test_a_dry_run_stores_nothing(work: Workplace):
    assert work.add(work.blocks(*BLOCKS), is_dry_run=True).municipalities == ((CODE, 3),)
    assert list(work.folder.iterdir()) == [work.folder / "街区.csv"]


def test_a_failure_leaves_the_old_file_and_nothing_half_written(work: Workplace):
    work.add(work.blocks(*BLOCKS))
    before = work.points.read_bytes()

    with pytest.raises(sqlite3.OperationalError), changed_points(work.points) as connection:
        connection.executescript("delete from point; no such statement")
    assert work.points.read_bytes() == before
    assert {path.name for path in work.folder.iterdir()} == {"街区.csv", work.points.name}


def test_a_second_command_is_refused_while_one_is_at_work(work: Workplace):
    with changed_points(work.points), pytest.raises(FileRefused) as refused:
        work.add(work.blocks(*BLOCKS))
    assert refused.value.code == "points_busy"


def test_a_reader_that_has_the_file_open_sees_the_new_one(work: Workplace):
    work.add(work.blocks(*BLOCKS))
    assert work.place(ADDRESS).level == "block"
    remove_points(work.points, frozenset({"13229"}))
    assert work.place(ADDRESS).level == "chome"
    with pytest.raises(FileRefused):
        remove_points(work.points, frozenset({"13229"}))


def test_rows_that_can_not_be_right_are_named_and_the_others_kept(work: Workplace):
    report = work.add(
        work.blocks(
            *BLOCKS,
            ("西東京市", "南町五丁目", "9", 139.5385, 35.7275),
            ("西東京市", "南町五丁目", "10", 36.7275, 139.5385),
            ("西東京市", "南町五丁目", "11", "?", 139.5385),
            ("西東京市", "南町五丁目", "12", 0, 0),
            ("西東京市", "南町五丁目", "無番", 35.7275, 139.5385),
            ("架空市", "南町五丁目", "13", 35.7275, 139.5385),
            ("西東京市", "架空が丘一丁目", "1", 35.7275, 139.5385),
        )
    )
    assert codes(report) == {
        "official_swapped": 1,
        "official_elsewhere": 1,
        "official_not_number": 1,
        "official_outside_japan": 1,
        "official_lot_unreadable": 1,
        "official_municipality_unknown": 1,
    }
    swapped = report.files[0].issues[0]
    assert (swapped.file, swapped.row, swapped.column, swapped.original) == ("街区.csv", 5, "緯度", "139.5385,35.7275")
    assert report.files[0].unknown_towns == ("架空が丘一丁目",)
    assert report.files[0].taken == 4


def test_deleted_rows_are_left_out(work: Workplace):
    report = work.add(work.blocks(BLOCKS[0], tail="1,1,0,3"))
    assert codes(report) == {"official_gone": 1}
    assert report.municipalities == ()
    assert not work.points.exists()


def test_lots_with_a_series_are_found_wherever_the_series_is_written(work: Workplace):
    row = '"香川県","高松市","仏生山町","{}","{}","4","0","0","34.2799","134.0477",0,1,0,0'
    for koaza, lot in (("", "甲490"), ("甲", "490")):
        work.add(work.write("lots.csv", BLOCK_HEADER, row.format(koaza, lot)), replaces=True)
        assert work.point("高松市仏生山町甲490-3") == ("block", 34.2799, 134.0477)
        assert work.place("高松市仏生山町甲490-3").radius_m >= 100
        assert work.place("高松市仏生山町乙490-3").level != "block"


def test_lots_that_two_hamlets_count_anew_need_the_hamlet(work: Workplace):
    row = '"福島県","本宮市","岩根","{}","126","9","0","0","{}","140.35",0,1,0,0'
    work.add(work.write("lots.csv", BLOCK_HEADER, row.format("架空内", "37.525"), row.format("架空田", "37.532")))
    assert work.place("福島県本宮市岩根126").level == "town"
    work.add(work.write("lots.csv", BLOCK_HEADER, row.format("架空内", "37.525")), replaces=True)
    assert work.place("福島県本宮市岩根126").level == "block"


def test_a_file_older_than_a_new_ward_still_leads_to_it(work: Workplace):
    row = '"静岡県","浜松市中区","鴨江一丁目","","2","8","0","0","34.7045","137.7215",1,1,0,0'
    assert work.add(work.write("old.csv", BLOCK_HEADER, row)).municipalities == (("22138", 1),)
    assert work.place("浜松市中央区鴨江1-2-3").level == "block"


def test_points_of_towns_replace_the_shipped_ones_and_keep_the_level(work: Workplace, gazetteer: Gazetteer):
    row = '"13","東京都","13229","西東京市","132290001005","南町五丁目","35.7250","139.5370","1","3"'
    report = work.add(work.write("towns.csv", TOWN_HEADER, row))
    assert report.files[0].kind == "town"
    assert work.point(ADDRESS) == ("chome", 35.725, 139.537)
    plain = Geocoder(gazetteer).locate(ADDRESS).place
    assert plain is not None
    assert work.place(ADDRESS).radius_m == pytest.approx(plain.radius_m, rel=0.3)


def test_a_town_that_had_no_point_gets_one_and_is_pinned(work: Workplace):
    assert work.place("北広島市Fビレッジ1").level == "municipality"
    row = '"01","北海道","01234","北広島市","012340099000","Fビレッジ","42.9900","141.5500","1","1"'
    work.add(work.write("towns.csv", TOWN_HEADER, row))
    assert work.point("北広島市Fビレッジ1") == ("town", 42.99, 141.55)


def test_blocks_are_asked_before_towns(work: Workplace):
    row = '"13","東京都","13229","西東京市","132290001005","南町五丁目","35.7250","139.5370","1","3"'
    work.add(work.write("towns.csv", TOWN_HEADER, row), work.blocks(*BLOCKS))
    assert work.place(ADDRESS).level == "block"
    assert work.point("西東京市南町5-99")[1] == 35.725


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


def test_only_the_chosen_municipalities_are_taken(work: Workplace):
    path = work.blocks(*BLOCKS, ("武蔵野市", "吉祥寺本町一丁目", "1", 35.705, 139.579))
    assert work.add(path, only=frozenset({"13203"})).municipalities == (("13203", 1),)


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


def test_a_points_file_that_can_not_be_read_is_named(work: Workplace):
    work.points.write_bytes(b"no database at all" * 100)
    with pytest.raises(GeodataMissing) as refused:
        work.place(ADDRESS)
    assert refused.value.code == "points_unreadable_file"
    with pytest.raises(GeodataMissing):
        work.add(work.blocks(*BLOCKS))


def test_what_is_known_is_counted_by_municipality(work: Workplace):
    work.add(work.blocks(*BLOCKS, ("西東京市", "架空が丘一丁目", "1", 35.7275, 139.5385)))
    (known,) = count_points(work.points)
    assert (known.jis, known.towns, known.lots, known.unknown_towns) == (CODE, 0, 4, ("架空が丘一丁目",))
    assert [(row.source, row.kind, row.points, row.added_on) for row in known.sources] == [
        ("isj", "block", 4, "2026-11-22")
    ]

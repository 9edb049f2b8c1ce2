"""Stored listings follow official points that are added or removed, and nothing else of them changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.cli import moved_listings
from directory.cli.opening import opened_runtime
from directory.domain.errors import StoreUnavailable
from directory.domain.resource import Resource
from directory.store.published import decode_listing
from tests.integration.cli.conftest import Commands

BLOCKS = (
    "都道府県名,市区町村名,大字・丁目名,小字・通称名,街区符号・地番,座標系番号,Ｘ座標,Ｙ座標,緯度,経度,"
    "住居表示フラグ,代表フラグ,更新前履歴フラグ,更新後履歴フラグ\r\n"
    "東京都,西東京市,南町五丁目,,6,9,0,0,35.7275,139.5385,1,1,0,0\r\n"
)
BLOCK = "35.7275,139.5385"
ADDRESS = "東京都西東京市南町5-6-13"

FOLLOWING = f"1,どんぐり食堂（架空）,子ども食堂,{ADDRESS},,,,,,"
PINNED = f"2,けやきひろば（架空）,子育てサロン,{ADDRESS},35.7266,139.5379,,,,"
COARSE = "3,くるみ文庫（架空）,子育てサロン,東京都西東京市,35.73,139.54,,,,"
FAR = f"4,かえで教室（架空）,子育てサロン,{ADDRESS},35.66,139.55,,,,"
MISSPELT = "5,つばめ食堂（架空）,子ども食堂,東京都西東京市南鳥町5-6-13,,,,,,"
ELSEWHERE = "6,すみれ会（架空）,子ども食堂,香川県高松市番町1-8-15,,,,,,"
ROWS = (FOLLOWING, PINNED, COARSE, FAR, MISSPELT, ELSEWHERE)


@pytest.fixture
def blocks(directory: Commands) -> Path:
    path = directory.folder / "街区.csv"
    path.write_bytes(BLOCKS.encode("cp932"))
    return path


@pytest.fixture
def stocked(directory: Commands) -> Commands:
    directory("import", directory.write("minna.csv", *ROWS))
    return directory


def resources() -> dict[str, Resource]:
    """Stored resources by the first three characters of their names."""
    with opened_runtime() as runtime, runtime.store.read() as unit:
        return {one.draft.name[:3]: one for one in unit.resources.all_resources()}


def published() -> dict[str, tuple[str | None, str]]:
    """Level and point of what everybody can see."""
    with opened_runtime() as runtime:
        listings = [decode_listing(payload) for payload in runtime.store.public.read_listings()]
    return {
        one.name[:3]: (one.level, f"{one.coordinate.latitude},{one.coordinate.longitude}")
        for one in listings
        if one.coordinate is not None
    }


def test_what_the_geocoder_placed_follows_and_everything_else_stays(stocked: Commands, blocks: Path):
    before, seen = resources(), published()
    report = stocked.json("geodata", "add", blocks)
    after = resources()
    changed = {name for name in before if before[name] != after[name]}
    assert (report["listings_moved"], report["listings_problem"]) == (len(changed), None)
    assert published() == seen | {"どんぐ": ("block", BLOCK)}
    assert {"けやき", "くるみ", "すみれ"}.isdisjoint(changed)
    assert all(before[name].attention == after[name].attention for name in before)
    assert all(before[name].reading == after[name].reading for name in before)
    assert all(before[name].keys == after[name].keys for name in before)


def test_a_published_point_that_contradicts_its_address_stays_asked_about(stocked: Commands, blocks: Path):
    assert resources()["かえで"].placements[0].needs_question
    stocked("geodata", "add", blocks)
    placement = resources()["かえで"].placements[0]
    assert placement.place is not None
    assert (placement.place.level, placement.needs_question) == ("block", True)


def test_a_dry_run_counts_and_moves_nothing(stocked: Commands, blocks: Path):
    before = resources()
    tried = stocked.json("geodata", "add", blocks, "--dry-run")
    assert resources() == before
    assert tried["listings_moved"] == stocked.json("geodata", "add", blocks)["listings_moved"] > 0
    added = resources()
    tried = stocked.json("geodata", "remove", "西東京市", "--dry-run")
    assert (tried["dry_run"], tried["removed"]) == (True, 2)
    assert resources() == added
    assert stocked.json("geodata", "remove", "西東京市")["listings_moved"] == tried["listings_moved"] > 0
    assert {name: one.placements for name, one in resources().items()} == {
        name: one.placements for name, one in before.items()
    }


def test_the_same_points_again_move_nothing(stocked: Commands, blocks: Path):
    stocked("geodata", "add", blocks)
    assert stocked.json("geodata", "add", blocks)["listings_moved"] == 0
    stocked("geodata", "add", blocks)
    assert "掲載のうち 0 件" in stocked.out


def test_confidential_places_stay_as_they_are(directory: Commands, blocks: Path):
    header = "ID,名称,分類,住所,緯度,経度,電話番号,開催日時,利用料,説明,公開範囲"
    row = f"1,ひみつ食堂（架空）,子ども食堂,{ADDRESS},,,,,,,地区まで"
    directory("import", directory.write("minna.csv", row, header=header))
    before = resources()
    assert before["ひみつ"].draft.visibility == "area_only"
    assert directory.json("geodata", "add", blocks)["listings_moved"] == 0
    assert resources() == before


def test_points_can_be_added_before_there_is_a_database(directory: Commands, blocks: Path, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{directory.folder}/nothing.db")
    report = directory.json("geodata", "add", blocks)
    assert (report["listings_moved"], report["listings_problem"]) == (None, None)
    assert directory("geodata", "add", blocks) == 0
    assert "掲載" not in directory.out


def test_listings_follow_later_when_the_database_was_busy(stocked: Commands, blocks: Path, monkeypatch):
    def refuse(*_: object, **__: object) -> int:
        raise StoreUnavailable("database_busy")

    with monkeypatch.context() as busy:
        busy.setattr(moved_listings, "_follow", refuse)
        assert stocked("geodata", "add", blocks) == 3
        assert "もう一度" in stocked.err
    assert stocked.json("geodata", "add", blocks)["listings_moved"] > 0
    with monkeypatch.context() as busy:
        busy.setattr(moved_listings, "_follow", refuse)
        assert stocked("geodata", "remove", "西東京市") == 3
    report = stocked.json("geodata", "remove", "西東京市")
    assert (report["removed"], report["listings_moved"]) == (0, 3)
    assert published()["どんぐ"][0] == "chome"
    assert stocked("geodata", "remove", "西東京市") == 1

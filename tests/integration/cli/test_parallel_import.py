from __future__ import annotations

import json
import os
import signal
import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.cli.app import run
from directory.formats.read import ReadOptions, read_file
from directory.runtime import open_runtime
from directory.settings import read_settings
from directory.usecases import read_in_parallel
from directory.usecases.import_file import import_files
from directory.usecases.import_report import FileReport
from directory.usecases.import_rows import ImportRooms
from directory.usecases.read_in_parallel import can_read_in_parallel

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HEADER = "全国地方公共団体コード,ID,名称,分類,住所,緯度,経度,電話番号,開催日時,利用料,説明"
TOWNS = ("西東京市田無町4-1-1", "西東京市南町5-6-13", "三鷹市下連雀3-1-2", "調布市布田1-5-3", "調布市布田町無し9-9", "")
KINDS = ("子ども食堂", "子育てサロン", "子育て相談", "集会所", "ふしぎな集まり")
COUNT = 3_000


def write_rows(path: Path, *, fee: str = "無料") -> Path:
    """Fictional rows with everything that depends on other rows: repeated rows and ids, shared points, blanks."""
    lines = [HEADER]
    for number in range(1, COUNT + 1):
        town, kind = TOWNS[number % len(TOWNS)], KINDS[number % len(KINDS)]
        point = ("35.7285,139.5405", "35.7,139.56", ",", "35.9,139.9")[number % 4] if number % 50 == 0 else ","
        paid = fee if number % 7 == 0 else "100円"
        address = f"東京都{town}" if town else ""
        lines.append(
            f",R{number},ほたる{number}（架空）,{kind},{address},{point},042-000-0001,毎週水曜 10:00,{paid},架空"
        )
    for position in (5, 900, 1700, 2400):
        lines[position] = ",,ひなたの会（架空）,子ども食堂,東京都調布市布田1-5-3,,,,第2土曜,無料,同じ行"
    lines[20], lines[1300] = ",,,,,,,,,,", ",X,,子ども食堂,東京都調布市布田1-5-3,,,,,,名前がない"
    # one key under two spellings of the code, too far apart to be compared with the same stored rows
    lines[10] = "132292,D1,つばさ（架空）,子育てサロン,東京都西東京市南町5-6-13,,,,,,前"
    lines[2500] = "13229,D1,つばさ（架空）,子育てサロン,東京都西東京市南町5-6-13,,,,,,後"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    return path


class Installation:
    """A database of its own; `may_fork` says which way it imports."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, *, may_fork: bool) -> None:
        folder.mkdir()
        self.database = folder / "machi.db"
        url = f"sqlite:///{self.database}"
        monkeypatch.setenv("DIRECTORY_DATABASE_URL", url)
        assert run(["init"]) == 0
        self.settings = read_settings({"DIRECTORY_DATABASE_URL": url})
        self.may_fork = may_fork

    def load(self, path: Path, *, is_dry_run: bool = False) -> FileReport:
        runtime = open_runtime(self.settings, clock=lambda: NOW)
        options = ReadOptions(
            resolve_municipality=runtime.municipalities.resolve,
            municipality_at=runtime.boundaries.municipality_at,
            city_of=runtime.gazetteer.names.city_code,
        )
        rooms = ImportRooms(
            store=runtime.store,
            placer=runtime.open_placer(),
            options=options,
            now=NOW,
            is_dry_run=is_dry_run,
            may_fork=self.may_fork,
        )
        try:
            (report,) = import_files([path], rooms)
        finally:
            runtime.close()
        return replace(report, seconds=0)

    def published(self) -> list[dict[str, object]]:
        with sqlite3.connect(self.database) as connection:
            found = [json.loads(row[0]) for row in connection.execute("select payload from published order by number")]
        connection.close()
        return [{name: value for name, value in each.items() if name not in {"code", "series"}} for each in found]

    def stored(self) -> list[tuple[object, ...]]:
        query = 'select stable_key, "row", version, draft_hash, content_hash, attention from resource order by 1'
        with sqlite3.connect(self.database) as connection:
            rows = connection.execute(query).fetchall()
        connection.close()
        return rows


@pytest.fixture
def two_ways(tmp_path, monkeypatch) -> tuple[Installation, Installation]:
    """One installation that reads in one process and one that reads in several."""
    path = write_rows(tmp_path / "probe.csv")
    if not can_read_in_parallel(read_file(path)):
        pytest.skip("this machine reads in one process")
    alone = Installation(tmp_path / "alone", monkeypatch, may_fork=False)
    return alone, Installation(tmp_path / "several", monkeypatch, may_fork=True)


def test_several_processes_import_what_one_imports(tmp_path, two_ways):
    alone, several = two_ways
    path = write_rows(tmp_path / "ichiran.csv")
    for fee in ("無料", "無料", "300円"):
        write_rows(path, fee=fee)
        expected = alone.load(path)
        counts = expected.counts
        assert counts.rows == counts.added + counts.changed + counts.unchanged + counts.rejected + counts.blank
        assert several.load(path) == expected
        assert several.stored() == alone.stored()
        assert several.published() == alone.published()
    assert expected.counts.changed > COUNT // 10
    assert {"row_repeated", "coordinate_shared", "name_missing"} <= {code for code, _ in expected.issue_counts}


def test_several_processes_tell_the_same_in_a_dry_run(tmp_path, two_ways):
    alone, several = two_ways
    path = write_rows(tmp_path / "ichiran.csv")
    assert several.load(path, is_dry_run=True) == alone.load(path, is_dry_run=True)
    assert several.stored() == []


def test_a_lost_worker_loses_no_row(tmp_path, two_ways, monkeypatch):
    alone, several = two_ways
    path = write_rows(tmp_path / "ichiran.csv")
    prepare, parent = read_in_parallel.pack_rows, os.getpid()

    def die_late(rows):
        if rows[0].row > COUNT // 2 and os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return prepare(rows)

    monkeypatch.setattr(read_in_parallel, "pack_rows", die_late)
    assert several.load(path) == alone.load(path)
    assert several.stored() == alone.stored()

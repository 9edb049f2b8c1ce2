from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from pathlib import Path

TANPOPO = (
    "1,たんぽぽ子ども食堂（架空）,子ども食堂,東京都西東京市田無町4-1-1,,,042-000-0001,第2土曜 11:30～13:30,子ども無料,"
)
SUZUME = (
    "2,すずめサロン（架空）,子育てサロン,東京都西東京市保谷町1-2-3,,,042-000-0002,毎週水曜 10:00～12:00,無料,ゆっくり"
)


def counts(report: dict) -> tuple[int, ...]:
    file = report["files"][0]
    return tuple(file[name] for name in ("rows", "added", "changed", "unchanged", "rejected", "blank"))


def test_same_file_again_changes_nothing(directory):
    path = directory.write("ichiran.csv", TANPOPO, SUZUME)
    assert counts(directory.json("import", path)) == (2, 2, 0, 0, 0, 0)
    assert counts(directory.json("import", path)) == (2, 0, 0, 2, 0, 0)


def test_edited_row_is_changed_and_the_other_is_not(directory):
    directory("import", directory.write("ichiran.csv", TANPOPO, SUZUME))
    newer = directory.write("ichiran.csv", TANPOPO.replace("子ども無料", "100円"), SUZUME)
    assert counts(directory.json("import", newer)) == (2, 0, 1, 1, 0, 0)


def test_rows_missing_from_a_newer_file_are_reported_and_kept(directory):
    directory("import", directory.write("ichiran.csv", TANPOPO, SUZUME))
    report = directory.json("import", directory.write("ichiran.csv", TANPOPO))
    assert report["files"][0]["gone"] == 1
    assert counts(directory.json("import", directory.write("ichiran.csv", TANPOPO, SUZUME))) == (2, 0, 0, 2, 0, 0)


def test_dry_run_stores_nothing(directory):
    path = directory.write("ichiran.csv", TANPOPO)
    assert counts(directory.json("import", path, "--dry-run")) == (1, 1, 0, 0, 0, 0)
    assert counts(directory.json("import", path)) == (1, 1, 0, 0, 0, 0)


def test_a_bad_row_is_named_with_its_remedy_and_the_rest_is_imported(directory):
    nameless = "3,,子ども食堂,東京都西東京市泉町1-1-1,,,,,,"
    path = directory.write("ichiran.csv", TANPOPO, nameless, ",,,,,,,,,")
    assert counts(directory.json("import", path)) == (3, 1, 0, 0, 1, 1)
    with (directory.folder / "errors.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["severity"] == "error"]
    assert [(row["file"], row["row"]) for row in rows] == [("ichiran.csv", "3")]
    assert rows[0]["message"]
    assert rows[0]["remedy"]


def test_one_refused_file_does_not_stop_the_others(directory):
    good = directory.write("ichiran.csv", TANPOPO)
    page = directory.folder / "page.csv"
    page.write_text("<!doctype html><html></html>", encoding="utf-8")
    assert directory("import", good, page) == 3
    assert "page.csv" in directory.err
    assert directory("import", page) == 1


def test_a_file_that_is_not_there_is_named(directory):
    assert directory("import", directory.folder / "nai.csv") == 1
    assert "nai.csv" in directory.err
    assert "ファイルがありません" in directory.err


def test_missing_database_names_the_command(directory, monkeypatch):
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{directory.folder}/absent.db")
    assert directory("import", directory.write("ichiran.csv", TANPOPO)) == 1
    assert "directory init" in directory.err


def test_address_without_point_is_placed_in_its_town(directory):
    report = directory.json("import", directory.write("ichiran.csv", TANPOPO))
    assert report["files"][0]["placed_by_level"] == {"chome": 1}


def test_point_far_from_its_address_waits_for_a_person(directory):
    far = TANPOPO.replace(",,,042", ",35.9,139.9,042")
    file = directory.json("import", directory.write("ichiran.csv", far))["files"][0]
    assert file["attention"] == 1
    assert "coordinate_far" in file["issues_by_code"]
    assert file["placed_by_level"] == {"none": 1}


def test_point_shared_by_three_addresses_is_not_trusted(directory):
    rows = [
        f"{number},ほしの子ひろば{number}（架空）,子育てサロン,東京都西東京市{town},35.7285,139.5405,,,,"
        for number, town in enumerate(("田無町4-1-1", "南町5-6-13", "向台町1-2-3"), 1)
    ]
    file = directory.json("import", directory.write("ichiran.csv", *rows))["files"][0]
    assert file["issues_by_code"]["coordinate_shared"] == 3
    again = directory.json("import", directory.write("ichiran.csv", *rows))["files"][0]
    assert again["unchanged"] == 3


def test_confidential_address_is_listed_without_a_place(directory):
    hidden = TANPOPO.replace("東京都西東京市田無町4-1-1", "非公開")
    path = directory.write("ichiran.csv", hidden)
    report = directory.json("import", path, "--municipality", "13229")
    assert counts(report) == (1, 1, 0, 0, 0, 0)
    assert report["files"][0]["placed_by_level"] == {"none": 1}


MAIN = (
    "全国地方公共団体コード,ID,都道府県,市区町村名,名称,住所,開催曜日,参加条件,参加費_大人,参加費_幼児,追加情報NO",
    "132292,K1,東京都,西東京市,つばめ子ども食堂（架空）,東京都西東京市田無町4-1-1,土,どなたでも,300,0,",
)
MORE = (
    "ID,住所,方書,緯度,経度,開催頻度,開催曜日,開催日,開催開始時間,開催終了時間,参加条件,参加費_大人",
    "K1,東京都西東京市南町5-6-13,,,,,日,第3日曜日,11:00,13:00,どなたでも,300",
    "K1,東京都西東京市向台待1-2-3,,,,,土,第4土曜日,11:00,13:00,どなたでも,300",
)


def test_additional_venues_join_their_resource_once(directory):
    main = directory.write("kodomosyokudo.csv", MAIN[1], header=MAIN[0])
    more = directory.write("kodomosyokudo_tsuika.csv", *MORE[1:], header=MORE[0])
    first = directory.json("import", more, main)["files"]
    assert [(file["added"], file["changed"], file["rejected"]) for file in first] == [(0, 2, 0), (1, 0, 0)]
    again = directory.json("import", main, more)["files"]
    assert [file["unchanged"] for file in again] == [1, 2]


def test_additional_venues_are_understood_in_a_dry_run(directory):
    main = directory.write("kodomosyokudo.csv", MAIN[1], header=MAIN[0])
    more = directory.write("kodomosyokudo_tsuika.csv", *MORE[1:], header=MORE[0])
    files = directory.json("import", main, more, "--dry-run")["files"]
    assert [file["rejected"] for file in files] == [0, 0]


def test_additional_venues_without_their_resource_are_rejected_by_name(directory):
    more = directory.write("kodomosyokudo_tsuika.csv", *MORE[1:], header=MORE[0])
    file = directory.json("import", more)["files"][0]
    assert (file["rejected"], file["issues_by_code"]["parent_missing"]) == (2, 2)


def children(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except FileNotFoundError:
        return []


def is_running(pid: str) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_killed_import_leaves_all_or_nothing_of_its_file(directory):
    rows = [TANPOPO.replace("1,たんぽぽ", f"{number},たんぽぽ{number}") for number in range(1, 6001)]
    path = directory.write("ichiran.csv", *rows)
    command = [sys.executable, "-m", "directory", "import", str(path), "--json"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ})
    wal = directory.folder / "machi.db-wal"
    deadline = time.monotonic() + 60
    # something of the file has reached the disk; whether its last page has, too, only the killed process knew
    while process.poll() is None and time.monotonic() < deadline and (not wal.exists() or wal.stat().st_size < 100_000):
        time.sleep(0.005)
    workers = children(process.pid)
    process.kill()
    process.wait()
    deadline = time.monotonic() + 60
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_running, workers))
    rows_read, added, changed, unchanged, rejected, blank = counts(directory.json("import", path))
    assert (added, unchanged) in ((6000, 0), (0, 6000))
    assert (rows_read, changed, rejected, blank) == (6000, 0, 0, 0)


def test_a_folder_is_refused_with_a_sentence(directory):
    path = directory.write("ichiran.csv", TANPOPO)
    assert directory("import", path.parent) == 1
    assert "はフォルダーです" in directory.out + directory.err
    assert "不具合" not in directory.out + directory.err

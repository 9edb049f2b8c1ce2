from __future__ import annotations

import json

import pytest

ROW = "1,たんぽぽ子ども食堂（架空）,子ども食堂,東京都西東京市田無町4-1-1,,,,第2土曜,無料,"


def test_geocode_answers_json(directory):
    directory("geocode", "大阪市西区新町4-5-14", "--json")
    (answer,) = json.loads(directory.out)
    best = answer["results"][0]
    assert (best["jis"], best["city"], best["town"]) == ("27106", "大阪市西区", "新町四丁目")
    assert best["candidates"][0]["town"] == "新町四丁目"


def test_geocode_completes_a_csv_and_keeps_the_rest(directory):
    path = directory.write("list.csv", "あ,東京都西東京市田無町4-1-1", header="名称,住所")
    assert directory("geocode", "--file", path) == 0
    lines = directory.out.splitlines()
    assert lines[0].removeprefix("\ufeff").startswith("名称,住所,geo_pref")
    assert lines[1].startswith("あ,東京都西東京市田無町4-1-1,東京都,西東京市,田無町四丁目")


def test_geocode_says_which_column_is_missing(directory):
    path = directory.write("list.csv", "あ,い", header="名称,電話番号")
    assert directory("geocode", "--file", path) == 1
    assert "住所" in directory.err


def test_backup_can_be_restored(directory):
    directory("import", directory.write("ichiran.csv", ROW))
    copy = directory.folder / "copy.db"
    assert directory("backup", copy) == 0
    assert directory("restore", copy) == 1, "a database with data is not overwritten by accident"
    assert directory("restore", copy, "--replace") == 0
    assert directory.json("import", directory.write("ichiran.csv", ROW))["files"][0]["unchanged"] == 1


def test_migrate_on_a_current_database_changes_nothing(directory):
    before = (directory.folder / "machi.db").read_bytes()
    assert directory("migrate") == 0
    assert (directory.folder / "machi.db").read_bytes() == before


def test_doctor_finds_a_new_installation_healthy(directory):
    assert directory("doctor") == 0


def test_init_refuses_to_start_over(directory):
    assert directory("init") == 1


@pytest.mark.parametrize("words", [("import",), ("nonsense",), ("import", "x.csv", "--category", "parking")])
def test_wrong_words_are_usage_errors(directory, words):
    assert directory(*words) == 2


def test_routes_are_listed(directory):
    assert directory("routes") == 0
    assert "GET /api/v1/listings" in directory.out.splitlines()


def test_districts_of_a_csv_reach_stored_listings(directory):
    directory("import", directory.write("ichiran.csv", ROW))
    header = "municipality,scheme,district,town"
    path = directory.write("chiku.csv", "13229,架空地区,架空みどり地区,田無町", header=header)
    assert directory("districts", "import", path) == 0
    directory("districts", "list", "--json")
    (district,) = json.loads(directory.out)
    assert (district["scheme"], district["name"]) == ("架空地区", "架空みどり地区")
    path = directory.write("chiku.csv", "13229,架空地区,架空みどり地区,田無町", header=header)
    assert directory("districts", "import", path) == 0
    assert "0 件の掲載" in directory.out


def test_checks_seed_only_where_checks_are_offered(directory, monkeypatch):
    rows = directory.folder / "rows.json"
    rows.write_text('[{"name": "<b>x</b>", "url": "javascript:alert(1)"}]', encoding="utf-8")
    assert directory("seed", "--plant", rows) == 1
    monkeypatch.setenv("DIRECTORY_CHECKS", "1")
    assert directory("seed", "--plant", rows) == 0


def test_seeded_checks_know_their_canaries(directory, monkeypatch):
    monkeypatch.setenv("DIRECTORY_CHECKS", "1")
    creds = directory.folder / "creds.json"
    assert directory("seed", "--for-checks", creds) == 0
    found = json.loads(creds.read_text(encoding="utf-8"))
    assert sorted(found["listings"]) == [
        "area_A",
        "area_B",
        "flip",
        "hidden_A",
        "hidden_B",
        "owned_A",
        "public_A",
        "public_B",
    ]
    assert creds.stat().st_mode & 0o777 == 0o600
    assert all(canary["lat"] and canary["lon"] for canary in found["canaries"])
    assert all([len(code) for code in canary["codes"]] == [8, 11] for canary in found["canaries"])


def test_the_word_that_betrays_a_confidential_place_stands_nowhere_in_public(directory, monkeypatch):
    monkeypatch.setenv("DIRECTORY_CHECKS", "1")
    creds = directory.folder / "creds.json"
    directory("seed", "--for-checks", creds)
    canaries = json.loads(creds.read_text(encoding="utf-8"))["canaries"]
    assert all(each["token"] in each["address"] for each in canaries)
    assert {each["visibility"]: each["token"] in each["name"] for each in canaries} == {
        "area_only": False,
        "hidden": True,
    }
    letters = [letter for each in canaries for letter in set(each["token"])]
    assert len(letters) == len(set(letters))


def test_checks_are_seeded_only_into_an_empty_database(directory, monkeypatch):
    monkeypatch.setenv("DIRECTORY_CHECKS", "1")
    creds = directory.folder / "creds.json"
    assert directory("seed", "--for-checks", creds) == 0
    assert directory("seed", "--for-checks", creds) == 1

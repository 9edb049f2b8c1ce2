"""Which listings have no district, why, and what mends it."""

from __future__ import annotations

import pytest

DISTRICTS = (
    "13229,架空圏域,架空みなみ,南町,1,3,,",
    "13229,架空圏域,架空きた,保谷町,,,1,5",
    "13229,架空圏域,架空ひがし,保谷町,,,6,9",
)
DISTRICT_HEADER = "municipality,scheme,district,town,chome_from,chome_to,banchi_from,banchi_to"
HEADER = "ID,名称,分類,住所,緯度,経度,電話番号,開催日時,利用料,学区"

ROWS = (
    "1,みなみの家（架空）,子育てサロン,東京都西東京市南町2-1-1,,,,,,",
    "2,そとの家（架空）,子育てサロン,東京都西東京市南町5-1-1,,,,,,",
    "3,ほかの町の家（架空）,子育てサロン,東京都西東京市泉町1-1-1,,,,,,",
    "4,番地のない家（架空）,子育てサロン,東京都西東京市保谷町3,,,,,,",
    "5,市だけの家（架空）,子育てサロン,東京都西東京市,,,,,,",
    "6,なぞの学区の家（架空）,子育てサロン,東京都西東京市,,,,,,架空どこか小",
    "7,ひみつの家（架空）,子育てサロン,非公開,,,,,,",
)


@pytest.fixture
def covered(directory):
    path = directory.write("chiku.csv", *DISTRICTS, header=DISTRICT_HEADER)
    assert directory("districts", "import", path) == 0
    assert directory("import", directory.write("minna.csv", *ROWS, header=HEADER), "--municipality", "13229") == 0
    return directory


def test_every_reason_is_counted_and_told_with_its_remedy(covered):
    coverage = covered.json("districts", "unplaced")
    (scheme,) = coverage["schemes"]
    assert (scheme["municipality"], scheme["scheme"], scheme["placed"]) == ("13229", "架空圏域", 1)
    assert scheme["reasons"] == {
        "label_unknown": 1,
        "town_without_rule": 1,
        "outside_ranges": 1,
        "lot_missing": 1,
        "municipality_only": 1,
        "confidential": 1,
    }
    found = {each["name"]: each for each in coverage["listings"]}
    outside = found["そとの家（架空）"]
    assert (outside["reason"], outside["town"], outside["lot"]) == ("outside_ranges", "南町五丁目", "1-1")
    assert all(each["message"] and each["remedy"].endswith("。") for each in coverage["listings"])


def test_the_table_names_the_listing_the_reason_and_the_clue(covered):
    covered("districts", "unplaced")
    for word in ("13229 西東京市", "そとの家", "丁目・番地が地区の表の範囲にない", "南町五丁目 1-1", "架空どこか小"):
        assert word in covered.out


def test_one_municipality_can_be_asked_for(covered):
    assert covered.json("districts", "unplaced", "--municipality", "高知市") == {"schemes": [], "listings": []}
    assert len(covered.json("districts", "unplaced", "--municipality", "西東京市")["listings"]) == 6
    assert covered("districts", "unplaced", "--municipality", "架空市") == 2


def test_without_districts_the_next_step_is_told(directory):
    assert directory("districts", "unplaced") == 0
    assert "directory districts import" in directory.out


def test_points_are_described_with_the_districts_of_the_database(covered, monkeypatch):
    point = "35.72484,139.5433"
    found = covered.json("geocode", "--reverse", point)[0]["results"][0]["districts"]
    assert [(one["scheme"], one["name"]) for one in found][-1] == ("municipality", "西東京市")
    assert covered("geocode", "--reverse", point) == 0
    assert "西東京市" in covered.out
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{covered.folder}/nothing.db")
    assert covered.json("geocode", "--reverse", point)[0]["results"][0]["districts"] == []

"""`directory dedupe` lists and changes nothing."""

from __future__ import annotations

ROWS_ONE = (
    "1,らっこ子育て支援センター（架空）,子育て支援センター,東京都西東京市保谷町1-2-3,,,042-000-0001,毎週月曜,無料,一",
    "2,すずめサロン（架空）,子育てサロン,東京都西東京市田無町4-5-6,,,042-000-0002,毎週水曜,無料,二",
)
ROWS_TWO = (
    "7,つどいの広場 らっこ（架空）,つどいの広場,西東京市保谷町一丁目2番3号,,,042-000-0001,月曜,無料,三",
    "8,くじら相談室（架空）,相談窓口,西東京市田無町4-5-6,,,042-000-0009,火曜,無料,四",
)


def import_lists(directory):
    one = directory.write("one.csv", *ROWS_ONE)
    two = directory.write("two.csv", *ROWS_TWO)
    assert directory("import", one, two, "--municipality", "13229") == 0


def test_pairs_of_two_lists_are_listed_with_their_reasons(directory):
    import_lists(directory)
    found = directory.json("dedupe")
    kinds = {(pair["kind"], pair["one"]["source"], pair["other"]["source"]) for pair in found["pairs"]}
    assert found["records"] == 4
    assert {kind for kind, _, _ in kinds} == {"duplicate", "same_building"}
    first = found["pairs"][0]
    assert first["kind"] == "duplicate"
    assert {"address", "phone", "name"} <= set(first["reasons"])


def test_the_table_is_plain_japanese_and_nothing_changes(directory):
    import_lists(directory)
    before = directory.json("dedupe")
    assert directory("dedupe", "--limit", "1") == 0
    assert "同じものかもしれません" in directory.out
    assert "住所が同じ" in directory.out
    assert "何も変えていません" in directory.out
    assert directory.json("dedupe") == before


def test_other_municipalities_are_left_out(directory):
    import_lists(directory)
    assert directory.json("dedupe", "--municipality", "39201")["pairs"] == []
    assert directory.json("dedupe", "--municipality", "西東京市")["total"] == 2


def test_an_unknown_municipality_is_a_usage_error(directory):
    assert directory("dedupe", "--municipality", "どこにもない市") == 2


def test_an_empty_directory_says_so(directory):
    assert directory("dedupe") == 0
    assert "0件をくらべました" in directory.out

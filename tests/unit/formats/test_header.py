"""Finding and mapping a header."""

from __future__ import annotations

import pytest

from directory.domain.errors import FileRefused
from directory.formats.header import find_header, index_columns, map_columns


def numbered(*rows: tuple[str, ...]) -> list[tuple[int, tuple[str, ...]]]:
    return list(enumerate(rows, start=1))


def test_the_row_with_most_known_headers_is_the_header() -> None:
    header = find_header(
        numbered(("子育てサロン一覧",), (), ("名称", "住所", "電話番号"), ("ほしぞらサロン", "所沢市緑町1", ""))
    )
    assert header.row == 3


def test_merged_cells_over_two_rows_become_one_header() -> None:
    rows = numbered(
        ("名称", "住所", "参加費", "", ""), ("", "", "幼児", "小学生", "大人"), ("ほしぞら食堂", "", "0", "100", "300")
    )
    header = find_header(rows)
    assert header.row == 2
    assert header.names == ("名称", "住所", "参加費_幼児", "参加費_小学生", "参加費_大人")


def test_a_header_of_one_row_does_not_swallow_the_first_row_of_data() -> None:
    header = find_header(numbered(("名称", "住所", ""), ("ほしぞら食堂", "所沢市緑町1", "電話")))
    assert (header.row, header.names) == (1, ("名称", "住所", ""))


def test_rows_without_a_header_are_refused() -> None:
    with pytest.raises(FileRefused) as refused:
        find_header(numbered(("ほしぞら食堂", "所沢市緑町1"), ("つきよ食堂", "所沢市緑町2")))
    assert refused.value.code == "header_not_found"


def test_what_a_person_says_goes_before_the_synonyms() -> None:
    names = ("なまえ欄", "名称", "住所")
    columns = map_columns(names, (("なまえ欄", "name"),))
    assert columns[0].field == "name"
    assert index_columns(columns, (("なまえ欄", "name"),))["name"] == (0, 1)


def test_a_mapping_may_name_a_field_by_its_synonym() -> None:
    assert map_columns(("なまえ欄",), (("なまえ欄", "施設名"),))[0].field == "name"


@pytest.mark.parametrize(
    ("pair", "code"), [(("ない列", "name"), "mapping_column_missing"), (("名称", "ない項目"), "mapping_unknown")]
)
def test_a_mapping_to_nothing_is_refused_by_name(pair: tuple[str, str], code: str) -> None:
    with pytest.raises(FileRefused) as refused:
        map_columns(("名称",), (pair,))
    assert refused.value.code == code


def test_the_earlier_synonym_is_read_first() -> None:
    assert index_columns(map_columns(("所在地", "住所")))["address"] == (1, 0)

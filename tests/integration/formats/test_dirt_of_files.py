"""Dirt of real files, lines 1 to 7 of the catalogue: encodings, headers, sheets, blank and typed cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, time
from typing import Any

import openpyxl
import pytest

from directory.domain.coordinate import Coordinate
from directory.domain.errors import FileRefused
from directory.formats.read import read_bytes
from tests.integration.formats.dirty_rows import HEADER, ROW


@pytest.mark.parametrize(
    ("encoding", "newline", "expected"),
    [
        ("utf-8-sig", "\r\n", "utf-8-sig"),
        ("utf-8-sig", "\n", "utf-8-sig"),
        ("utf-8", "\n", "utf-8"),
        ("utf-8", "\r", "utf-8"),
        ("cp932", "\r\n", "cp932"),
        ("utf-16", "\r\n", "utf-16"),
    ],
)
def test_dirt_01_every_encoding_and_line_end(
    reader: Any, csv_bytes: Callable[..., bytes], encoding: str, newline: str, expected: str
) -> None:
    file = read_bytes(csv_bytes([HEADER, ROW], encoding=encoding, newline=newline), "list.csv", reader.options)
    assert file.encoding == expected
    assert [reading.draft.name for reading in file.rows() if reading.draft] == [ROW[0]]


@pytest.mark.parametrize(("encoding", "name"), [("euc_jp", "EUC-JP"), ("iso2022_jp", "ISO-2022-JP")])
def test_dirt_01_encodings_that_are_not_read_are_refused_by_name(
    csv_bytes: Callable[..., bytes], encoding: str, name: str
) -> None:
    rows = [("名称", "住所"), ("ほしぞら子ども食堂", "東京都西東京市田無町")]
    with pytest.raises(FileRefused) as refused:
        read_bytes(csv_bytes(rows, encoding=encoding), "list.csv")
    assert (refused.value.code, refused.value.facts["encoding"]) == ("file_encoding_unsupported", name)


def test_dirt_01_a_wrong_byte_is_named(csv_bytes: Callable[..., bytes]) -> None:
    content = csv_bytes([HEADER, ROW]) + b"\xff,,\r\n"
    with pytest.raises(FileRefused) as refused:
        read_bytes(content, "list.csv")
    assert refused.value.code == "file_encoding"
    assert refused.value.facts["offset"] == content.index(b"\xff")
    assert refused.value.facts["row"] == 3


def test_dirt_02_double_bom_and_a_question_mark_glued_to_the_header(
    reader: Any, csv_bytes: Callable[..., bytes]
) -> None:
    content = b"\xef\xbb\xbf\xef\xbb\xbf" + csv_bytes([HEADER, ROW])
    file = read_bytes(content, "list.csv", reader.options)
    assert (file.encoding, file.columns[0].field) == ("utf-8-sig x2", "name")
    glued = read_bytes(b"\xef\xbb\xbf?" + csv_bytes([HEADER, ROW]), "list.csv", reader.options)
    assert glued.columns[0].field == "name"


def test_dirt_03_odd_dashes_and_brackets_in_headers(reader: Any) -> None:
    file = reader.open(
        ("全国地方公共団体コ―ド", "名称", "料金（基本）", "ＴＥＬ"), ("132292", "ほしぞら子ども食堂", "0", "")
    )
    assert [column.field for column in file.columns] == ["code", "name", "fee", "phone"]


def test_dirt_04_comment_lines_before_the_header(reader: Any) -> None:
    file = reader.open(("# 西東京市の一覧",), ("# 2026年",), HEADER, ROW)
    assert (file.header_row, file.row_count) == (3, 1)
    assert [reading.row for reading in file.rows()] == [4]
    assert "header_row_assumed" in {issue.code for issue in file.assumptions}


def test_dirt_04_a_junk_header_is_kept_as_an_unknown_column(reader: Any) -> None:
    header = (*HEADER, "←データの項目名を入力")
    file = reader.open(header, (*ROW, "メモ書き"))
    (reading,) = file.rows()
    assert reading.draft.extra == (("←データの項目名を入力", "メモ書き"),)
    assert ("column_kept", "←データの項目名を入力") in {(issue.code, issue.column) for issue in file.assumptions}


def test_dirt_04_the_example_sheet_is_not_the_data(reader: Any, write_xlsx: Callable[..., bytes]) -> None:
    example = [["名称", "住所", "電話番号", "URL"], ["れい子ども食堂", "東京都西東京市", "", ""]]
    content = write_xlsx({"入力例": example, "データ": [list(HEADER), list(ROW)]})
    file = read_bytes(content, "list.xlsx", reader.options)
    assert (file.sheet, [reading.draft.name for reading in file.rows() if reading.draft]) == ("データ", [ROW[0]])
    assert ("sheet_ignored", "入力例") in {(issue.code, issue.original) for issue in file.assumptions}


def test_dirt_04_the_property_column_is_no_id(reader: Any) -> None:
    file = reader.open(("#property", "name", "address", "telephoneNumber"), ("1", *ROW))
    assert file.format == "takamatsu"
    (reading,) = file.rows()
    assert reading.draft.source.record_id == ""


def test_dirt_05_empty_comma_rows_are_counted_and_nothing_else(reader: Any) -> None:
    file = reader.open(HEADER, *[ROW] * 2, *[("", "", "")] * 989)
    assert (file.row_count, file.blank_count, len(list(file.rows()))) == (991, 989, 2)


def test_dirt_05_prefilled_lines_without_content_are_blank(reader: Any) -> None:
    file = reader.open(("全国地方公共団体コード", "NO", *HEADER), ("132292", "1", *ROW), ("132292", "2", "", "", ""))
    assert file.blank_count == 1


def test_dirt_05_ragged_rows_quoted_newlines_and_trailing_spaces(reader: Any) -> None:
    rows = reader.readings(
        HEADER,
        ("ほしぞら子ども食堂 　", "東京都西東京市\n田無町1", ""),
        ("つきよ子ども食堂", "西東京市"),
        (*ROW, "余り"),
    )
    assert [row.draft.name for row in rows] == ["ほしぞら子ども食堂", "つきよ子ども食堂", ROW[0]]
    assert rows[0].draft.venues[0].address == "東京都西東京市\n田無町1"
    assert [row.row for row in rows] == [2, 3, 4]


def test_dirt_06_copies_of_a_file_belong_to_one_data_set(reader: Any) -> None:
    first = reader.open(HEADER, ROW, name="salon.csv")
    copy = reader.open(HEADER, ROW, name="salon(1).csv")
    assert first.source == copy.source
    assert [row.draft.stable_key for row in first.rows()] == [row.draft.stable_key for row in copy.rows()]


def test_dirt_06_a_zip_and_a_page_named_csv_are_refused_with_the_true_reason() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("list.csv", "名称,住所")
    for content, code in (
        (stream.getvalue(), "file_is_zip"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "file_is_html"),
        (b"", "file_empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "file_is_xls"),
        (b"%PDF-1.7", "file_is_pdf"),
        (b"PK\x03\x04broken", "file_damaged"),
        ("名称,住所,電話番号\r\n".encode(), "header_only"),
        ("名称,住所,電話番号\r\n,,\r\n".encode(), "header_only"),
    ):
        with pytest.raises(FileRefused) as refused:
            read_bytes(content, "list.csv")
        assert refused.value.code == code


def test_dirt_07_typed_cells_become_what_a_person_would_type(reader: Any, write_xlsx: Callable[..., bytes]) -> None:
    header = ["ID", "名称", "住所", "緯度", "経度", "開始時間", "終了時間", "確認日", "定員", "曜日"]
    row = [
        12.0,
        "ほしぞら子ども食堂",
        "西東京市田無町",
        35.728123,
        139.538123,
        time(10, 0),
        0.5,
        date(2026, 6, 6),
        20.0,
        "土",
    ]
    file = read_bytes(write_xlsx({"一覧": [header, row]}), "list.xlsx", reader.options)
    (reading,) = file.rows()
    assert reading.cells[:1] == ("12",)
    assert reading.cells[5] == "10:00"
    assert reading.draft.source.record_id == "12"
    assert reading.draft.venues[0].coordinate == Coordinate(latitude=35.728123, longitude=139.538123)
    assert reading.draft.assured_on == date(2026, 6, 6)
    assert reading.draft.capacity == 20


def test_dirt_07_merged_header_cells(reader: Any) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["名称", "住所", "参加費", None],
        [None, None, "小学生", "大人"],
        ["ほしぞら子ども食堂", "西東京市田無町", 0, 300],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")
    sheet.merge_cells("C1:D1")
    stream = io.BytesIO()
    workbook.save(stream)
    file = read_bytes(stream.getvalue(), "list.xlsx", reader.options)
    (reading,) = file.rows()
    assert file.header == ("名称", "住所", "参加費_小学生", "参加費_大人")
    assert {(price.stage, price.yen) for price in reading.draft.fees.prices} >= {("elementary", 0), ("adult", 300)}


def test_dirt_07_a_formula_without_a_value_is_told(reader: Any, write_xlsx: Callable[..., bytes]) -> None:
    content = write_xlsx({"一覧": [["名称", "住所", "電話番号"], ["ほしぞら子ども食堂", "西東京市田無町", "=A1&B1"]]})
    file = read_bytes(content, "list.xlsx", reader.options)
    assert ("formula_not_calculated", "1") in {(issue.code, issue.original) for issue in file.assumptions}

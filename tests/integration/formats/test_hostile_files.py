"""Files that were made to hurt: read or refused, never a crash."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.errors import FileRefused
from directory.formats.read import ReadOptions, read_bytes

HEADER = "名称,住所,電話番号\n".encode()
SHEET_START = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def workbook(sheet: str, write_xlsx: Callable[..., bytes]) -> bytes:
    """A valid workbook whose first sheet was exchanged."""
    source = zipfile.ZipFile(io.BytesIO(write_xlsx({"一覧": [["名称"]]})))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, sheet if name.endswith("sheet1.xml") else source.read(name))
    return stream.getvalue()


def refusal(content: bytes, name: str = "list.csv") -> str:
    with pytest.raises(FileRefused) as refused:
        read_bytes(content, name)
    return refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (HEADER + b"a" * 200_000, "cell_too_long"),
        (HEADER + "あ".encode() * 20_001, "cell_too_long"),
        (HEADER + b'"' + b"a,b\n" * 50_000, "cell_too_long"),
        (b",".join([b"c"] * 5000) + b"\n", "too_many_columns"),
        (b"[" * 100_000, "file_not_table"),
        (b'{"a":1,"a":2}', "file_not_resources"),
        (b'[{"lat":NaN}]', "file_not_resources"),
        (b'[{"lat":' + b"9" * 10_000 + b"}]", "file_not_resources"),
        (b'[{"name":"\\ud800"}]', "file_not_resources"),
        (b"{broken", "file_not_table"),
        (b"\x87\xff\xfe" * 50, "file_encoding"),
        (b"PK\x03\x04" + bytes(range(256)), "file_damaged"),
        (HEADER * 2, "file_not_resources"),
    ],
)
def test_hostile_text_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_too_many_rows_are_refused_before_they_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.formats.limits.MAX_ROWS", 3)
    assert refusal(HEADER + "ほし公民館,西東京市,\n".encode() * 4) == "too_many_rows"


def test_too_large_files_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.formats.json_records.MAX_JSON_BYTES", 10)
    assert refusal(b'[{"name":"x","address":"y"}]') == "file_too_large"


@pytest.mark.parametrize(
    "prolog",
    ['<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hosts">]>'],
)
def test_entities_in_a_workbook_are_refused(prolog: str, write_xlsx: Callable[..., bytes]) -> None:
    assert (
        refusal(workbook(f'<?xml version="1.0"?>{prolog}{SHEET_START}</sheetData></worksheet>', write_xlsx))
        == "xlsx_bomb"
    )


def test_a_workbook_that_unpacks_beyond_the_cap_is_refused(
    monkeypatch: pytest.MonkeyPatch, write_xlsx: Callable[..., bytes]
) -> None:
    monkeypatch.setattr("directory.formats.spreadsheet.MAX_UNPACKED_BYTES", 100_000)
    cell = f'<row r="1"><c t="inlineStr"><is><t>{"A" * 200_000}</t></is></c></row>'
    assert refusal(workbook(f"{SHEET_START}{cell}</sheetData></worksheet>", write_xlsx)) == "xlsx_bomb"


def test_a_cell_at_the_end_of_the_sheet_costs_nothing(write_xlsx: Callable[..., bytes]) -> None:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(workbook(f"{SHEET_START}{far}</sheetData></worksheet>", write_xlsx)) == "too_many_columns"


def test_control_characters_and_markup_stay_data(reader: Any) -> None:
    name = "\x00ほし\x1b[31m公民館<script>alert(1)</script>${x}"
    (reading,) = reader.readings(("名称", "住所"), (name, "西東京市1"))
    assert reading.draft.name == "ほし[31m公民館<script>alert(1)</script>${x}"


def test_a_javascript_link_is_no_contact(reader: Any) -> None:
    reading = reader.one(URL="javascript:alert(1)")
    assert reading.draft.contacts == ()
    assert "url_unreadable" in {issue.code for issue in reading.issues}


def test_a_name_beyond_the_limit_rejects_its_row_alone(reader: Any) -> None:
    long, short = reader.readings(("名称", "住所"), ("ほ" * 300 + "公民館", "西東京市1"), ("ほし公民館", "西東京市1"))
    assert [issue.code for issue in long.issues if issue.severity == "error"] == ["name_too_long"]
    assert short.draft is not None


OPTIONS = ReadOptions(category="child_cafe", municipality="13229")
PIECES = st.sampled_from(
    [
        "名称",
        "住所",
        "緯度",
        "開催日",
        "参加費",
        ",",
        "\n",
        '"',
        "'",
        "=",
        "\ufeff",
        "139.5",
        "第2土曜",
        "{",
        "[",
        "\0",
        "あ",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.lists(PIECES, max_size=60).map(lambda parts: "".join(parts).encode())))
def test_any_bytes_are_read_or_refused_and_no_row_is_lost(content: bytes) -> None:
    try:
        file = read_bytes(content, f"{os.curdir}.csv", OPTIONS)
        rows = list(file.rows())
    except FileRefused:
        return
    assert len(rows) + file.blank_count == file.row_count
    for row in rows:
        has_reason = any(issue.severity == "error" for issue in row.issues)
        assert has_reason is (row.draft is None and row.venue is None)

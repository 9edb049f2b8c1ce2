"""Dirt of real files, one test and more for every numbered line of the catalogue that concerns reading."""

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
from directory.domain.facts import fact
from directory.formats.csv_cells import escape_cell
from directory.formats.read import ReadOptions, read_bytes

HEADER = ("名称", "住所", "電話番号")
ROW = ("髙﨑①子ども食堂～ほし～", "東京都西東京市田無町一丁目1-1", "042-000-0000")

Codes = Callable[[Any], set[str]]


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


def test_dirt_08_the_rows_say_the_municipality_and_not_the_file_name(reader: Any) -> None:
    file = reader.open(("団体コード", *HEADER), ("392014", *ROW), ("", *ROW), name="131059_list.csv")
    assert [row.draft.municipality for row in file.rows()] == ["39201", "13229"]


@pytest.mark.parametrize(
    ("code", "pref", "municipality"),
    [("11002", "北海道", "01100"), ("13", "東京都", "13229"), ("132292.0", "東京都", "13229")],
)
def test_dirt_09_damaged_codes(reader: Any, code: str, pref: str, municipality: str) -> None:
    assert reader.draft(全国地方公共団体コード=code, 都道府県=pref).municipality == municipality


def test_dirt_09_destroyed_blank_and_repeated_ids_are_replaced_by_name_and_address(
    reader: Any, codes_of: Codes
) -> None:
    header = ("ID", "名称", "住所", "全国地方公共団体コード")
    names = ("ほし", "つき", "ひ", "みず", "き")
    ids = ("1.72E+12", "", "7", "7", "8")
    rows = [(record, f"{name}子ども食堂", "西東京市", "132292") for record, name in zip(ids, names, strict=True)]
    readings = reader.readings(header, *rows)
    expected = [{"id_destroyed"}, {"id_missing"}, {"id_repeated"}, {"id_repeated"}, set()]
    assert [codes_of(reading) for reading in readings] == expected
    keys = [reading.draft.stable_key for reading in readings]
    assert len(set(keys)) == 5
    backwards = [reading.draft.stable_key for reading in reader.readings(header, *reversed(rows))]
    assert keys == backwards[::-1]


def test_dirt_10_a_municipality_or_an_office_is_no_facility(reader: Any, codes_of: Codes) -> None:
    header = ("pref", "city", "name", "zip", "addr", "phone", "note")
    names = ("星空市", "星空市子育て支援課", "ほしぞら市民ひろば", "北市場サロン")
    readings = reader.readings(header, *[("東京都", "西東京市", name, "", "西東京市田無町1", "", "") for name in names])
    assert [codes_of(reading) & {"not_a_facility"} for reading in readings] == [{"not_a_facility"}] * 2 + [set()] * 2
    assert [reading.draft is None for reading in readings] == [True, True, False, False]


def test_dirt_10_city_names_with_more_or_less_are_left_to_the_gazetteer(reader: Any) -> None:
    asked: list[tuple[str, str, str]] = []

    def remember(pref: str, city: str, address: str) -> str:
        asked.append((pref, city, address))
        return "11233"

    options = ReadOptions(resolve_municipality=remember)
    reader.readings(("pref", "city", "name", "addr"), ("埼玉県", "北本市栄", "ほしぞらひろば", "栄1"), options=options)
    assert asked == [("埼玉県", "北本市栄", "栄1")]


def test_dirt_10_an_address_in_the_name_is_marked(reader: Any, codes_of: Codes) -> None:
    reading = reader.one(名称="田無町３－７－２ほしぞらビル こども食堂")
    assert "name_holds_address" in codes_of(reading)
    assert reading.draft is not None


def test_dirt_11_raw_addresses_reach_the_geocoder_unchanged(reader: Any) -> None:
    raw = "田無町ー１の２　五ﾉ神三番町七"
    reading = reader.one(住所=raw, 都道府県="東京都", 市区町村名="西東京市")
    assert reading.draft.venues[0].address == raw


def test_dirt_12_the_host_facility_is_a_field_of_its_own(reader: Any) -> None:
    draft = reader.draft(住所="西東京市田無町1-1（ほしぞら保育園内）", 方書="2階")
    assert (draft.venues[0].host, draft.venues[0].building) == ("ほしぞら保育園", "2階")


def test_dirt_13_notes_and_newlines_stay_in_the_published_address(reader: Any) -> None:
    raw = "西東京市田無町1-1\n※R6.4月より新住所になります。"
    assert reader.draft(住所=raw).venues[0].address == raw


def test_dirt_14_places_without_an_address_are_accepted(reader: Any, codes_of: Codes) -> None:
    assert reader.draft(住所="西東京市").venues[0].address == "西東京市"
    assert reader.draft(住所="非公開").venues[0].address == "非公開"
    blank = reader.one(住所="")
    assert blank.draft.venues == ()
    assert "address_blank" in codes_of(blank)


def test_dirt_14_a_note_that_asks_for_secrecy_protects_the_address(reader: Any, codes_of: Codes) -> None:
    reading = reader.one(備考="住所は非公開")
    assert reading.draft.visibility == "area_only"
    assert "address_withheld" in codes_of(reading)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected", "code"),
    [
        ("35.728123", "139.538123", (35.728123, 139.538123), ""),
        ("139.538123", "35.728123", (35.728123, 139.538123), "coordinate_swapped"),
        ("３５．７２８１２３", "139.538123", (35.728123, 139.538123), ""),
        ("35.728123 付近", "139.538123", (35.728123, 139.538123), ""),
        ("35度43分41.2秒", "139度32分17.2秒", (35.7281111, 139.5381111), ""),
        ("35.7", "139.5", (35.7, 139.5), "coordinate_coarse"),
        ("0", "0", None, "coordinate_zero"),
        ("35,728", "139.538123", None, "coordinate_unreadable"),
        ("nan", "139.538123", None, "coordinate_unreadable"),
        ("1e999", "139.538123", None, "coordinate_unreadable"),
        ("9" * 400, "139.538123", None, "coordinate_unreadable"),
        ("35.728123", "", None, "coordinate_unreadable"),
        ("-35.728123", "139.538123", None, "coordinate_outside"),
        ("48.858", "2.294", None, "coordinate_outside"),
    ],
)
def test_dirt_15_coordinates(
    reader: Any, codes_of: Codes, latitude: str, longitude: str, expected: tuple[float, float] | None, code: str
) -> None:
    reading = reader.one(緯度=latitude, 経度=longitude)
    point = reading.draft.venues[0].coordinate
    assert (point and (point.latitude, point.longitude)) == expected
    assert {issue for issue in codes_of(reading) if issue.startswith("coordinate")} == ({code} if code else set())


def test_dirt_16_two_numbers_an_extension_and_an_impossible_one(reader: Any, codes_of: Codes) -> None:
    reading = reader.one(電話番号="（042）000-0000 / 0422-00-0000", 内線番号="9", FAX番号="042-000-0001")
    contacts = [(contact.kind, contact.value) for contact in reading.draft.contacts]
    assert contacts == [("phone", "042-000-0000"), ("phone", "0422-00-0000"), ("fax", "042-000-0001")]
    assert "内線9" in reading.draft.contacts[0].note
    assert "phone_undisclosed" in codes_of(reader.one(電話番号="非公開"))
    assert codes_of(reader.one(電話番号="※近日中に掲載予定")) & {"phone_unreadable"}


def test_dirt_17_private_mail_and_mobiles_are_for_staff(reader: Any) -> None:
    draft = reader.draft(
        メールアドレス1="hoshi@example.com", 電話番号1="080-0000-0000（ショートメール可）", URL="https://example.jp/"
    )
    assert {contact.kind: contact.publicity for contact in draft.contacts} == {
        "email": "staff",
        "phone": "staff",
        "url": "public",
    }
    office = reader.draft(メールアドレス1="kosodate@city.example.lg.jp")
    assert office.contacts[0].publicity == "public"


def test_dirt_18_hours_from_columns(reader: Any) -> None:
    draft = reader.draft(開催曜日="土", 開催開始時間="9：30", 開催終了時間="12:00:00")
    assert [(window.start, window.end) for rule in draft.schedule.rules for window in rule.windows] == [(570, 720)]
    assert draft.schedule.rules[0].byday == (5,)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("1", "yes"),
        ("1 ", "yes"),
        ("○", "yes"),
        ("有", "yes"),
        ("可", "yes"),
        ("無", "no"),
        ("", "unknown"),
        ("要相談", "unknown"),
    ],
)
def test_dirt_19_flags_are_yes_no_or_unknown(reader: Any, text: str, answer: str) -> None:
    assert fact(reader.draft(テイクアウト実施=text).facts, "takeaway") == answer


def test_dirt_19_unknown_fees_are_never_free(reader: Any) -> None:
    assert fact(reader.draft(参加費_小学生=" -").facts, "free") == "unknown"
    assert fact(reader.draft(参加費="無料").facts, "free") == "yes"
    assert reader.draft(参加費_大人="0 ").fees.prices[0].yen == 0


def test_dirt_20_ages_in_the_district_column_are_no_districts(reader: Any, codes_of: Codes) -> None:
    wrong = reader.one(学区="未就学児")
    assert wrong.draft.venues[0].district_labels == ()
    assert "district_wrong_column" in codes_of(wrong)
    assert reader.draft(学区="ほし小;つき小").venues[0].district_labels == ("ほし小", "つき小")


def test_dirt_20_weekday_words_and_weekdays_in_the_day_column(reader: Any) -> None:
    assert reader.draft(開催曜日="水曜日", 開催開始時間="10:00").schedule.rules[0].byday == (2,)
    assert reader.draft(開催日="毎週水曜日", 開催開始時間="10:00").schedule.rules[0].byday == (2,)


def test_dirt_21_contradicting_columns_are_flagged_and_both_kept(reader: Any, codes_of: Codes) -> None:
    reading = reader.one(開催頻度="1", 開催日="第３木曜日", 開催開始時間="10:00", 開催終了時間="16:00")
    assert "schedule_contradiction" in codes_of(reading)
    assert "第３木曜日" in reading.draft.schedule.raw


def test_dirt_22_states_and_dates_of_the_publisher_are_kept(reader: Any, codes_of: Codes) -> None:
    assert reader.draft(状態="終了").status == "ended"
    assert reader.draft(状態="休止").status == "paused"
    assert reader.draft().status == "active"
    paused = reader.one(備考="現在休止中")
    assert (paused.draft.status, "status_from_note" in codes_of(paused)) == ("paused", True)
    assert reader.draft(確認日="2026/5/1").assured_on == date(2026, 5, 1)
    assert reader.draft().assured_on is None


def test_dirt_23_the_same_name_at_two_places_is_two_things(reader: Any) -> None:
    readings = reader.readings(
        HEADER, ("ひだまりひろば", "西東京市田無町1", ""), ("ひだまりひろば", "西東京市保谷町1", "")
    )
    assert len({reading.draft.stable_key for reading in readings}) == 2


def test_dirt_23_identical_rows_get_keys_of_their_own_and_are_told(reader: Any, codes_of: Codes) -> None:
    readings = reader.readings(HEADER, ROW, ROW)
    assert len({reading.draft.stable_key for reading in readings}) == 2
    assert [codes_of(reading) & {"row_repeated"} for reading in readings] == [set(), {"row_repeated"}]


def test_dirt_23_sessions_of_one_name_and_address_keep_their_keys_when_rows_move(reader: Any) -> None:
    header = (*HEADER, "曜日")
    rows = [(*ROW, "月"), (*ROW, "金")]
    forwards = {reading.cells: reading.draft.stable_key for reading in reader.readings(header, *rows)}
    backwards = {reading.cells: reading.draft.stable_key for reading in reader.readings(header, *reversed(rows))}
    assert forwards == backwards
    assert len(set(forwards.values())) == 2


@pytest.mark.parametrize(
    "name",
    ["靱こども食堂", "育児&育自“ほしの指と〜まれ！”こども食堂", "?ほしの指と～まれ！?こども食堂", "ﾞ先頭濁点こども食堂"],
)
def test_dirt_24_names_stay_as_published(reader: Any, name: str) -> None:
    assert reader.draft(名称=name).name == name


@pytest.mark.parametrize("text", ["=1+1", "+81-3-0000-0000", "@例", "-", "＝例"])
def test_dirt_25_guarded_cells_are_read_back_equal(reader: Any, text: str) -> None:
    assert reader.draft(備考=escape_cell(text)).description == text

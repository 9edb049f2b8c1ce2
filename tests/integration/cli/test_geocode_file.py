"""`directory geocode` with files: bytes kept, columns found, nothing lost by accident."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest

from tests.integration.cli.geocoding import NISHI, TANASHI, directory, geocode, read

__all__ = ["directory", "geocode"]


@pytest.mark.parametrize(
    ("codec", "mark", "end", "separator"),
    [
        ("utf-8", b"\xef\xbb\xbf", "\r\n", ","),
        ("utf-8", b"", "\n", ","),
        ("cp932", b"", "\r\n", ","),
        ("utf-16-le", b"\xff\xfe", "\r\n", "\t"),
    ],
)
def test_every_byte_that_was_there_is_still_there(geocode, codec, mark, end, separator):
    rows = (
        ("名称", "住所", "備考"),
        ('"ひだまり ""の"" 家（架空）"', TANASHI, f'"2行の{end}備考"'),
        ("=1+1", f'"{NISHI}"', ""),
        (" あけぼの ", "", "'そのまま"),
    )
    given = [separator.join(cells) for cells in rows]
    assert geocode(mark + end.join(given).encode(codec)) == 0
    lines = geocode.out.read_bytes().removeprefix(mark).decode(codec)
    assert geocode.out.read_bytes().startswith(mark)
    position = 0
    for line in given:
        assert lines.startswith(line + separator, position)
        position = lines.find(end, position + len(line)) + len(end)
    assert f"西東京市{separator}田無町四丁目" in lines


def test_short_and_long_rows_get_their_cells_in_the_same_columns(geocode):
    given = f"名称,住所,備考\nあ,{TANASHI}\nい,{NISHI},う,え,\n\n".encode()
    assert geocode(given) == 0
    table = list(csv.reader(io.StringIO(geocode.out.read_text(encoding="utf-8"), newline="")))
    column = table[0].index("geo_city")
    assert [row[column] for row in table[1:] if row] == ["西東京市", "大阪市西区"]
    assert table[3] == [], "a blank line stays blank"


def test_lines_above_the_header_stay_as_they_are(geocode):
    assert geocode(f"子ども食堂の一覧（架空）\n\n名称,住所\nあ,{TANASHI}\n".encode()) == 0
    lines = geocode.out.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "子ども食堂の一覧（架空）"
    assert lines[2].startswith("名称,住所,geo_pref,geo_city")


def test_what_cp932_lacks_is_marked_and_the_rest_is_kept(geocode):
    assert geocode("住所\r\n東京都千代田区麹町1-1\r\n".encode("cp932")) == 0
    assert "千代田区" in geocode.out.read_bytes().decode("cp932")


def test_one_column_named_by_hand(geocode, directory):
    given = f"ところ,ひと\n{TANASHI},ア\n".encode()
    assert geocode(given) == 1
    assert "ところ、ひと" in directory.err
    assert "--address-column" in directory.err
    assert geocode(given, "--address-column", "ばしょ") == 1
    assert "ところ" in directory.err
    assert geocode(given, "--address-column", "ところ") == 0
    assert read(geocode.out)[0]["geo_jis"] == "13229"


def test_municipality_and_postal_code_columns_help(geocode):
    given = "名称,市区町村名,住所\nあ,高松市,一宮町781\nい,堺市西区,鳳東町6-600\n".encode()
    assert geocode(given) == 0
    assert [(row["geo_city"], row["geo_match"]) for row in read(geocode.out)] == [
        ("高松市", "context"),
        ("堺市西区", "context"),
    ]


def test_questions_show_candidates_and_what_was_read_otherwise(geocode, directory):
    given = "名称,住所\nあ,香川県高松市屋宮西町1-1\nい,月面基地1-1\nう,非公開\nえ,\n".encode()
    assert geocode(given) == 0
    typo, moon, secret, blank = read(geocode.out)
    assert (typo["geo_match"], typo["geo_corrected_from"]) == ("fuzzy", "屋宮西町")
    assert typo["geo_note"]
    assert (moon["geo_city"], secret["geo_city"], blank["geo_city"]) == ("", "", "")
    assert moon["geo_note"] != secret["geo_note"]
    assert "list.csv:2:住所" in directory.out
    assert "list.csv:3:住所" in directory.out
    assert "directory import" in directory.out


def test_ties_are_listed(geocode):
    assert geocode("住所\n中央区中央1-1\n".encode()) == 0
    row = read(geocode.out)[0]
    assert "千葉県千葉市中央区" in row["geo_candidates"]
    assert "静岡県浜松市中央区" in row["geo_candidates"]


def test_added_cells_are_no_formulas(geocode):
    assert geocode("住所\n香川県高松市屋宮西町1-1\n".encode()) == 0
    added = read(geocode.out)[0]
    assert not any(value.startswith(("=", "+", "-", "@")) for value in added.values())


def test_one_address_a_line(geocode):
    assert geocode(f"{TANASHI}\n\n{NISHI}、2階\n".encode(), name="list.txt") == 0
    rows = read(geocode.out)
    assert rows[0]["住所"] == TANASHI
    assert [row["geo_jis"] for row in rows if row["geo_jis"]] == ["13229", "27106"]


def test_a_workbook_becomes_a_csv_for_excel(geocode):
    book = openpyxl.Workbook()
    for row in (("名称", "住所"), ("あ", TANASHI)):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    assert geocode(content.getvalue(), name="list.xlsx") == 0
    assert geocode.out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [(row["名称"], row["geo_city"]) for row in read(geocode.out)] == [("あ", "西東京市")]


def test_points_lead_to_municipalities(geocode):
    given = "名称,緯度,経度\nあ,35.7275,139.5395\nい,34.0,139.0\nう,,\nえ,139.5395,35.7275\n".encode()
    assert geocode(given, "--reverse") == 0
    found = read(geocode.out)
    assert [row["geo_city"] for row in found] == ["西東京市", "", "", ""]
    assert found[0]["geo_town"].startswith("田無町")
    assert len({row["geo_note"] for row in found}) == 3


def test_a_finished_file_is_not_lost_by_accident(geocode, directory):
    given = f"住所\n{TANASHI}\n".encode()
    assert geocode(given) == 0
    before = geocode.out.read_bytes()
    assert geocode(given) == 1
    assert "--replace" in directory.err
    assert geocode.out.read_bytes() == before
    assert geocode(given, "--replace") == 0
    assert not list(directory.folder.glob("*.part*"))


def test_the_file_itself_and_its_own_output_are_refused(directory, geocode):
    assert geocode(f"住所\n{TANASHI}\n".encode()) == 0
    assert directory("geocode", "--file", geocode.out, "--out", geocode.out, "--replace") == 1
    assert directory("geocode", "--file", geocode.out, "--out", directory.folder / "next.csv") == 1
    assert "geo_pref" in directory.err


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "空"), ("住所,名称\n".encode() + b"\xe3\x81\x82\xe3\x81\x84\xe3\x81\x86,\xff\n", "list.csv")],
)
def test_what_can_not_be_read_is_refused_by_name(geocode, directory, content, words):
    assert geocode(content) == 1
    assert "list.csv" in directory.err
    assert words in directory.err
    assert not geocode.out.exists()


def test_a_dry_run_writes_nothing(geocode, directory):
    assert geocode(f"住所\n{TANASHI}\n".encode(), "--dry-run") == 0
    assert not geocode.out.exists()
    assert "--dry-run" in directory.out


def test_the_summary_for_programs(geocode, directory):
    assert geocode(f"住所\n{TANASHI}\n月面1-1\n".encode(), "--json") == 0
    summary = json.loads(directory.out)
    assert summary["rows"] == 2
    assert (summary["counts"]["located"], summary["counts"]["not_found"]) == (1, 1)


@pytest.mark.parametrize(
    "words",
    [
        ("geocode",),
        ("geocode", "x", "--jsonl"),
        ("geocode", "x", "--out", "y.csv"),
        ("geocode", "x", "--near", "架空市"),
        ("geocode", "abc", "--reverse"),
        ("geocode", "139.5395,35.7275", "--reverse"),
    ],
)
def test_wrong_words_are_usage_errors(directory, words):
    assert directory(*words) == 2


def test_a_point_on_the_command_line(directory):
    answer = directory.json("geocode", "--reverse", "35.7275,139.5395")
    assert answer[0]["results"][0]["jis"] == "13229"
    assert directory("geocode", "--reverse", "@35.7275,139.5395,17z") == 0
    assert "西東京市" in directory.out


def test_a_guess_is_said_and_asked(directory):
    assert directory("geocode", "香川県高松市屋宮西町1-1") == 0
    assert "「屋宮西町」" in directory.out
    assert "確かめて" in directory.out

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.errors import FileRefused
from directory.formats.text_readings import TextReading, read_texts


def write(folder: Path, content: str, name: str = "texts.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content.encode(encoding))
    return path


def said(readings: tuple[TextReading, ...]) -> list[tuple[int, str, str, str]]:
    return [(reading.row, reading.kind, reading.column, reading.text) for reading in readings]


def test_rows_are_read_as_an_import_reads_them(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "一覧\r\n名称,開催曜日,開始時間,終了時間,対象年齢\r\nあおぞら,土,10:00,12:00,小学生\r\n",
        encoding="cp932",
    )
    assert said(tuple(read_texts(path))) == [(3, "schedule", "", "土 10:00～12:00"), (3, "age", "", "小学生")]
    assert said(tuple(read_texts(path, kind="age"))) == [(3, "age", "", "小学生")]


def test_a_column_without_a_known_header_holds_schedules_unless_said(tmp_path: Path) -> None:
    path = write(tmp_path, "名称\tいつ\nあおぞら\t第1土曜\nゆうやけ\t\n", name="texts.tsv")
    assert said(tuple(read_texts(path, column="いつ"))) == [(2, "schedule", "いつ", "第1土曜")]
    assert said(tuple(read_texts(path, column="いつ", kind="fee"))) == [(2, "fee", "いつ", "第1土曜")]


def test_objects_of_json_are_rows(tmp_path: Path) -> None:
    path = write(tmp_path, '[{"名称": "あおぞら", "料金": "無料"}]', name="texts.json")
    assert said(tuple(read_texts(path))) == [(1, "fee", "", "無料")]


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    path = write(tmp_path, "\ufeff毎週月曜\r\n\r\n毎週火曜\r\n", name="texts.TXT")
    assert [(reading.row, reading.text) for reading in read_texts(path)] == [(1, "毎週月曜"), (3, "毎週火曜")]


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        ("\n\n", "texts.txt", "file_empty"),
        ("名称,住所\nあおぞら,北町\n", "texts.csv", "text_column_missing"),
    ],
)
def test_files_without_such_texts_are_refused(tmp_path: Path, content: str, name: str, code: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        tuple(read_texts(write(tmp_path, content, name=name)))
    assert refusal.value.code == code


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_texts(tmp_path / "nothing.csv")
    assert refusal.value.code == "file_missing"

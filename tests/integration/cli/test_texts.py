"""`directory texts check`: what a file says about days, ages and fees, without a database."""

from __future__ import annotations

import re

import pytest

from directory.assets import web_folder
from directory.text.age_text import parse_age
from directory.text.fee_text import parse_fees
from directory.text.schedule_text import parse_schedule
from directory.wording.words import open_words
from tests.integration.cli.conftest import Commands

HEADER = "名称,開催日時,参加条件,参加費"
ROWS = (
    "ひまわり食堂,第2・4土曜（8月除く）10時～12時,小学生まで,こども無料　おとな300円",
    "つくし広場,不定期,どなたでも,要問合せ",
    "なのはな文庫,原則第3日曜 13:00～15:00,,",
)
MONDAY = ("--today", "2026-06-01")


@pytest.fixture
def directory(tmp_path, monkeypatch, capsys) -> Commands:
    """Commands without a database: texts need none."""
    monkeypatch.chdir(tmp_path)
    return Commands(tmp_path, capsys)


def test_every_text_of_a_table_is_shown_with_what_was_understood(directory):
    path = directory.write("texts.csv", *ROWS, header=HEADER)
    assert directory("texts", "check", path, *MONDAY) == 0
    assert "2 行目 日時" in directory.out
    assert "分かった: 毎月第2・第4土曜 10:00～12:00 休み:8月" in directory.out
    assert "次の日: 6月13日（土） 10:00〜12:00、6月27日（土） 10:00〜12:00、7月11日（土） 10:00〜12:00" in directory.out
    assert "分かった: 子ども 無料／大人 300円" in directory.out
    assert "分からない: （なし）" in directory.out
    assert "日が決まっていません" in directory.out


def test_json_holds_the_same_with_a_summary(directory):
    found = directory.json("texts", "check", directory.write("texts.csv", *ROWS, header=HEADER), *MONDAY)
    assert found["today"] == "2026-06-01"
    assert found["summary"] == [
        {"kind": "schedule", "total": 3, "fully": 1, "partly": 1, "refused": 1},
        {"kind": "age", "total": 2, "fully": 2, "partly": 0, "refused": 0},
        {"kind": "fee", "total": 2, "fully": 1, "partly": 0, "refused": 1},
    ]
    first, last = found["texts"][0], found["texts"][-1]
    assert (first["row"], first["kind"], first["outcome"]) == (2, "schedule", "fully")
    assert first["next"][0] == {"date": "2026-06-13", "certainty": "certain"}
    assert last["flags"] == ["irregular"]
    assert {each["certainty"] for each in last["next"]} == {"maybe"}


def test_one_column_is_read_as_what_its_header_says(directory):
    path = directory.write("texts.csv", "ひまわり,土日祝日,300", header="名称,定休日,ねだん")
    closed = directory.json("texts", "check", path, "--column", "定休日", *MONDAY)["texts"]
    assert [(each["column"], each["understood"]) for each in closed] == [("定休日", "休み:土・日曜、祝日")]
    fees = directory.json("texts", "check", path, "--column", "ねだん", "--kind", "fee")["texts"]
    assert [each["understood"] for each in fees] == ["300円"]


def test_a_text_file_is_one_text_a_line(directory):
    path = directory.folder / "list.txt"
    path.write_text("毎週土曜 10時～12時\n\n第1日曜\n", encoding="utf-8")
    found = directory.json("texts", "check", path, *MONDAY)["texts"]
    assert [(each["row"], each["next"][0]["date"]) for each in found] == [(1, "2026-06-06"), (3, "2026-06-07")]
    path.write_text("小学生まで\n", encoding="utf-8")
    assert directory.json("texts", "check", path, "--kind", "age")["texts"][0]["kind"] == "age"


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("missing.csv",), 1, "ファイルがありません"),
        (("texts.csv", "--column", "ない"), 1, "--column で列の名前"),
        (("blank.txt",), 1, ""),
        (("texts.csv", "--today", "あした"), 2, "日付ではありません"),
        (("texts.csv", "--kind", "weather"), 2, ""),
    ],
)
def test_what_can_not_be_read_is_refused_with_a_sentence(directory, words, status, sentence):
    directory.write("texts.csv", *ROWS, header=HEADER)
    (directory.folder / "blank.txt").write_text("\n \n", encoding="utf-8")
    assert directory("texts", "check", *words) == status
    assert directory.out == ""
    said = re.sub(r"[\s│]", "", directory.err)
    assert said
    assert re.sub(r"\s", "", sentence) in said


@pytest.mark.parametrize("name", ["schedule", "age", "fee"])
def test_every_flag_has_words(name):
    texts = {
        "schedule": "不定期　程度　要相談　非公開　休止中　登録制　友引　"
        "隔週土曜 13時～　月1回日曜　夏季 18:00　第3火曜の翌日",
        "age": "おおむね3歳　1歳児クラス　市内在住の小学生（1年生優先）。大人は対象外。ひとり親",
        "fee": "一人親は半額　延長別途　要問合せ　1家族500円　500円/30分　相談は無料　3歳以下無料　場合により",
    }
    parse = {"schedule": parse_schedule, "age": parse_age, "fee": parse_fees}[name]
    flags = {flag for part in re.split(r"[　。]", texts[name]) for flag in parse(part).flags}
    words = open_words(web_folder() / "locales")
    assert len(flags) >= 5
    assert sorted(flag for flag in flags if f"text_flag.{flag}" not in words) == []

"""Dirt of real files, lines 16 to 25 of the catalogue: contacts, hours, flags, states, repeated and odd names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directory.domain.facts import fact
from directory.formats.csv_cells import escape_cell
from tests.integration.formats.dirty_rows import HEADER, ROW, Codes


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

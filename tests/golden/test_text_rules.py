"""The must-parse and must-refuse lists of formats.md section 3, and notations of bulletins, read one by one."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from directory.catalog.holidays import JapaneseHolidays
from directory.domain.fees import Fee
from directory.domain.schedule import Schedule
from directory.domain.sessions import next_sessions
from directory.text.age_text import parse_age
from directory.text.fee_text import parse_fees
from directory.text.schedule_text import parse_schedule
from directory.text.schedule_words import format_schedule

NOTATIONS = Path(__file__).with_name("schedule_notations.tsv")
"""Invented notations: text, what it means in one notation, flags, the first three certain dates from 2026-06-01."""
TODAY = date(2026, 6, 1)
HORIZON_DAYS = 92


def notations() -> list[dict[str, str]]:
    with NOTATIONS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def certain_days(schedule: Schedule) -> list[date]:
    found = next_sessions(schedule, today=TODAY, horizon_days=HORIZON_DAYS, holidays=JapaneseHolidays())
    return [session.on for session in found if session.certainty == "certain"]


def test_notations_of_bulletins_mean_what_a_person_reads() -> None:
    wrong = []
    for row in notations():
        schedule = parse_schedule(row["text"].replace("⏎", "\n"))
        days = " ".join(day.strftime("%m-%d") for day in certain_days(schedule)[:3])
        read = (format_schedule(schedule), " ".join(schedule.flags), days)
        if read != (row["notation"], row["flags"], row["next"]):
            wrong.append((row["text"], read))
    assert len(notations()) > 350
    assert wrong == []


def test_the_one_notation_is_read_again_with_the_same_days() -> None:
    """Of what was understood without a doubt; a doubt is a word of the published text."""
    wrong = []
    for row in notations():
        schedule = parse_schedule(row["text"].replace("⏎", "\n"))
        if schedule.leftover or schedule.flags:
            continue
        again = parse_schedule(row["notation"])
        same = (again.closed, again.added, again.cancelled) == (schedule.closed, schedule.added, schedule.cancelled)
        if not same or again.flags or certain_days(again) != certain_days(schedule):
            wrong.append(row["text"])
    assert wrong == []


@pytest.mark.shared
def test_published_schedules_are_written_and_read_again_with_the_same_days(shared_folder: Path) -> None:
    path = shared_folder / "eval" / "text" / "schedule_dev.tsv"
    if not path.is_file():
        pytest.skip(f"no schedule texts in {path}")
    with path.open(encoding="utf-8", newline="") as file:
        texts = [row["text"].replace("⏎", "\n") for row in csv.DictReader(file, delimiter="\t")]
    understood = [schedule for schedule in map(parse_schedule, texts) if not (schedule.flags or schedule.leftover)]
    wrong = []
    for schedule in understood:
        again = parse_schedule(format_schedule(schedule))
        same = (set(again.rules), set(again.closed)) == (set(schedule.rules), set(schedule.closed))
        if not same or certain_days(again) != certain_days(schedule):
            wrong.append(schedule.raw)
    assert len(understood) > 100
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "毎月1回友引の日曜日",
        "不定期（子供がきたら即開催）",
        "年3回",
        "月1回程度",
        "主に土曜日",
        "原則第2金曜日　変動あり",
        "春休み　夏休み　10月　12月",
        "夏季 18:00 冬季 17:00",
        "非公開",
        "月1回（土日どちらか、不定期）",
        "最終土or日",
        "第4(または第5)日曜",
        "隔週木曜",
        "2ヶ月に1回",
        "月１回土曜",
        "毎月中旬の土曜日",
        "第1月曜～金曜",
        "毎月21日（日・祝の場合は翌日）",
        "毎週土曜（授業のある日を除く）",
        "6.14（日）11:00～",
    ],
)
def test_what_has_to_be_refused_claims_no_date(text: str) -> None:
    schedule = parse_schedule(text)
    assert certain_days(schedule) == []
    assert schedule.flags or schedule.leftover


@pytest.mark.parametrize(
    ("text", "ages", "flag"),
    [
        ("2か月", (2, None), "single_age"),
        ("生後57日～", (1, None), ""),
        ("満3歳児", (36, 47), ""),
        ("1歳児クラス～", (12, None), "class_age"),
        ("1号認定 満3歳～、2・3号認定 3か月～", (3, None), ""),
        ("就学前", (0, 83), ""),
        ("小学4年生から大人", (108, None), ""),
        ("おおむね18歳未満", (None, 215), "approximate"),
        ("18歳未満", (None, 215), ""),
        ("どなたでも", (None, None), ""),
        ("高校生までのお子さまとその家族", (None, 227), ""),
        ("近隣居住の小学生", (72, 155), "place_condition"),
        ("小学生（1～3年生優先）", (72, 155), "priority"),
        ("児童の保護者は対象外", (None, None), "exclusion"),
        ("0～2歳児（妊婦含む）", (0, 35), ""),
        ("0歳〜3歳児", (0, 47), ""),
        ("区内小学校", (None, None), "place_condition"),
        ("", (None, None), ""),
        ("小学1年生～高校3年生", (72, 227), ""),
        ("～6歳", (None, 83), ""),
        ("0〜3歳児対象。生後6か月から預かり可", (6, 47), ""),
        ("誰でも参加できます。小学生は保護者同伴", (None, None), "conditional"),
        ("(3歳未満児 14:00～)", (None, None), ""),
        ("3歳から。2歳児クラスがある園もあり", (36, None), ""),
        ("2回目は3歳以上、1歳以上", (12, None), ""),
        ("10か月以上3歳未満", (10, 35), ""),
        ("3歳未満の乳幼児とその保護者", (None, 35), ""),
        ("3歳児以上の未就学児", (36, 83), ""),
        ("小学校低学年（1～3年生）", (72, 119), ""),
        ("小学生（5・6年生）", (120, 155), ""),
        ("定員20名、対象：3歳児", (36, 47), ""),
        ("歩き始めた子～3歳", (None, 47), ""),
    ],
)
def test_ages_are_read_as_the_rules_say(text: str, ages: tuple[int | None, int | None], flag: str) -> None:
    read = parse_age(text)
    assert (read.min_months, read.max_months) == ages
    assert not flag or flag in read.flags


FREE, THREE_HUNDRED = Fee(stage="anyone", yen=0), Fee(stage="anyone", yen=300)
YOUNG = tuple(Fee(stage=stage, yen=0) for stage in ("infant", "elementary", "junior_high"))


@pytest.mark.parametrize(
    ("text", "prices", "free", "flag"),
    [
        ("0", (FREE,), "yes", ""),
        ("無料", (FREE,), "yes", ""),
        ("100円~300円", (Fee(stage="anyone", yen=100, yen_max=300, kind="range"),), "no", ""),
        ("18歳以下は無料", (Fee(stage="child", yen=0),), "yes", ""),
        ("中学生まで無料", YOUNG, "unknown", ""),
        ("大人は親子で300円", (Fee(stage="adult", yen=300),), "unknown", "per_family"),
        (
            "子供はお手伝いすれば0円、有料は100円",
            (Fee(stage="child", yen=0), Fee(stage="child", yen=100)),
            "unknown",
            "conditional",
        ),
        ("カンパ制", (Fee(stage="anyone", kind="donation"),), "unknown", ""),
        ("材料費実費", (Fee(stage="anyone", kind="actual_cost"),), "unknown", ""),
        ("一人親家庭は半額", (), "unknown", "reduction"),
        ("1回300円（おやつ代込み）", (THREE_HUNDRED,), "no", ""),
        (
            "施設利用無料（カフェメニュー等は実費）",
            (FREE, Fee(stage="anyone", kind="actual_cost")),
            "yes",
            "extra_cost",
        ),
        ("要問合せ", (), "unknown", "ask"),
        (" -", (), "unknown", ""),
        ("年会費 3,000円/年", (Fee(stage="anyone", yen=3000, unit="year"),), "no", "extra_cost"),
        ("一般300円、学生(24歳まで)100円", (Fee(stage="adult", yen=300), Fee(stage="adult", yen=100)), "unknown", ""),
        ("2,000円、延長（1時間）500円", (Fee(stage="anyone", yen=2000),), "no", "extra_cost"),
        ("送迎料200円～/回（会員無料）", (), "unknown", "extra_cost"),
        ("大人300/子供100", (Fee(stage="adult", yen=300), Fee(stage="child", yen=100)), "no", ""),
        (
            "市内の方は無料、市外の方は300円",
            (FREE, THREE_HUNDRED),
            "unknown",
            "conditional",
        ),
        ("300円（3回目からは場合により200円）", (THREE_HUNDRED, Fee(stage="anyone", yen=200)), "no", "conditional"),
    ],
)
def test_fees_are_read_as_the_rules_say(text: str, prices: tuple[Fee, ...], free: str, flag: str) -> None:
    read = parse_fees(text, is_fee_column=True)
    assert set(read.prices) == set(prices)
    assert read.free_for_children == free
    assert not flag or flag in read.flags


def test_numbers_without_a_unit_mean_yen_in_fee_columns_only() -> None:
    assert parse_fees("100～300").prices == ()
    assert parse_fees("300").prices == ()
    assert parse_fees("300", is_fee_column=True).prices == (THREE_HUNDRED,)

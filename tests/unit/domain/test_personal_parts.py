"""Where in a text something stands that would tell who somebody is."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from directory.domain.personal_parts import PersonalPart, find_personal_parts

TODAY = date(2026, 6, 6)


def parts_of(text: str) -> list[tuple[str, str]]:
    return [(part.code, text[part.start : part.end]) for part in find_personal_parts(text, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "代表の山田花子さん（０９０−１２３４−５６７８）",
            [("person_name", "山田花子さん"), ("phone", "０９０−１２３４−５６７８")],
        ),
        ("阿部さんと児童館さんの話", [("person_name", "阿部さん")]),
        ("田中会館で佐藤　花子が待つ", [("person_name", "佐藤　花子")]),
        ("こはるちゃん、リクくん", [("person_name", "こはるちゃん"), ("person_name", "リクくん")]),
        ("H30.4.2生まれ", [("birth_date", "H30.4.2生まれ")]),
        ("2018-4-2の子", [("birth_date", "2018-4-2")]),
        ("本町1-2-3 さくらハイツ203号室", [("street", "1-2-3"), ("street", "ハイツ203号室")]),
        ("東小4年1組の子", [("age_and_class", "東小4年1組")]),
        ("ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ へ", [("email", "ｈａｎａ＠ｅｘａｍｐｌｅ．ｊｐ")]),
    ],
)
def test_the_part_is_named_as_it_was_typed(text: str, parts: list[tuple[str, str]]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "day", ["2026年5月10日", "令和8年4月1日", "2025-09-01", "平成30年4月1日から", "2018年4月1日に開設"]
)
def test_days_of_visits_and_of_openings_are_nobodys_birth(day: str) -> None:
    assert parts_of(f"{day}のことです") == []


def test_a_day_becomes_one_of_birth_when_it_is_long_ago() -> None:
    text = "2025年4月2日のことです"
    assert find_personal_parts(text, today=TODAY) != ()
    assert find_personal_parts(text, today=date(2026, 5, 1)) == ()


@pytest.mark.parametrize(
    "text", ["", "〇〇さん", "Aさん親子", "ちゃんと開いていました", "2-3人", "0-3歳", "3丁目の公園", "10:00-12:00"]
)
def test_ordinary_writing_is_left_alone(text: str) -> None:
    assert parts_of(text) == []


WRITING = st.text(
    alphabet="山田花子さんちゃくゆうた0123456789０９-ー年月日生組歳町丁目番号小@.a 　（）の、", max_size=60
)


@given(WRITING, WRITING)
@example("平成元年2月30日", "")
@example("20180231", "")
def test_parts_lie_in_the_text_apart_and_in_order(before: str, after: str) -> None:
    text = f"{before}080-1111-2222{after}"
    parts = find_personal_parts(text, today=TODAY)
    assert all(0 <= part.start < part.end <= len(text) for part in parts)
    assert all(one.end <= other.start for one, other in pairwise(parts))


@given(WRITING)
def test_a_telephone_apart_from_the_rest_is_always_found(text: str) -> None:
    found = find_personal_parts(f"{text}。080-1111-2222。", today=TODAY)
    assert PersonalPart(code="phone", start=len(text) + 1, end=len(text) + 14) in found

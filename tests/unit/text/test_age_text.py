from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.text.age_text import parse_age


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("2か月～", 2, None),
        ("生後57日～", 1, None),
        ("満3歳児", 36, 47),
        ("1号認定 満3歳～、2・3号認定 3か月～", 3, None),
        ("就学前", 0, 83),
        ("小学4年生から大人", 108, None),
        ("18歳未満", None, 215),
        ("おおむね18歳未満", None, 215),
        ("18歳まで", None, 227),
        ("どなたでも", None, None),
        ("高校生までのお子さまとその家族", None, 227),
        ("近隣居住の小学生", 72, 155),
        ("小学1～6年生（1～3年生優先）", 72, 155),
        ("0歳〜3歳児", 0, 47),
        ("0～5歳児（地域枠：0～2歳児）", 0, 71),
        ("1歳半～就学前", 18, 83),
        ("1歳10ヶ月～", 22, None),
        ("0歳（4ヶ月）～", 4, None),
        ("小中学生", 72, 191),
        ("小学生・中学生", 72, 191),
        ("高校生・一般", 180, None),
        ("市内在住の概ね18歳から39歳まで", 216, 479),
        ("60歳以上", 720, None),
        ("3歳になる年度末まで", None, 47),
        ("未就学児とその保護者", 0, 83),
        ("生後2か月から小学校就学前まで", 2, 83),
        ("0才～5才", 0, 71),
        ("小1～小6", 72, 155),
        ("年少～年長", 36, 83),
        ("妊娠中の方から3歳未満のお子さん", None, 35),
        ("小学生4年生から6年生と中学校生", 108, 191),
    ],
)
def test_ages_are_inclusive_months(text: str, minimum: int | None, maximum: int | None) -> None:
    eligibility = parse_age(text)
    assert (eligibility.min_months, eligibility.max_months) == (minimum, maximum)
    assert eligibility.raw == text


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("1歳児クラス～", "class_age"),
        ("16か月～（4.1時点1歳児）", "class_age"),
        ("おおむね18歳未満", "approximate"),
        ("近隣居住の小学生", "place_condition"),
        ("区内小学校", "place_condition"),
        ("小学1～6年生（1～3年生優先）", "priority"),
        ("児童の保護者は対象外", "exclusion"),
        ("18歳以下は無料", "wrong_column"),
        ("高校生は主催者が認めた者に限る", "conditional"),
        ("3か月", "single_age"),
        ("0 3 歳児", "gaps"),
    ],
)
def test_conditions_are_flagged(text: str, flag: str) -> None:
    assert flag in parse_age(text).flags


@pytest.mark.parametrize(
    "text",
    [
        "区内小学校",
        "",
        "児童の保護者は対象外",
        "大人のみ不可",
        "3か月ごとにお知らせ",
        "定員は子ども10名",
        "18歳以下無料",
    ],
)
def test_what_says_no_age_gives_none(text: str) -> None:
    eligibility = parse_age(text)
    assert (eligibility.min_months, eligibility.max_months, eligibility.stages) == (None, None, ())


def test_stages_are_those_named() -> None:
    assert parse_age("乳幼児と妊婦").stages == ("infant", "preschool", "pregnant")
    assert parse_age("どなたでも").stages == ("anyone",)
    assert parse_age("小学生と大人").stages == ("elementary", "adult")


def test_pregnant_women_do_not_widen_the_ages_of_children() -> None:
    eligibility = parse_age("0～2歳児（妊婦含む）")
    assert (eligibility.min_months, eligibility.max_months) == (0, 35)
    assert "pregnant" in eligibility.stages


def test_what_is_not_understood_is_left_over() -> None:
    assert parse_age("区内小学校").leftover == "区内小学校"


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet="0123456789歳児か月生後小中高学年未満以上下まで～（）優先対象外大人", max_size=40),
    )
)
def test_any_text_is_kept_and_never_raises(text: str) -> None:
    eligibility = parse_age(text)
    assert eligibility.raw == text
    if eligibility.min_months is not None and eligibility.max_months is not None:
        assert eligibility.min_months <= eligibility.max_months

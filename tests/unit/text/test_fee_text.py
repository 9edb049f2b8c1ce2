from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.domain.facts import YesNo
from directory.domain.fees import Fee
from directory.text.fee_text import FeeColumns, parse_fees, read_fee_columns


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("無料", (Fee(stage="anyone", yen=0),)),
        ("100円~300円", (Fee(stage="anyone", yen=100, yen_max=300, kind="range"),)),
        ("１，０００円", (Fee(stage="anyone", yen=1000),)),
        ("18歳以下は無料", (Fee(stage="child", yen=0),)),
        ("￥1,500", (Fee(stage="anyone", yen=1500),)),
        ("大人（高校生以上）300円", (Fee(stage="high", yen=300), Fee(stage="adult", yen=300))),
        ("カンパ制", (Fee(stage="anyone", kind="donation"),)),
        ("材料費実費", (Fee(stage="anyone", kind="actual_cost"),)),
        ("1回300円（おやつ代込み）", (Fee(stage="anyone", yen=300),)),
        ("大人は親子で300円", (Fee(stage="adult", yen=300),)),
        ("こども100円　おとな200円", (Fee(stage="child", yen=100), Fee(stage="adult", yen=200))),
        ("大人は500円+ドネーション", (Fee(stage="adult", yen=500), Fee(stage="adult", kind="donation"))),
        ("月4,000円", (Fee(stage="anyone", yen=4000, unit="month"),)),
        ("3,000円/年", (Fee(stage="anyone", yen=3000, unit="year"),)),
        ("50円/時間", (Fee(stage="anyone", yen=50, unit="hour"),)),
        ("大人は無料～400円", (Fee(stage="adult", yen=0, yen_max=400, kind="range"),)),
        (
            "施設利用無料（カフェメニュー等は実費）",
            (Fee(stage="anyone", yen=0), Fee(stage="anyone", kind="actual_cost")),
        ),
    ],
)
def test_prices_are_read_with_their_stage_unit_and_kind(text: str, prices: tuple[Fee, ...]) -> None:
    fees = parse_fees(text)
    assert fees.prices == prices
    assert fees.raw == text


@pytest.mark.parametrize("text", ["0", "'0 '".strip("'"), "０", "0.0"])
def test_a_bare_zero_is_free_in_a_fee_column_only(text: str) -> None:
    assert parse_fees(text, is_fee_column=True).prices == (Fee(stage="anyone", yen=0),)
    assert parse_fees(text).prices == ()


def test_a_bare_range_means_yen_in_a_fee_column_only() -> None:
    expected = (Fee(stage="anyone", yen=100, yen_max=300, kind="range"),)
    assert parse_fees("100～300", is_fee_column=True).prices == expected
    assert parse_fees("100～300").prices == ()


@pytest.mark.parametrize("text", ["要問合せ", " -", "", "―", "第3土曜日", "会場による"])
def test_what_states_no_price_is_unknown_and_never_free(text: str) -> None:
    fees = parse_fees(text, is_fee_column=True)
    assert fees.prices == ()
    assert fees.free_for_children == "unknown"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("無料", "yes"),
        ("こども無料　おとなカンパ", "yes"),
        ("18歳まで無料。大人は要相談", "yes"),
        ("高校生以下無料", "yes"),
        ("完全無料（予約不要）", "yes"),
        ("施設利用無料（カフェメニュー等は実費）", "yes"),
        ("一般500円、高校生以下無料(要整理券)", "yes"),
        ("無料（寄付歓迎）", "yes"),
        ("子ども（中学生まで）無料、大人500円", "unknown"),
        ("中学生まで無料", "unknown"),
        ("3歳以下は無料", "unknown"),
        ("70歳以上無料", "unknown"),
        ("子供はお手伝いすれば0円、有料は100円", "unknown"),
        ("食材配布は無料", "unknown"),
        ("通話料無料", "unknown"),
        ("親子利用500円", "unknown"),
        ("こども300円または寄付", "unknown"),
        ("こども200円", "no"),
        ("300円", "no"),
        ("小学生無料、中学生100円", "no"),
    ],
)
def test_free_for_children_is_yes_only_when_the_text_says_so_for_every_child(text: str, answer: YesNo) -> None:
    assert parse_fees(text).free_for_children == answer


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("子供はお手伝いすれば0円、有料は100円", "conditional"),
        ("一人親家庭は半額", "reduction"),
        ("大人は要相談", "ask"),
        ("1家族500円まで", "per_family"),
        ("500円/30分", "per_part_hour"),
        ("500円加算", "extra_cost"),
    ],
)
def test_what_limits_a_price_is_flagged(text: str, flag: str) -> None:
    assert flag in parse_fees(text).flags


def test_price_columns_become_stages() -> None:
    fees = read_fee_columns(FeeColumns(infant="0", elementary="100", junior_high="100", high="200円", adult="300"))
    assert fees.prices == (
        Fee(stage="infant", yen=0),
        Fee(stage="elementary", yen=100),
        Fee(stage="junior_high", yen=100),
        Fee(stage="high", yen=200),
        Fee(stage="adult", yen=300),
    )
    assert fees.free_for_children == "no"
    assert fees.raw == "幼児 0 小学生 100 中学生 100 高校生 200円 大人 300"


def test_zero_for_every_child_is_free_and_a_blank_column_is_not() -> None:
    free = read_fee_columns(FeeColumns(infant="0", elementary="0 ", junior_high="無料", high="０", adult="300"))
    assert free.free_for_children == "yes"
    assert read_fee_columns(FeeColumns(infant="0", elementary="0")).free_for_children == "unknown"
    assert read_fee_columns(FeeColumns()).prices == ()


def test_the_note_adds_what_no_column_says() -> None:
    fees = read_fee_columns(FeeColumns(note="こども無料　おとなカンパ"))
    assert fees.prices == (Fee(stage="child", yen=0), Fee(stage="adult", kind="donation"))
    assert fees.free_for_children == "yes"


@settings(deadline=None)
@given(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet="0123456789円無料~～,、。こども大人歳以下まで/月回カンパ実費相談（）", max_size=40),
    )
)
def test_any_text_is_kept_and_never_raises(text: str) -> None:
    for is_fee_column in (True, False):
        fees = parse_fees(text, is_fee_column=is_fee_column)
        assert fees.raw == text
        assert all(fee.yen is None or fee.yen >= 0 for fee in fees.prices)

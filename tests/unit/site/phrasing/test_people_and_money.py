from __future__ import annotations

from datetime import date

import pytest

from directory.domain.eligibility import Eligibility
from directory.domain.fees import Fee, Fees
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.contact import phone_link, web_link
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.freshness import phrase_confirmation
from directory.site.phrasing.place import phrase_distance, phrase_radius
from directory.text.fee_text import parse_fees


@pytest.mark.parametrize(
    ("eligibility", "phrase"),
    [
        (Eligibility(min_months=0, max_months=47), "0歳〜3歳"),
        (Eligibility(min_months=6, max_months=18), "6か月〜1歳"),
        (Eligibility(min_months=36), "3歳から"),
        (Eligibility(max_months=11), "0歳まで"),
        (Eligibility(raw="どなたでも", stages=("anyone",)), "どなたでも"),
        (Eligibility(stages=("elementary", "junior_high")), "小学生・中学生"),
        (Eligibility(), ""),
    ],
)
def test_ages_are_said_as_parents_count_them(words, eligibility: Eligibility, phrase: str):
    assert phrase_eligibility(eligibility, words) == phrase


@pytest.mark.parametrize(
    ("fees", "phrase"),
    [
        (Fees(prices=(Fee(stage="child", yen=0), Fee(stage="adult", yen=1300))), "子ども 無料／大人 1,300円"),
        (Fees(prices=(Fee(stage="anyone", yen=100, yen_max=300, kind="range"),)), "100〜300円"),
        (Fees(prices=(Fee(stage="anyone", yen=500, unit="hour"),)), "1時間 500円"),
        (Fees(prices=(Fee(stage="anyone", kind="donation"),)), "寄付"),
        (Fees(raw="実費程度"), "実費程度"),
        (Fees(), ""),
    ],
)
def test_prices_are_said_and_unknown_is_never_free(words, fees: Fees, phrase: str):
    assert phrase_fees(fees, words) == phrase


@pytest.mark.parametrize("payers", ["幼児", "未就学児", "乳幼児"])
def test_a_price_before_school_is_not_said_to_be_for_babies_alone(words, payers: str):
    assert phrase_fees(parse_fees(f"{payers} 100円"), words) == "乳幼児 100円"


@pytest.mark.parametrize(
    ("assured_on", "state", "text"),
    [
        (date(2026, 5, 20), "fresh", "2026年5月20日に確認"),
        (date(2026, 2, 1), "ageing", "最後に確認したのは2026年2月1日です"),
        (date(2025, 10, 1), "stale", "8か月間 確認されていません。行く前に電話で確かめてください"),
        (None, "unknown", "確認日 わかりません"),
    ],
)
def test_the_age_of_a_confirmation_is_said(words, assured_on, state: str, text: str):
    found = phrase_confirmation(assured_on, words, today=date(2026, 6, 6))
    assert (found.state, found.text) == (state, text)


def test_distances_are_straight_lines_in_round_numbers(words):
    assert phrase_distance(483, words) == "直線 約480m"
    assert phrase_distance(3, words) == "直線 約10m"
    assert phrase_distance(1240, words) == "直線 約1.2km"
    assert phrase_distance(None, words) == ""
    assert phrase_radius(1000, words) == "1km"
    assert phrase_radius(500, words) == "500m"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://", "", "http://[x"]
)
def test_only_web_addresses_become_links(address: str):
    assert web_link(address) == ""


def test_telephones_are_dialled_without_signs():
    assert phone_link("03-1234-5678") == "tel:0312345678"
    assert phone_link("（代表）") == ""
    assert web_link(" https://example.jp/a ") == "https://example.jp/a"

"""Municipalities by all their spellings."""

from __future__ import annotations

import pytest

from directory.geo.municipality_names import MunicipalityNames

NAMES = MunicipalityNames(
    (
        ("12101", "千葉県", "千葉市中央区", ()),
        ("12106", "千葉県", "千葉市美浜区", ()),
        ("12203", "千葉県", "市川市", ()),
        ("13102", "東京都", "中央区", ()),
        ("13206", "東京都", "府中市", ()),
        ("13381", "東京都", "三宅村", ("三宅島三宅村",)),
        ("34208", "広島県", "府中市", ()),
        ("37341", "香川県", "木田郡三木町", ()),
    )
)


def longest(key: str) -> set[str]:
    return {head.jis for head in next(NAMES.heads(key), ())}


@pytest.mark.parametrize(
    ("key", "codes"),
    [
        ("千葉県千葉市美浜区真砂4", {"12106"}),
        ("千葉市美浜区真砂4", {"12106"}),
        ("美浜区真砂4", {"12106"}),
        ("千葉市真砂4", {"12101", "12106"}),
        ("千葉市川市八幡1丁目", {"12203"}),
        ("府中市宮町1", {"13206", "34208"}),
        ("東京都府中市宮町1", {"13206"}),
        ("広島府中市府川町1", {"34208"}),
        ("三木町氷上1", {"37341"}),
        ("三宅島三宅村1", {"13381"}),
        ("新町1", set()),
    ],
)
def test_the_longest_reading_comes_first(key: str, codes: set[str]) -> None:
    assert longest(key) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("千葉市", ("12101", "12106")),
        ("東京都中央区", ("13102",)),
        ("中央区", ("13102",)),
        ("香川県木田郡三木町", ("37341",)),
        ("三木町", ("37341",)),
        ("三木町氷上", ()),
    ],
)
def test_a_whole_name_gives_its_codes(text: str, codes: tuple[str, ...]) -> None:
    assert NAMES.whole(text) == codes


def test_wards_know_their_city() -> None:
    assert NAMES.city_code("12106") == "12100"
    assert NAMES.siblings("12106") == ("12101", "12106")
    assert NAMES.siblings("12203") == ("12203",)


@pytest.mark.parametrize("typed", ["千梅市美浜区", "千葉市美区", "千葉市美濱浜区", "葉千市美浜区"])
def test_one_wrong_character_is_forgiven(typed: str) -> None:
    assert "12106" in {head.jis for head in NAMES.misspelt(f"{typed}真砂4")}


def test_a_municipality_said_twice_counts_from_the_second_time() -> None:
    key = "香川県三木町木田郡三木町氷上1"
    head = next(NAMES.heads(key))[0]
    assert NAMES.repetition(key, head) == len("香川県三木町")
    key = "三木町氷上1"
    assert NAMES.repetition(key, next(NAMES.heads(key))[0]) == 0

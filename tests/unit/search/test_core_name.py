"""Names without the words that many of them share."""

from __future__ import annotations

import pytest

from directory.search.core_name import core_names, is_host, is_programme


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("架空市子育て支援センター「つばめ」", "つばめ"),
        ("地域子育て支援センター コスモス", "こすもす"),
        ("社会福祉法人 どんぐり保育園", "どんぐり"),
        ("どんぐり保育園地域子育て支援センター", "どんぐり"),
        ("ＮＰＯ法人おひさまの会", "おひさまの会"),
        ("つどいの広場（らっこ）", "らっこ"),
    ],
)
def test_the_distinctive_word_is_left(name, core):
    assert core in core_names(name, municipality="架空市").every


@pytest.mark.parametrize("name", ["子育て支援センター", "架空市立保育園", "架空市子育てひろば", ""])
def test_nothing_is_left_of_words_of_kind_alone(name):
    assert core_names(name, municipality="架空市").every == frozenset()


def test_county_and_ward_are_taken_off_alone_too():
    assert core_names("三木町ゆりかごルーム", municipality="木田郡三木町").main >= {"ゆりかご"}
    assert core_names("西区ゆりかごルーム", municipality="堺市西区").main >= {"ゆりかご"}


def test_host_and_programme_are_told_apart():
    assert is_host("どんぐり保育園")
    assert not is_programme("どんぐり保育園")
    assert is_programme("どんぐり保育園子育て支援センター")


def test_a_remark_that_two_names_share_is_not_compared():
    pairs = set(core_names("らっこ（1階）").pairs_with(core_names("ペンギン（1階）")))
    assert ("1階", "1階") not in pairs
    assert ("らっこ", "ぺんぎん") in pairs

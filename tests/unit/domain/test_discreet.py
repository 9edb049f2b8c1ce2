"""What a paper for a family's kitchen table says must not tell what kind of help it is about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.domain.category import CATEGORIES
from directory.domain.discreet import TELLING, hush, hush_name, is_telling


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("たんぽぽ子ども食堂", "たんぽぽ"),
        ("こども食堂 ひだまり", "ひだまり"),
        ("子育てサロン「こもれび」", "「こもれび」"),
        ("あおぞら（子育て支援センター）", "あおぞら"),
        ("ののはな食堂", "ののはな"),
        ("くすのき公民館", "くすのき公民館"),
        ("DV相談窓口", ""),
        ("ＤＶ相談", ""),
        ("女性相談支援センター", ""),
        ("相談室A", ""),
    ],
)
def test_a_name_keeps_what_tells_it_from_others_and_loses_its_kind(name: str, left: str):
    assert hush_name(name) == left


def test_an_address_still_leads_there():
    assert hush("高知市本町1-1 子育て支援センター 2階") == "高知市本町1-1 2階"
    assert hush("所沢市くすのき台3-18") == "所沢市くすのき台3-18"


@pytest.mark.parametrize("code", ["child_cafe", "parenting_salon", "support_center", "advice_desk", "abuse_advice"])
def test_the_names_of_the_telling_kinds_are_among_the_words(code: str):
    assert is_telling(CATEGORIES[code].label)


@given(st.text(max_size=20), st.sampled_from(TELLING), st.text(max_size=20))
def test_no_telling_word_of_a_name_remains_whole(before: str, word: str, after: str):
    assert word not in hush(f"{before}　{word}　{after}") or word in hush(before + after)

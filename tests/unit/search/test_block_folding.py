from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.search.block_folding import fold_each
from directory.text.fold import fold

TRICKY = (
    "がかヶ之のヴァゔぃ市谷一鿿々ー・（）ｶﾞﾊﾟ゛\u3099é\u0301ÄΣσаЙ\u0306ﾞ가\u1100\u1161ＡＢ１㈱㍿🍙𠮷\x00\x01 　-_İß龜澤"
)


@settings(deadline=None, max_examples=300)
@given(st.lists(st.one_of(st.text(max_size=12), st.text(alphabet=TRICKY, max_size=8)), max_size=12))
def test_every_text_is_folded_as_if_it_were_alone(texts):
    assert fold_each(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(
    "texts",
    [
        [],
        [""],
        ["", ""],
        ["市ヶ谷", "市が谷", "か", "谷か谷"],
        ["丸之内", "之之之", "谷", "之", "内"],
        ["ヴァイオリン", "バイオリン教室（初級）"],
        ["カフェ・ド・Café", "ｶﾌｪ", "か\u3099"],
        ["一ーか゛一", "か🍙が", "\ud800か"],
    ],
)
def test_neighbours_matter_within_a_text_only(texts):
    assert fold_each(texts) == [fold(text) for text in texts]

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory.catalog.criteria import Criteria
from directory.catalog.find import find

WORDS = (
    "ひなた",
    "こもれび食堂",
    "くじら 相談室",
    "みつばちひろば",
    "新町",
    "大阪市西区 食堂",
    "ひなだ食堂",
    "komorebi",
)
LETTERS = st.text(alphabet="ひなたこもれび食堂相談室新町大阪市西区一二1-3abcｶﾞ　%'\"\\\x00\ud800😀ー・()", max_size=40)


@pytest.mark.parametrize("text", WORDS)
@pytest.mark.parametrize(
    "fields",
    [
        {"categories": ("child_cafe",)},
        {"municipalities": ("27106",)},
        {"districts": ("13229-1",)},
        {"when": "weekend"},
        {"categories": ("meeting_space",), "municipalities": ("27146",), "when": "wed"},
    ],
)
def test_a_text_with_filters_finds_what_filtering_all_its_hits_finds(many, today, text, fields):
    with_filters = find(many, Criteria(text=text, **fields), today=today)
    hits = set(find(many, Criteria(text=text), today=today).rows.tolist())
    filtered = set(find(many, Criteria(**fields), today=today).rows.tolist())
    assert set(with_filters.rows.tolist()) == hits & filtered


@settings(deadline=None, max_examples=150)
@given(LETTERS)
def test_no_text_raises_or_finds_what_has_ended(many, today, text):
    found = find(many, Criteria(text=text), today=today)
    assert all(many.is_default[row] for row in found.rows.tolist())
    assert len(found.hits(0, 10)) == min(10, found.total)

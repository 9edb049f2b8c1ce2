from __future__ import annotations

import pytest

from directory.search.document import SearchDocument
from directory.search.index import SearchIndex

NAMES = (
    "らんらん広場",
    "地域子育て支援センターぽろん",
    "地域子育て支援センターみかん",
    "地域子育て支援センターりす",
    "中央子育て支援センター",
    "らんどせる教室",
)


@pytest.fixture(scope="module")
def index():
    return SearchIndex([SearchDocument(name=name) for name in NAMES])


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("地域子育て支援センター らんらん広場", "らんらん広場"),
        ("架空市東部地区 らんらん広場（つくし園）", "らんらん広場"),
        ("みかん支援センター", "地域子育て支援センターみかん"),
    ],
)
def test_a_telling_part_in_common_weighs_more_than_a_kind(index, text, first):
    assert NAMES[index.search(text).rows[0]] == first

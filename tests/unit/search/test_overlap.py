from __future__ import annotations

import numpy as np
import pytest

from directory.search.array_file import KeptArrays
from directory.search.concepts import load_lexicon
from directory.search.document import SearchDocument
from directory.search.index import SearchIndex
from directory.search.indexing import index_documents
from directory.search.overlap import Overlap
from directory.search.segment import Segment
from directory.search.weights import load_weights

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
        ("架空市 らんらん広場（つくし園）", "らんらん広場"),
        ("みかん支援センター", "地域子育て支援センターみかん"),
    ],
)
def test_a_telling_part_in_common_weighs_more_than_a_kind(index, text, first):
    assert NAMES[index.search(text).rows[0]] == first


def test_what_stands_in_the_address_counts_beside_the_name():
    listed = (
        SearchDocument(name="すぎの子園", address="架空市夕凪浜町3-4"),
        SearchDocument(name="夕凪浜園", address="架空市夕凪浜町3-4"),
        SearchDocument(name="もぐら園", address="架空市本町1-2"),
    )
    overlap = Overlap("夕凪浜ひろば", (index_segment(listed),), weights=load_weights())
    found = overlap.with_documents(0, np.arange(3, dtype=np.int32))
    assert found.named[1] > 0.2 > found.named[0]
    assert found.around[0] > found.around[1] == found.around[2] == 0


def test_new_listings_weigh_words_as_the_others_do(index):
    known, new = ([SearchDocument(name=name) for name in names] for names in (NAMES, ("らっこ館",)))
    segments = index_segment(known), index_segment(new)
    added = Overlap("らっこ館", segments, weights=load_weights()).with_documents(1, np.zeros(1, np.int32))
    assert added.named[0] == pytest.approx(1.0)


def index_segment(documents):
    sink = KeptArrays()
    index_documents(documents, sink, lexicon=load_lexicon(), place_kana={})
    return Segment(sink.finish())

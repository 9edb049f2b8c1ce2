from __future__ import annotations

import numpy as np
import pytest

from directory.search.array_file import KeptArrays
from directory.search.concepts import load_lexicon
from directory.search.document import SearchDocument
from directory.search.indexing import index_documents
from directory.search.name_words import NameWords
from directory.search.segment import Segment
from directory.search.word_starts import WordStarts

NAMES = ("おはぎの会", "ふおはぎるく", "はぎれ手芸クラブ")


@pytest.fixture(scope="module")
def segment():
    sink = KeptArrays()
    addresses = ("城北町おはぎ通り1", "城北町おはぎ通り1", "")
    documents = [SearchDocument(name=name, address=address) for name, address in zip(NAMES, addresses, strict=True)]
    index_documents(documents, sink, lexicon=load_lexicon(), place_kana={})
    return Segment(sink.finish())


def words_of(segment, rows, known):
    starts = WordStarts(lexicon=load_lexicon(), places=segment.place_names)
    return NameWords(starts, segment, np.array(rows, np.int32), known)


def test_a_text_counts_only_where_it_is_a_word_of_the_name(segment):
    values = words_of(segment, [0, 1, 2], {}).only_in_names("おはぎ", np.ones(3, np.float32))
    assert values.tolist() == [1.0, 0.0, 0.0]


def test_what_was_read_in_one_way_is_the_same_in_the_next(segment):
    known = {}
    words_of(segment, [0, 2], known).only_in_names("おはぎ", np.ones(2, np.float32))
    values = words_of(segment, [0, 1, 2], known).only_in_names("おはぎ", np.ones(3, np.float32))
    assert values.tolist() == [1.0, 0.0, 0.0]

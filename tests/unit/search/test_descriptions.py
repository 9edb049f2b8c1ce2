from __future__ import annotations

import pytest

from directory.search.array_file import KeptArrays
from directory.search.concepts import load_lexicon
from directory.search.descriptions import DESCRIPTION_LIMIT, DescriptionWriter
from directory.search.document import SearchDocument
from directory.search.indexing import index_documents

TEXTS = ("こどもの食事を用意します", "", "あ" * DESCRIPTION_LIMIT + "学習支援", "学習支援と居場所")


def index(**described):
    sink = KeptArrays()
    documents = [SearchDocument(name=f"ひろば{number}", description=text) for number, text in enumerate(TEXTS)]
    index_documents(documents, sink, lexicon=load_lexicon(), place_kana={}, **described)
    return {name: array.tolist() for name, array in sink.finish().by_name.items()}


@pytest.fixture
def described():
    writer = DescriptionWriter(load_lexicon())
    for text in TEXTS:
        writer.add(text)
    return writer.finish()


def test_words_are_found_in_the_part_that_is_indexed(described):
    assert described.rows_of_words(load_lexicon())["学習支援"].tolist() == [3]


def test_descriptions_read_elsewhere_give_the_same_index(described):
    assert index(described=lambda: described) == index()

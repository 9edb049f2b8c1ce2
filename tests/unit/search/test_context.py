from __future__ import annotations

import pytest

from directory.search.array_file import KeptArrays
from directory.search.concepts import load_lexicon
from directory.search.context import DESCRIPTION_LIMIT, ContextWriter
from directory.search.document import SearchDocument
from directory.search.indexing import index_documents

TEXTS = ("こどもの食事を用意します", "", "あ" * DESCRIPTION_LIMIT + "学習支援", "学習支援と居場所")


DOCUMENTS = tuple(
    SearchDocument(name=f"ひろば{number}", address=f"見本市本町{number}-2", labels=("広場",), description=text)
    for number, text in enumerate(TEXTS)
)


def index(documents, **context):
    sink = KeptArrays()
    index_documents(documents, sink, lexicon=load_lexicon(), place_kana={}, **context)
    return {name: array.tolist() for name, array in sink.finish().by_name.items()}


@pytest.fixture
def context():
    writer = ContextWriter(load_lexicon())
    for document in DOCUMENTS:
        writer.add(document)
    return writer.finish()


def test_words_are_found_in_the_part_that_is_indexed(context):
    assert context.rows_of_words(load_lexicon())["学習支援"].tolist() == [3]


def test_what_was_read_elsewhere_gives_the_same_index(context):
    names = [SearchDocument(name=document.name) for document in DOCUMENTS]
    assert index(names, context=lambda: context) == index(DOCUMENTS)

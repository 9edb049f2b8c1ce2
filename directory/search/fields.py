"""The searchable texts of all listings of a snapshot, indexed field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from directory.search.analysis import FIELD_BREAK, Postings
from directory.search.concepts import Lexicon
from directory.search.document import SearchDocument
from directory.search.evidence import Members, collect_members
from directory.search.places import PlaceNames, names_of
from directory.search.query import address_numbers
from directory.search.readings import Reader
from directory.text.fold import fold

DESCRIPTION_LIMIT = 600
"""Letters of a description that are indexed."""
_CACHED = 100_000


class Fields:
    """Texts in row order and their postings; immutable.

    Attributes:
        folded, names, readings: the name folded, canonical, and its reading key.
        numbers: of the address.
        named: postings of name and tags. around: of places, address, kinds and who runs it. texts: of descriptions.
        sounds: of readings.
        members: rows of every concept of the lexicon.
    """

    def __init__(self, documents: Sequence[SearchDocument], *, lexicon: Lexicon, place_kana: Mapping[str, str]) -> None:
        """Folds and indexes every document; `place_kana` gives the kana of places by name."""
        # Names of towns and kinds come again and again.
        canonical = lru_cache(maxsize=_CACHED)(lexicon.canonical)
        self.count = len(documents)
        self.folded: tuple[str, ...] = tuple(fold(document.name) for document in documents)
        self.names: tuple[str, ...] = tuple(map(lexicon.unify, self.folded))
        places = {canonical(name): fold(kana) for name, kana in place_kana.items() if fold(name) and fold(kana)}
        reader = _taught_reader(documents, self.names, canonical, lexicon.word_readings | places)
        self.readings: tuple[str, ...] = tuple(
            reader.key(name, document.kana) for name, document in zip(self.names, documents, strict=True)
        )
        self.places = PlaceNames(documents, reader=reader, canonical=canonical)
        self.numbers = tuple(address_numbers(document.address) for document in documents)
        tags = [canonical("、".join(document.tags)) for document in documents]
        named = [f"{name}{FIELD_BREAK}{tag}" for name, tag in zip(self.names, tags, strict=True)]
        texts = [lexicon.canonical(document.description[:DESCRIPTION_LIMIT]) for document in documents]
        self.named = Postings(named, sizes=(1, 2))
        self.around = Postings([_around(document, canonical) for document in documents], sizes=(1, 2))
        self.texts = Postings(texts, sizes=(1, 2))
        self.sounds = Postings(self.readings, sizes=(2, 3))
        self.members: tuple[Members, ...] = collect_members(
            lexicon, documents, names=named, texts=texts, grams=(self.named, self.texts)
        )


def _taught_reader(
    documents: Sequence[SearchDocument],
    names: Sequence[str],
    canonical: Callable[[str], str],
    words: Mapping[str, str],
) -> Reader:
    """A reader that knows the words of the lexicon and what the published kana teach."""
    reader = Reader(words)
    reader.learn(
        (name, document.kana, tuple(canonical(place) for town in document.towns for place in names_of(town)))
        for name, document in zip(names, documents, strict=True)
        if document.kana
    )
    return reader


def _around(document: SearchDocument, canonical: Callable[[str], str]) -> str:
    fields = (*document.places, document.address, *document.labels, *document.around)
    return FIELD_BREAK.join(filter(None, map(canonical, fields)))

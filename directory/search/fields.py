"""The searchable texts of all listings of a snapshot, indexed field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from directory.search.analysis import Postings
from directory.search.concepts import Lexicon
from directory.search.document import SearchDocument
from directory.search.evidence import Members, collect_members
from directory.search.places import PlaceNames
from directory.search.readings import Reader
from directory.search.texts import Texts
from directory.text.fold import fold


class Fields:
    """Texts in row order and their postings; immutable.

    Attributes:
        folded, names, readings: the name folded, canonical, and its reading key.
        numbers: of the address.
        named: postings of name and tags. around: of places, address, kinds and who runs it. texts: of descriptions.
        sounds: of readings.
        members: rows of every concept of the lexicon.
    """

    def __init__(self, documents: Iterable[SearchDocument], *, lexicon: Lexicon, place_kana: Mapping[str, str]) -> None:
        """Folds and indexes every document, reading each once; `place_kana` gives the kana of places by name."""
        texts = Texts(documents, lexicon=lexicon)
        self.count = len(texts.folded)
        self.folded = tuple(texts.folded)
        self.names = tuple(texts.names)
        places = {texts.canonical(name): fold(kana) for name, kana in place_kana.items() if fold(name) and fold(kana)}
        # A reader knows the words of the lexicon, and what the published kana teach.
        reader = Reader(lexicon.word_readings | places)
        reader.learn(texts.learnable)
        self.readings = tuple(map(reader.key, self.names, texts.kana))
        self.places = PlaceNames(texts.places, reader=reader)
        self.numbers = tuple(texts.numbers)
        self.named = Postings(texts.named, sizes=(1, 2))
        self.around = Postings(texts.around, sizes=(1, 2))
        self.texts = Postings(texts.descriptions, sizes=(1, 2))
        self.sounds = Postings(self.readings, sizes=(2, 3))
        self.members: tuple[Members, ...] = collect_members(
            lexicon, texts.codes, names=texts.named, texts=texts.descriptions, grams=(self.named, self.texts)
        )

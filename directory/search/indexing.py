"""Documents -> the arrays of a segment: folded, read aloud, indexed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from directory.search.array_file import ArraySink
from directory.search.concepts import Lexicon
from directory.search.context import Context, ContextWriter
from directory.search.document import SearchDocument
from directory.search.readings import Reader
from directory.search.segment_writer import write_context, write_texts
from directory.search.texts import Texts
from directory.text.fold import fold
from directory.text.reading import reading_key


def index_documents(
    documents: Iterable[SearchDocument],
    sink: ArraySink,
    *,
    lexicon: Lexicon,
    place_kana: Mapping[str, tuple[str, ...]],
    context: Callable[[], Context] | None = None,
) -> None:
    """Folds and indexes every document, reading each once.

    Args:
        documents: in the order of their numbers.
        sink: takes the arrays that `Segment` reads.
        lexicon: whose concepts are looked for.
        place_kana: every kana of towns and municipalities by their names, for names published without kana.
        context: gives what is indexed beside names, asked for last; None = the documents have it, too.
    """
    places = {lexicon.canonical(name): tuple(map(fold, kana)) for name, kana in place_kana.items() if fold(name)}
    # A reader knows the words of the lexicon, and what the published kana teach.
    reader = Reader(lexicon.word_readings | {name: kana[-1] for name, kana in places.items() if any(kana)})
    texts, own = Texts(lexicon, reader), ContextWriter(lexicon)
    for document in documents:
        texts.add(document)
        if context is None:
            own.add(document)
    texts.finish()
    write_texts(
        texts, sink, place_readings={name: _readings_of(name, places.get(name, ()), reader) for name in texts.places}
    )
    write_context(texts, context() if context else own.finish(), sink, lexicon=lexicon)


def _readings_of(place: str, kana: tuple[str, ...], reader: Reader) -> tuple[str, ...]:
    """Every reading key of a place: as names teach it, and as it is read in each municipality that has one."""
    keys = (reader.reading_of(place), *map(reading_key, kana))
    return tuple(dict.fromkeys(filter(None, keys)))

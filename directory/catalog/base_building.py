"""The listings of a base, already stored -> its text index and its notes, made by one process or by two at once."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np
from numpy.typing import NDArray

from directory.catalog.aside import Aside, Packed
from directory.catalog.documents import OUTLINE_DECODER, context_document, name_document, search_document
from directory.catalog.gathering import Gathering
from directory.catalog.notes import Notes, put_notes
from directory.catalog.shelf import DECODER
from directory.domain.listing import Listing
from directory.domain.seasons import Seasons
from directory.domain.sessions import Holidays
from directory.search.array_file import ArrayFileWriter, ArraySink, PartOfSink, view_arrays
from directory.search.concepts import load_lexicon
from directory.search.context import Context, ContextWriter
from directory.search.document import SearchDocument
from directory.search.indexing import index_documents
from directory.search.text_column import StoredTexts

NOTES = "notes"
"""Before the names of the arrays of the notes."""

_PATIENCE_S = 900.0
"""How long the other process may still take when this one is done; of a million listings each has minutes of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Building:
    """What is known before the first listing is read as a whole.

    Attributes:
        stored: JSON of `Listing`. order: the place there of each row.
        names: of all municipalities by their codes.
        read_places: gives the kana of towns and municipalities by their names, in half a second.
        today: day in Japan.
        holidays, seasons: for schedules.
    """

    stored: StoredTexts
    order: NDArray[np.int64]
    names: Mapping[str, str]
    read_places: Callable[[], Mapping[str, tuple[str, ...]]]
    today: date
    holidays: Holidays
    seasons: Seasons

    def put_alone(self, sink: ArraySink) -> None:
        """Hands the index and the notes on; each listing is read once."""
        gathering = Gathering(today=self.today)
        documents = read_documents(self._payloads(), gathering, self.names)
        index_documents(documents, PartOfSink(sink, "search"), lexicon=load_lexicon(), place_kana=self.read_places())
        self._put_notes(gathering, sink)

    def put_by_two(self, sink: ArraySink) -> None:
        """Hands the same on; another process gathers the columns and indexes all but the names."""
        aside = Aside(self._work_aside, patience_s=_PATIENCE_S)
        # Begun at once, but looked at only when all else is done.
        given = cache(lambda: view_arrays(memoryview(aside.result())))
        index_documents(
            self._read_outlines(),
            PartOfSink(sink, "search"),
            lexicon=load_lexicon(),
            place_kana=self.read_places(),
            context=lambda: Context(given().within("context")),
        )
        for name, array in given().within(NOTES).by_name.items():
            sink.put(f"{NOTES}/{name}", array)

    def _payloads(self) -> Iterator[bytes]:
        return map(self.stored.encoded, self.order.tolist())

    def _read_outlines(self) -> Iterator[SearchDocument]:
        for outline in map(OUTLINE_DECODER.decode, self._payloads()):
            yield name_document(outline, municipality_name=self.names[outline.municipality])

    def _work_aside(self) -> Packed:
        gathering, context = Gathering(today=self.today), ContextWriter(load_lexicon())
        for listing in map(DECODER.decode, self._payloads()):
            gathering.add(listing)
            context.add(context_document(listing, municipality_name=self.names[listing.municipality]))
        stream = io.BytesIO()
        sink = ArrayFileWriter(stream)
        context.put_into(PartOfSink(sink, "context"))
        self._put_notes(gathering, sink)
        sink.finish()
        return stream.getbuffer()

    def _put_notes(self, gathering: Gathering, sink: ArraySink) -> None:
        gathering.settle()
        days = gathering.days(self.holidays, self.seasons)
        notes = Notes(gathering=gathering, columns=gathering.columns(()), days=days, names=self.names)
        put_notes(notes, PartOfSink(sink, NOTES))


def read_documents(
    payloads: Iterable[bytes], gathering: Gathering, names: Mapping[str, str]
) -> Iterator[SearchDocument]:
    """The search documents in the given order; on its way each listing is gathered and then forgotten."""
    for payload in payloads:
        listing = DECODER.decode(payload)
        gathering.add(listing)
        yield make_document(listing, names)


def make_document(listing: Listing, names: Mapping[str, str]) -> SearchDocument:
    """What is indexed of a listing; `names` of all municipalities by their codes."""
    return search_document(listing, municipality_name=names[listing.municipality])

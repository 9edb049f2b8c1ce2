"""Texts of documents -> the arrays of a segment, one family at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from directory.search.analysis import Rows
from directory.search.array_file import ArraySink, KeptArrays
from directory.search.concepts import Lexicon
from directory.search.evidence import collect_worth
from directory.search.overlap import put_name_masses
from directory.search.postings import Postings, index_texts
from directory.search.segment import SOUND_SIZES, SURFACE_SIZES
from directory.search.text_column import TextColumn
from directory.search.texts import Texts
from directory.search.weights import load_weights


def write_segment(
    texts: Texts,
    sink: ArraySink,
    *,
    lexicon: Lexicon,
    readings: Sequence[str],
    place_readings: Mapping[str, tuple[str, ...]],
) -> None:
    """Hands on everything that `Segment` reads.

    Args:
        texts: folded.
        sink: takes the arrays.
        lexicon: whose concepts are looked for.
        readings: reading key of every document.
        place_readings: reading keys of places by canonical name, where they are known.
    """
    TextColumn.of(texts.folded).put_into(sink, "folded")
    TextColumn.of(texts.names).put_into(sink, "names")
    TextColumn.of(readings).put_into(sink, "readings")
    sink.put("by_reading", np.array(sorted(range(len(readings)), key=readings.__getitem__), np.int32))
    put_lists(sink, "numbers", texts.numbers, values="values")
    places = texts.places
    TextColumn.of(places).put_into(sink, "places")
    TextColumn.of([" ".join(place_readings.get(name, ())) for name in places]).put_into(sink, "place_readings")
    put_lists(sink, "place_rows", list(places.values()))
    index_texts(readings, sizes=SOUND_SIZES, sink=sink, name="sounds")
    index_texts(texts.around, sizes=SURFACE_SIZES, sink=sink, name="around")
    grams = (_index(texts.named, sink, "named"), _index(texts.descriptions, sink, "texts"))
    put_name_masses(texts.names, grams[0], sink, weights=load_weights())
    found = collect_worth(lexicon, texts.codes, names=texts.named, texts=texts.descriptions, grams=grams)
    put_lists(sink, "members", [rows for rows, _ in found])
    sink.put("members/worth", np.concatenate([worth for _, worth in found] or [np.empty(0, np.float32)]))


def put_lists(sink: ArraySink, name: str, lists: Sequence[Sequence[int] | Rows], *, values: str = "rows") -> None:
    """Lists of numbers, one behind the other, and where each begins."""
    starts = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(each) for each in lists], out=starts[1:])
    joined = np.concatenate([np.asarray(each, np.int32) for each in lists]) if lists else np.empty(0, np.int32)
    sink.put(f"{name}/starts", starts)
    sink.put(f"{name}/{values}", joined)


def _index(texts: Sequence[str], sink: ArraySink, name: str) -> Postings:
    """Postings that are handed on and can be asked at once."""
    kept = KeptArrays()
    index_texts(texts, sizes=SURFACE_SIZES, sink=kept, name=name)
    arrays = kept.finish().within(name)
    for part, array in arrays.by_name.items():
        sink.put(f"{name}/{part}", array)
    return Postings(arrays, count=len(texts), sizes=SURFACE_SIZES)

"""Texts of documents -> the arrays of a segment, one family at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from directory.search.array_file import ArraySink, KeptArrays
from directory.search.concepts import Lexicon
from directory.search.context import Context
from directory.search.evidence import collect_worth
from directory.search.gram_writer import GramWriter, index_texts
from directory.search.overlap import put_name_masses
from directory.search.postings import Postings
from directory.search.row_lists import put_lists
from directory.search.segment import SOUND_SIZES, SURFACE_SIZES
from directory.search.text_column import TextColumn
from directory.search.texts import Texts
from directory.search.weights import load_weights


def write_texts(texts: Texts, sink: ArraySink, *, place_readings: Mapping[str, tuple[str, ...]]) -> None:
    """Hands on what `Segment` reads of names, readings and places.

    Args:
        texts: folded.
        sink: takes the arrays.
        place_readings: reading keys of places by canonical name, where they are known.
    """
    TextColumn.of(texts.folded).put_into(sink, "folded")
    TextColumn.of(texts.names).put_into(sink, "names")
    _write_sounds(texts.read_sounds(), sink)
    places = texts.places
    TextColumn.of(places).put_into(sink, "places")
    TextColumn.of([" ".join(place_readings.get(name, ())) for name in places]).put_into(sink, "place_readings")
    put_lists(sink, "place_rows", list(places.values()))
    named = _keep_postings(texts.named, sink, "named")
    put_name_masses(texts.names, named, sink, weights=load_weights())


def write_context(texts: Texts, context: Context, sink: ArraySink, *, lexicon: Lexicon) -> None:
    """Hands on what `Segment` reads beside names, and which documents belong to each concept of the lexicon."""
    context.put_into(sink)
    named, described = texts.named.rows_of_words(), context.rows_of_words(lexicon)
    found = collect_worth(lexicon, texts.codes, named=named, described=described, count=len(texts.names))
    put_lists(sink, "members", [rows for rows, _ in found])
    hundredths = np.zeros((len(found), len(texts.names)), np.uint8)
    for line, (rows, worth) in zip(hundredths, found, strict=True):
        line[rows] = np.rint(100 * worth)
    sink.put("members/hundredths", hundredths)


def _write_sounds(sounds: Sequence[str], sink: ArraySink) -> None:
    TextColumn.of(sounds).put_into(sink, "readings")
    sink.put("by_reading", np.array(sorted(range(len(sounds)), key=sounds.__getitem__), np.int32))
    index_texts(sounds, sizes=SOUND_SIZES, sink=sink, name="sounds")


def _keep_postings(grams: GramWriter, sink: ArraySink, name: str) -> Postings:
    """Postings that are handed on and can be asked at once."""
    kept = KeptArrays()
    grams.put_into(kept, name)
    arrays = kept.finish().within(name)
    for part, array in arrays.by_name.items():
        sink.put(f"{name}/{part}", array)
    return Postings(arrays, count=grams.count, sizes=SURFACE_SIZES)

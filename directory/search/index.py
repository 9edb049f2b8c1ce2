"""The text index of one snapshot: immutable, in memory, safe for any number of readers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from directory.search.analysis import FIELD_BREAK, Bools, Floats, Ints, Postings, Rows, idf
from directory.search.concepts import Lexicon, load_lexicon
from directory.search.document import SearchDocument
from directory.search.evidence import Members, collect_members
from directory.search.places import PlaceNames, names_of
from directory.search.query import Part, Query, address_numbers, parse_query
from directory.search.readings import Reader
from directory.search.scoring import (
    CONCEPT_MASS,
    LIKENESS_FLOOR,
    MINOR_MASS,
    NUMBERS_MASS,
    PLACE_MASS,
    RELATIVE_FLOOR,
    REST_FLOOR,
    SCORE_FLOOR,
    SHORT_FLOOR,
    SHORT_TEXT,
    SOUND_WORTH,
    VARIANT_WORTH,
    Likeness,
    likeness,
    rest_mass,
)
from directory.text.fold import fold

RESULT_LIMIT = 1000
RESCORED = 200
DESCRIPTION_LIMIT = 600
"""Most hits of a text query, candidates compared letter by letter, letters of a description that are indexed."""

_DESCRIPTION_WORTH = 0.6
_PLACE_IN_NAME_WORTH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """What a text matches, whatever else is asked for: score of every row, and whether it is a hit."""

    query: Query
    scores: Floats
    is_hit: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """Rows, best first, and the score of each (comparable within one answer)."""

    rows: Rows
    scores: Floats


class SearchIndex:
    """Names, readings, places, concepts and texts of all listings of a snapshot."""

    def __init__(self, documents: Sequence[SearchDocument], *, lexicon: Lexicon | None = None) -> None:
        """Indexes the documents; their order is the row order."""
        self.lexicon = lexicon or load_lexicon()
        canonical = self.lexicon.canonical
        self.count = len(documents)
        self.folded: tuple[str, ...] = tuple(fold(document.name) for document in documents)
        self.names: tuple[str, ...] = tuple(map(canonical, self.folded))
        reader = Reader(self.lexicon.word_readings)
        reader.learn(
            (name, document.kana, tuple(canonical(place) for town in document.towns for place in names_of(town)))
            for name, document in zip(self.names, documents, strict=True)
            if document.kana
        )
        self.readings: tuple[str, ...] = tuple(
            reader.key(name, document.kana) for name, document in zip(self.names, documents, strict=True)
        )
        self.places = PlaceNames(documents, reader=reader, canonical=canonical)
        self.numbers = tuple(address_numbers(document.address) for document in documents)
        kinds = [canonical(_joined(document.labels + document.tags)) for document in documents]
        named = [f"{name}{FIELD_BREAK}{kind}" for name, kind in zip(self.names, kinds, strict=True)]
        around = [_around(document, self.lexicon) for document in documents]
        texts = [canonical(document.description[:DESCRIPTION_LIMIT]) for document in documents]
        self._named = Postings(named, sizes=(1, 2))
        self._around = Postings(around, sizes=(1, 2))
        self._texts = Postings(texts, sizes=(1, 2))
        self._sounds = Postings(self.readings, sizes=(2, 3))
        self._by_reading = sorted(zip(self.readings, range(self.count), strict=True))
        self.members: tuple[Members, ...] = collect_members(
            self.lexicon, documents, names=named, texts=texts, grams=(self._named, self._texts)
        )

    def parse(self, text: str) -> Query:
        """The question as this index understands it."""
        return parse_query(text, lexicon=self.lexicon, places=self.places)

    def match(self, text: str, *, eligible: Bools | None = None) -> Matches:
        """Which rows a text matches. A row's membership does not depend on other filters, so counts agree with lists.

        Args:
            text: what somebody asks for; one that means nothing matches nothing.
            eligible: rows that may be found at all; None = every row.
        """
        query = self.parse(text)
        if not query.parts or not self.count:
            return Matches(query=query, scores=np.zeros(self.count, np.float32), is_hit=np.zeros(self.count, bool))
        scores, misses_text = self._part_scores(query)
        if eligible is not None:
            scores[~eligible] = 0.0
        alike = self._alike_rows(query, scores)
        whole = np.where(misses_text, np.float32(0), scores)
        floor = max(_least_score(query), RELATIVE_FLOOR * float(whole.max()))
        is_hit = whole >= floor
        is_hit[alike] = True
        return Matches(query=query, scores=scores, is_hit=is_hit)

    def rank(self, matches: Matches, rows: Rows, *, ties: Ints, limit: int = RESULT_LIMIT) -> Ranking:
        """The given rows, best first, at most `limit`; names are compared letter by letter for the first 200.

        Args:
            matches: of the text.
            rows: those that are wanted, any order.
            ties: place of every row of the index among equals.
            limit: most rows to give back.
        """
        scores = matches.scores[rows].astype(np.float32)
        head = np.argpartition(-scores, RESCORED - 1)[:RESCORED] if rows.size > RESCORED else np.arange(rows.size)
        beginning = set(self._beginning_with(matches.query.sound))
        also = [place for place, row in enumerate(rows.tolist()) if row in beginning] if beginning else []
        for place in {*head.tolist(), *also}:
            scores[place] += self.likeness_of(matches.query, int(rows[place])).bonus
        order = np.lexsort((ties[rows], -np.round(scores, 3)))[:limit]
        return Ranking(rows=rows[order], scores=scores[order])

    def search(self, text: str, *, limit: int = RESULT_LIMIT) -> Ranking:
        """Every hit of a text without other filters, best first."""
        matches = self.match(text)
        rows = np.flatnonzero(matches.is_hit).astype(np.int32)
        return self.rank(matches, rows, ties=np.arange(self.count), limit=limit)

    def likeness_of(self, query: Query, row: int) -> Likeness:
        """How alike a question and the name of a row are, by spelling or by sound."""
        written = likeness(query.written, self.folded[row])
        spelled = likeness(query.text, self.names[row], worth=VARIANT_WORTH)
        sounded = likeness(query.sound, self.readings[row], worth=SOUND_WORTH)
        return max(written, spelled, sounded, key=lambda found: found.bonus)

    def holds_address(self, text: str) -> bool:
        """Whether a listing stands at the address (town and numbers) that the text names."""
        query = self.parse(text)
        return bool(query.numbers) and bool(self._number_rows(query).size)

    def field_with(self, text: str, row: int) -> str:
        """Name of the field in which a row holds all grams of a text: tag, place or description; "" for none."""
        families = (("tag", self._named), ("place", self._around), ("description", self._texts))
        return next((field for field, postings in families if row in postings.rows_with(text)), "")

    def _part_scores(self, query: Query) -> tuple[Floats, Bools]:
        """Share of the question that each row answers, and the rows that miss its free text."""
        total = np.zeros(self.count, np.float32)
        is_out = np.zeros(self.count, bool)
        mass = 0.0
        kinds = {part.kind for part in query.parts}
        must_meet_text = "place" in kinds and "concept" not in kinds
        for part in query.parts:
            values, weight = self._part_score(part)
            total += weight * values
            mass += weight
            if part.kind == "rest" and must_meet_text:
                is_out |= values < REST_FLOOR
        if query.numbers:
            total[self._number_rows(query)] += NUMBERS_MASS
            mass += NUMBERS_MASS
        return total / np.float32(mass), is_out

    def _part_score(self, part: Part) -> tuple[Floats, float]:
        if part.kind == "place":
            return self._place_score(part), PLACE_MASS
        if part.kind == "concept":
            is_minor = all(self.lexicon.concepts[number].is_minor for number in part.concepts)
            return self._concept_score(part), MINOR_MASS if is_minor else CONCEPT_MASS
        return self._rest_score(part)

    def _place_score(self, part: Part) -> Floats:
        values = np.zeros(self.count, np.float32)
        for name in part.names:
            values[self._named.rows_with(name)] = _PLACE_IN_NAME_WORTH
        for name in part.names:
            values[self.places.rows[name]] = 1.0
        return values

    def _concept_score(self, part: Part) -> Floats:
        values = np.zeros(self.count, np.float32)
        for number in part.concepts:
            members = self.members[number]
            values[members.rows] = np.maximum(values[members.rows], members.worth)
        literal = self._named.rows_with(part.text)
        values[literal] = np.maximum(values[literal], 1.0)
        return values

    def _rest_score(self, part: Part) -> tuple[Floats, float]:
        values, mass = self._coverage(
            part.text, ((self._texts, _DESCRIPTION_WORTH), (self._around, 0.8), (self._named, 1.0))
        )
        if part.sound:
            sounded, sound_mass = self._coverage(part.sound, ((self._sounds, 1.0),))
            values, mass = np.maximum(values, sounded), min(mass, sound_mass) if part.text != part.sound else mass
        return values, rest_mass(mass)

    def _coverage(self, text: str, families: Sequence[tuple[Postings, float]]) -> tuple[Floats, float]:
        """Idf-weighted share of the grams of `text` that each row has in its best family."""
        best = np.zeros(self.count, np.float32)
        mass = 0.0
        for postings, worth in families:
            covered, mass = _covered(postings, text)
            np.maximum(best, covered * np.float32(worth), out=best)
        return best, mass

    def _number_rows(self, query: Query) -> Rows:
        """Rows in the place asked for whose address begins with the numbers asked for."""
        names = [name for part in query.parts if part.kind == "place" for name in part.names]
        lists = [self.places.rows[name] for name in names]
        rows = min(lists, key=len, default=np.empty(0, np.int32))
        asked = query.numbers
        return np.array([row for row in rows.tolist() if self.numbers[row][: len(asked)] == asked], np.int32)

    def _alike_rows(self, query: Query, scores: Floats) -> list[int]:
        """Rows among the best candidates whose name is so like the question that a typo explains the rest."""
        count = min(RESCORED, self.count)
        rows = np.argpartition(-scores, count - 1)[:count].tolist()
        return [row for row in rows if scores[row] > 0 and self.likeness_of(query, row).value >= LIKENESS_FLOOR]

    def _beginning_with(self, sound: str) -> list[int]:
        if len(sound) < 2:
            return []
        at = bisect_left(self._by_reading, (sound, -1))
        end = bisect_left(self._by_reading, (sound + "\U0010ffff", -1))
        return [row for _, row in self._by_reading[at : min(end, at + RESCORED)]]


def _least_score(query: Query) -> float:
    """Little free text alone must be met nearly whole: メルカリ shares half of its letters with マルシェ かりん."""
    is_short = len(query.text) <= SHORT_TEXT and all(part.kind == "rest" for part in query.parts)
    return SHORT_FLOOR if is_short else SCORE_FLOOR


def _covered(postings: Postings, text: str) -> tuple[Floats, float]:
    """Idf-weighted share of the grams of one family, and the sum of their idf."""
    values = np.zeros(postings.count, np.float32)
    mass = 0.0
    for gram in postings.grams_of(text).tolist():
        rows = postings.rows_of(gram)
        weight = idf(rows.size, postings.count) * _gram_worth(gram, postings)
        values[rows] += np.float32(weight)
        mass += weight
    return (values / np.float32(mass), mass) if mass else (values, 0.0)


def _gram_worth(gram: int, postings: Postings) -> float:
    """Longer grams say more than single letters."""
    return 0.35 if 1 in postings.sizes and 0 <= gram < 1 << 13 else 1.0


def _joined(texts: tuple[str, ...]) -> str:
    return "、".join(texts)


def _around(document: SearchDocument, lexicon: Lexicon) -> str:
    fields = (*document.places, document.address, *document.around)
    return FIELD_BREAK.join(filter(None, map(lexicon.canonical, fields)))

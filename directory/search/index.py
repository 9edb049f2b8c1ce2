"""The text index of one snapshot: immutable, in memory, safe for any number of readers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from directory.search.analysis import Bools, Floats, Ints, Rows
from directory.search.concepts import Lexicon, load_lexicon
from directory.search.document import SearchDocument
from directory.search.fields import Fields
from directory.search.parts import PartScorer
from directory.search.query import Query, parse_query
from directory.search.scoring import (
    LIKENESS_FLOOR,
    RELATIVE_FLOOR,
    SCORE_FLOOR,
    SHORT_FLOOR,
    SHORT_TEXT,
    SOUND_WORTH,
    VARIANT_WORTH,
    Likeness,
    compare_names,
)

RESULT_LIMIT = 1000
RESCORED = 200
"""Most hits of a text query, and candidates whose names are compared letter by letter."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Matches:
    """What a text matches, whatever else is asked for.

    Attributes:
        scores, is_hit: of every row.
        likeness: of the rows whose names were compared already.
    """

    query: Query
    scores: Floats
    is_hit: Bools
    likeness: Mapping[int, Likeness] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Ranking:
    """Rows, best first, and the score of each (comparable within one answer)."""

    rows: Rows
    scores: Floats


class SearchIndex:
    """Names, readings, places, concepts and texts of all listings of a snapshot."""

    def __init__(
        self,
        documents: Iterable[SearchDocument],
        *,
        lexicon: Lexicon | None = None,
        place_kana: Mapping[str, str] | None = None,
    ) -> None:
        """Indexes the documents; their order is the row order.

        Args:
            documents: of all listings; each is read once and not kept.
            lexicon: the shipped one when None.
            place_kana: kana of towns and municipalities by their names, for names published without kana.
        """
        self.lexicon = lexicon or load_lexicon()
        self.fields = Fields(documents, lexicon=self.lexicon, place_kana=place_kana or {})
        self.count = self.fields.count
        self._scorer = PartScorer(self.fields, self.lexicon)
        self._by_reading: Rows = np.array(sorted(range(self.count), key=self.fields.readings.__getitem__), np.int32)

    def parse(self, text: str) -> Query:
        """The question as this index understands it."""
        return parse_query(text, lexicon=self.lexicon, places=self.fields.places)

    def match(self, text: str, *, eligible: Bools | None = None) -> Matches:
        """Which rows a text matches. A row's membership does not depend on other filters, so counts agree with lists.

        Args:
            text: what somebody asks for; one that means nothing matches nothing.
            eligible: rows that may be found at all; None = every row.
        """
        query = self.parse(text)
        if not query.parts or not self.count:
            return Matches(query=query, scores=np.zeros(self.count, np.float32), is_hit=np.zeros(self.count, bool))
        scores, misses_text = self._scorer.score(query)
        if eligible is not None:
            scores[~eligible] = 0.0
        whole = np.where(misses_text, np.float32(0), scores)
        floor = max(_least_score(query), RELATIVE_FLOOR * float(whole.max()))
        is_hit = whole >= floor
        compared = self.likeness_of(query, [row for row in _best(scores, RESCORED) if scores[row] > 0])
        # A name so like the question that a typo explains the rest is a hit, whatever its grams say.
        is_hit[[row for row, found in compared.items() if found.value >= LIKENESS_FLOOR]] = True
        return Matches(query=query, scores=scores, is_hit=is_hit, likeness=compared)

    def rank(self, matches: Matches, rows: Rows, *, ties: Ints, limit: int = RESULT_LIMIT) -> Ranking:
        """The given rows, best first, at most `limit`; names are compared letter by letter for the first 200.

        Args:
            matches: of the text.
            rows: those that are wanted, any order.
            ties: place of every row of the index among equals.
            limit: most rows to give back.
        """
        scores = matches.scores[rows].astype(np.float32)
        head = _best(scores, RESCORED)
        beginning = np.array(self._beginning_with(matches.query.sound), np.int32)
        also = np.flatnonzero(np.isin(rows, beginning)).tolist() if beginning.size else []
        places = sorted({*head, *also})
        new = [row for row in rows[places].tolist() if row not in matches.likeness]
        likeness = {**matches.likeness, **self.likeness_of(matches.query, new)}
        scores[places] += np.array([likeness[row].bonus for row in rows[places].tolist()], np.float32)
        order = np.lexsort((ties[rows], -np.round(scores, 3)))[:limit]
        return Ranking(rows=rows[order], scores=scores[order])

    def search(self, text: str, *, limit: int = RESULT_LIMIT) -> Ranking:
        """Every hit of a text without other filters, best first."""
        matches = self.match(text)
        rows = np.flatnonzero(matches.is_hit).astype(np.int32)
        return self.rank(matches, rows, ties=np.arange(self.count), limit=limit)

    def likeness_of(self, query: Query, rows: Sequence[int]) -> dict[int, Likeness]:
        """How alike a question and the names of rows are, by spelling or by sound."""
        fields = self.fields
        folded, names = [fields.folded[row] for row in rows], [fields.names[row] for row in rows]
        found = [compare_names(query.written, folded)]
        if names != folded or query.text != query.written:
            found.append(compare_names(query.text, names, worth=VARIANT_WORTH))
        if query.sound:
            found.append(compare_names(query.sound, [fields.readings[row] for row in rows], worth=SOUND_WORTH))
        best = (max(each, key=lambda likeness: likeness.bonus) for each in zip(*found, strict=True))
        return dict(zip(rows, best, strict=True))

    def holds_address(self, text: str) -> bool:
        """Whether a listing stands at the address (town and numbers) that the text names."""
        query = self.parse(text)
        return bool(query.numbers) and bool(self._scorer.rows_at_numbers(query).size)

    def field_with(self, text: str, row: int) -> str:
        """Name of the field in which a row holds all grams of a text: tag, place or description; "" for none."""
        fields = (("tag", self.fields.named), ("place", self.fields.around), ("description", self.fields.texts))
        return next((field for field, postings in fields if row in postings.rows_with(text)), "")

    def _beginning_with(self, sound: str) -> list[int]:
        """Some rows whose reading begins with a reading key of at least two letters."""
        if len(sound) < 2:
            return []
        readings = self.fields.readings
        at = bisect_left(self._by_reading, sound, key=readings.__getitem__)
        end = bisect_left(self._by_reading, sound + "\U0010ffff", key=readings.__getitem__)
        rows: list[int] = self._by_reading[at : min(end, at + RESCORED)].tolist()
        return rows


def _best(scores: Floats, count: int) -> list[int]:
    """Places of the highest scores, in no order."""
    if scores.size <= count:
        return list(range(scores.size))
    places: list[int] = np.argpartition(-scores, count - 1)[:count].tolist()
    return places


def _least_score(query: Query) -> float:
    """Little free text alone must be met nearly whole: メルカリ shares half of its letters with マルシェ かりん."""
    is_short = len(query.text) <= SHORT_TEXT and all(part.kind == "rest" for part in query.parts)
    return SHORT_FLOOR if is_short else SCORE_FLOOR

"""The text index of one snapshot: immutable, safe for any number of readers, in memory or mapped from files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from functools import partial

import numpy as np

from directory.search.analysis import Bools, Rows
from directory.search.array_file import KeptArrays
from directory.search.concepts import Lexicon, load_lexicon
from directory.search.document import SearchDocument
from directory.search.guessing import add_guesses
from directory.search.indexing import index_documents
from directory.search.matches import Matches, Ranking
from directory.search.meanings import mix_meanings
from directory.search.needs import NeedModel, load_needs
from directory.search.overlap import Common, Overlap
from directory.search.parsing import parse_query
from directory.search.parts import rows_at_numbers
from directory.search.place_mixing import mix_places
from directory.search.postings import are_in, distinct, places_among
from directory.search.query import Query
from directory.search.rephrasing import Rephrasing, rephrase
from directory.search.scoring import Likeness, Ratios, choose_near, common_likeness, compare_names, least_likeness
from directory.search.segment import Segment, join_places
from directory.search.segment_rows import SegmentRows
from directory.search.ties import KeysOf, Ties, as_they_stand
from directory.search.ways import WaysScorer
from directory.search.weights import Weights, load_weights
from directory.text.fold import fold_words

RESULT_LIMIT = 1000
RESCORED = 200
"""Most hits of a text query, and candidates whose names are compared letter by letter."""

_NO_ROWS, _NO_VALUES = np.empty(0, np.int32), np.empty(0, np.float32)

_ROUNDED = 0.002
"""More than what rounding adds to a score beside another one."""

_REMEMBERED = 64
"""Questions whose parts are kept."""


class SearchIndex:
    """Names, readings, places, concepts and texts of all listings of a snapshot."""

    def __init__(
        self,
        documents: Iterable[SearchDocument],
        *,
        lexicon: Lexicon | None = None,
        place_kana: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Indexes the documents in memory; their order is the row order.

        Args:
            documents: of all listings; each is read once and not kept.
            lexicon: the shipped one when None.
            place_kana: every kana of towns and municipalities by their names, for names published without kana.
        """
        sink = KeptArrays()
        known = lexicon or load_lexicon()
        index_documents(documents, sink, lexicon=known, place_kana=place_kana or {})
        self._take((Segment(sink.finish()),), None, known)

    @classmethod
    def over(cls, segments: Sequence[Segment], rows: Rows | None, *, lexicon: Lexicon | None = None) -> SearchIndex:
        """An index over segments that exist.

        Args:
            segments: written with the same lexicon.
            rows: the row of every document, one segment after the other, -1 for one that is gone; None = its number.
            lexicon: the shipped one when None.
        """
        index = cls.__new__(cls)
        index._take(tuple(segments), rows, lexicon or load_lexicon())  # noqa: SLF001 - a constructor of this class
        return index

    def _take(self, segments: tuple[Segment, ...], rows: Rows | None, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.places = join_places(segments)
        self._rows = SegmentRows(segments, rows)
        self.count = self._rows.count
        self._segments = segments
        self._weights: Weights = load_weights()
        self._needs: NeedModel = load_needs()
        self._parsed: dict[tuple[str, tuple[str, ...]], Query] = {}

    @property
    def known(self) -> SegmentRows:
        """What is known of rows: names, readings, places, concepts and the fields that hold a text."""
        return self._rows

    def with_weights(self, weights: Weights) -> SearchIndex:
        """The same index with other weights, to learn them."""
        index = copy(self)
        index._weights = weights  # noqa: SLF001 - a copy of this class
        return index

    def parse(self, text: str, *, unmeant: Collection[str] = ()) -> Query:
        """The question as this index understands it; the concepts `unmeant` are not guessed."""
        # One answer asks for it several times: for what was understood, and for what matches.
        known, question = self._parsed, (text, tuple(unmeant))
        query = known.get(question)
        if query is None:
            parsed = parse_query(text, lexicon=self.lexicon, places=self.places)
            query = add_guesses(parsed, lexicon=self.lexicon, model=self._needs, unmeant=unmeant)
            if len(known) >= _REMEMBERED:
                self._parsed = {}
            known[question] = query
        return query

    def match(self, text: str, *, eligible: Bools | None = None, unmeant: Collection[str] = ()) -> Matches:
        """Which rows a text matches. A row's membership does not depend on other filters, so counts agree with lists.

        Args:
            text: what somebody asks for; one that means nothing matches nothing.
            eligible: rows that may be found at all; None = every row.
            unmeant: concepts that are not guessed.
        """
        query = self.parse(text, unmeant=unmeant)
        matches = self._match(text, query, eligible)
        if matches.rows.size or (meaning := query.meaning_alone()) is None:
            return matches
        # What filters leave out is no reason to take the question for another one.
        if eligible is not None and self._match(text, query, None).rows.size:
            return matches
        return self._match(text, meaning, eligible)

    def _match(self, text: str, query: Query, eligible: Bools | None) -> Matches:
        nothing = Matches(query=query, rows=_NO_ROWS, scores=_NO_VALUES, compared=_NO_ROWS, bonus=_NO_VALUES)
        if not query.parts or not self.count:
            return nothing
        ways = (Rephrasing(query=query), *rephrase(text, query, lexicon=self.lexicon, places=self.places))
        query = replace(query, sound=next((way.query.sound for way in ways if way.query.sound), ""))
        asked = WaysScorer(self._segments, self._rows, lexicon=self.lexicon, weights=self._weights)
        found, is_hit = asked.score(ways, eligible)
        if not found.rows.size:
            return nothing
        near, common = choose_near(
            found.values, RESCORED, lambda places: self._common_with(query, found.rows[places]), weights=self._weights
        )
        # A name so like the question that a typo explains the rest is a hit, whatever its grams say.
        misses_text = found.miss_text(near)
        if misses_text.any():
            misses_text &= len(fold_words(text)) > 1
        least = least_likeness(query, misses_text, weights=self._weights)
        likeness = self.likeness_of(query, found.rows[near], common, least=np.where(is_hit[near], 0, least))
        is_hit[near[likeness.values >= least]] = True
        # Mostly few of the candidates are hits or, of a place or a kind, all of them.
        hits = slice(None) if is_hit.all() else np.flatnonzero(is_hit)
        return Matches(
            query=query,
            rows=found.rows[hits],
            scores=found.values[hits],
            compared=found.rows[near],
            bonus=likeness.bonus,
        )

    def rank(
        self, matches: Matches, rows: Rows, *, limit: int = RESULT_LIMIT, keys_of: KeysOf = as_they_stand
    ) -> Ranking:
        """The given rows, best first, at most `limit`; names are compared letter by letter for the first 200.

        Args:
            matches: of the text.
            rows: those of its hits that are wanted, ascending.
            limit: most rows to give back.
            keys_of: in which order equal rows come.
        """
        is_all = rows is matches.rows
        scores = matches.scores if is_all else matches.scores[places_among(rows, matches.rows, self.count)]
        is_known = are_in(matches.compared, rows)
        compared, sound = matches.compared[is_known], matches.query.sound
        beginning = self._rows.beginning_with(sound, RESCORED, among=rows) if len(sound) > 1 else _NO_ROWS
        if rows.size > max(limit, RESCORED):
            likely = Ties(rows=rows, keys_of=keys_of).within_reach(scores, max(limit, RESCORED), _ROUNDED)
            likely = distinct(np.concatenate((likely, rows.searchsorted(compared), rows.searchsorted(beginning))))
            rows, scores = rows[likely], scores[likely]
        known = rows.searchsorted(compared)
        scores, are_new = scores.copy(), np.ones(rows.size, bool)
        scores[known] += matches.bonus[is_known]
        are_new[known] = False
        ties = Ties(rows=rows, keys_of=keys_of)
        new = np.concatenate((ties.best_of(scores, RESCORED), rows.searchsorted(beginning)))
        new = new[are_new[new]]
        if new.size:
            new = distinct(new)
            scores[new] += self.likeness_of(matches.query, rows[new]).bonus
        rounded = np.round(scores, 3)
        order = ties.in_order(ties.best_of(rounded, limit), rounded)
        order = mix_meanings(order, rows, matches.query, belong=self._rows.belong)
        order = mix_places(order, rows, matches.query, known=self._rows)
        return Ranking(rows=rows[order], scores=scores[order])

    def search(self, text: str, *, limit: int = RESULT_LIMIT) -> Ranking:
        """Every hit of a text without other filters, best first."""
        matches = self.match(text)
        return self.rank(matches, matches.rows, limit=limit)

    def likeness_of(
        self, query: Query, rows: Rows, common: Common | None = None, *, least: Ratios | None = None
    ) -> Likeness:
        """How alike a question and the names of rows are, by spelling or sound.

        Args:
            query: the question.
            rows: those whose names are compared.
            common: what they have in common with the question, if known.
            least: likeness of each; where it is less, both it and the bonus may be told wrong, but less; None = 0.
        """
        weights = self._weights
        common = common or self._common_with(query, rows)
        share = weights.understood_share if all(part.kind != "rest" for part in query.parts) else 1.0
        if least is not None and not query.is_one_short_word:
            least = np.where(common_likeness(common, weights) >= least, 0, least)
        slip = weights.slip_bonus if query.is_free_text else 0.0
        compare = partial(compare_names, weights=weights, share=share, slip=slip)
        folded, names = self._rows.folded(rows), self._rows.names(rows)
        found = compare(query.written, folded, least=least)
        if query.text != query.written:
            found = found.raised(compare(query.text, names, worth=weights.variant_worth, least=found.least(least)))
        elif names != folded:
            # The same question finds nothing more in a name that is the same.
            others = [place for place, name in enumerate(names) if name != folded[place]]
            different, less = [names[place] for place in others], found.least(least)[others]
            more = compare(query.text, different, worth=weights.variant_worth, least=less)
            found = found.raised(more, at=others)
        if query.sound:
            readings = self._rows.readings(rows)
            found = found.raised(compare(query.sound, readings, worth=weights.sound_worth, least=found.least(least)))
        return found.with_common(common, weights=weights, share=share, is_short=query.is_one_short_word)

    def holds_address(self, text: str) -> bool:
        """Whether a listing stands at the address (town and numbers) that the text names."""
        query = self.parse(text)
        return bool(query.numbers) and any(rows_at_numbers(query, segment).size for segment in self._segments)

    def _common_with(self, query: Query, rows: Rows) -> Common:
        overlap = Overlap(query.text, self._segments, weights=self._weights)
        return overlap.with_rows(self._rows.by_segment(rows), count=rows.size)

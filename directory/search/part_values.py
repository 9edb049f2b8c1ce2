"""How much of one part of a question each document answers."""

from __future__ import annotations

from functools import cache, partial

from directory.search.analysis import Floats
from directory.search.name_words import NameWords
from directory.search.plan import PlannedPart
from directory.search.query import Part
from directory.search.segment import Segment
from directory.search.tally import Tally
from directory.search.weights import Weights


class PartValues:
    """Fills tallies of the documents of one segment for one question."""

    def __init__(self, segment: Segment, number: int, weights: Weights) -> None:
        """Takes the segment, its place among those of the plans, and the weights of the search."""
        self._segment = segment
        self._number = number
        self._weights = weights
        # Names with a word are asked for more than once.
        self.named_with = cache(segment.named.rows_with)

    def of_all(self, planned: PlannedPart, tally: Tally, words: NameWords | None = None) -> Floats:
        """How much of the part each document answers, 0 … 1; with `words` text counts in names as words only."""
        self._raise_by_marks(planned.part, tally)
        if planned.part.kind == "rest":
            self._add_text(planned, tally, words)
        return tally.take()

    def by_marks(self, part: Part, tally: Tally) -> Floats:
        """The same of nothing but places and kinds."""
        self._raise_by_marks(part, tally)
        return tally.take()

    def _raise_by_marks(self, part: Part, tally: Tally) -> None:
        segment, weights = self._segment, self._weights
        if part.kind == "place":
            for name in part.names:
                tally.raise_to(self.named_with(name), weights.place_in_name_worth)
            for name in part.names:
                tally.raise_to(segment.rows_at(name), 1.0)
        elif part.kind == "concept":
            for number in part.concepts:
                tally.raise_all(segment.members(number).hundredths)
            tally.raise_to(self.named_with(part.text), 1.0)
        for place in part.alike:
            tally.raise_to(segment.rows_at(place.name), weights.worth_of_alike(is_nearest=place.is_nearest))

    def _add_text(self, planned: PlannedPart, tally: Tally, words: NameWords | None) -> None:
        """Raises the values by a stretch of free text; with `words` only where it stands as words in names."""
        part = planned.part
        named, around, texts = planned.spelled
        tally.begin_channel()
        if named.mass:
            # A town may stand in the address instead.
            tally.add_either(named.listed[self._number], around.listed[self._number], named.shares(), around.worth)
            if words:
                tally.correct(partial(words.only_in_names, part.text))
        if texts.mass:
            tally.begin_channel()
            tally.add_each(texts.listed[self._number], texts.shares())
        for family in planned.sounded:
            if family.mass:
                tally.begin_channel()
                tally.add_each(family.listed[self._number], family.shares())
                if words:
                    tally.correct(partial(words.only_in_readings, part.sound))

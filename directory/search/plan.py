"""A question with the weight of each of its parts and grams, looked up in one segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from directory.search.analysis import Floats, grams_of, idf, is_single
from directory.search.concepts import Lexicon
from directory.search.postings import Listed, Postings
from directory.search.query import Part, Query
from directory.search.segment import SOUND_SIZES, SURFACE_SIZES, Segment
from directory.search.weights import Weights
from directory.search.word_starts import WordStarts


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """The grams of a stretch of text in one family of texts.

    Attributes:
        worth: of a match there beside one in the name.
        mass: what all grams weigh. weights: what each does.
        listed: for each segment, the documents of each gram.
    """

    worth: float
    mass: float
    weights: tuple[float, ...]
    listed: tuple[list[Listed], ...]

    def shares(self) -> Floats:
        """What each gram is worth of the whole."""
        return np.array([weight * self.worth / self.mass for weight in self.weights], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlannedPart:
    """A part of a question; `weight` is its share of the whole.

    Attributes:
        spelled: the families of texts that may hold it as written. sounded: those that may by its reading.
    """

    part: Part
    weight: float
    spelled: tuple[Family, ...] = ()
    sounded: tuple[Family, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """A question ready to be looked up; weights are shares of 1 in all.

    Attributes:
        least_text: share of free text in every hit.
        starts: where words of names begin, for a question whose words answer nothing elsewhere.
    """

    query: Query
    parts: tuple[PlannedPart, ...]
    numbers_weight: float
    least_text: float
    starts: WordStarts | None = None


def _least_text(query: Query, weights: Weights) -> float:
    """Share of free text that every hit has.

    Beside a place and no kind, free text says what is looked for (新町 凧揚げ); beside a kind it adds to it. Words of
    another trade are met nearly whole or not at all (広場 is no answer to 広場恐怖症).
    """
    if query.reads_as_other:
        return weights.other_floor
    kinds = {part.kind for part in query.parts}
    return weights.rest_floor if "place" in kinds and "concept" not in kinds else 0.0


class Planner:
    """Weighs the parts of one question, which are about the same in each of the ways to take it."""

    def __init__(self, segments: Sequence[Segment], lexicon: Lexicon, weights: Weights) -> None:
        """Takes all segments."""
        self._segments = segments
        self._lexicon = lexicon
        self._weights = weights
        self._count = sum(segment.count for segment in segments)
        self._spelled: dict[str, tuple[Family, ...]] = {}
        self._sounded: dict[str, Family] = {}

    def plan(self, query: Query) -> Plan:
        """The plan of the question taken in one way."""
        weights = self._weights
        # What is said twice is looked up once, and weighs twice as much.
        times = Counter(query.parts)
        parts = [(self._plan_part(part), count) for part, count in times.items()]
        mass = sum(part.weight * count for part, count in parts) + (weights.numbers_mass if query.numbers else 0.0)
        places = self._segments[0].place_names
        return Plan(
            query=query,
            parts=tuple(
                PlannedPart(
                    part=each.part, weight=count * each.weight / mass, spelled=each.spelled, sounded=each.sounded
                )
                for each, count in parts
            ),
            numbers_weight=weights.numbers_mass / mass if query.numbers else 0.0,
            least_text=_least_text(query, weights),
            starts=WordStarts(lexicon=self._lexicon, places=places) if query.begins_words else None,
        )

    def _plan_part(self, part: Part) -> PlannedPart:
        """The part with its weight before the shares are known."""
        weights = self._weights
        if part.kind == "place":
            return PlannedPart(part=part, weight=weights.place_mass)
        if part.kind == "concept":
            is_minor = all(self._lexicon.concepts[number].is_minor for number in part.concepts)
            mass = weights.minor_mass if is_minor else weights.concept_mass
            return PlannedPart(part=part, weight=mass * part.certainty * self._telling(part))
        return self._plan_rest(part)

    def _telling(self, part: Part) -> float:
        """How much a kind says, 1 or less: where most listings are of it, the rest of the question matters more."""
        members = sum(
            max(segment.members(concept).rows.size for concept in part.concepts) for segment in self._segments
        )
        return min(1.0, idf(members, self._count) / self._weights.concept_idf)

    def _plan_rest(self, part: Part) -> PlannedPart:
        weights = self._weights
        spelled = self._families_spelled(part.text)
        mass = spelled[0].mass
        if not part.sound:
            return PlannedPart(part=part, weight=weights.rest_mass(mass) * part.certainty, spelled=spelled)
        sounded = self._family_sounded(part.sound)
        # Latin letters have no grams of their own to be missed.
        mass = mass if part.text == part.sound else min(mass, sounded.mass)
        return PlannedPart(
            part=part, weight=weights.rest_mass(mass) * part.certainty, spelled=spelled, sounded=(sounded,)
        )

    def _families_spelled(self, text: str) -> tuple[Family, ...]:
        if text not in self._spelled:
            weights, segments = self._weights, self._segments
            grams = grams_of(text, SURFACE_SIZES)
            self._spelled[text] = (
                self._family(grams, [segment.named for segment in segments], 1.0),
                self._family(grams, [segment.around for segment in segments], weights.around_worth),
                self._family(grams, [segment.texts for segment in segments], weights.description_worth),
            )
        return self._spelled[text]

    def _family_sounded(self, sound: str) -> Family:
        if sound not in self._sounded:
            postings = [segment.sounds for segment in self._segments]
            self._sounded[sound] = self._family(grams_of(sound, SOUND_SIZES), postings, 1.0)
        return self._sounded[sound]

    def _family(self, grams: Sequence[int], postings: Sequence[Postings], worth: float) -> Family:
        # Lists, not generators: a question has two hundred grams, and this is most of what each of them costs.
        listed = tuple([each.find_each(grams) for each in postings])
        sizes = [each.size for each in listed[0]]
        for more in listed[1:]:
            sizes = [size + each.size for size, each in zip(sizes, more, strict=True)]
        single, count = self._weights.single_letter_worth, self._count
        weights = tuple(
            [idf(size, count) * (single if is_single(gram) else 1.0) for gram, size in zip(grams, sizes, strict=True)]
        )
        return Family(worth=worth, mass=sum(weights), weights=weights, listed=listed)

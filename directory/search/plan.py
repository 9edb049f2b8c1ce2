"""A question with the weight of each of its parts and grams, looked up in one segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from directory.search.analysis import grams_of, idf, is_single
from directory.search.concepts import Lexicon
from directory.search.postings import Listed, Postings
from directory.search.query import Part, Query
from directory.search.segment import SOUND_SIZES, SURFACE_SIZES, Segment
from directory.search.weights import Weights
from directory.search.word_starts import WordStarts


class Gram(NamedTuple):
    """One gram in one family of texts: what it weighs there, and the documents of each segment that have it."""

    weight: float
    listed: tuple[Listed, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Family:
    """The grams of a stretch of text in one family of texts; `worth` of a match there beside one in the name."""

    worth: float
    mass: float
    grams: tuple[Gram, ...]


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


def make_plan(query: Query, segments: Sequence[Segment], *, lexicon: Lexicon, weights: Weights) -> Plan:
    """The plan of a question over all segments."""
    planner = _Planner(segments, lexicon, weights)
    # What is said twice is looked up once, and weighs twice as much.
    times = Counter(query.parts)
    parts = [(planner.plan_part(part), count) for part, count in times.items()]
    mass = sum(part.weight * count for part, count in parts) + (weights.numbers_mass if query.numbers else 0.0)
    return Plan(
        query=query,
        parts=tuple(
            PlannedPart(part=each.part, weight=count * each.weight / mass, spelled=each.spelled, sounded=each.sounded)
            for each, count in parts
        ),
        numbers_weight=weights.numbers_mass / mass if query.numbers else 0.0,
        least_text=_least_text(query, weights),
        starts=WordStarts(lexicon=lexicon, places=segments[0].place_names) if query.begins_words else None,
    )


def _least_text(query: Query, weights: Weights) -> float:
    """Share of free text that every hit has.

    Beside a place and no kind, free text says what is looked for (新町 凧揚げ); beside a kind it adds to it. Words of
    another trade are met nearly whole or not at all (広場 is no answer to 広場恐怖症).
    """
    if query.reads_as_other:
        return weights.other_floor
    kinds = {part.kind for part in query.parts}
    return weights.rest_floor if "place" in kinds and "concept" not in kinds else 0.0


class _Planner:
    """Weighs the parts of one question."""

    def __init__(self, segments: Sequence[Segment], lexicon: Lexicon, weights: Weights) -> None:
        self._segments = segments
        self._lexicon = lexicon
        self._weights = weights
        self._count = sum(segment.count for segment in segments)

    def plan_part(self, part: Part) -> PlannedPart:
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
        weights, segments = self._weights, self._segments
        grams = grams_of(part.text, SURFACE_SIZES)
        spelled = (
            self._family(grams, [segment.named for segment in segments], 1.0),
            self._family(grams, [segment.around for segment in segments], weights.around_worth),
            self._family(grams, [segment.texts for segment in segments], weights.description_worth),
        )
        mass = spelled[0].mass
        if not part.sound:
            return PlannedPart(part=part, weight=weights.rest_mass(mass) * part.certainty, spelled=spelled)
        sounded = self._family(grams_of(part.sound, SOUND_SIZES), [segment.sounds for segment in segments], 1.0)
        # Latin letters have no grams of their own to be missed.
        mass = mass if part.text == part.sound else min(mass, sounded.mass)
        return PlannedPart(
            part=part, weight=weights.rest_mass(mass) * part.certainty, spelled=spelled, sounded=(sounded,)
        )

    def _family(self, grams: Sequence[int], postings: Sequence[Postings], worth: float) -> Family:
        # Lists, not generators: a question has two hundred grams, and this is most of what each of them costs.
        found = list(zip(*[each.find_each(grams) for each in postings], strict=True))
        sizes = [listed[0].size if len(listed) == 1 else sum([each.size for each in listed]) for listed in found]
        weights = [
            idf(size, self._count) * (self._weights.single_letter_worth if is_single(gram) else 1.0)
            for gram, size in zip(grams, sizes, strict=True)
        ]
        return Family(worth=worth, mass=sum(weights), grams=tuple(map(Gram, weights, found)))

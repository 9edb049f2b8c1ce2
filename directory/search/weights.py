"""The learned weights of the search, from the one file weights.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What parts of a question, kinds of matches and likeness of names are worth, and the least of a hit.

    Attributes:
        place_mass, concept_mass, minor_mass, numbers_mass: of the parts of a question.
        concept_idf: of a kind from which on it has its whole mass.
        rest_mass_per_idf, rest_mass_least, rest_mass_most: of free text, by how telling its grams are.
        description_worth, around_worth, place_in_name_worth, alike_place_worth: of matches beside one in the name.
        further_place_share: of a place that is alike, when another one is nearer.
        sounded_name_worth: of a name that has the sound of a place, where place and kind explain the whole question.
        single_letter_worth: of a gram of one letter.
        likeness_bonus, exact_bonus, prefix_bonus: what likeness of the whole name adds.
        slip_bonus: what a name adds that is the question but for one letter changed, left out, added or moved at most.
        understood_share: of that bonus where places and kinds explain the whole question.
        score_floor, relative_floor, short_floor: least score of a hit: absolute, as a share of the best one, and for
            nothing but a few letters of free text.
        need_floor, need_relative_floor: the same for a question that was understood as a whole.
        homophone_floor: least score of a hit by nothing but the sound of kanji.
        rest_floor: least share of free text that must be met beside a place (新町 + パチンコ is junk without).
        likeness_floor, short_likeness_floor: least likeness of a name that is a hit although its grams differ (two
            typos in a short name), and of one that is asked for with few letters.
        other_floor, other_likeness_floor: least share of the words, or likeness of a name, that answers what reads as a
            matter of other trades.
        common_bonus, common_floor: of what question and name have in common: what it adds, and the least for a hit.
        around_bonus: what it adds when the rest of the question stands around the name, in its address or organization.
        variant_worth, sound_worth: of the likeness of spellings of one word, and of readings.
    """

    place_mass: float
    concept_mass: float
    concept_idf: float
    minor_mass: float
    numbers_mass: float
    rest_mass_per_idf: float
    rest_mass_least: float
    rest_mass_most: float
    description_worth: float
    around_worth: float
    place_in_name_worth: float
    alike_place_worth: float
    further_place_share: float
    sounded_name_worth: float
    single_letter_worth: float
    likeness_bonus: float
    understood_share: float
    common_bonus: float
    around_bonus: float
    exact_bonus: float
    prefix_bonus: float
    slip_bonus: float
    score_floor: float
    relative_floor: float
    short_floor: float
    homophone_floor: float
    need_floor: float
    need_relative_floor: float
    rest_floor: float
    likeness_floor: float
    common_floor: float
    short_likeness_floor: float
    other_floor: float
    other_likeness_floor: float
    variant_worth: float
    sound_worth: float

    def share_of_best(self, *, is_need: bool) -> float:
        """Share of the best score that a hit has at least; what a need may mean beside that counts, too."""
        return self.need_relative_floor if is_need else self.relative_floor

    def worth_of_alike(self, *, is_nearest: bool) -> float:
        """What standing in a place that a word may misspell is worth."""
        return self.alike_place_worth * (1.0 if is_nearest else self.further_place_share)

    def rest_mass(self, idf_sum: float) -> float:
        """Weight of a stretch of free text by the sum of the idf of its grams."""
        return min(self.rest_mass_most, max(self.rest_mass_least, idf_sum * self.rest_mass_per_idf))


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights of weights.toml, read once."""
    text = resources.files(__package__).joinpath("weights.toml").read_text(encoding="utf-8")
    return Weights(**tomllib.loads(text))

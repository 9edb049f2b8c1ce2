from __future__ import annotations

import numpy as np
import pytest

from directory.search.concepts import load_lexicon
from directory.search.needs import NONE, OTHER, NeedModel, load_needs, read_grams

MODEL = load_needs()


def tiny_model():
    """Two labels; one gram of めし speaks for meal, everything else for nothing."""
    grams = np.array(sorted(read_grams(("めし",))), np.uint32)
    return NeedModel(
        {
            "labels": np.array(["meal", NONE]),
            "gaps": np.diff(grams, prepend=np.uint32(0)),
            "counts": np.ones(grams.size, np.uint8),
            "columns": np.zeros(grams.size, np.uint8),
            "values": np.full(grams.size, 127, np.int8),
            "scales": np.array([0.05, 0.05], np.float32),
            "bias": np.array([0.0, 2.0], np.float32),
        }
    )


def test_known_grams_speak_for_their_label_and_unknown_ones_for_nothing():
    assert tiny_model().guess(("めし",)).ranked()[0].concept == "meal"
    assert tiny_model().guess(("xyz",)).ranked()[0].concept == NONE


@pytest.mark.parametrize("words", [(), ("",), ("?",), ("あ" * 5000,), ("\U0010ffff",)])
def test_any_words_have_probabilities_that_sum_to_one(words):
    guesses = MODEL.guess(words).ranked()
    assert sum(guess.probability for guess in guesses) == pytest.approx(1, abs=1e-4)
    assert [guess.probability for guess in guesses] == sorted((guess.probability for guess in guesses), reverse=True)


def test_every_label_is_a_concept_and_every_concept_a_label():
    assert set(MODEL.labels) == {concept.code for concept in load_lexicon().concepts} | {NONE, OTHER}


def test_kana_and_romaji_share_their_grams_by_sound():
    sounds = read_grams(("gohan",)) & read_grams(("ごはん",))
    assert len(sounds) > 5


def test_only_the_beginning_of_a_long_text_is_read():
    assert read_grams(("あい" * 500,)) == read_grams(("あい" * 60,))

"""Adds to a parsed question the concepts that its words as a whole seem to mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from directory.search.concepts import Lexicon, kana_of
from directory.search.needs import NONE, OTHER, Guess, Guesses, NeedModel
from directory.search.query import LEAST_CERTAINTY, Part, Query
from directory.text.reading import sound_key

LEAST_PROBABILITY = 0.04
MOST_GUESSES = 6
"""A guess less probable is not worth showing, nor are more of them."""

DOUBTED_NONE = 0.75
"""A known word beside what is nothing of ours more probably than this is part of another matter (カフェ 開業資金)."""

MOST_NONE = 0.6
MOST_NONE_SHORT = 0.65
LEAST_FIRST_SHORT = 0.12
SHORT_LETTERS = 8
"""A question that holds nothing of ours more probably than this is searched word by word. In few letters a name or a
thing of another trade looks like many needs at once, so that one of them must stand out."""

LEAST_FIRST_BESIDE = 0.3
"""Beside a word that nobody knows, mostly a name, one need must stand out this far (鷽鶯 子ども asks for 鷽鶯)."""

PROBABLE_OTHER = 0.52
FEW_LETTERS = 5
SURE_OTHER = 0.68
"""A question that asks for another trade more probably than this is answered by nothing but all of its words. In few
letters, of which it is less probable that they are a need told in unusual words, less is enough (公民館 解体).
"""

MOST_NAMELIKE = 0.45
"""Free text that holds nothing of ours more probably than this is a name or a place (ひまわり in ひまわり 食堂)."""

SOFT_TEXT = 0.3
"""How surely the words of a sentence that reads as a need stand in listings as they are."""

SURE_PROBABILITY = 0.5
"""A known word that the whole means as probably as this is meant as surely as it is written."""


_ONLY_KANJI = re.compile("[一-鿿]+")


def add_guesses(query: Query, *, lexicon: Lexicon, model: NeedModel, unmeant: Collection[str] = ()) -> Query:
    """The question with guessed concepts; unchanged when its words are known, or when it reads as a name.

    Args:
        query: as cut by the words of the lexicon.
        lexicon: the concepts that may be guessed.
        model: guesses them.
        unmeant: concepts that were guessed before and are not meant.
    """
    rests = [part.text for part in query.parts if part.kind == "rest"]
    # a word that nobody knows means nothing, whatever single letters of it mean elsewhere
    known = [word for word in query.words if model.knows(word)]
    if not rests or not known:
        return query
    guesses = model.guess(known)
    may_be_place = any(part.alike for part in query.parts if part.kind == "rest")
    if guesses.probability(OTHER) > _least_other(query) and not may_be_place:
        return _taken_by_letters(query, lexicon)
    none = guesses.probability(NONE, OTHER)
    if none > DOUBTED_NONE and not may_be_place:
        return replace(query, parts=tuple(_doubted(query.parts)))
    is_beside = len(known) < len(query.words) and guesses.first_need < LEAST_FIRST_BESIDE
    if is_beside or not _reads_as_need(guesses, letters=sum(map(_letters, query.words))):
        return replace(query, reads_as_need=none <= MOST_NONE)
    likely = guesses.ranked(LEAST_PROBABILITY)
    meant = [guess for guess in likely if guess.concept not in unmeant]
    parts = (*_weighed(query.parts, guesses, model, lexicon), *_guessed(query.parts, meant, lexicon))
    return replace(query, parts=parts, reads_as_need=True)


def _least_other(query: Query) -> float:
    """How probably a question asks for another trade that is taken so; one word with kana may be a misspelt name."""
    is_one_name = len(query.words) == 1 and not _ONLY_KANJI.fullmatch(query.words[0])
    is_short = sum(map(_letters, query.words)) <= FEW_LETTERS
    return PROBABLE_OTHER if is_short and not is_one_name else SURE_OTHER


def _taken_by_letters(query: Query, lexicon: Lexicon) -> Query:
    """The question in its places, kinds and whole words, because parts of words mean nothing here (食堂 in 食堂車)."""
    kept = [part for part in query.parts if part.kind == "place" or part.text in query.words]
    known = {part.text for part in kept}
    words = filter(None, (lexicon.strip_asking(word) for word in query.words if word not in known))
    rests = [Part(kind="rest", text=word, sound=sound_key(kana_of(word) or "")) for word in words]
    return replace(query, parts=(*kept, *rests), reads_as_other=True, begins_words=True)


def _doubted(parts: Sequence[Part]) -> Iterator[Part]:
    """The parts, their known words doubted: what stands beside them says that another matter is meant."""
    for part in parts:
        yield replace(part, certainty=LEAST_CERTAINTY) if part.kind == "concept" else part


def _letters(word: str) -> int:
    """Letters of a word; two of the Latin ones say about as much as one kana."""
    return len(word) // 2 if word.isascii() else len(word)


def _reads_as_need(guesses: Guesses, *, letters: int) -> bool:
    """Whether a question of so many letters probably asks for something of ours."""
    none = guesses.probability(NONE, OTHER)
    if letters >= SHORT_LETTERS:
        return none <= MOST_NONE
    return none <= MOST_NONE_SHORT and guesses.first_need >= LEAST_FIRST_SHORT


def _guessed(parts: Sequence[Part], guesses: Sequence[Guess], lexicon: Lexicon) -> Iterator[Part]:
    """A part for each probable concept that no word names."""
    named = {number for part in parts if part.kind == "concept" for number in _meanings(part, lexicon)}
    left = MOST_GUESSES
    for guess in guesses:
        if not left:
            return
        number = lexicon.by_code.get(guess.concept)
        if number is not None and number not in named:
            left -= 1
            yield Part(kind="concept", text="", concepts=(number,), certainty=guess.probability)


def _weighed(parts: Sequence[Part], guesses: Guesses, model: NeedModel, lexicon: Lexicon) -> Iterator[Part]:
    """The parts by how surely each is meant, now that the whole is known."""
    for part in parts:
        if part.kind == "concept":
            chance = max(guesses.probability(lexicon.concepts[number].code) for number in _meanings(part, lexicon))
            sure = min(1.0, chance / SURE_PROBABILITY)
            yield replace(part, certainty=LEAST_CERTAINTY + (1 - LEAST_CERTAINTY) * sure)
        elif part.kind == "rest" and not part.alike and not _is_namelike(part, model):
            yield replace(part, certainty=SOFT_TEXT)
        else:
            yield part


def _meanings(part: Part, lexicon: Lexicon) -> set[int]:
    """The concepts of a known word, also the broad ones that it does not mean beside a place or a name."""
    return {*part.concepts, *lexicon.by_word.get(part.text, ()), *lexicon.by_reading.get(part.text, ())}


def _is_namelike(part: Part, model: NeedModel) -> bool:
    return model.guess((part.text,)).probability(NONE, OTHER) > MOST_NAMELIKE

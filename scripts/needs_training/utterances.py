"""The utterances that people wrote, and the ways in which the same is said with other letters."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import sudachipy  # type: ignore[import-untyped]

from directory.search.concepts import Lexicon
from directory.search.needs import NONE, OTHER
from directory.text.fold import fold_words

HELD_OUT_OF = 5
TRADE = "trade"
LABEL = "label"
NEAR_MISSES = 8
"""Voice of words of other trades, and how many kinds of ours each is put beside."""

NOTHING_WEIGHT = 1.6
"""Of what is nothing of ours: fewer lines tell it than tell needs, and it is endless."""

LABEL_WEIGHT = 3.0
KINDS = {
    "advice_desk": ("advice",),
    "neighborhood_desk": ("welfare_advice",),
}
"""Names that our pages show are learned well; kinds that are no concept of their own, by what they mean."""

JUNK = 800
"""Random letters to learn that unknown letters mean nothing."""

_LABEL = re.compile('^msgid "(?:category|concept)\\.([a-z_]+)"\nmsgstr "(.+)"$', re.MULTILINE)
_RUBY = re.compile(r"\{([^|{}]*)\|([^{}]*)\}")

_KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "代名詞", "副詞")
_ASKING = (
    "を教えてください",
    "はありますか",
    "探してます",
    " どこ",
    "について",
    "がいい",
    "できるところ",
    "の場所",
    "に行きたい",
    "したい",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What somebody may type, in which voice, and the concepts that are meant (none = nothing of ours)."""

    text: str
    voice: str
    concepts: tuple[str, ...]

    @property
    def is_held_out(self) -> bool:
        """Whether it belongs to the fifth that only measures; by its letters, so it never changes."""
        return zlib.crc32(self.text.encode()) % HELD_OUT_OF == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Canonical words to learn from, with their weight."""

    words: tuple[str, ...]
    concepts: tuple[str, ...]
    weight: float


def read_utterances(folder: Path) -> list[Utterance]:
    """All lines `concept TAB voice TAB utterance [TAB second concept]`, sorted by file and place."""
    found = []
    for file in sorted(folder.glob("*.tsv")):
        for line in file.read_text(encoding="utf-8").splitlines():
            concept, voice, text, *more = line.split("\t")
            found.append(Utterance(text=text, voice=voice, concepts=(concept, *more)))
    return found


def read_labels(folder: Path) -> list[Utterance]:
    """What pages call kinds and needs, in every language of a folder of locales; easy Japanese in kanji and in kana."""
    found = {}
    for file in sorted([*folder.rglob("categories.po"), *folder.rglob("concepts.po")]):
        for code, label in _LABEL.findall(file.read_text(encoding="utf-8")):
            for text in (_RUBY.sub(r"\1", label), _RUBY.sub(r"\2", label)):
                found[code, text] = Utterance(text=text, voice=LABEL, concepts=KINDS.get(code, (code,)))
    return list(found.values())


def words_of(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a question as the model reads them."""
    return tuple(map(lexicon.canonical, fold_words(text)))


class Variations:
    """Says the same with other letters: in kana, without particles, as a question, with a typo."""

    def __init__(self, *, seed: int) -> None:
        """The same seed and the same calls give the same variations."""
        self._random = random.Random(seed)  # noqa: S311 - no secret
        self._tokenizer = sudachipy.Dictionary(dict="small").create(mode=sudachipy.SplitMode.A)

    def of(self, text: str) -> Iterator[tuple[str, float]]:
        """The text and its variations, each with its weight."""
        yield text, 1.0
        kana, content = self._kana(text), self._content(text)
        if kana != text:
            yield kana, 0.5
            yield kana.replace(" ", ""), 0.2
        if content not in (text, ""):
            yield content, 0.5
            yield content.replace(" ", ""), 0.3
        if len(text) < 14:
            asked = text + self._random.choice(_ASKING)
            yield asked, 0.4
            yield self._kana(asked), 0.1
        if len(text) > 5:
            yield from self._typos(text)

    def _typos(self, text: str) -> Iterator[tuple[str, float]]:
        at = self._random.randrange(len(text))
        yield text[:at] + text[at + 1 :], 0.3
        at = self._random.randrange(len(text) - 1)
        yield text[:at] + text[at + 1] + text[at] + text[at + 2 :], 0.2

    def _kana(self, text: str) -> str:
        words = self._tokenizer.tokenize(text)
        return "".join(
            " " if word.part_of_speech()[0] in ("補助記号", "空白") else word.reading_form() for word in words
        ).translate(_KATAKANA_TO_HIRAGANA)

    def _content(self, text: str) -> str:
        words = self._tokenizer.tokenize(text)
        return " ".join(word.surface() for word in words if word.part_of_speech()[0] in _CONTENT)


def _near_misses(utterances: Sequence[Utterance], lexicon: Lexicon) -> Iterator[Example]:
    """A kind of ours and the word of another trade ask for nothing of ours (カフェ 開業資金)."""
    chance = random.Random(2)  # noqa: S311 - no secret
    kinds = [word for concept in lexicon.concepts for word in concept.spoken if 2 <= len(word) <= 8]
    for utterance in utterances:
        if utterance.voice == TRADE:
            for kind in chance.sample(kinds, NEAR_MISSES):
                trade = words_of(utterance.text, lexicon)
                words = (kind, *trade) if chance.random() < 0.7 else (kind + "".join(trade),)
                yield Example(words=words, concepts=(OTHER,), weight=0.8)


def _junk() -> Iterator[Example]:
    """Kanji, kana and letters that make no word, some with digits."""
    chance = random.Random(3)  # noqa: S311 - no secret
    kanji = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))
    kana = "".join(map(chr, range(ord("ぁ"), ord("ん") + 1)))
    for _ in range(JUNK):
        letters = chance.choice((kanji, kanji, kana, "abcdefghijklmnopqrstuvwxyz"))
        word = "".join(chance.choice(letters) for _ in range(chance.randint(1, 8)))
        number = "".join(chance.choice("0123456789-") for _ in range(chance.choice((0, 0, 1, 3, 5))))
        yield Example(words=(word + number,), concepts=(NONE,), weight=0.5)


def _weight_of(utterance: Utterance) -> float:
    if utterance.voice == LABEL:
        return LABEL_WEIGHT
    return NOTHING_WEIGHT if utterance.concepts[0] in (NONE, OTHER) else 1.0


def make_examples(utterances: Sequence[Utterance], lexicon: Lexicon) -> list[Example]:
    """Everything to learn from: the utterances, their variations, and the words of the lexicon."""
    variations = Variations(seed=1)
    found = [
        Example(words=words_of(text, lexicon), concepts=utterance.concepts, weight=weight * _weight_of(utterance))
        for utterance in utterances
        for text, weight in variations.of(utterance.text)
    ]
    found.extend(_near_misses(utterances, lexicon))
    found.extend(_junk())
    known = {concept for utterance in utterances for concept in utterance.concepts}
    for concept in lexicon.concepts:
        if concept.code in known:
            found.extend(Example(words=(word,), concepts=(concept.code,), weight=1.0) for word in concept.spoken)
    return found

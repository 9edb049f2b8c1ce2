"""What a question is understood to ask for: places, concepts and free text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from directory.search.places import AlikePlace

PartKind = Literal["place", "concept", "rest"]

LEAST_CERTAINTY = 0.3
"""A known word within a sentence may mean something else there (借りた in 本を借りたまま返していない)."""

_SHORT_SOUND = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of the question.

    Attributes:
        text: canonical. sound: its reading key when it is kana or romaji, else "".
        names: canonical names of a place. concepts: numbers in the lexicon.
        alike: places that free text may misspell.
        certainty: how surely it is meant (0 … 1).
    """

    kind: PartKind
    text: str
    sound: str = ""
    names: tuple[str, ...] = ()
    alike: tuple[AlikePlace, ...] = ()
    concepts: tuple[int, ...] = ()
    certainty: float = 1.0

    @property
    def is_guess(self) -> bool:
        """Whether the question as a whole seems to mean it, though no word names it."""
        return self.kind == "concept" and not self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A parsed question.

    Attributes:
        text: canonical, without the phrases of asking. written: the question as typed, folded.
        sound: reading key of all of it, or "". numbers: of an address (4-5-15).
        words: canonical, without places.
        reads_as_need: whether the words as a whole seem to ask for something of ours.
        reads_as_other: whether they surely ask for what other trades and offices do.
        begins_words: whether its words answer nothing in the middle of other words.
    """

    text: str
    written: str
    sound: str
    parts: tuple[Part, ...]
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    reads_as_need: bool = False
    reads_as_other: bool = False
    begins_words: bool = False

    @property
    def is_need(self) -> bool:
        """Whether it asks for a kind or need of ours, whatever else its words say."""
        return self.reads_as_need and any(part.kind == "concept" for part in self.parts)

    @property
    def is_free_text(self) -> bool:
        """Whether it names what is sought in words of its own, with no place beside that a name might do without."""
        kinds = {part.kind for part in self.parts}
        return "rest" in kinds and "place" not in kinds

    @property
    def is_one_short_word(self) -> bool:
        """Whether it is nothing but few kana or Latin letters that nothing explains."""
        return [part.kind for part in self.parts] == ["rest"] and 0 < len(self.parts[0].sound) <= _SHORT_SOUND

    def meaning_alone(self) -> Query | None:
        """The question without its free text; None when too little is sure. 広場 in 広場恐怖症 says nothing."""
        kept = tuple(part for part in self.parts if part.kind != "rest")
        sure = (part.text for part in kept if part.kind == "concept" and part.certainty > LEAST_CERTAINTY)
        is_meant = not self.reads_as_other and (self.is_need or any(text in self.words for text in sure))
        text = "".join(part.text for part in kept)
        return replace(self, parts=kept, text=text) if is_meant and len(kept) < len(self.parts) else None

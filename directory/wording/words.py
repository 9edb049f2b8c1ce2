"""Message ids -> sentences of one language, read from gettext .po files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType

from babel.messages.pofile import read_po

from directory.domain.errors import DirectoryError
from directory.wording.languages import FOLDERS, HOME, HTML_CODES, Language
from directory.wording.ruby import RubyMarks


class Words:
    """Sentences of one language. A missing id comes back as itself, so that a page never breaks over a word.

    Words with `marks` put the reading of kanji beside them, for pages; `plain` are the same words without readings.
    """

    def __init__(
        self, sentences: Mapping[str, str], *, language: Language = HOME, marks: RubyMarks | None = None
    ) -> None:
        """Keeps the sentences by id. `marks`: those that the sentences hold."""
        self._sentences = sentences
        self.language = language
        self.marks = marks

    def __contains__(self, message_id: str) -> bool:
        """Whether the language has a sentence for the id."""
        return message_id in self._sentences

    @cached_property
    def plain(self) -> Words:
        """The same language without readings: for programs, files and letters."""
        marks = self.marks
        if marks is None:
            return self
        return Words({name: marks.strip(text) for name, text in self._sentences.items()}, language=self.language)

    def overlay(self, sentences: Mapping[str, str]) -> Words:
        """The same language with other sentences for some ids."""
        return Words({**self._sentences, **sentences}, language=self.language, marks=self.marks)

    def translate(self, sentences: Mapping[str, str], language: Language) -> Words:
        """Sentences of another language; what they lack is said in the words at hand."""
        marks = RubyMarks.draw() if language == "easy" else None
        marked = {name: marks.mark(text) if marks else text for name, text in sentences.items()}
        return Words({**self._sentences, **marked}, language=language, marks=marks)

    def say(self, message_id: str, **facts: object) -> str:
        """The sentence of an id with `{facts}` filled in."""
        sentence = self._sentences.get(message_id, message_id)
        return sentence.format_map(facts) if facts else sentence

    def say_error(self, error: DirectoryError) -> str:
        """The sentence of a domain error (id error.<code>)."""
        return self.say(f"error.{error.code}", **error.facts)

    def cut(self, text: str, length: int) -> str:
        """The first `length` characters of a text in these words; readings do not count."""
        return self.marks.cut(text, length) if self.marks else text[:length]


def open_words(locales: Path, language: Language = HOME) -> Words:
    """All sentences of a language; what it lacks is said in Japanese.

    Raises:
        ValueError: an id stands in two files.
    """
    words = Words(read_sentences(locales, HOME))
    return words if language == HOME else words.translate(read_sentences(locales, language), language)


@lru_cache(maxsize=8)
def read_sentences(locales: Path, language: Language) -> Mapping[str, str]:
    """All .po files of one language alone, merged; ids are unique over the files, empty sentences are not there.

    Raises:
        ValueError: an id stands in two files.
    """
    sentences: dict[str, str] = {}
    for path in sorted((locales / FOLDERS[language]).glob("*.po")):
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=HTML_CODES[language])
        for message in catalog:
            if not message.id:
                continue
            message_id = str(message.id)
            if message_id in sentences:
                raise ValueError(f"{path.name}: {message_id} stands twice")
            sentences[message_id] = str(message.string)
    if language != HOME:
        sentences = {name: text for name, text in sentences.items() if text}
    return MappingProxyType(sentences)

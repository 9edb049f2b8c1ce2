"""Message ids -> sentences of one language, read from gettext .po files."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

from directory.domain.errors import DirectoryError


class Words:
    """Sentences of one language. A missing id comes back as itself, so that a page never breaks over a word."""

    def __init__(self, sentences: dict[str, str]) -> None:
        """Keeps the sentences by id."""
        self._sentences = sentences

    def __contains__(self, message_id: str) -> bool:
        """Whether the language has a sentence for the id."""
        return message_id in self._sentences

    def overlay(self, sentences: dict[str, str]) -> Words:
        """The same language with other sentences for some ids."""
        return Words({**self._sentences, **sentences})

    def say(self, message_id: str, **facts: object) -> str:
        """The sentence of an id with `{facts}` filled in."""
        sentence = self._sentences.get(message_id, message_id)
        return sentence.format_map(facts) if facts else sentence

    def say_error(self, error: DirectoryError) -> str:
        """The sentence of a domain error (id error.<code>)."""
        return self.say(f"error.{error.code}", **error.facts)


@lru_cache(maxsize=8)
def open_words(locales: Path, locale: str = "ja") -> Words:
    """All .po files of one language, merged; ids are unique over the files.

    Raises:
        ValueError: an id stands in two files.
    """
    sentences: dict[str, str] = {}
    for path in sorted((locales / locale).glob("*.po")):
        with path.open("rb") as stream:
            catalog = read_po(stream, locale=locale)
        for message in catalog:
            if not message.id:
                continue
            message_id = str(message.id)
            if message_id in sentences:
                raise ValueError(f"{path.name}: {message_id} stands twice")
            sentences[message_id] = str(message.string)
    return Words(sentences)

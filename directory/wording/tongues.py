"""The words of every language of one site, each read when it is first spoken."""

from __future__ import annotations

from pathlib import Path

from directory.wording.languages import HOME, Language
from directory.wording.own_texts import read_own_texts
from directory.wording.words import Words, open_words, read_sentences


class Tongues:
    """Words by language. Sentences of the operator stand in place of ours in Japanese, and wherever we have none."""

    def __init__(self, locales: Path, *, own_texts: str = "") -> None:
        """Reads nothing yet. `own_texts`: path of the operator's sentences, or nothing."""
        self._locales = locales
        self._own_texts = own_texts
        self._opened: dict[Language, Words] = {}

    def words(self, language: Language) -> Words:
        """The words of a language.

        Raises:
            FileRefused: the operator's sentences can not be used.
        """
        if language not in self._opened:
            self._opened[language] = self._open(language)
        return self._opened[language]

    def _open(self, language: Language) -> Words:
        if language != HOME:
            return self.words(HOME).translate(read_sentences(self._locales, language), language)
        words = open_words(self._locales)
        return read_own_texts(Path(self._own_texts), words) if self._own_texts else words

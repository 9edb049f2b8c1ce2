"""Pages on which every sentence that was not translated can be seen, and a reader of their texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from directory.assets import web_folder
from directory.wording.languages import HOME, Language
from directory.wording.tongues import Tongues
from directory.wording.words import Words, read_sentences

JAPANESE = re.compile("[\u3041-\u30ff\u3400-\u9fff]")
KANJI = re.compile("[\u3400-\u9fff]+")
FOREIGN = "\u0416"
"""A letter that no sentence and no listing of the tests holds: it shows where one was not translated."""


AT_HOME = ("language.", "geodata.")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})


class UntranslatedTongues(Tongues):
    """What stands below English and easy Japanese is no language at all."""

    def _open(self, language: Language) -> Words:
        sentences: Mapping[str, str] = read_sentences(web_folder() / "locales", HOME)
        if language == HOME:
            return Words(sentences)
        below = {name: text if name.startswith(AT_HOME) or not text else FOREIGN for name, text in sentences.items()}
        return Words(below).translate(read_sentences(web_folder() / "locales", language), language)


class Reading(HTMLParser):
    """Texts of a page: those outside of Japanese elements, words under ruby, and kanji without."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self._open: list[tuple[str, bool]] = []
        self.foreign: list[str] = []
        self.bare: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang")
        inherited = bool(self._open) and self._open[-1][1]
        if tag not in VOID:
            self._open.append((tag, language == "ja" if language else inherited))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self._open}
        if tags & {"script", "title"}:
            return
        if not (self._open and self._open[-1][1]) and JAPANESE.search(data):
            self.foreign.append(data.strip())
        if KANJI.search(data) and not tags & {"ruby", "option", "svg", "textarea"}:
            self.bare.append(data.strip())

"""Readings above kanji: `{情報|じょうほう}` in sentences, marks while a page is made, ruby elements at its end."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from functools import cached_property

NOTATION = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
"""A word and its reading, as sentences are written."""

WORD_JOINER = "\u2060"
"""No line ends between a number and its ruby word: 20時, which browsers would break."""

PRIVATE_USE = range(0xF0000, 0xFFFFE)
"""Characters that mean nothing to anybody. Source: Unicode, Supplementary Private Use Area-A."""


@dataclass(frozen=True)
class RubyMarks:
    """Three characters around a word and its reading: <opened>情報<parted>じょうほう<closed>.

    Sentences have their `{facts}` filled in before they reach a page, so that braces can not stand there any longer.
    The characters are drawn anew by every process: text that somebody published can not hold them but by chance, and
    even then it only shows as a word with a reading.
    """

    opened: str
    parted: str
    closed: str

    @classmethod
    def draw(cls) -> RubyMarks:
        """Three different characters that nobody knows beforehand."""
        return cls(*(chr(code) for code in secrets.SystemRandom().sample(PRIVATE_USE, 3)))

    def mark(self, sentence: str) -> str:
        """A sentence of a .po file with marks in place of the notation."""
        return NOTATION.sub(rf"{self.opened}\1{self.parted}\2{self.closed}", sentence)

    def strip(self, text: str) -> str:
        """The text without readings, for attributes, programs and letters."""
        if self.opened not in text and self.closed not in text and self.parted not in text:
            return text
        return self._stray.sub("", self._marked.sub(r"\1", text))

    def annotate(self, html: str) -> str:
        """Escaped text with ruby elements; browsers without them show the reading in brackets."""
        if self.opened not in html:
            return self.strip(html)
        joined = self._after_digit.sub(f"{WORD_JOINER}{self.opened}", html)
        return self._stray.sub("", self._marked.sub(r"<ruby>\1<rp>(</rp><rt>\2</rt><rp>)</rp></ruby>", joined))

    def cut(self, text: str, length: int) -> str:
        """The first characters of a text; readings do not count, and no word loses its reading halfway."""
        if len(self.strip(text)) <= length:
            return text
        kept, room = [], length
        for part in self._parts.findall(text):
            shown = self.strip(part)
            kept.append(part if len(shown) <= room else shown[:room])
            room -= len(kept[-1] if len(shown) > room else shown)
            if room <= 0:
                break
        return "".join(kept)

    @cached_property
    def _marked(self) -> re.Pattern[str]:
        inner = f"[^{self.opened}{self.parted}{self.closed}]"
        return re.compile(f"{self.opened}({inner}*){self.parted}({inner}*){self.closed}")

    @cached_property
    def _after_digit(self) -> re.Pattern[str]:
        return re.compile(rf"(?<=\d){self.opened}")

    @cached_property
    def _stray(self) -> re.Pattern[str]:
        return re.compile(f"[{self.opened}{self.parted}{self.closed}]")

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        """Marked words as wholes, everything else as single characters."""
        return re.compile(f"{self.opened}[^{self.closed}]*{self.closed}|.", re.DOTALL)

"""A rendered page -> the page of its language: links stay in it, foreign words are marked, kanji get their readings."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from directory.site.language_path import translate_path
from directory.wording.languages import HOME, HTML_CODES, Language
from directory.wording.ruby import RubyMarks

LINK = re.compile(r'(\s(?:href|action|formaction)=")(/[^"]*)"')
"""A link as our templates write it. Text of people can not look so: its quotation marks are escaped.

Links in single quotes, which lead to other languages, are left alone.
"""

WHOLE = re.compile(r"<(script|style|title|textarea|option|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
"""What can hold no elements: tags with their attributes, and elements that know text alone."""

_LETTER = "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f々〆〇]"
_BETWEEN = "[^A-Za-z<>&]*"
JAPANESE = re.compile(f"{_LETTER}(?:{_BETWEEN}{_LETTER})?")
"""Japanese words with the numbers and signs between them: 本町2-2, さくら会館."""

TEXT_ALONE = re.compile(r"<(?:option|svg)\b")
"""Beginnings of elements with text that no other element may stand in."""


def keep_language(html: str, prefix: str) -> str:
    """The page with links that stay in its language (`/en`)."""
    return LINK.sub(lambda link: f'{link[1]}{translate_path(link[2], prefix)}"', html)


def add_readings(html: str, marks: RubyMarks) -> str:
    """The page with ruby elements in its text, and words without readings in attributes, titles and scripts."""
    return _rewrite(html, lambda text: _wrap(text, marks.annotate(text)), marks.strip)


def mark_japanese(html: str) -> str:
    """A page of another language, telling browsers and screen readers which of its words are Japanese.

    Names, addresses and whatever else people published stay as they are: nobody could ask the way with a translation.
    """
    return _rewrite(html, _mark_words, _mark_whole)


def lang_marker(language: Language) -> Callable[[object], Markup]:
    """What templates call `lang_of(text)`: the same for a whole element, where its text is Japanese in full."""
    is_foreign = HTML_CODES[language] != HTML_CODES[HOME]

    def lang_of(text: object) -> Markup:
        return Markup(' lang="ja"') if is_foreign and JAPANESE.search(str(text)) else Markup("")

    return lang_of


def _rewrite(html: str, rewrite_text: Callable[[str], str], rewrite_whole: Callable[[str], str]) -> str:
    parts, end = [], 0
    for whole in WHOLE.finditer(html):
        parts += [rewrite_text(html[end : whole.start()]), rewrite_whole(whole[0])]
        end = whole.end()
    return "".join((*parts, rewrite_text(html[end:])))


def _mark_words(text: str) -> str:
    if text.isascii():
        return text
    return _wrap(text, JAPANESE.sub(r'<span lang="ja">\g<0></span>', text))


def _wrap(before: str, after: str) -> str:
    """Text that became several elements as one: in the row of a button each would stand for itself."""
    if before == after:
        return before
    bare = after.strip()
    return after.replace(bare, f"<span>{bare}</span>", 1)


def _mark_whole(whole: str) -> str:
    """An option or a picture is Japanese as a whole: there is no room in it for another element."""
    begun = TEXT_ALONE.match(whole)
    if begun is None or whole.isascii() or not JAPANESE.search(whole.partition(">")[2]):
        return whole
    return f'{begun[0]} lang="ja"{whole[begun.end() :]}'

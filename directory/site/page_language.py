"""A rendered page -> the page of its language: links stay within the language, readings stand above their words."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup

from directory.site.language_path import translate_path
from directory.wording.languages import HTML_CODES, Language
from directory.wording.ruby import RubyMarks

LINK = re.compile(r'(\s(?:href|action|formaction)=")(/[^"]*)"')
"""A link as our templates write it. Text of people can not look so: its quotation marks are escaped.

Links in single quotes, which lead to other languages, are left alone.
"""

WHOLE = re.compile(r"<(script|style|title|textarea|option|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
"""What can hold no ruby: tags with their attributes, and elements that know text alone."""

JAPANESE = re.compile(r"[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f々〆〇]")


def keep_language(html: str, prefix: str) -> str:
    """The page with links that stay in its language (`/en`)."""
    return LINK.sub(lambda link: f'{link[1]}{translate_path(link[2], prefix)}"', html)


def add_readings(html: str, marks: RubyMarks) -> str:
    """The page with ruby elements in its text, and words without readings in attributes, titles and scripts."""
    parts, end = [], 0
    for whole in WHOLE.finditer(html):
        parts += [marks.annotate(html[end : whole.start()]), marks.strip(whole[0])]
        end = whole.end()
    return "".join((*parts, marks.annotate(html[end:])))


def lang_marker(language: Language) -> Callable[[object], Markup]:
    """What templates call `lang_of(text)`: the attribute that tells foreign pages of Japanese words."""

    def lang_of(text: object) -> Markup:
        is_foreign = HTML_CODES[language] != "ja" and JAPANESE.search(str(text))
        return Markup(' lang="ja"') if is_foreign else Markup("")

    return lang_of

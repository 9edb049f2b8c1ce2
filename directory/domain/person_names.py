"""Names of persons in what people write: 山田さん, ゆうたくん, 佐藤 花子, 担当の鈴木; 田中会館 is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from directory.domain.name_words import (
    GIVEN_ENDINGS,
    GIVEN_NAMES,
    GIVEN_READINGS,
    KANA_NOBODY,
    NOBODY,
    NOBODY_ENDINGS,
    PLACE_BEGINNINGS,
    READING_BEGINNINGS,
    READING_ENDINGS,
    SURNAME_READINGS,
    SURNAMES,
)

Span = tuple[int, int]
"""Begin and end within the text, as slices count."""

LONG = 4
"""So many letters are a name only where they end as given names do; else a word made of two: 病児保育さん."""

_KANJI = "[一-龥々]"
_SURNAME = "|".join(sorted(SURNAMES, key=len, reverse=True))
_LONG_SURNAME = "|".join(sorted((each for each in SURNAMES if len(each) > 1), key=len, reverse=True))
_READING = "|".join(sorted(SURNAME_READINGS, key=len, reverse=True))
_GIVEN = "|".join(sorted(GIVEN_READINGS, key=len, reverse=True))

_MADE = f"(?:{'|'.join(sorted(READING_BEGINNINGS))})(?:{'|'.join(sorted(READING_ENDINGS))})"

_POLITE = "さん(?!さん)|サン|さま|様|氏(?![名神])|先生"
_FAMILIAR = "ちゃん(?!こ)|チャン|くん(?![れせじ])|クン|君"

_IN_KANJI = re.compile(
    rf"(?P<name>{_KANJI}{{1,6}}(?: ?{_KANJI}{{1,3}}| [ぁ-んァ-ヶー]{{2,5}})?)(?P<title>{_POLITE}|{_FAMILIAR})"
)
_IN_KATAKANA = re.compile(rf"(?P<name>[ァ-ヶー]{{2,12}}(?:・[ァ-ヶー]{{2,12}})?)(?P<title>{_POLITE}|{_FAMILIAR})")
_READ_SURNAME = re.compile(
    rf"(?:{_READING})(?: ?(?:{_GIVEN}))?(?:さん|さま|様|くん|ちゃん|先生)|{_MADE}(?:さん(?!か[ぞくしす]|ぽ)|さま|様)"
)
_READ_GIVEN = re.compile(
    rf"(?<![ぁ-ん])(?:{_GIVEN})(?:さん|さま|様)|(?<!お)(?:{_GIVEN})(?:くん(?![れせじ])|ちゃん(?!こ))"
)
_ANY_READING = re.compile(
    r"(?:^|(?<=[^ぁ-ん])|(?<=[のはがともや]))([ぁ-ん][ぁ-んー]{1,3})(?:くん(?![れせじでだ])|ちゃん(?![とこ]))"
)
_WHOLE = re.compile(rf"(?<!{_KANJI})(?P<family>{_LONG_SURNAME})(?P<gap> ?)(?P<given>{_KANJI}{{1,3}})(?!{_KANJI})")
_WHOLE_IN_KANA = re.compile(rf"(?<!{_KANJI})(?:{_LONG_SURNAME}) (?:{_GIVEN})(?![ぁ-ん])")
_NOT_AFTER_NAME = re.compile("ども|育て|守り|連れ|づれ|どもの")

_ROLE = "(?:代表|担当|世話人|会長|副会長|連絡先|名前|氏名|責任者|窓口)者?(?:[:は][ 、]?|[の ])"
_AFTER_ROLE = re.compile(
    rf"{_ROLE}(?P<name>(?:{_LONG_SURNAME})(?!{_KANJI}|[ァ-ヶ])"
    rf"|(?<=[: ])(?!{_KANJI}*[室所課会館部局院校園係口])"
    rf"(?:{_KANJI}{{2,3}} ?{_KANJI}{{1,3}}|{_KANJI}{{1,3}} [ぁ-ん]{{2,4}})(?![一-龥々ぁ-んァ-ヶ]))"
)


_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord("　"): ord(" ")}


def fold_letters(text: str) -> str:
    """The text with narrow letters, digits and blanks, letter for letter: places in it are places in the original."""
    return text.translate(_NARROW)


def find_person_names(text: str) -> tuple[Span, ...]:
    """Where names of persons stand, in their order; a title that follows is part of them.

    The text has to be folded before (`fold_letters`). Initials (Aさん) and 〇〇さん name nobody.
    """
    found = {*_find_titled(text), *_find_read(text), *_find_whole(text)}
    spans = sorted(found, key=lambda span: (span[0], -span[1]))
    return tuple(span for number, span in enumerate(spans) if not _lies_in(span, spans[:number]))


def _lies_in(span: Span, others: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _find_titled(text: str) -> Iterator[Span]:
    for match in _IN_KANJI.finditer(text):
        is_honoured = text[: match.start()].endswith(("お", "ご")) and match["name"] not in SURNAMES
        if not is_honoured and _is_person(match["name"], match["title"]):
            yield match.span()
    for match in _IN_KATAKANA.finditer(text):
        name, title = match["name"], match["title"]
        is_role = name in KANA_NOBODY or any(name.endswith(word) for word in KANA_NOBODY if len(word) > 1)
        if not is_role and not (name.endswith("ー") and title in {"さん", "様", "さま"}):
            yield match.span()


def _is_person(name: str, title: str) -> bool:
    """Whether what stands before a title is somebody. 阿部さん is, 児童館さん is not."""
    bare = name.replace(" ", "")
    if bare in NOBODY:
        return False
    if bare in SURNAMES or bare in GIVEN_NAMES or any(bare.endswith(each) for each in SURNAMES if len(each) > 1):
        return True
    if re.fullmatch(_FAMILIAR, title) is not None:
        return len(bare) > 1 and not any(bare.endswith(each) for each in NOBODY if len(each) > 1)
    if len(bare) == 1 or bare[-1] in NOBODY_ENDINGS:
        return _is_whole(bare)
    if len(bare) >= LONG:
        return bare[-1] in GIVEN_ENDINGS or _is_whole(bare)
    return not any(bare.endswith(each) for each in NOBODY if len(each) > 1)


def _is_whole(name: str) -> bool:
    """Whether a family name and a given name stand together."""
    return any(name.startswith(each) and name[len(each) :] in GIVEN_NAMES for each in SURNAMES)


def _find_read(text: str) -> Iterator[Span]:
    """Names that are written as they are read."""
    for pattern in (_READ_SURNAME, _READ_GIVEN, _WHOLE_IN_KANA):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _ANY_READING.finditer(text):
        if match[1] not in KANA_NOBODY and not any(match[1].endswith(each) for each in KANA_NOBODY):
            yield match.span()


def _find_whole(text: str) -> Iterator[Span]:
    """Family and given name without a title, and family names after a role."""
    for match in _WHOLE.finditer(text):
        given, rest = match["given"], text[match.end() :]
        if _is_given(given, is_apart=bool(match["gap"])) and not _NOT_AFTER_NAME.match(rest):
            yield match.span()
    for match in _AFTER_ROLE.finditer(text):
        yield match.span("name")


def _is_given(name: str, *, is_apart: bool) -> bool:
    if name in GIVEN_NAMES:
        return is_apart or len(name) > 1
    if name[0] in PLACE_BEGINNINGS or name[-1] not in GIVEN_ENDINGS:
        return False
    return is_apart or len(name) > 1

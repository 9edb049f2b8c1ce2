"""Parts of a text that would tell who somebody is: names, telephones, mail addresses, days of birth, homes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal, get_args

from directory.domain.birth_dates import find_birth_dates
from directory.domain.person_names import Span, find_person_names, fold_letters

PersonalCode = Literal["phone", "email", "birth_date", "age_and_class", "street", "person_name"]
PERSONAL_CODES: tuple[PersonalCode, ...] = get_args(PersonalCode)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalPart:
    """One such part. start, end: as slices of the text count."""

    code: PersonalCode
    start: int
    end: int


_DASH_IN_NUMBER = re.compile(r"(?<=\d)[ーｰ‐‑‒–—―−](?=\d)")

_PHONE = re.compile(r"(?<![\d.-])(?:\+81[- ]?|\(?0)[\d() .-]{7,14}\d(?![\d-])")
_LOCAL_PHONE = re.compile(r"(?:電話|でんわ|TEL|Tel|tel|携帯|けいたい|番号|連絡先)[^\d]{0,4}\d{2,4}-\d{4}(?!\d)")
_PHONE_DIGITS = {"0": (10, 11), "8": (11, 12)}
"""How many digits a number has that begins with 0, or with the 81 of Japan."""

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

_NUMERAL = "[一二三四五六七八九十]"
_COUNTED = (
    "(?!か所|ヶ所|カ所|箇所|件|人|名|つ|分|階|組|本|回|週|番目|番出口|番のり|番乗|年|月|日|時|歳|才|度|円|km|m|%)"
)
_STREET = re.compile(
    rf"(?:\d|{_NUMERAL}){{1,3}}丁目 ?(?:\d{{1,4}}(?!\d){_COUNTED}|{_NUMERAL}{{1,3}}番)(?:[-の番地号\d]|{_NUMERAL})*"
    rf"|(?:\d{{1,5}}|{_NUMERAL}{{1,4}})番(?:地(?:の?\d+)?| ?の?(?:\d{{1,4}}|{_NUMERAL}{{1,3}})号)"
    rf"|(?<![\d./-])(?!(?:19|20)\d\d-)\d{{1,4}}-\d{{1,4}}-\d{{1,4}}(?![\d-]){_COUNTED}"
    rf"|(?<=[町村台丘原通条里郷沢野])\d{{1,4}}[-の]\d{{1,4}}(?!\d){_COUNTED}(?:の\d{{1,4}})?"
    r"|(?:マンション|アパート|ハイツ|コーポ|メゾン|レジデンス|ハイム|団地|荘)[^。、\n]{0,6}?\d{2,4}号室"
)

_LETTERS = "[ぁ-んァ-ヶー一-龥]"
_NURSERY = "(?:保育園|保育所|幼稚園|こども園|子ども園|園)"
_CHILD = "(?:男の子|女の子|男児|女児|子|児童|弟|妹|兄|姉|孫|息子|娘)"
_AGE_AND_CLASS = re.compile(
    rf"{_LETTERS}{{1,10}}(?:小学校|中学校|小|中|学園|高校|学校)の? ?\d年 ?(?:\d{{1,2}}|[A-Fa-f]|{_NUMERAL})組"
    rf"|{_NURSERY}の? ?{_LETTERS}{{1,6}}組[^。\n]{{0,6}}?\d{{1,2}}[歳才](?!児|以|まで|から|未)"
    rf"|{_LETTERS}{{2,6}}組(?:の|、|に通う)? ?\d{{1,2}}[歳才]の{_CHILD}"
)


def find_personal_parts(text: str, *, today: date) -> tuple[PersonalPart, ...]:
    """All such parts in their order. `today`: dates of the last year are days of visits, older ones of birth.

    Days of birth count before streets: 2018-4-2 is one of both.
    """
    folded = _fold(text)
    found: list[PersonalPart] = []
    finders: dict[PersonalCode, Callable[[str], Iterator[Span]]] = {
        **_FINDERS,
        "birth_date": lambda each: find_birth_dates(each, today=today),
    }
    for code in PERSONAL_CODES:
        for start, end in finders[code](folded):
            if not any(part.start < end and start < part.end for part in found):
                found.append(PersonalPart(code=code, start=start, end=end))
    return tuple(sorted(found, key=lambda part: part.start))


def _fold(text: str) -> str:
    """The text with narrow letters and digits and one kind of dash in numbers, letter for letter."""
    return _DASH_IN_NUMBER.sub("-", fold_letters(text))


def _find_phones(text: str) -> Iterator[Span]:
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if len(digits) in _PHONE_DIGITS.get(digits[0], ()):
            is_in_brackets = match[0].startswith("(") and ")" not in match[0]
            yield match.start() + is_in_brackets, match.end()
    yield from _spans(_LOCAL_PHONE, text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(text))


_FINDERS: MappingProxyType[PersonalCode, Callable[[str], Iterator[Span]]] = MappingProxyType(
    {
        "phone": _find_phones,
        "email": lambda text: _spans(_EMAIL, text),
        "street": lambda text: _spans(_STREET, text),
        "age_and_class": lambda text: _spans(_AGE_AND_CLASS, text),
        "person_name": lambda text: iter(find_person_names(text)),
    }
)

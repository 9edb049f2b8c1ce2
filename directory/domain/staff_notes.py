"""What only support workers read of a resource: how to refer to it, whether it has room now, what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, get_args

from directory.domain.contact import Contact

Vacancy = Literal["free", "few", "full", "unknown"]
"""Whether it takes in somebody new: 空きあり, 少し, いっぱい, わからない."""

VACANCIES: tuple[Vacancy, ...] = get_args(Vacancy)

NOTE_LIMIT = 2_000
LINE_LIMIT = 300
"""Longest note and longest text beside the vacancy, in characters: a page that is read in a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffNotes:
    """Never public. They lie beside what a publisher says, so that the next import keeps them.

    Attributes:
        referral: 紹介のしかた, e.g. 「まず電話で。担当は月・水にいます」.
        vacancy_text: 受入れ状況 in words, e.g. 「0歳児はあと2人」.
        vacancy_on: day on which somebody said so; None = nobody said anything.
        cautions: 注意, e.g. 「階段だけです」.
        contacts: those for staff that no publisher gave; the record's own contacts hold them too.
    """

    referral: str = ""
    vacancy: Vacancy = "unknown"
    vacancy_text: str = ""
    vacancy_on: date | None = None
    cautions: str = ""
    contacts: tuple[Contact, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether there is a word to read."""
        return bool(self.referral or self.cautions) or self.says_vacancy

    @property
    def says_vacancy(self) -> bool:
        """Whether anybody said anything about room."""
        return self.vacancy != "unknown" or bool(self.vacancy_text)


NO_NOTES = StaffNotes()

_LIMITS = (("referral", NOTE_LIMIT), ("vacancy_text", LINE_LIMIT), ("cautions", NOTE_LIMIT))


def date_vacancy(notes: StaffNotes, known: StaffNotes, *, today: date) -> StaffNotes:
    """The notes with the day of what is new about room: the day that was given with it, else today.

    Raises:
        ValueError: the day is still to come.
    """
    said, before = (notes.vacancy, notes.vacancy_text), (known.vacancy, known.vacancy_text)
    is_dated = notes.vacancy_on is not None and notes.vacancy_on != known.vacancy_on
    day = notes.vacancy_on if is_dated or said == before else today
    if day is not None and day > today:
        message = "nobody knows yet whether there will be room"
        raise ValueError(message)
    return replace(notes, vacancy_on=day if notes.says_vacancy else None)


def own_contacts(given: Sequence[Contact], known: Sequence[Contact], notes: StaffNotes) -> tuple[Contact, ...]:
    """Of the given contacts those for staff that somebody here added: no known one, or known to be of our own."""
    published = {(each.kind, each.value) for each in known} - {(each.kind, each.value) for each in notes.contacts}
    return tuple(each for each in given if each.publicity == "staff" and (each.kind, each.value) not in published)


def join_contacts(published: Sequence[Contact], notes: StaffNotes) -> tuple[Contact, ...]:
    """The publisher's contacts and our own; what the publisher gives as well is the publisher's."""
    given = {(each.kind, each.value) for each in published}
    return (*published, *(each for each in notes.contacts if (each.kind, each.value) not in given))


def tidy_notes(notes: StaffNotes) -> StaffNotes:
    """The notes without blanks around their texts; a day without a word about room means nothing.

    Raises:
        ValueError: a text is longer than its limit, or the vacancy is none that is known.
    """
    if notes.vacancy not in VACANCIES:
        message = "unknown vacancy"
        raise ValueError(message)
    texts = {name: str(getattr(notes, name)).strip() for name, _ in _LIMITS}
    if any(len(texts[name]) > limit for name, limit in _LIMITS):
        message = "a note for staff is too long"
        raise ValueError(message)
    tidy = replace(notes, **texts)  # type: ignore[arg-type]  # all three are texts
    return tidy if tidy.says_vacancy else replace(tidy, vacancy_on=None)

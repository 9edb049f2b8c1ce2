"""Notes for support workers in words."""

from __future__ import annotations

from datetime import date

from directory.domain.staff_notes import NO_NOTES, VACANCIES, StaffNotes
from directory.site.phrasing.staff_notes import phrase_notes, phrase_vacancy
from directory.wording.words import Words


def test_every_vacancy_has_its_words(words: Words):
    said = {phrase_vacancy(StaffNotes(vacancy=each), words) for each in VACANCIES}
    assert said == {"空きあり", "少し空きあり", "いっぱい", "わからない"}


def test_a_vacancy_says_since_when(words: Words):
    notes = StaffNotes(vacancy="full", vacancy_on=date(2026, 4, 3))
    assert phrase_vacancy(notes, words) == "いっぱい（2026年4月3日 に聞いたこと）"


def test_notes_are_one_line_each_and_none_are_nothing(words: Words):
    assert phrase_notes(NO_NOTES, words) == ""
    notes = StaffNotes(referral="まず電話で", vacancy="free", cautions="階段だけ")
    assert phrase_notes(notes, words) == "紹介のしかた: まず電話で\n受入れ状況: 空きあり\n注意: 階段だけ"

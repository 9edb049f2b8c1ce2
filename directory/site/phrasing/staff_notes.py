"""Notes for support workers in words: 受入れ 少し空きあり（5月1日）."""

from __future__ import annotations

from directory.domain.staff_notes import StaffNotes
from directory.site.phrasing.day import phrase_date
from directory.wording.words import Words


def phrase_vacancy(notes: StaffNotes, words: Words) -> str:
    """Whether there is room, and since when that is known; unknown is said, never left out."""
    state = words.say(f"staff.vacancy_{notes.vacancy}")
    if notes.vacancy_on is None:
        return state
    return words.say("staff.vacancy_on", state=state, date=phrase_date(notes.vacancy_on, words))


def phrase_notes(notes: StaffNotes, words: Words) -> str:
    """All of the notes, one below the other; what nobody wrote is left out."""
    rows = (
        ("referral", notes.referral),
        ("vacancy", phrase_vacancy(notes, words) if notes.says_vacancy else ""),
        ("vacancy_text", notes.vacancy_text),
        ("cautions", notes.cautions),
    )
    return "\n".join(
        words.say("staff.note_line", label=words.say(f"staff.{name}"), text=text) for name, text in rows if text
    )

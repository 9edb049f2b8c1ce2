"""Notes for support workers: what may be written, since when it holds, what an import keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef
from directory.domain.listing import Listing
from directory.domain.staff_notes import (
    LINE_LIMIT,
    NO_NOTES,
    NOTE_LIMIT,
    VACANCIES,
    StaffNotes,
    date_vacancy,
    join_contacts,
    own_contacts,
    tidy_notes,
)

TODAY, BEFORE, AHEAD = date(2026, 5, 1), date(2026, 4, 1), date(2026, 5, 2)
KNOWN = StaffNotes(vacancy="few", vacancy_text="あと2人", vacancy_on=BEFORE)


def draft(**fields: object) -> ResourceDraft:
    values = {
        "stable_key": "a",
        "source": SourceRef(source="s"),
        "name": "架空サロン",
        "categories": ("parenting_salon",),
        "municipality": "13229",
    }
    return ResourceDraft(**values, **fields)


def test_nothing_of_them_has_a_place_in_what_is_public():
    assert not {"staff_notes", "referral", "vacancy", "cautions"} & set(Listing.__slots__)


def test_a_draft_has_none_unless_somebody_writes_some():
    assert draft().staff_notes == NO_NOTES
    assert not NO_NOTES.says_anything


@pytest.mark.parametrize(
    ("field", "limit"), [("referral", NOTE_LIMIT), ("cautions", NOTE_LIMIT), ("vacancy_text", LINE_LIMIT)]
)
def test_a_text_has_a_limit(field: str, limit: int):
    assert len(getattr(draft(staff_notes=StaffNotes(**{field: "あ" * limit})).staff_notes, field)) == limit
    with pytest.raises(ValidationError):
        draft(staff_notes=StaffNotes(**{field: "あ" * (limit + 1)}))


def test_an_unknown_vacancy_is_refused():
    with pytest.raises(ValidationError):
        draft(staff_notes=StaffNotes(vacancy="perhaps"))


def test_blanks_go_and_a_day_without_a_word_about_room_goes_too():
    tidy = tidy_notes(StaffNotes(referral="  まず電話で\n", vacancy_on=BEFORE))
    assert tidy == StaffNotes(referral="まず電話で")


@given(st.builds(StaffNotes, referral=st.text(max_size=50), vacancy=st.sampled_from(VACANCIES)))
def test_tidying_twice_is_tidying_once(notes: StaffNotes):
    assert tidy_notes(tidy_notes(notes)) == tidy_notes(notes)


@pytest.mark.parametrize(
    ("notes", "day"),
    [
        (replace(KNOWN, vacancy="full"), TODAY),
        (replace(KNOWN, vacancy_text="あと1人"), TODAY),
        (replace(KNOWN, vacancy="full", vacancy_on=date(2026, 4, 30)), date(2026, 4, 30)),
        (replace(KNOWN, cautions="階段だけ"), BEFORE),
        (replace(KNOWN, vacancy="unknown", vacancy_text=""), None),
        (replace(KNOWN, vacancy="full", vacancy_on=None), TODAY),
    ],
)
def test_what_is_new_about_room_holds_since_today_unless_a_day_is_given(notes: StaffNotes, day: date | None):
    assert date_vacancy(notes, KNOWN, today=TODAY).vacancy_on == day


def test_a_day_to_come_is_refused():
    with pytest.raises(ValueError, match="nobody knows"):
        date_vacancy(replace(KNOWN, vacancy_on=AHEAD), KNOWN, today=TODAY)


PUBLIC = Contact(kind="phone", value="03-0000-1111")
THEIRS = Contact(kind="phone", value="070-0000-2222", publicity="staff")
OURS = Contact(kind="phone", value="080-0000-3333", publicity="staff")


def test_contacts_for_staff_that_no_publisher_gave_are_our_own():
    assert own_contacts((PUBLIC, THEIRS, OURS), (PUBLIC, THEIRS), NO_NOTES) == (OURS,)
    notes = StaffNotes(contacts=(OURS,))
    assert own_contacts((PUBLIC, THEIRS, OURS), (PUBLIC, THEIRS, OURS), notes) == (OURS,)
    assert own_contacts((PUBLIC, replace(OURS, publicity="private")), (PUBLIC, OURS), notes) == ()


def test_our_own_contacts_join_those_of_a_new_edition_once():
    notes = StaffNotes(contacts=(OURS,))
    assert join_contacts((PUBLIC,), notes) == (PUBLIC, OURS)
    now_public = replace(OURS, publicity="public")
    assert join_contacts((PUBLIC, now_public), notes) == (PUBLIC, now_public)

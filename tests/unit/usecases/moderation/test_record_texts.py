"""A record as people write it becomes a draft; what did not change stays as it was understood."""

from __future__ import annotations

from datetime import date

import pytest

from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef, VenueDraft
from directory.domain.errors import RequestRefused
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes
from directory.usecases.moderation.record_texts import (
    ContactTexts,
    NoteTexts,
    RecordTexts,
    VenueTexts,
    settle_notes,
    write_record,
)

PRIVATE = Contact(kind="phone", value="０３ー内線", raw="０３ー内線", publicity="private")


@pytest.fixture
def base() -> ResourceDraft:
    return ResourceDraft(
        stable_key="a",
        source=SourceRef(source="fictional"),
        name="たんぽぽ食堂",
        categories=("child_cafe",),
        municipality="13229",
        organization=OrganizationDraft(name="架空の会", corporate_number="9999999999999", networks=("網",)),
        venues=(VenueDraft(key="hall", name="さくら会館", address="田無町1-1", host="架空園"),),
        schedule=Schedule(raw="第1土曜\n11時〜14時", flags=("irregular",)),
        contacts=(PRIVATE,),
    )


def test_nothing_given_changes_nothing(base):
    assert write_record(base, RecordTexts()) == base


def test_a_new_schedule_text_is_read(base):
    schedule = write_record(base, RecordTexts(schedule="毎週火曜 10:00〜12:00")).schedule
    assert (schedule.raw, schedule.rules[0].byday, schedule.rules[0].windows[0].start) == (
        "毎週火曜 10:00〜12:00",
        (1,),
        600,
    )


def test_the_same_text_from_a_browser_keeps_what_was_understood(base):
    assert write_record(base, RecordTexts(schedule="第1土曜\r\n11時〜14時 ")).schedule is base.schedule


def test_contacts_are_normalised_and_stay_private_unless_said(base):
    contacts = write_record(
        base, RecordTexts(contacts=(ContactTexts(kind="phone", value="０３ー５５５５ー００００"),))
    ).contacts
    assert contacts == (
        Contact(kind="phone", value="03-5555-0000", raw="０３ー５５５５ー００００", publicity="private"),
    )


def test_a_contact_that_could_never_be_read_can_stay(base):
    kept = ContactTexts(kind="phone", value=PRIVATE.value, publicity="staff")
    assert write_record(base, RecordTexts(contacts=(kept,))).contacts[0].value == PRIVATE.value


@pytest.mark.parametrize(
    "contact",
    [
        ContactTexts(kind="phone", value="でんわ"),
        ContactTexts(kind="url", value="javascript:alert(1)"),
        ContactTexts(kind="email", value="nobody"),
        ContactTexts(kind="line", value="javascript:alert(1)"),
        ContactTexts(kind="phone", value="03-5555-0000 03-5555-0001"),
    ],
)
def test_what_is_no_contact_is_refused_by_name(base, contact):
    with pytest.raises(RequestRefused) as refused:
        write_record(base, RecordTexts(contacts=(contact,)))
    assert refused.value.facts == {"field": "contacts"}


@pytest.mark.parametrize(
    ("texts", "field"),
    [
        (RecordTexts(name=" "), "name"),
        (RecordTexts(categories=("nonsense",)), "categories"),
        (RecordTexts(categories=()), "categories"),
        (RecordTexts(facts=(("nonsense", "yes"),)), "facts"),
        (RecordTexts(venues=(VenueTexts(coordinate=Coordinate(latitude=10, longitude=10)),)), "venues"),
    ],
)
def test_values_that_a_record_can_not_have_are_refused_by_name(base, texts, field):
    with pytest.raises(RequestRefused) as refused:
        write_record(base, texts)
    assert refused.value.facts == {"field": field}


def test_a_venue_keeps_its_key_and_what_the_form_does_not_ask(base):
    moved = write_record(base, RecordTexts(venues=(VenueTexts(address="保谷町2-2"),))).venues
    assert moved == (VenueDraft(key="hall", address="保谷町2-2", host="架空園"),)


def test_venues_are_found_by_key_and_new_ones_get_one(base):
    texts = (VenueTexts(key="none", address="保谷町2-2"), VenueTexts(key="hall", address="田無町1-1"))
    new, old = write_record(base, RecordTexts(venues=texts)).venues
    assert (old.key, new.key) == ("hall", "保谷町2-2")


def test_another_organization_does_not_take_the_number_along(base):
    organization = write_record(base, RecordTexts(organization="べつの会")).organization
    assert organization == OrganizationDraft(name="べつの会", networks=("網",))
    assert write_record(base, RecordTexts(organization="")).organization is None


NOTES = StaffNotes(referral="まず電話で", vacancy="few", vacancy_on=date(2026, 4, 1))
TODAY = date(2026, 5, 1)


def test_notes_that_were_not_typed_stay_and_typed_ones_are_tidy(base):
    known = base.model_copy(update={"staff_notes": NOTES})
    written = write_record(known, RecordTexts(staff_notes=NoteTexts(cautions=" 階段だけ ")))
    assert written.staff_notes == StaffNotes(
        referral="まず電話で", vacancy="few", vacancy_on=date(2026, 4, 1), cautions="階段だけ"
    )
    assert settle_notes(written, known, today=TODAY) == written
    assert write_record(known, RecordTexts(name="ほか")).staff_notes == NOTES


def test_a_new_vacancy_holds_since_today(base):
    known = base.model_copy(update={"staff_notes": NOTES})
    written = write_record(known, RecordTexts(staff_notes=NoteTexts(vacancy="full")))
    assert settle_notes(written, known, today=TODAY).staff_notes.vacancy_on == TODAY


@pytest.mark.parametrize(
    "notes", [NoteTexts(referral="あ" * 2_001), NoteTexts(vacancy_on=date(2026, 5, 2), vacancy="few")]
)
def test_notes_that_can_not_be_are_refused_by_name(base, notes):
    with pytest.raises(RequestRefused) as refused:
        settle_notes(write_record(base, RecordTexts(staff_notes=notes)), base, today=TODAY)
    assert refused.value.facts["field"] == "staff_notes"


def test_contacts_that_staff_add_are_remembered_as_their_own(base):
    texts = RecordTexts(contacts=(ContactTexts(kind="phone", value="070-0000-2222", publicity="staff"),))
    settled = settle_notes(write_record(base, texts), base, today=TODAY)
    assert [each.value for each in settled.staff_notes.contacts] == ["070-0000-2222"]

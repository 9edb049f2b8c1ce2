"""Notes for support workers in the store: kept through imports, told by no history, found within a scope, erased."""

from __future__ import annotations

from dataclasses import replace

from directory.domain.contact import Contact
from directory.domain.staff_notes import NO_NOTES, StaffNotes
from directory.usecases.person_data import erase_person

NOTES = StaffNotes(referral="まず電話で", vacancy="full", cautions="犬がいます")
FOR_STAFF = Contact(kind="phone", value="070-0000-2222", note="相談員から", publicity="staff")


def texts_of(store, *municipalities: str) -> set[str]:
    with store.read() as unit:
        return {text for _, text in unit.staff_texts.of(municipalities)}


def test_an_import_without_notes_keeps_the_stored_ones_and_counts_as_unchanged(put, get, make_change):
    put(make_change("a", staff_notes=NOTES))
    assert put(make_change("a")) == ("unchanged",)
    assert put(make_change("a", description="新しい")) == ("changed",)
    assert (get("a").draft.description, get("a").draft.staff_notes) == ("新しい", NOTES)
    assert put(make_change("a", description="新しい")) == ("unchanged",)


def test_a_draft_from_the_store_written_back_is_no_change(put, get, make_change):
    own = replace(NOTES, contacts=(FOR_STAFF,))
    put(make_change("a", staff_notes=own, contacts=(FOR_STAFF,)))
    put(make_change("a", description="新しい"))
    stored = get("a")
    assert stored.draft.contacts == (FOR_STAFF,)
    assert put(replace(make_change("a"), draft=stored.draft)) == ("unchanged",)


def test_only_an_edit_takes_notes_away(put, get, store, make_change, now):
    put(make_change("a", staff_notes=NOTES))
    with store.write(now=now) as unit:
        unit.resources.edit(get("a").id, 1, make_change("a"), actor="somebody")
    assert get("a").draft.staff_notes == NO_NOTES
    with store.read() as unit:
        change = unit.history_of(get("a").id)[-1].changes
    assert [(each.field, each.old, each.new) for each in change] == [("staff_notes", "changed", "changed")]


def test_texts_are_found_within_municipalities_and_never_of_hidden_records(put, store, make_change):
    put(
        make_change("a", staff_notes=NOTES, contacts=(FOR_STAFF,)),
        make_change("hidden", visibility="hidden", staff_notes=replace(NOTES, cautions="隠れています")),
        make_change("area", visibility="area_only", staff_notes=replace(NOTES, cautions="地区だけ")),
        make_change("away", municipality="39201", staff_notes=replace(NOTES, cautions="遠くです")),
        make_change("none", contacts=(replace(FOR_STAFF, value="080-0000-1111", note="", publicity="private"),)),
    )
    here = {"まず電話で", "犬がいます", "地区だけ", "070-0000-2222", "相談員から"}
    assert texts_of(store, "27106") == here
    assert texts_of(store, "39201", "01101") == {"まず電話で", "遠くです"}
    assert texts_of(store) == set()


def test_records_of_listings_are_found_within_municipalities(put, get, store, make_change):
    put(make_change("a"), make_change("away", municipality="39201"))
    codes = [get(key).keys[0].code for key in ("a", "away")]
    with store.read() as unit:
        found = unit.resources.find_by_listings([*codes, "zzzzzz"], ["27106"])
    assert {code: each.draft.stable_key for code, each in found.items()} == {codes[0]: "a"}


def test_a_person_is_erased_from_notes_too(put, get, store, make_change, now):
    address = "hanako@example.invalid"
    theirs = Contact(kind="email", value=address, publicity="staff")
    notes = replace(NOTES, referral=f"{address} に書く", contacts=(theirs,))
    put(make_change("a", staff_notes=notes, contacts=(theirs,)), make_change("b", staff_notes=notes))
    assert erase_person(store, address, now=now).left == ()
    kept = get("a").draft
    assert (kept.contacts, kept.staff_notes) == ((), replace(NOTES, referral=" に書く"))
    assert address not in repr(get("b").draft)

"""Who writes the notes for support workers, and what stays of them when the publisher sends its file again."""

from __future__ import annotations

import json
from dataclasses import replace

import httpx
import pytest

from directory.domain.contact import Contact
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes
from tests.integration.site.two_audiences import WORDS, Town, block_of, change, gazetteer, notes, town

__all__ = ["gazetteer", "town"]


def patch(town: Town, who: str, key: str, body: dict) -> httpx.Response:
    resource = town.find(key)
    headers = {"If-Match": f'"{resource.version}"', "Content-Type": "application/json"}
    return town.send("PATCH", f"/api/v1/resources/{resource.id}", who, json.dumps(body).encode(), **headers)


NEW = {"referral": "窓口は2階です", "vacancy": "full", "cautions": "犬がいます"}


def test_moderators_write_and_the_day_is_today(town: Town):
    answer = patch(town, "moderator", "open", {"staff_notes": NEW})
    assert answer.status_code == 200, answer.text
    assert answer.json()["staff_notes"] == {
        **NEW,
        "vacancy_text": notes("open").vacancy_text,
        "vacancy_on": "2026-05-01",
    }
    assert town.find("open").draft.staff_notes.vacancy == "full"
    with town.runtime.store.read() as unit:
        last = unit.history_of(town.find("open").id)[-1]
    assert [(each.field, each.old, each.new) for each in last.changes] == [("staff_notes", "changed", "changed")]


def test_a_given_day_stays_and_one_to_come_is_refused(town: Town):
    given = patch(town, "moderator", "open", {"staff_notes": {"vacancy": "free", "vacancy_on": "2026-04-30"}})
    assert given.json()["staff_notes"]["vacancy_on"] == "2026-04-30"
    ahead = patch(town, "moderator", "open", {"staff_notes": {"vacancy": "few", "vacancy_on": "2026-05-02"}})
    assert (ahead.status_code, ahead.json()["fields"][0]["name"]) == (422, "staff_notes")
    text = {"staff_notes": {"referral": "あ" * 2_001}}
    assert patch(town, "moderator", "open", text).status_code == 422


def test_coordinators_propose_and_the_proposal_can_be_published(town: Town):
    answer = patch(town, "coordinator", "open", {"staff_notes": NEW})
    assert answer.status_code == 202
    assert town.find("open").draft.staff_notes == notes("open")
    sent = town.get(f"/api/v1/submissions/{answer.json()['submission_id']}", "coordinator").json()
    assert sent["draft"]["staff_notes"]["cautions"] == "犬がいます"
    assert "fujibakama" not in json.dumps(sent)
    page = town.get(f"/staff/submissions/{answer.json()['submission_id']}", "moderator")
    assert "犬がいます" in page.text


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("admin", 403), ("stranger", 404), ("volunteer", 404)])
def test_nobody_else_writes_or_learns_by_writing_what_is_there(town: Town, who: str, status: int):
    known = notes("open")
    for body in (NEW, {"referral": known.referral}, {}):
        assert patch(town, who, "open", {"staff_notes": body}).status_code == status
    assert town.find("open").draft.staff_notes == known


def test_an_administrator_edits_the_record_and_neither_sees_nor_loses_the_notes(town: Town):
    answer = patch(town, "admin", "open", {"description": "新しい説明です。"})
    assert answer.status_code == 200
    assert "staff_notes" not in answer.json()
    resource = town.find("open")
    for path in ("", "/edit"):
        page = town.get(f"/staff/resources/{resource.id}{path}", "admin")
        assert page.status_code == 200
        assert not any(each in page.text for each in WORDS)
    assert not any(each in town.browser("admin").post(f"/staff/resources/{resource.id}/place").text for each in WORDS)
    assert (resource.draft.description, resource.draft.staff_notes) == ("新しい説明です。", notes("open"))


def test_the_form_writes_them_too(town: Town):
    resource = town.find("plain")
    browser = town.browser("moderator")
    form = browser.get(f"/staff/resources/{resource.id}/edit").text
    assert 'name="referral"' in form
    sent = {
        "version": str(resource.version),
        "name": "なのはなサロン",
        "category": "parenting_salon",
        "description": "だれでも来られます。",
        "visibility": "public",
        "status": "active",
        "referral": "電話のあとで",
        "vacancy": "free",
        "vacancy_text": "",
        "vacancy_on": "",
        "cautions": "",
    }
    done = browser.post(f"/staff/resources/{resource.id}/edit", **sent)
    assert done.status_code == 303, done.text
    written = town.find("plain").draft.staff_notes
    assert (written.referral, written.vacancy, str(written.vacancy_on)) == ("電話のあとで", "free", "2026-05-01")
    wrong = {**sent, "version": str(town.find("plain").version), "vacancy_on": "きのう", "referral": "のこる"}
    again = browser.post(f"/staff/resources/{resource.id}/edit", **wrong)
    assert (again.status_code, "のこる" in again.text) == (422, True)


def test_the_next_import_keeps_them(town: Town):
    town.put(change("open", description="書きかえました。"))
    draft = town.find("open").draft
    assert (draft.description, draft.staff_notes) == ("書きかえました。", notes("open"))
    version = town.find("open").version
    town.put(change("open", description="書きかえました。"))
    town.put(replace(change("open"), draft=draft))
    assert town.find("open").version == version
    town.put(change("open", schedule=Schedule(raw="毎週土曜")), change("plain"))
    assert town.find("open").draft.staff_notes == notes("open")
    assert town.find("plain").draft.staff_notes == StaffNotes()


def test_the_next_import_keeps_contacts_that_staff_added_and_forgets_those_of_the_publisher(town: Town):
    known = [
        {"kind": each.kind, "value": each.value, "publicity": each.publicity, "note": each.note}
        for each in town.find("open").draft.contacts
    ]
    added = {"kind": "phone", "value": "080-0000-3333", "publicity": "staff", "note": "担当につながります"}
    assert patch(town, "moderator", "open", {"contacts": [*known, added]}).status_code == 200
    assert town.find("open").draft.staff_notes.says_anything
    published = Contact(kind="phone", value="03-0000-4444")
    town.put(change("open", contacts=(published,), description="書きかえました。"))
    kept = town.find("open").draft.contacts
    assert [(each.value, each.publicity) for each in kept] == [("03-0000-4444", "public"), ("080-0000-3333", "staff")]
    assert "080-0000-3333" in block_of(town.get(f"/r/{town.code('open')}", "worker"))
    version = town.find("open").version
    town.put(replace(change("open"), draft=town.find("open").draft))
    assert town.find("open").version == version
    rest = [{"kind": "phone", "value": "03-0000-4444", "publicity": "public"}]
    assert patch(town, "moderator", "open", {"contacts": rest}).status_code == 200
    town.put(change("open", contacts=(published,), description="また書きかえました。"))
    assert [each.value for each in town.find("open").draft.contacts] == ["03-0000-4444"]

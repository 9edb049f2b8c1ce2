"""What support workers read beside public pages, who writes it, and what stays of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from urllib.parse import quote

import httpx
import pytest

from directory.domain.contact import Contact
from directory.domain.errors import StoreUnavailable
from directory.domain.schedule import Schedule
from directory.domain.staff_notes import StaffNotes
from directory.store.staff_texts import StaffTexts
from tests.integration.site.two_audiences import (
    WORDS,
    Town,
    change,
    gazetteer,
    notes,
    open_town,
    quiet_town,
    town,
    word,
)

__all__ = ["gazetteer", "quiet_town", "town"]

FOUND_NOTHING = '<section aria-labelledby="staff-found-title" hidden>'
READERS = ("worker", "coordinator", "moderator")


def block_of(answer: httpx.Response) -> str:
    found = re.search(r'<section class="staff-block".*?</section>', answer.text, re.DOTALL)
    return found[0] if found else ""


@pytest.mark.parametrize("who", READERS)
def test_the_page_of_a_place_tells_how_to_refer_to_it(quiet_town: Town, who: str):
    block = block_of(quiet_town.get(f"/r/{quiet_town.code('open')}", who))
    for kind in ("referral", "vacancy", "cautions", "contact"):
        assert word(kind, "open") in block
    assert "少し空きあり（2026年4月28日 に聞いたこと）" in block
    assert 'href="tel:07000002222"' in block
    assert f"/staff/resources/{quiet_town.find('open').id}" in block
    assert "/place" not in block


def test_nothing_written_reads_as_nothing_written(quiet_town: Town):
    block = block_of(quiet_town.get(f"/r/{quiet_town.code('plain')}", "worker"))
    assert "わからない" in block
    assert "まだ書かれていません" in block


def test_the_list_has_one_line_for_each_place_with_notes(quiet_town: Town):
    text = quiet_town.get("/", "worker").text
    lines = dict(re.findall(r'<p class="staff-line" data-staff="(\w+)".*?<span>(.*?)</span></span>', text))
    assert set(lines) == {quiet_town.code("open"), quiet_town.code("shelter")}
    assert "少し空きあり" in lines[quiet_town.code("open")]
    assert "注意あり" in text


@pytest.mark.parametrize("asked", [word("referral", "open"), f"たんぽぽ {word('contact', 'open')}", "070-0000-2222"])
def test_words_of_texts_for_staff_find_their_records(quiet_town: Town, asked: str):
    text = quiet_town.get(f"/?q={quote(asked)}", "worker").text
    found = text.partition('id="staff-found"')[2].partition("</section>")[0]
    assert "支援者だけの情報に あった もの" in found
    assert f'<a href="/r/{quiet_town.code("open")}">たんぽぽサロン</a>' in found


def test_a_confidential_place_is_found_by_its_notes_and_a_hidden_one_by_none(quiet_town: Town):
    found = quiet_town.get(f"/?q={quote(word('cautions', 'shelter'))}", "worker").text
    assert f'<a href="/r/{quiet_town.code("shelter")}">つゆくさの家</a>' in found.partition('id="staff-found"')[2]
    for asked, who in ((word("cautions", "secret"), "moderator"), (word("cautions", "away"), "worker")):
        assert FOUND_NOTHING in quiet_town.get(f"/?q={quote(asked)}", who).text
    both = f"{word('referral', 'open')} {word('address', 'open')}"
    assert FOUND_NOTHING in quiet_town.get(f"/?q={quote(both)}", "worker").text


def test_a_script_gets_the_same_lines_for_the_cards_that_it_shows(quiet_town: Town):
    codes = [quiet_town.code(key) for key in ("open", "plain", "away", "secret")]
    path = f"/staff/beside?ids={','.join(codes)}&q={quote(word('referral', 'open'))}"
    answer = quiet_town.get(path, "worker")
    assert answer.headers["cache-control"] == "no-store"
    line = {
        "code": codes[0],
        "vacancy": "少し空きあり（2026年4月28日 に聞いたこと）",
        "state": "few",
        "has_cautions": True,
    }
    found = {"url": f"/r/{codes[0]}", "name": "たんぽぽサロン", "line": line}
    assert answer.json() == {"lines": [line], "found": [found]}
    assert quiet_town.get(path).status_code == 401
    assert quiet_town.get(path, "volunteer").status_code == 404


def test_the_list_stands_without_its_lines_while_the_database_is_away(town: Town, monkeypatch: pytest.MonkeyPatch):
    def be_away(*_: object) -> None:
        raise StoreUnavailable("database_away")

    monkeypatch.setattr(StaffTexts, "of", be_away)
    answer = town.get(f"/?q={quote('サロン')}", "worker")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert "たんぽぽサロン" in answer.text


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


def test_every_reading_of_an_exact_place_is_written_down_and_sixty_an_hour_are_enough(town: Town):
    resource = town.find("shelter")
    path = f"/staff/resources/{resource.id}/place"
    button = block_of(town.get(f"/r/{town.code('shelter')}", "worker"))
    assert f'<form method="post" action="{path}">' in button
    worker = town.browser("worker")
    shown = worker.post(path)
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert word("address", "shelter") in shown.text
    assert "北緯 35.76120、東経 139.51210（ずれは 30 m くらいまで）" in shown.text
    for _ in range(59):
        assert town.get(f"/api/v1/resources/{resource.id}/place", "worker").status_code == 200
    for answer in (town.get(f"/api/v1/resources/{resource.id}/place", "worker"), worker.post(path)):
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "3600")
        assert "1時間に60回まで" in answer.text
        assert word("address", "shelter") not in answer.text
    with town.runtime.store.read() as unit:
        outcomes = [each.outcome for each in unit.audit.of(resource.id)]
    assert (outcomes.count("done"), outcomes.count("too_many")) == (60, 1)
    assert town.get(f"/api/v1/resources/{resource.id}/place", "coordinator").status_code == 200
    town.move(minutes=61)
    assert town.get(f"/api/v1/resources/{resource.id}/place", "coordinator").status_code in {200, 401}


def test_words_that_somebody_searched_reach_no_log(made_file, tmp_path, gazetteer, capsys: pytest.CaptureFixture[str]):
    town = open_town(made_file, tmp_path, gazetteer)
    town.get(f"/?q={quote(WORDS[0])}", "worker")
    town.get(f"/staff/beside?ids=&q={quote(WORDS[0])}", "worker")
    town.runtime.close()
    told = "".join(capsys.readouterr())
    assert "/staff/beside" in told
    assert WORDS[0] not in told
    assert quote(WORDS[0]) not in told

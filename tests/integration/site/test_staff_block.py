"""What support workers read beside public pages, and what is written down of their reading."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from directory.domain.errors import StoreUnavailable
from directory.store.staff_texts import StaffTexts
from tests.integration.site.two_audiences import (
    WORDS,
    Town,
    block_of,
    gazetteer,
    open_town,
    quiet_town,
    town,
    word,
)

__all__ = ["gazetteer", "quiet_town", "town"]

FOUND_NOTHING = '<section aria-labelledby="staff-found-title" hidden>'
READERS = ("worker", "coordinator", "moderator")


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

"""Networks: who belongs to them, what they ask for and offer, who may say so, and how it vanishes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

import pytest

from directory.domain.actor import Actor, Grant
from directory.domain.errors import NotFound
from directory.domain.post import Post
from directory.usecases.network_posts import find_speakers, write_post
from directory.usecases.sessions import actor_of
from tests.integration.conftest import NOW
from tests.integration.site.fictional import usual_listings
from tests.integration.site.signing_in import Browser
from tests.integration.site.town import AWAY, HERE, MODERATOR, NETWORK, OWNER, STRANGER, Town, gazetteer, town

__all__ = ["gazetteer", "town"]

HOSTILE = "<script>alert(1)</script>"


def fill(town: Town, browser: Browser, **changes: str) -> dict[str, str]:
    """The form as somebody has filled it in, long enough after it was opened."""
    page = browser.get("/posts").text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    organization = re.search(r'<option value="([\w-]+)"', page)
    town.move(seconds=5)
    values = {
        "organization": organization[1] if organization else "",
        "kind": "need",
        "text": f"お米 10kg {HOSTILE}",
        "contact": "042-000-0000",
        "day": "2026-05-31",
    }
    return hidden | values | changes


def send(town: Town, email: str = OWNER, **changes: str):
    browser = town.as_account(email)
    return browser.post("/posts", **fill(town, browser, **changes))


def publish_first(town: Town) -> None:
    browser = town.as_account(MODERATOR)
    post_id = re.search(r'action="/staff/posts/([\w-]+)"', browser.get("/staff/posts").text)[1]
    assert browser.post(f"/staff/posts/{post_id}", to="published").status_code == 303
    town.refresh()


def test_networks_are_listed_with_what_still_goes_on(town):
    page = town.as_account().get("/networks")
    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert "3団体・3件の活動" in page.text
    assert "&lt;b&gt;つながり" in page.text
    assert "昔のネットワーク" not in page.text
    names = re.findall(r'href="(/networks/[^"]+)"', page.text)
    assert len(names) == 2
    for name in names:
        assert town.as_account().get(name).status_code == 200


def test_every_page_leads_to_the_networks_at_its_foot(town):
    for prefix, words in (("", "団体のネットワーク"), ("/en", "Networks of groups")):
        foot = town.as_account().get(f"{prefix}/help").text.partition("<footer")[2]
        assert f'<a href="{prefix}/networks">{words}</a>' in foot


def test_a_network_names_its_organizations_and_what_they_run(town):
    page = town.as_account().get(f"/networks/{NETWORK}").text
    assert [name for name in ("お米の会", "両方の会", "遠くの会") if name in page] == [
        "お米の会",
        "両方の会",
        "遠くの会",
    ]
    assert [name for name in ("終わった会", "ひとりの会", "隠れた会") if name in page] == []
    codes = re.findall(r'href="/r/(\w+)"', page)
    assert len(codes) == 3
    detail = town.as_account().get(f"/r/{codes[0]}").text
    assert '<a href="/networks/' in detail


def test_a_network_whose_activities_have_ended_still_has_a_page_and_an_unknown_one_has_none(town):
    assert "登録されていません" in town.as_account().get("/networks/昔のネットワーク").text
    assert town.as_account().get("/networks/ない").status_code == 404


def test_a_post_waits_is_published_by_a_moderator_and_shown_as_text(town):
    assert send(town).status_code == 303
    reader = town.as_account()
    assert "お米 10kg" not in reader.get(f"/networks/{NETWORK}").text
    publish_first(town)
    answer = town.as_account().get(f"/networks/{NETWORK}")
    assert "5月31日まで" in answer.text
    assert "&lt;script&gt;alert(1)" in answer.text
    assert HOSTILE not in answer.text
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"].startswith("public")
    assert "お知らせ 1件" in town.as_account().get("/networks").text
    with town.runtime.store.read() as unit:
        (mail,) = unit.outbox.of_recipient(OWNER)
    assert "公開しました" in mail.mail.subject


def test_a_post_vanishes_after_its_last_day(town):
    send(town)
    publish_first(town)
    town.moments[0] = datetime.fromisoformat("2026-05-31T14:59:00+00:00")
    assert "お米 10kg" in town.as_account().get(f"/networks/{NETWORK}").text
    town.move(minutes=1)
    town.refresh()
    assert "お米 10kg" not in town.as_account().get(f"/networks/{NETWORK}").text


def test_its_author_takes_it_back_in_one_tap_and_nobody_else_can(town):
    send(town)
    publish_first(town)
    path = re.search(r'action="(/posts/[\w-]+/withdraw)"', town.as_account(OWNER).get("/posts").text)[1]
    assert town.as_account(STRANGER).post(path).status_code == 404
    assert town.as_account().post(path).status_code == 401
    assert "お米 10kg" in town.as_account().get(f"/networks/{NETWORK}").text
    assert town.as_account(OWNER).post(path).status_code == 303
    assert "お米 10kg" not in town.as_account().get(f"/networks/{NETWORK}").text
    assert "取り下げました" in town.as_account(OWNER).get("/posts").text


def test_a_post_goes_when_its_organization_leaves_the_public(town):
    send(town)
    publish_first(town)
    town.change("rice", visibility="hidden")
    town.refresh()
    page = town.as_account().get(f"/networks/{NETWORK}").text
    assert "お米" not in page
    assert "お米の会" not in town.as_account().get("/networks").text


def test_a_returned_post_is_explained_to_its_author(town):
    send(town)
    browser = town.as_account(MODERATOR)
    path = re.search(r'action="(/staff/posts/[\w-]+)"', browser.get("/staff/posts").text)[1]
    assert browser.post(path, to="returned", reply="団体の電話を書いてください").status_code == 303
    assert "団体の電話を書いてください" in town.as_account(OWNER).get("/posts").text
    with town.runtime.store.read() as unit:
        (mail,) = unit.outbox.of_recipient(OWNER)
    assert "団体の電話を書いてください" in mail.mail.body
    assert town.as_account(MODERATOR).post(path, to="published").status_code == 409


def test_a_moderator_of_another_town_neither_sees_nor_decides_it(town):
    send(town)
    with town.runtime.store.read() as unit:
        account = unit.accounts.find_by_email(OWNER)
        (post,) = unit.posts.of_account(account.id)
    browser = town.as_account(AWAY)
    assert "お米 10kg" not in browser.get("/staff/posts").text
    assert browser.post(f"/staff/posts/{post.id}", to="published").status_code == 404
    assert town.as_account(OWNER).get("/staff/posts").status_code == 404
    assert town.as_account(OWNER).post(f"/staff/posts/{post.id}", to="published").status_code == 404


def test_only_organizations_of_networks_are_spoken_for(town):
    assert re.findall(r"<option[^>]*>([^<]+)", town.as_account(OWNER).get("/posts").text) == ["お米の会"]
    assert "<form" not in town.as_account(STRANGER).get("/posts").text.split("<main")[1]
    offered = re.findall(r"<option[^>]*>([^<]+)", town.as_account(MODERATOR).get("/posts").text)
    assert offered == ["選んでください", "お米の会", "両方の会"]
    assert re.findall(r"<option[^>]*>([^<]+)", town.as_account(AWAY).get("/posts").text) == ["遠くの会"]
    assert town.as_account().get("/posts").status_code == 401


def test_nobody_writes_in_the_name_of_others(town):
    with town.runtime.store.read() as unit:
        stranger, owner = (unit.accounts.find_by_email(email) for email in (STRANGER, OWNER))
    (speaker,) = find_speakers(town.runtime.desk, actor_of(owner))
    post = Post(
        id=str(UUID(int=1)),
        organization_id=speaker.id,
        account_id=stranger.id,
        kind="need",
        text="x",
        contact="y",
        expires_on=date(2026, 5, 2),
    )
    with pytest.raises(NotFound):
        write_post(town.runtime.desk, actor_of(stranger), post, now=NOW)
    unverified = Actor(account_id="m", grants=(Grant(role="moderator", municipality=HERE),))
    assert find_speakers(town.runtime.desk, unverified) == ()
    assert send(town, STRANGER, organization=speaker.id).status_code == 422


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kind": ""}, "「ほしい」か「ゆずれる」を選んでください"),
        ({"text": ""}, "書いてください"),
        ({"text": "米" * 301}, "300字まで"),
        ({"contact": "0" * 101}, "100字まで"),
        ({"day": "2026-04-30"}, "きょうよりあと"),
        ({"day": "2026-08-02"}, "92日より先"),
        ({"day": "あした"}, "いつまで出すか"),
        ({"website": "http://example.invalid"}, "もう一度"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(town, changes, sentence):
    answer = send(town, **({"contact": "042-000-9999"} | changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "contact" in changes or 'value="042-000-9999"' in answer.text


def test_sending_twice_keeps_one(town):
    browser = town.as_account(OWNER)
    form = fill(town, browser)
    assert [browser.post("/posts", **form).status_code for _ in range(2)] == [303, 303]
    with town.runtime.store.read() as unit:
        assert unit.posts.count_pending((HERE,), date(2026, 5, 1)) == 1


def test_the_network_stays_readable_while_the_database_is_away(make_client):
    listing = replace(usual_listings()[0], organization="架空の会", networks=(NETWORK,))
    away = make_client((listing,), database_url="sqlite:////nowhere/directory.db")
    page = away.get(f"/networks/{NETWORK}")
    assert page.status_code == 200
    assert listing.name in page.text
    assert "いまはお知らせを読めません" in page.text

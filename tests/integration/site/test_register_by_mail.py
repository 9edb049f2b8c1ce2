"""Mailed links continue a registration, prove an address and open a listing to whoever keeps it."""

from __future__ import annotations

import re
from datetime import timedelta

from directory.domain.actor import Grant
from directory.usecases.keep_accounts import add_account
from tests.integration.conftest import NOW
from tests.integration.site.form_site import OPERATOR, begin, field, fill, gazetteer, site
from tests.integration.site.signing_in import Site

__all__ = ["gazetteer", "site"]


def test_a_mailed_link_continues_it_once_and_takes_it_from_the_first_browser(site):
    browser, other = site.browser(), site.browser()
    begin(site, browser)
    browser.post("/register/later", action="mail", email=OPERATOR)
    path = re.search(r"https://site.test(/register/resume/\S+)", site.mails()[0])[1]
    for _ in range(3):
        assert other.get(path).status_code == 200
    assert other.post(path).headers["Location"] == "/register/2"
    assert "かざぐるま" in other.get("/register/1").text
    assert browser.get("/register/2").headers["Location"] == "/register?lost=1"
    assert site.browser().post(path).status_code == 422


def test_opening_the_mailed_links_changes_nothing_and_a_button_does(site):
    browser = site.browser()
    check = fill(site, browser)
    browser.post("/register/7", action="send", key=field(check, "key"))
    confirm, edit = (url.removeprefix("https://site.test") for url in re.findall(r"https://\S+", site.mails()[0]))
    for _ in range(3):
        assert "このメールアドレス" in browser.get(confirm).text
        assert "かざぐるま" in browser.get(edit).text
    assert not site.submissions()[0].submitter.is_email_confirmed
    assert browser.post(confirm).status_code == 200
    assert site.submissions()[0].submitter.is_email_confirmed
    assert browser.post(confirm).status_code == 410


def test_a_registration_that_waits_is_corrected_and_not_doubled(site):
    browser = site.browser()
    check = fill(site, browser)
    browser.post("/register/7", action="send", key=field(check, "key"))
    edit = re.findall(r"https://site.test(/edit/\S+)", site.mails()[0])[0]
    assert browser.post(edit).headers["Location"] == "/register/7"
    browser.post("/register/6", text="新しい文です。")
    again = browser.get("/register/7")
    assert "新しい文です。" in again.text
    browser.post("/register/7", action="send", key=field(again, "key"))
    (submission,) = site.submissions()
    assert submission.draft.description == "新しい文です。"
    assert submission.version == 2
    site.runtime.present += timedelta(hours=25)
    assert browser.get(edit).status_code == 410


def test_an_operator_asks_for_a_link_and_nobody_learns_whether_an_address_is_known(site):
    resource = site.publish()
    path = f"/r/{resource.keys[0].code}/edit"
    known = site.browser().post(path, email="ＨＡＮＡＫＯ@example.jp")
    unknown = site.browser().post(path, email="stranger@example.jp")
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    assert site.mails("stranger@example.jp") == []
    browser = site.browser()
    browser.post(re.search(r"https://site.test(/edit/\S+)", site.mails()[0])[1])
    browser.post("/register/1", name="こもれびひろば")
    check = browser.get("/register/7")
    browser.post("/register/7", action="send", key=field(check, "key"))
    (submission,) = site.submissions()
    assert (submission.kind, submission.changed, submission.resource_id) == ("change", ("name",), resource.id)
    assert submission.base_version == resource.version
    assert submission.submitter.is_email_confirmed
    assert "こもれびひろば" not in site.browser().get(f"/r/{resource.keys[0].code}").text


def test_whoever_keeps_a_listing_edits_it_signed_in_and_others_do_not(site):
    resource = site.publish()
    path = f"/r/{resource.keys[0].code}/edit"
    people = Site(site.app, site.runtime)
    for email in ("owner@example.jp", "other@example.jp"):
        add_account(site.store, email, name="架空", grants=(Grant(role="volunteer"),), now=NOW)
    with site.store.write(now=NOW) as unit:
        account = unit.accounts.find_by_email("owner@example.jp")
        unit.accounts.own(account.id, resource.id)
    other = people.sign_in("other@example.jp")
    assert "リンクを送る" in other.get(path).text
    assert other.post(path).status_code == 422
    owner = people.sign_in("owner@example.jp")
    assert owner.post(path).headers["Location"] == "/register/7"
    owner.post("/register/6", text="新しい文です。")
    check = owner.get("/register/7")
    owner.post("/register/7", action="send", key=field(check, "key"))
    (submission,) = site.submissions()
    assert (submission.changed, submission.submitter.account_id) == (("description",), account.id)


def test_a_mail_repeats_no_text_of_strangers(site):
    browser = site.browser()
    begin(site, browser, name="当選 https://evil.example/" + "あ" * 100)
    browser.post("/register/later", action="mail", email=OPERATOR)
    assert "evil" not in site.mails()[0]
    browser.post("/register/3", postal="188-0011", visibility="area_only")
    browser.post("/register/5", email=OPERATOR)
    check = browser.get("/register/7")
    browser.post("/register/7", action="send", key=field(check, "key"))
    assert "https://evil" not in site.mails()[1]
    assert "あ" * 50 not in site.mails()[1]

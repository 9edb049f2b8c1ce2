"""Registering over a real database, page by page: nothing is lost, doubled or shown too early."""

from __future__ import annotations

import re

import pytest

from directory.site.form_token import SHORTEST
from directory.usecases.registration.unfinished import find
from tests.integration.site.form_site import ANSWERS, begin, field, fill, gazetteer, site

__all__ = ["gazetteer", "site"]


def test_no_page_sets_a_cookie_before_somebody_sends_something(site):
    browser = site.browser()
    for path in ("/register", "/register/1", "/register/paper", "/register/resume"):
        assert "Set-Cookie" not in browser.get(path).headers
    answer = begin(site, browser)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert answer.headers["Location"] == "/register/2"


def test_a_program_is_asked_to_send_the_first_page_again(site):
    browser = site.browser()
    page = browser.get("/register/1")
    token = field(page, "form_token")
    assert browser.post("/register/1", form_token=token, **ANSWERS[1]).status_code == 422
    site.runtime.present += SHORTEST
    assert browser.post("/register/1", form_token=token, website="x", **ANSWERS[1]).status_code == 422
    assert browser.post("/register/1", **ANSWERS[1]).status_code == 422
    assert browser.post("/register/1", form_token=token, **ANSWERS[1]).status_code == 303


def test_an_advice_desk_is_asked_for_its_topics_and_others_are_not(site):
    browser = site.browser()
    begin(site, browser, name="架空の窓口", category="welfare_advice")
    assert 'name="topics" value="living"' in browser.get("/register/2").text
    browser.post("/register/2", topics=["living", "work"], fee="free")
    for step in range(3, 7):
        browser.post(f"/register/{step}", **ANSWERS[step])
    assert "お金・くらし" in browser.get("/register/7").text
    other = site.browser()
    begin(site, other)
    assert 'name="topics"' not in other.get("/register/2").text


def test_what_is_sent_waits_for_a_moderator_with_its_mail(site):
    browser = site.browser()
    check = fill(site, browser)
    done = browser.post("/register/7", action="send", key=field(check, "key"), message="よろしくお願いします")
    code = re.search(r"code=(\d{8})", done.headers["Location"])[1]
    (submission,) = site.submissions()
    assert (submission.kind, submission.code, submission.municipality) == ("new", code, "13229")
    assert submission.message == "よろしくお願いします"
    assert submission.draft.visibility == "area_only"
    assert {each.publicity for each in submission.draft.contacts} == {"private"}
    assert not submission.submitter.is_email_confirmed
    assert all(not name.startswith("_") for name, _ in submission.answers)
    assert code in site.mails()[0]
    assert browser.get("/register/2").headers["Location"] == "/register?lost=1"


def test_what_is_answered_in_english_is_published_in_japanese(site):
    browser = site.browser()
    token = field(browser.get("/en/register/1"), "form_token")
    site.runtime.present += SHORTEST
    first = browser.post("/en/register/1", form_token=token, **ANSWERS[1])
    assert first.headers["Location"] == "/en/register/2"
    browser.post("/en/register/2", who=["infant", "adult"], fee="paid", fee_child="100", fee_adult="300")
    for step in range(3, 7):
        browser.post(f"/en/register/{step}", **ANSWERS[step])
    check = browser.get("/en/register/7")
    assert "Children: 100 yen / Adults: 300 yen" in check.text
    assert "2nd Tue of the month" in check.text
    browser.post("/en/register/7", action="send", key=field(check, "key"))
    (submission,) = site.submissions()
    assert submission.draft.eligibility.raw == "乳児・大人"
    assert submission.draft.fees.raw == "子ども 100円、大人 300円"
    assert [price.yen for price in submission.draft.fees.prices] == [100, 300]
    assert site.mails()[0].startswith("We received the registration of")


def test_sending_twice_is_sending_once(site):
    browser = site.browser()
    check = fill(site, browser)
    cookies = dict(browser.cookies)
    first = browser.post("/register/7", action="send", key=field(check, "key"))
    browser.cookies.update(cookies)
    again = browser.post("/register/7", action="send", key=field(check, "key"))
    assert re.search(r"code=\d{8}", first.headers["Location"])[0] in again.headers["Location"]
    assert len(site.submissions()) == 1


def test_what_is_missing_leads_back_to_its_page(site):
    browser = site.browser()
    begin(site, browser)
    assert browser.get("/register/7").headers["Location"] == "/register/3?look=1"
    assert browser.post("/register/7", action="send").headers["Location"] == "/register/3?look=1"
    assert site.submissions() == []


def test_back_and_later_keep_what_is_not_right_yet(site):
    browser = site.browser()
    begin(site, browser)
    assert browser.post("/register/5", action="back", phone="12").headers["Location"] == "/register/4"
    assert 'value="12"' in browser.get("/register/5").text
    assert browser.post("/register/5", action="keep", phone="123").status_code == 204
    assert 'value="123"' in browser.get("/register/5").text


def test_a_form_of_another_registration_is_not_mixed_in(site):
    browser = site.browser()
    begin(site, browser)
    assert browser.post("/register/2", code="99999999", who_note="x").headers["Location"] == "/register?lost=1"


@pytest.mark.parametrize("path", ["/register/0", "/register/8", "/register/1a", "/register/nothing"])
def test_there_are_no_other_pages(site, path):
    assert site.browser().get(path).status_code == 404
    assert site.browser().post(path).status_code == 404


def test_other_sites_can_not_send_the_form(site):
    browser = site.browser()
    assert browser.post("/register/1", headers={"Sec-Fetch-Site": "cross-site"}, **ANSWERS[1]).status_code == 403


def test_everything_typed_comes_back_as_text(site):
    nasty = '"><script>alert(1)</script>${1}'
    browser = site.browser()
    begin(site, browser, name=nasty)
    browser.post("/register/3", action="back", area=nasty, venue=nasty)
    browser.post("/register/4", action="dates", repeat_1=nasty, when_note=nasty)
    for path in ("/register/1", "/register/3?look=1", "/register/4?look=1", "/register/later", "/register/resume"):
        assert "<script>alert" not in browser.get(path).text


def stored(site, browser):
    return find(site.store, browser.cookies["__Host-registration"]).answers


def test_the_pin_moves_by_buttons_and_leads_on(site):
    browser = site.browser()
    begin(site, browser)
    assert browser.post("/register/3", postal="188-0011", lot="4丁目35-9").headers["Location"] == "/register/pin"
    before = field(browser.get("/register/pin"), "point")
    browser.post("/register/pin", action="north-50")
    after = field(browser.get("/register/pin"), "point")
    assert float(after.split(",")[0]) > float(before.split(",")[0])
    browser.post("/register/pin", action="reset")
    assert field(browser.get("/register/pin"), "point") == before
    assert browser.post("/register/pin", action="next", point="0,0").headers["Location"] == "/register/4"
    assert stored(site, browser).one("pin") == ""
    browser.post("/register/pin", action="next", point=after)
    assert stored(site, browser).one("pin") == after
    browser.post("/register/3", postal="188-0011", lot="4丁目35-9")
    assert browser.post("/register/3", postal="202-0015").headers["Location"] == "/register/pin"


def test_a_service_without_a_place_is_asked_whom_it_serves(site):
    browser = site.browser()
    begin(site, browser, name="架空の電話相談", category="childcare_advice")
    browser.post("/register/2", **ANSWERS[2])
    sent = browser.post("/register/3", nowhere="yes", area="西東京市", served="田無町、南町")
    assert sent.headers["Location"] == "/register/4"  # there is no pin to be shown
    page = browser.get("/register/3").text
    assert re.search(r'name="nowhere" value="yes" id="nowhere" checked', page)
    assert 'value="田無町、南町"' in page
    for step in range(4, 7):
        browser.post(f"/register/{step}", **ANSWERS[step])
    check = browser.get("/register/7")
    assert check.text.count("場所はありません（使える地域：田無町、南町）") == 2  # on the card and in the list
    browser.post("/register/7", action="send", key=field(check, "key"))
    (submission,) = site.submissions()
    assert submission.draft.venues == ()
    assert (submission.draft.service_area, submission.municipality) == ("田無町、南町", "13229")
    assert submission.draft.visibility == "public"


def test_a_service_without_a_place_still_says_its_municipality(site):
    browser = site.browser()
    begin(site, browser)
    browser.post("/register/2", **ANSWERS[2])
    answer = browser.post("/register/3", nowhere="yes", served="全域")
    assert answer.status_code == 422
    assert 'href="#area"' in answer.text

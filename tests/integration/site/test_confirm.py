"""An operator says that it goes on: two taps from the mail; whoever stays silent is telephoned."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.contact import Contact
from directory.domain.draft import SourceRef
from directory.domain.schedule import Schedule
from tests.integration.conftest import NOW
from tests.integration.site.confirm_site import OPERATOR, fingerprint, site, site_contacts, site_get
from tests.integration.site.signing_in import Browser

__all__ = ["site"]


def test_who_is_due_is_asked_once_however_often_the_command_runs(site):
    site.put("a")
    assert site.remind(is_dry_run=True) == {"asked": 1}
    assert site.mails() == []
    assert site.remind() == {"asked": 1}
    assert site.remind() == {}
    (mail,) = site.mails()
    assert mail.subject == "「架空サロンa」は続いていますか"
    assert "token" not in site.store.public.revision()


def test_only_who_is_due_is_asked(site):
    site.put("fresh", assured_on=date(2026, 4, 1))
    site.put("monthly", assured_on=NOW.date() - timedelta(days=80))
    site.put("weekly", assured_on=NOW.date() - timedelta(days=149), schedule=Schedule(raw="毎週"))
    site.put("ended", status="ended")
    owned = site.put("imported", source=SourceRef(source="town"))
    assert site.remind() == {"asked": 1}
    site.move(days=1)
    assert site.remind() == {"asked": 1}
    with site.store.write(now=NOW) as unit:
        account = Account(id="o", email="owner@example.invalid", name="架空", created_at=NOW, owned=frozenset({owned}))
        unit.accounts.add(account)
    assert site.remind() == {"asked": 1}
    assert len(site.mails("owner@example.invalid")) == 1


def test_looking_at_the_page_changes_nothing(site):
    site.put("a")
    site.remind()
    link, before = site.link(), fingerprint(site)
    for _ in range(10):
        assert site_get(site, link).status_code == 200
        assert site_get(site, f"{link}/stop").status_code == 200
    assert fingerprint(site) == before
    page = site_get(site, link)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in page.headers
    assert page.text.count("この日は休み") == 6
    assert "6月6日（土） 10:00〜12:00" in page.text


def test_yes_is_one_post_and_the_new_day_is_shown_and_public(site):
    resource = site.put("a")
    site.remind()
    browser = Browser(site.app)
    answer = browser.post(site.link(), answer="yes")
    assert answer.status_code == 303
    assert "確認日を 2026年5月1日 にしました" in browser.get(answer.headers["Location"]).text
    assert site.listing().assured_on == date(2026, 5, 1)
    lease = site.lease(resource)
    assert (lease.confirmed_on, lease.confirmed_by, lease.asked_on) == (date(2026, 5, 1), "operator", None)
    site.move(days=79)
    assert site.remind() == {}
    site.move(days=1)
    assert site.remind() == {"asked": 1}


def test_one_day_is_cancelled_in_one_tap_and_taken_back_in_another(site):
    site.put("a")
    site.remind()
    browser, link = Browser(site.app), site.link()
    day = {"code": site.listing().code, "on": "2026-06-06"}
    assert browser.post(f"{link}/days", cancel="1", **day).status_code == 303
    assert site.listing().schedule.cancelled == (date(2026, 6, 6),)
    assert "休みを取り消す" in browser.get(link).text
    assert browser.post(f"{link}/days", cancel="0", **day).status_code == 303
    assert site.listing().schedule.cancelled == ()
    for wrong in ({"on": "2026-06-07"}, {"on": "never"}, {"code": "nobody"}):
        browser.post(f"{link}/days", cancel="1", **{**day, **wrong})
    assert site.listing().schedule.cancelled == ()


def test_a_change_leads_to_the_form_and_an_end_waits_for_a_moderator(site):
    resource = site.put("a")
    site.remind()
    browser, link = Browser(site.app), site.link()
    assert re.fullmatch(r"/edit/[\w-]{43}", browser.post(link, answer="changed").headers["Location"])
    assert browser.post(link, answer="stop").headers["Location"] == f"{link}/stop"
    for _ in range(2):
        sent = browser.post(f"{link}/stop", kind="end", message="3月で終わりました")
    with site.store.read() as unit:
        (submission,) = unit.submissions.of_resource(resource)
    assert (submission.kind, submission.status, submission.submitter.email) == ("end", "pending", OPERATOR)
    assert submission.code in browser.get(sent.headers["Location"]).text
    assert site.listing().status == "active"


def test_an_old_and_an_invented_link_answer_alike_and_so_do_known_and_unknown_addresses(site):
    site.put("a")
    site.remind()
    old = site.link()
    site.move(days=31)
    browser = Browser(site.app)
    over = browser.get(old)
    assert over.status_code == 410
    assert browser.get(f"/c/{'x' * 43}").text == browser.get("/c/nothing").text == over.text
    assert browser.post(old, answer="yes").status_code == 410
    before = len(site.mails())
    known = browser.post("/c/resend", email="Hanako@example.INVALID")
    unknown = browser.post("/c/resend", email="nobody@example.invalid")
    assert (known.status_code, known.text) == (unknown.status_code, unknown.text)
    browser.post("/c/resend", email=OPERATOR)
    assert len(site.mails()) == before + 1
    assert site.mails("nobody@example.invalid") == []
    assert browser.get(site.link()).status_code == 200
    assert browser.post("/c/resend", email="no address").status_code == 422


def test_two_silences_lead_to_the_telephone_and_one_call_leads_back(site):
    resource = site.put("a", contacts=(*site_contacts(), Contact(kind="phone", value="042-000-0000")))
    assert site.remind() == {"asked": 1}
    site.move(days=30)
    assert site.remind() == {"asked_again": 1}
    assert not site.listing().is_silent
    site.move(days=30)
    assert site.remind() == {"silent": 1}
    assert site.remind() == {}
    assert site.listing().is_silent
    browser = site.moderator()
    page = browser.get("/staff/calls").text
    assert "042-000-0000" in page
    assert 'value="架空太郎"' in page
    wrong = browser.post(f"/staff/calls/{resource}", on="2030-01-01", initials="K.T.")
    assert wrong.status_code == 422
    done = browser.post(f"/staff/calls/{resource}", on="2026-06-29", initials="K.T.")
    assert done.status_code == 303
    assert "架空サロンa" not in browser.get("/staff/calls").text
    assert (site.listing().is_silent, site.listing().assured_on) == (False, date(2026, 6, 29))
    assert site.lease(resource).confirmed_by == "K.T."


def test_who_has_no_mail_gets_a_card_whose_code_opens_the_page(site):
    site.put("a", contacts=())
    assert site.remind() == {"no_mail": 1}
    browser = site.moderator()
    assert "メールの連絡先がない" in browser.get("/staff/calls").text
    cards = browser.post("/staff/postcards")
    assert cards.text.count('class="postcard"') == 1
    assert browser.post("/staff/postcards").text.count('class="postcard"') == 0
    assert "2026年5月1日 にたずねました" in browser.get("/staff/calls").text, "somebody may ring up about the card"
    site.move(days=30)
    assert site.remind() == {"no_mail": 1}
    site.move(days=1)
    assert not site.listing().is_silent


@pytest.mark.parametrize(("method", "path"), [("get", "/staff/calls"), ("post", "/staff/postcards")])
def test_only_moderators_see_whom_to_call(site, method, path):
    assert getattr(Browser(site.app), method)(path).status_code == 401
    browser = site.moderator()
    with site.store.write(now=NOW) as unit:
        unit.accounts.revoke("moderator")
        unit.accounts.grant("moderator", Grant(role="volunteer"))
    assert getattr(browser, method)(path).status_code == 404


def test_a_moderator_of_another_town_confirms_nothing_here(site):
    resource = site.put("a", municipality="39201")
    site.remind()
    browser = site.moderator()
    assert browser.post(f"/staff/calls/{resource}", on="2026-05-01", initials="K").status_code == 404
    assert site.listing().assured_on == date(2026, 1, 1)


def test_a_change_of_the_listing_counts_as_a_word(site):
    resource = site.put("a")
    site.remind()
    site.move(days=10)
    site.put("a", assured_on=date(2026, 5, 10), description="新しい")
    site.move(days=20)
    assert site.remind() == {"fresh": 1}
    assert replace(site.lease(resource), cancelled=()).confirmed_on == date(2026, 5, 10)

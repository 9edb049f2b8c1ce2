"""Registering, editing and reporting over a real database: nothing is lost, doubled or shown too early."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from directory.domain.actor import Grant
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import Placement
from directory.domain.submission import Submitter
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from directory.settings import Settings
from directory.site.app import create_app
from directory.site.form_token import SHORTEST
from directory.store.listing_payload import decode_listing
from directory.store.resource_change import ResourceChange
from directory.usecases.keep_accounts import add_account
from directory.usecases.registration.unfinished import find
from tests.integration.conftest import NOW
from tests.integration.site.signing_in import Browser, RuntimeWithStore, Site

OPERATOR = "hanako@example.jp"
ANSWERS = {
    1: {"name": "かざぐるま子育てサロン"},
    2: {"fee": "free"},
    3: {"postal": "188-0011", "lot": "4丁目35-9", "visibility": "area_only"},
    4: {"repeat_1": "monthly_weekday", "nth_1": "2", "day_1": "1", "from_1": "10:00", "until_1": "11:30"},
    5: {"phone": "03-3555-9901", "email": OPERATOR},
    6: {"text": "架空のサロンです。"},
}


class Placer:
    """Places an address where the geocoder does, without districts."""

    def __init__(self, geocoder):
        self.geocoder = geocoder

    def place(self, _draft, venue):
        place = self.geocoder.locate(venue.address).place
        return Placement(place=place, municipality_name=place.city if place else ""), ()


class RuntimeWithForms(RuntimeWithStore):
    """Real places; the catalog holds what the database publishes."""

    gazetteer: Gazetteer
    geocoder: Geocoder

    def open_placer(self, **_):
        return Placer(self.geocoder)


class FormSite:
    """The site, its database, and what its pages need."""

    def __init__(self, runtime):
        self.runtime, self.app, self.store = runtime, create_app(runtime.settings, runtime), runtime.store

    def browser(self):
        return Browser(self.app)

    def publish(self, **changes):
        values = {
            "stable_key": "one",
            "source": SourceRef(source="registration"),
            "name": "こもれび広場",
            "categories": ("parenting_salon",),
            "municipality": "13229",
            "venues": (VenueDraft(key="v", name="さくら会館", address="西東京市田無町4-1-2"),),
            "contacts": (
                Contact(kind="email", value=OPERATOR, publicity="private"),
                Contact(kind="phone", value="03-3555-0001"),
            ),
            "assured_on": date(2026, 5, 1),
        } | changes
        draft = ResourceDraft(**values)
        placement = Placer(self.runtime.geocoder).place(draft, draft.venues[0])[0]
        with self.store.write(now=NOW) as unit:
            unit.resources.upsert(ResourceChange(draft=draft, placements=(placement,)), actor="m")
            resource_id = unit.resources.find_by_keys(["one"])["one"].id
        self.runtime.listings = tuple(decode_listing(each) for each in self.store.public.read_listings())
        self.runtime.revision += "x"
        with self.store.read() as unit:
            return unit.resources.find(resource_id)

    def submissions(self):
        with self.store.read() as unit:
            return [unit.submissions.find(row.id) for row in unit.submissions.queue(("13229",), ("pending",), 50)]

    def mails(self, email=OPERATOR):
        with self.store.read() as unit:
            return [each.mail.body for each in unit.outbox.of_recipient(email)]


@pytest.fixture(scope="module")
def gazetteer(geodata_folder: Path) -> Gazetteer:
    return Gazetteer.open(geodata_folder)


@pytest.fixture
def site(made_file: Path, tmp_path: Path, gazetteer: Gazetteer) -> FormSite:
    path = tmp_path / "directory.db"
    for suffix in ("", ".instance.json"):
        shutil.copyfile(f"{made_file}{suffix}", f"{path}{suffix}")
    settings = Settings(
        database_url=f"sqlite:///{path}", site_name="地図", public_url="https://site.test", tiles="none"
    )
    runtime = RuntimeWithForms(settings, ())
    runtime.gazetteer, runtime.geocoder = gazetteer, Geocoder(gazetteer, finer=())
    yield FormSite(runtime)
    runtime.store.close()


def field(answer, name):
    return re.search(rf'name="{name}" value="([^"]*)"', answer.text)[1]


def begin(site, browser, **answers):
    page = browser.get("/register/1")
    site.runtime.present += SHORTEST
    return browser.post("/register/1", form_token=field(page, "form_token"), **(ANSWERS[1] | answers))


def fill(site, browser):
    begin(site, browser)
    for step in range(2, 7):
        assert browser.post(f"/register/{step}", **ANSWERS[step]).status_code == 303
    return browser.get("/register/7")


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


def test_a_hidden_record_can_neither_be_edited_nor_reported(site):
    resource = site.publish(visibility="hidden")
    code = resource.keys[0].code
    for path in (f"/r/{code}/edit", f"/r/{code}/report"):
        hidden, absent = site.browser().get(path), site.browser().get(path.replace(code, "zzzzzz"))
        assert hidden.status_code == absent.status_code == 404
        assert site.browser().post(path, email=OPERATOR, reason="closed").status_code == 404


def test_a_listing_that_is_recognised_becomes_a_change_and_keeps_its_secrets(site):
    resource = site.publish(
        contacts=(
            Contact(kind="phone", value="03-3555-0001"),
            Contact(kind="email", value="secret@example.jp", publicity="private"),
        )
    )
    browser = site.browser()
    begin(site, browser, name="こもれび広場")
    answer = browser.post("/register/3", postal="188-0011", lot="4-1-2", visibility="area_only")
    assert answer.headers["Location"] == "/register/similar?after=3"
    page = browser.get("/register/similar?after=3")
    assert "こもれび広場" in page.text
    assert resource.id not in page.text
    assert "secret@example.jp" not in page.text
    browser.post("/register/similar", after="3", same=resource.keys[0].code)
    browser.post("/register/5", phone="03-3555-0001")
    browser.post("/register/6")
    check = browser.get("/register/7")
    assert "secret@example.jp" not in check.text
    assert "新しい活動として送る" in check.text
    browser.post("/register/7", action="send", key=field(check, "key"))
    (submission,) = site.submissions()
    assert (submission.kind, submission.resource_id) == ("change", resource.id)
    assert any(each.value == "secret@example.jp" for each in submission.draft.contacts)


def test_recognising_can_be_taken_back(site):
    resource = site.publish()
    browser = site.browser()
    begin(site, browser, name="こもれび広場")
    browser.post("/register/3", postal="188-0011", lot="4-1-2", visibility="area_only")
    browser.post("/register/similar", after="3", same=resource.keys[0].code)
    browser.post("/register/5", phone="03-3555-9901")
    browser.post("/register/7", action="new")
    check = browser.get("/register/7")
    assert "新しい活動として送る" not in check.text
    browser.post("/register/7", action="send", key=field(check, "key"))
    (submission,) = site.submissions()
    assert (submission.kind, submission.resource_id) == ("new", "")


def test_one_network_can_not_fill_the_queue(site):
    resource = site.publish()
    statuses = [
        site.browser().post(path).status_code for path in ("/register/7", f"/r/{resource.keys[0].code}/report") * 6
    ]
    assert statuses[:10] == [303, 422] * 5
    assert statuses[10:] == [429, 429]


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


def test_nobody_learns_of_hidden_records_by_registering_them_again(site):
    site.publish(visibility="hidden")
    browser = site.browser()
    begin(site, browser, name="こもれび広場")
    answer = browser.post("/register/3", postal="188-0011", lot="4-1-2", visibility="area_only")
    assert answer.headers["Location"] == "/register/4"


def test_a_report_lands_in_the_queue_once_and_without_a_name(site):
    resource = site.publish()
    path = f"/r/{resource.keys[0].code}/report"
    browser = site.browser()
    page = browser.get(path)
    assert browser.post(path, reason="nothing").status_code == 422
    site.runtime.present += SHORTEST
    sent = {"reason": "wrong_time", "message": "日曜日です", "key": field(page, "key")}
    for _ in range(2):
        assert browser.post(path, form_token=field(page, "form_token"), **sent).status_code == 303
    (report,) = site.submissions()
    assert (report.kind, report.reason, report.message) == ("report", "wrong_time", "日曜日です")
    assert report.submitter == Submitter()
    assert not browser.cookies


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

"""What is registered already: recognised, reported, and kept secret where it is hidden."""

from __future__ import annotations

from directory.domain.contact import Contact
from directory.domain.submission import Submitter
from directory.site.form_token import SHORTEST
from tests.integration.site.form_site import OPERATOR, begin, field, gazetteer, site

__all__ = ["gazetteer", "site"]


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

"""Pages that need a database, in every language: registration, confirming, reporting, signing in."""

from __future__ import annotations

import pytest

from directory.assets import web_folder
from directory.wording.languages import HOME, LANGUAGES
from tests.integration.site.form_site import ANSWERS, FormSite, begin, field, gazetteer, site
from tests.integration.site.untranslated import FOREIGN, Reading, UntranslatedTongues

__all__ = ["gazetteer", "site"]

OTHERS = [each for each in LANGUAGES if each != HOME]


def look(html: str, language: str) -> None:
    """Nothing on the page is left untranslated or unmarked."""
    assert FOREIGN not in html
    assert language != "en" or Reading(html).foreign == []


@pytest.mark.parametrize("language", OTHERS)
def test_registration_speaks_the_language_from_page_to_page(site: FormSite, language: str):
    site.runtime.__dict__["_tongues"] = UntranslatedTongues(web_folder() / "locales")
    browser = site.browser()
    begin(site, browser)
    for step in range(1, 7):
        look(browser.get(f"/{language}/register/{step}").text, language)
        look(browser.post(f"/{language}/register/{step}", email="x", postal="1").text, language)
        browser.post(f"/{language}/register/{step}", **ANSWERS[step])
    check = browser.get(f"/{language}/register/7")
    look(check.text, language)
    done = browser.post(f"/{language}/register/7", action="send", key=field(check, "key"))
    assert done.headers["Location"].startswith(f"/{language}/register/done?")
    look(browser.get(done.headers["Location"]).text, language)


@pytest.mark.parametrize("language", OTHERS)
def test_other_pages_with_forms_are_translated(site: FormSite, language: str):
    site.runtime.__dict__["_tongues"] = UntranslatedTongues(web_folder() / "locales")
    site.publish()
    code = site.runtime.listings[0].code
    browser = site.browser()
    for path in (f"/r/{code}/report", f"/r/{code}/edit", "/want", "/login", "/login/code", "/posts", "/c/unknown"):
        answer = browser.get(f"/{language}{path}")
        assert answer.status_code < 500
        look(answer.text, language)
    for path in (f"/r/{code}/report", f"/r/{code}/edit", "/login", "/c/resend", "/register/resume"):
        look(browser.post(f"/{language}{path}", email="x", code="1").text, language)


def test_mails_lead_back_to_the_language_and_carry_no_marks(site: FormSite):
    resource = site.publish()
    browser = site.browser()
    browser.post(f"/easy/r/{site.runtime.listings[0].code}/edit", email="hanako@example.jp")
    (body,) = site.mails()
    assert "https://site.test/easy/edit/" in body
    assert not any(ord(letter) >= 0xF0000 for letter in body + resource.draft.name)

"""People sign in by mail and out again; what they are told betrays nothing to others."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import quote

import pyotp

from directory.domain.errors import Forbidden, HiddenFromActor, SecondFactorMissing
from directory.site.app import create_app
from directory.site.refusals import note_refusal
from tests.integration.site.signing_in import MODERATOR, VOLUNTEER, Site, site

__all__ = ["site"]

SECRET_PATHS = ("/login", "/login/code", "/login/link?token=x", "/login/totp", "/account", "/logout")


def test_a_volunteer_signs_in_by_the_link_and_lands_where_they_wanted(site: Site):
    browser = site.browser()
    assert 'name="next" value="/list"' in browser.get("/login?next=/list").text
    asked = browser.post("/login", email=VOLUNTEER, next="/list")
    assert (asked.status_code, asked.headers["Location"]) == (303, "/login/code")
    assert VOLUNTEER in browser.get("/login/code").text
    token = site.token(VOLUNTEER)
    assert f'value="{token}"' in browser.get(f"/login/link?token={token}").text
    entered = browser.post("/login/link", token=token)
    assert (entered.status_code, entered.headers["Location"]) == (303, "/list")
    assert "架空花子" in browser.get("/account").text
    assert browser.get("/api/v1/me").json() | {"id": ""} == {
        "id": "",
        "name": "架空花子",
        "email": VOLUNTEER,
        "roles": [{"role": "volunteer", "municipality": "", "district": ""}],
        "verified": False,
    }


def test_the_code_signs_in_where_the_mail_opens_elsewhere(site: Site):
    asking, mail_app = site.browser(), site.browser()
    asking.post("/login", email=VOLUNTEER)
    elsewhere = mail_app.get(f"/login/link?token={site.token(VOLUNTEER)}")
    assert elsewhere.status_code == 400
    assert "8けたの番号" in elsewhere.text
    wrong = asking.post("/login/code", code="0000 0000" if site.code(VOLUNTEER) != "0000 0000" else "1111 1111")
    assert wrong.status_code == 400
    assert "<title>エラー：" in wrong.text
    assert "あと4回" in wrong.text
    assert asking.post("/login/code", code=site.code(VOLUNTEER)).headers["Location"] == "/account"
    assert asking.get("/api/v1/me").status_code == 200
    assert mail_app.get("/api/v1/me").status_code == 401


def test_nobody_is_sent_to_another_site(site: Site):
    for path in ("//evil.example", "https://evil.example", "/\\evil.example"):
        browser = site.browser()
        assert "evil" not in browser.get(f"/login?next={path}").text
        browser.post("/login", email=VOLUNTEER, next=path)
        secret, _, wanted = browser.cookies["__Host-sign_in"].partition(".")
        assert wanted == ""
        browser.cookies.set("__Host-sign_in", f"{secret}.{quote(path, safe='')}")
        location = browser.post("/login/link", token=site.token(VOLUNTEER)).headers["Location"]
        assert location == "/account"


def test_known_and_unknown_addresses_get_the_same_answers(site: Site):
    answers = []
    for email in (VOLUNTEER, "nobody@example.jp"):
        browser = site.browser()
        asked, page = browser.post("/login", email=email), browser.get("/login/code")
        wrong = browser.post("/login/code", code="99999999")
        names = [sorted(name for name in answer.headers if name != "x-request-id") for answer in (asked, page, wrong)]
        texts = [answer.text.replace(email, "") for answer in (asked, page)]
        answers.append(
            (asked.status_code, asked.headers["Location"], page.status_code, texts, wrong.status_code, names)
        )
    assert answers[0] == answers[1]


def test_cookies_are_out_of_reach_and_bound_to_this_host(site: Site):
    browser = site.browser()
    for answer in (
        browser.post("/login", email=VOLUNTEER),
        browser.post("/login/link", token=site.token(VOLUNTEER)),
        browser.post("/logout"),
    ):
        for cookie in answer.headers.get_list("Set-Cookie"):
            assert cookie.startswith("__Host-")
            for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/"):
                assert part in cookie
            assert "Domain" not in cookie


def test_on_plain_loopback_cookies_do_without_tls(site: Site):
    browser = site.browser(base="http://127.0.0.1:8000")
    assert browser.post("/login", email=VOLUNTEER).headers["Set-Cookie"].startswith("sign_in=")
    cookie = browser.post("/login/link", token=site.token(VOLUNTEER)).headers.get_list("Set-Cookie")
    assert any(each.startswith("session=") and "Secure" not in each for each in cookie)


def test_pages_of_signing_in_are_kept_by_nobody_tell_nobody_their_address_and_set_no_cookie(site: Site):
    for path in SECRET_PATHS:
        headers = site.browser().get(path).headers
        assert headers["Cache-Control"] == "no-store", path
        assert headers["Referrer-Policy"] == "no-referrer", path
        assert "Set-Cookie" not in headers, path


def test_signing_out_ends_the_session_on_the_server(site: Site):
    browser = site.sign_in(VOLUNTEER)
    kept = dict(browser.cookies)
    assert "サインアウトする" in browser.get("/logout").text
    assert browser.post("/logout").status_code == 303
    assert browser.get("/api/v1/me").status_code == 401
    again = site.browser()
    again.cookies.update(kept)
    assert again.get("/api/v1/me").status_code == 401


def test_a_lost_telephone_is_signed_out_from_another(site: Site):
    lost, here = site.sign_in(VOLUNTEER), site.sign_in(VOLUNTEER)
    here.post("/logout", everywhere="1")
    assert lost.get("/api/v1/me").status_code == 401


def test_a_session_ends_by_itself(site: Site):
    volunteer, moderator = site.sign_in(VOLUNTEER), site.sign_in(MODERATOR)
    site.move(minutes=29)
    assert moderator.get("/api/v1/me").status_code == 200
    site.move(minutes=29)
    assert moderator.get("/api/v1/me").status_code == 200, "it was used meanwhile"
    site.move(minutes=30)
    assert moderator.get("/api/v1/me").status_code == 401
    assert volunteer.get("/api/v1/me").status_code == 200
    site.move(hours=8)
    assert volunteer.get("/api/v1/me").status_code == 401


def secret_of(page: str) -> str:
    return re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")


def test_staff_set_up_an_app_once_and_give_its_code_at_every_sign_in(site: Site):
    browser = site.browser()
    browser.post("/login", email=MODERATOR, next="/list")
    entered = browser.post("/login/link", token=site.token(MODERATOR))
    assert entered.headers["Location"] == "/login/totp?next=%2Flist"
    page = browser.get("/login/totp?next=/list").text
    assert "<svg" in page
    secret, offered = secret_of(page), re.search(r'name="offered" value="([^"]+)"', page)[1]
    wrong = browser.post("/login/totp", code="000000", offered=offered, next="/list")
    assert (wrong.status_code, secret_of(wrong.text)) == (400, secret), "the app need not be set up again"
    before = browser.cookies["__Host-session"]
    code = pyotp.TOTP(secret).at(site.runtime.present)
    done = browser.post("/login/totp", code=code, offered=offered, next="/list")
    assert (done.status_code, done.headers["Location"]) == (303, "/list")
    assert browser.cookies["__Host-session"] != before
    assert browser.get("/api/v1/me").json()["verified"] is True
    assert browser.get("/login/totp").status_code == 303, "nothing is left to give"
    assert "承認担当（西東京市）" in browser.get("/account").text
    site.move(minutes=16)
    again = site.sign_in(MODERATOR)
    assert "<svg" not in again.get("/login/totp").text.partition("<main")[2], "the secret is shown once"
    code = pyotp.TOTP(secret).at(site.runtime.present)
    assert again.post("/login/totp", code=code).headers["Location"] == "/account"


def test_an_offer_of_somebody_else_is_not_taken(site: Site):
    mine = site.sign_in(MODERATOR)
    secret = pyotp.random_base32()
    code = pyotp.TOTP(secret).at(site.runtime.present)
    assert mine.post("/login/totp", code=code, offered=secret).status_code == 400
    assert mine.get("/api/v1/me").json()["verified"] is False


def test_volunteers_are_asked_for_no_app(site: Site):
    assert site.sign_in(VOLUNTEER).get("/login/totp").headers["Location"] == "/account"


def test_what_is_no_address_is_said_and_kept(site: Site):
    for email in ("", "hanako", "a b@example.jp"):
        answer = site.browser().post("/login", email=email)
        assert answer.status_code == 422
        assert "<title>エラー：" in answer.text
        assert 'href="#email"' in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert f'value="{email}"' in answer.text


def test_a_mailbox_is_not_flooded(site: Site):
    browser = site.browser()
    statuses = [browser.post("/login", email=VOLUNTEER).status_code for _ in range(4)]
    assert statuses == [303, 303, 303, 429]
    refused = browser.post("/login", email=VOLUNTEER)
    assert refused.headers["Retry-After"] == "900"
    assert "15分" in refused.text


def test_a_network_asks_ten_times_whatever_it_sends(site: Site):
    browser = site.browser()
    headers = {"Content-Type": "application/json"}
    statuses = [
        browser.post("/login", headers={**headers, "X-Forwarded-For": f"10.0.0.{n}"}).status_code for n in range(11)
    ]
    assert statuses == [422] * 10 + [429]


def test_a_form_of_another_site_changes_nothing(site: Site):
    browser = site.sign_in(VOLUNTEER)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert browser.post("/logout", headers=headers).status_code == 403
    assert browser.get("/api/v1/me").status_code == 200


def test_without_its_own_address_the_site_sends_no_mail(site: Site):
    site.runtime.settings = replace(site.runtime.settings, public_url="")
    app = create_app(site.runtime.settings, site.runtime)
    browser = Site(app, site.runtime).browser(base="https://evil.example")
    answer = browser.post("/login", email=VOLUNTEER)
    assert answer.status_code == 503
    assert "DIRECTORY_PUBLIC_URL" in answer.text
    site.runtime.settings = replace(site.runtime.settings, allowed_hosts="site.test,127.0.0.1")
    app = create_app(site.runtime.settings, site.runtime)
    assert Site(app, site.runtime).browser().post("/login", email=VOLUNTEER).status_code == 303
    assert "https://site.test/login/link?token=" in site.last_mail(VOLUNTEER)


def test_public_pages_do_not_depend_on_who_asks(site: Site):
    browser = site.sign_in(VOLUNTEER)
    for path in ("/", "/r/t00001", "/api/v1/listings", "/data"):
        signed_in, anonymous = browser.get(path), site.browser().get(path)
        assert signed_in.text == anonymous.text
        assert "public" in signed_in.headers["Cache-Control"]
        assert "Set-Cookie" not in signed_in.headers


def test_who_is_refused_something_stands_in_the_audit(site: Site):
    for kind in (HiddenFromActor, Forbidden, SecondFactorMissing):
        note_refusal(site.runtime, kind("any", account_id="a1", action="read_place", object_id="r1"))
    with site.runtime.store.read() as unit:
        entries = unit.audit.of("r1")
    assert [(each.account_id, each.action, each.outcome) for each in entries] == [
        ("a1", "read_place", "absent"),
        ("a1", "read_place", "forbidden"),
        ("a1", "read_place", "unverified"),
    ]

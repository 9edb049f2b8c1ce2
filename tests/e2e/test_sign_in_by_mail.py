"""Somebody of seventy signs in by mail with a keyboard and without a script; a moderator sets an app up on the way."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime

import pyotp
import pytest
from playwright.sync_api import Page

from tests.e2e.axe import violations
from tests.e2e.conftest import PROGRAM, SiteFolder
from tests.e2e.mailbox import Mailbox

pytestmark = pytest.mark.browser

VOLUNTEERS, MODERATOR = ("hanako@example.jp", "hanae@example.jp"), "moderator@example.jp"
SMALL = """() => [...document.querySelectorAll('main button, main .button, main input:not([type=hidden])')]
  .filter((each) => each.getBoundingClientRect().height < 56)
  .map((each) => each.outerHTML.slice(0, 90))"""


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Mailbox:
    return Mailbox(tmp_path_factory.mktemp("mails"))


@pytest.fixture(scope="module")
def sign_in_url(site_folder: SiteFolder, mails: Mailbox) -> Iterator[str]:
    roles = (
        *((each, "--role", "volunteer") for each in VOLUNTEERS),
        (MODERATOR, "--role", "moderator", "--municipality", "13229"),
    )
    for words in roles:
        subprocess.run(
            [PROGRAM, "user", "add", *words], cwd=site_folder.folder, env=site_folder.environment, check=True
        )
    with site_folder.serve(DIRECTORY_MAIL_URL=f"file:{mails.folder}") as url:
        yield url


def assert_readable(page: Page, *, has_script: bool = True) -> None:
    """There is one heading of the page, everything to press is large enough, and axe, which is a script, is content."""
    assert page.locator("h1").count() == 1
    assert page.evaluate(SMALL) == []
    if not has_script:
        return
    assert violations(page) == []


def type_and_send(page: Page, text: str) -> None:
    """Into the one field of the page, by keyboard."""
    page.locator("main input:not([type=hidden])").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.parametrize(("address", "has_script"), [(VOLUNTEERS[0], False), (VOLUNTEERS[1], True)])
def test_a_volunteer_signs_in_with_the_code_of_the_mail_and_out_again(
    make_context, sign_in_url, mails, address: str, *, has_script: bool
):
    page = make_context(has_script=has_script).new_page()
    page.goto(sign_in_url)
    page.get_by_role("link", name="活動者・職員のサインイン").click()
    assert_readable(page, has_script=has_script)
    type_and_send(page, "hanako")
    assert page.title().startswith("エラー：")
    assert page.evaluate("document.activeElement.className") == "errors", "the summary speaks first"
    assert_readable(page, has_script=has_script)
    type_and_send(page, address.replace("@", "＠"))
    assert_readable(page, has_script=has_script)
    text = mails.next_mail(address)
    assert address in page.inner_text("main")
    code = re.search(r"^(\d{4} \d{4})$", text, re.MULTILINE)[1]
    type_and_send(page, "0000 0000" if code != "0000 0000" else "1111 1111")
    assert "あと4回" in page.inner_text("main")
    assert_readable(page, has_script=has_script)
    type_and_send(page, code)
    assert page.url == f"{sign_in_url}/account"
    assert_readable(page, has_script=has_script)
    page.get_by_role("button", name="サインアウトする", exact=True).press("Enter")
    page.wait_for_url(f"{sign_in_url}/logout")
    assert "サインアウトしました" in page.inner_text("main")
    assert_readable(page, has_script=has_script)
    page.goto(f"{sign_in_url}/account")
    assert page.url == f"{sign_in_url}/login"


def test_a_moderator_opens_the_link_and_sets_an_app_up(make_context, sign_in_url, mails):
    page = make_context(width=1366, height=900, color_scheme="dark").new_page()
    page.goto(f"{sign_in_url}/login?next=/data")
    type_and_send(page, MODERATOR)
    link = re.search(r"http\S+/login/link\?token=\S+", mails.next_mail(MODERATOR))[0]
    stranger = make_context().new_page()
    stranger.goto(link)
    assert stranger.get_by_role("button", name="サインインする").count() == 0, "another browser"
    assert_readable(stranger)
    page.goto(link)
    assert_readable(page)
    page.get_by_role("button", name="サインインする").press("Enter")
    page.wait_for_url(re.compile("/login/totp"))
    assert_readable(page)
    secret = page.inner_text(".secret").replace(" ", "")
    type_and_send(page, "000000")
    assert page.inner_text(".secret").replace(" ", "") == secret
    assert_readable(page)
    type_and_send(page, pyotp.TOTP(secret).at(datetime.now(UTC)))
    assert page.url == f"{sign_in_url}/data"
    page.goto(f"{sign_in_url}/account")
    assert "承認担当（西東京市）" in page.inner_text("main")
    assert_readable(page)

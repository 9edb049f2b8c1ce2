"""Somebody of seventy registers a monthly salon, by keyboard and without JavaScript; later it is corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.axe import violations
from tests.e2e.mailbox import Mailbox

pytestmark = pytest.mark.browser

MINIMUM_MS = 3_100
"""Nobody fills in the first page faster; a form that comes back sooner is asked for once more."""


@pytest.fixture(scope="module")
def mails(tmp_path_factory: pytest.TempPathFactory) -> Mailbox:
    return Mailbox(tmp_path_factory.mktemp("mails"))


@pytest.fixture(scope="module")
def register_url(site_folder, mails: Mailbox) -> Iterator[str]:
    """A site that writes its mails into a folder."""
    with site_folder.serve(DIRECTORY_MAIL_URL=f"file:{mails.folder}") as url:
        yield url


@pytest.fixture(scope="module")
def tokens(browser, register_url: str) -> dict[str, str]:
    """What the first page and the report sign, as old as a person needs to fill them in; each holds for a day."""
    page = browser.new_page()
    listing = page.request.get(f"{register_url}/api/v1/listings?limit=1").json()["items"][0]["id"]
    found = {}
    for name, path in (("register", "/register/1"), ("report", f"/r/{listing}/report")):
        page.goto(f"{register_url}{path}")
        found[name] = str(page.locator("[name=form_token]").input_value())
    page.wait_for_timeout(MINIMUM_MS)
    page.close()
    return found


def press_next(page: Page) -> None:
    page.get_by_role("button", name="次へ").press("Enter")


def begin(page: Page, url: str, name: str, token: str) -> None:
    """The first page, with the token of a page that was fetched long enough ago."""
    page.goto(f"{url}/register/1")
    page.get_by_label("活動の名前").fill(name)
    page.locator("[name=form_token]").evaluate("(each, value) => { each.value = value; }", token)
    press_next(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("だれのための活動ですか")


def tab_to(page: Page, label: str) -> None:
    """Goes on with the tabulator alone until the field is reached."""
    target = page.get_by_label(label, exact=False).first
    for _ in range(60):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{label} is not reached by the keyboard")


def say_where_and_when(page: Page) -> None:
    """The pages of the place and of the days."""
    tab_to(page, "郵便番号")
    page.keyboard.insert_text("１８８ー００１１")
    tab_to(page, "番地")
    page.keyboard.insert_text("４丁目３５−９")
    tab_to(page, "会場の名前")
    page.keyboard.insert_text("さくら公民館")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("地図の場所はここですか")
    page.get_by_role("button", name="印を北へ50m動かす").press("Enter")
    page.get_by_role("button", name="この場所で合っています").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("いつしますか")
    page.get_by_label("どのくらい").select_option("monthly_weekday")
    page.get_by_label("第2", exact=True).press(" ")
    page.get_by_label("火", exact=True).press(" ")
    page.get_by_label("はじまり").first.fill("１０時")
    page.get_by_label("おわり").first.fill("１１：３０")
    page.get_by_role("button", name="日にちを見る").press("Enter")
    assert "次は 6月9日（火） 10:00〜11:30、7月14日（火）" in page.locator("#next-dates").inner_text()
    press_next(page)


def test_a_monthly_salon_is_registered_by_keyboard_and_without_a_script(make_context, register_url):
    page = make_context(has_script=False).new_page()
    page.goto(f"{register_url}/register")
    page.get_by_role("link", name="登録をはじめる").press("Enter")
    tab_to(page, "活動の名前")
    page.keyboard.insert_text("かざぐるま子育てサロン")
    page.wait_for_timeout(MINIMUM_MS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("だれのための活動ですか")
    press_next(page)
    say_where_and_when(page)
    page.get_by_label("電話番号", exact=False).first.fill("０３（３５５５）９９０１")
    press_next(page)
    press_next(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("内容を確かめてください")
    card = page.locator(".preview .card").inner_text()
    assert "かざぐるま子育てサロン" in card
    assert "第2火曜" in card
    assert "03-3555-9901" not in card
    assert "03-3555-9901（みんなに見せる：いいえ）" in page.locator("main").inner_text()
    page.get_by_role("button", name="送る").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("受けつけました")
    assert re.fullmatch(r"\d{8}", page.locator(".receipt b").inner_text())


def test_what_is_wrong_is_said_on_top_and_leads_to_its_field(page, register_url, tokens):
    begin(page, register_url, "まつぼっくりの会", tokens["register"])
    page.goto(f"{register_url}/register/5")
    page.get_by_label("メールアドレス").first.fill("nobody")
    press_next(page)
    assert page.title().startswith("エラー：")
    assert page.locator("#mistakes").evaluate("each => each === document.activeElement")
    assert page.get_by_label("メールアドレス").first.input_value() == "nobody"
    page.get_by_role("link", name="メールアドレスを確かめてください").press("Enter")
    assert page.locator("#email").evaluate("each => each === document.activeElement")
    assert violations(page) == []


def test_what_is_typed_is_kept_when_the_window_closes(page, register_url, tokens):
    begin(page, register_url, "つばめのひろば（架空）", tokens["register"])
    with page.expect_response(lambda answer: answer.request.method == "POST") as kept:
        page.get_by_label("くわしく").fill("0歳から3歳の子どもと保護者")
    assert (kept.value.url, kept.value.status) == (f"{register_url}/register/2", 204)
    page.goto(f"{register_url}/register/2")
    expect(page.get_by_label("くわしく")).to_have_value("0歳から3歳の子どもと保護者")


def test_it_is_continued_on_another_device(make_context, register_url, tokens):
    first = make_context().new_page()
    begin(first, register_url, "どんぐり広場", tokens["register"])
    first.get_by_role("button", name="あとで続ける").click()
    code = first.locator(".receipt b").inner_text()
    first.get_by_label("電話番号の下4けた").fill("９９０２")
    first.get_by_role("button", name="この番号で続けられるようにする").click()
    second = make_context().new_page()
    second.goto(f"{register_url}/register/resume")
    second.get_by_label("控え番号").fill(code)
    second.get_by_label("電話番号の下4けた").fill("0000")
    second.get_by_role("button", name="つづきから入力する").click()
    assert "控え番号か電話番号がちがいます" in second.locator("#mistakes").inner_text()
    second.get_by_label("電話番号の下4けた").fill("9902")
    second.get_by_role("button", name="つづきから入力する").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("だれのための活動ですか")
    second.get_by_role("button", name="もどる").click()
    assert second.get_by_label("活動の名前").input_value() == "どんぐり広場"


def test_a_mail_confirms_the_address_and_leads_back_into_the_form(make_context, register_url, mails, tokens):
    page = make_context(width=1366).new_page()
    begin(page, register_url, "こけももサロン", tokens["register"])
    press_next(page)
    page.get_by_label("郵便番号").fill("188-0011")
    expect(page.get_by_label("市区町村と町の名前")).to_have_value("東京都西東京市田無町")
    press_next(page)
    page.locator("#picture svg").click(position={"x": 200, "y": 100})
    page.get_by_role("button", name="この場所で合っています").click()
    press_next(page)
    page.get_by_label("メールアドレス").first.fill("someone@example.jp")
    press_next(page)
    press_next(page)
    assert violations(page) == []
    page.get_by_role("button", name="送る").click()
    expect(page.get_by_text("メールを送りました")).to_be_visible()
    text = mails.next_mail("someone@example.jp")
    confirm, edit = re.findall(r"http://\S+", text)
    page.goto(confirm)
    page.get_by_role("button", name="はい、わたしのメールアドレスです").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("確かめました")
    page.goto(edit)
    page.get_by_role("button", name="内容を直す").click()
    page.get_by_role("link", name=re.compile("変える.*そのほか")).click()
    page.get_by_label("ひとこと").fill("お茶を飲みながら話します。")
    press_next(page)
    assert "お茶を飲みながら話します。" in page.locator("main").inner_text()
    page.get_by_role("button", name="送る").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("受けつけました")


def test_a_listing_is_recognised_before_it_is_registered_twice(page, register_url, tokens):
    listing = page.request.get(f"{register_url}/api/v1/listings?municipality=13229&limit=1").json()["items"][0]
    begin(page, register_url, listing["name"], tokens["register"])
    press_next(page)
    page.get_by_label("市区町村と町の名前").fill(listing["address"])
    press_next(page)
    page.get_by_role("button", name="この場所で合っています").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("もう登録されているかもしれません")
    assert violations(page) == []
    page.get_by_role("button", name=re.compile("これです。直します")).first.click()
    expect(page.get_by_text("すでにのっている内容を直しています。")).to_be_visible()


def test_every_page_fits_and_can_be_read_by_everybody(page, register_url, tokens):
    begin(page, register_url, "みずうみの会", tokens["register"])
    page.goto(f"{register_url}/register/3")
    page.get_by_label("郵便番号").fill("188-0011")
    expect(page.get_by_label("市区町村と町の名前")).not_to_have_value("")
    press_next(page)
    listing = page.request.get(f"{register_url}/api/v1/listings?limit=1").json()["items"][0]["id"]
    numbered = [f"/register/{step}" for step in range(1, 7)]
    others = ["", "/pin", "/later", "/resume", "/paper", "/done?code=12345678", "/mail/nothing"]
    for path in (*numbered, *(f"/register{each}" for each in others), f"/r/{listing}/report", f"/r/{listing}/edit"):
        page.goto(f"{register_url}{path}")
        for width in (320, 768, 1366, 390):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        assert page.locator("h1").count() == 1, path
        # the short pages are made of the same fields
        if path in numbered or path.endswith(("/pin", "/paper", "/report", "/later")):
            assert violations(page) == [], path


def test_a_mistake_is_reported_without_a_name(make_context, register_url, tokens):
    page = make_context(has_script=False).new_page()
    listing = page.request.get(f"{register_url}/api/v1/listings?limit=1").json()["items"][0]["id"]
    page.goto(f"{register_url}/r/{listing}/report")
    page.get_by_role("button", name="知らせる").press("Enter")
    assert page.title().startswith("エラー：")
    page.get_by_label("日時がちがう").check()
    page.locator("[name=form_token]").evaluate("(each, value) => { each.value = value; }", tokens["report"])
    page.get_by_role("button", name="知らせる").press("Enter")
    expect(page.get_by_text("ありがとうございます。担当者が確かめます。")).to_be_visible()
    assert page.context.cookies() == []

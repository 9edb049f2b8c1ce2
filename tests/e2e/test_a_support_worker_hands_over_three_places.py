"""A support worker chooses three places with a family and hands over paper, LINE or a code without a trace of them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import violations_at
from tests.e2e.sheets import (
    ADDRESS,
    codes_of,
    order,
    print_sheets,
    read_codes,
    tab_to,
    type_everywhere,
    words_of,
    wordy,
)

__all__ = ["wordy"]

pytestmark = pytest.mark.browser

CANARY = "カナリア9137"
MOST_CLICKS = 6
LEAST_QR_MM = 24.5  # a module more or less of the camera's corners
KEPT = """async () => JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, history.state, location.href, window.name,
  (await indexedDB.databases()).map(({ name }) => name),
  await Promise.all((await caches.keys()).map((name) => caches.open(name).then((cache) => cache.keys())
    .then((kept) => kept.map(({ url }) => url)))),
])"""


def test_from_results_to_the_print_dialog_in_six_clicks_and_no_note_leaves_the_tab(
    make_context, server_url, site_folder
):
    # with the service worker, so that what it keeps is looked at as well
    context = make_context(width=1366, service_workers="allow")
    page = context.new_page()
    sent: list[str] = []
    context.on("request", lambda request: sent.append(f"{request.url} {request.headers} {request.post_data}"))
    page.goto(f"{server_url}/?cat=child_cafe")
    clicks = [*page.locator("#cards .save").all()[:3], page.locator("header .shortlist")]
    for each in clicks:
        each.click()
    page.get_by_role("link", name="ご案内シートを作る").click()
    page.evaluate("globalThis.print = () => { document.body.dataset.printed = 'yes'; }")
    page.get_by_role("button", name="印刷する").click()
    assert page.evaluate("document.body.dataset.printed") == "yes"
    assert len(clicks) + 2 <= MOST_CLICKS

    before = order(page)
    type_everywhere(page, CANARY)
    change_the_form(page, before)
    assert page.url.startswith(f"{server_url}/en/sheet?ids={before[1]},{before[0]},{before[2]}&")
    assert CANARY in "".join(map(words_of, print_sheets(page)))

    log = b"".join(path.read_bytes() for path in site_folder.folder.glob("server-*.log")).decode()
    assert '"route": "/sheet"' in log
    assert before[0] not in "".join(line for line in log.splitlines() if "/sheet" in line)
    assert_nothing_was_kept(page, sent, log)

    # whoever comes back finds nothing of it
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto(f"{server_url}/en/data")
    page.go_back()
    page.locator("[data-typed=all]").wait_for()
    assert page.locator("[data-typed=all]").input_value() == page.locator("[data-mirror=all]").inner_text() == ""


def change_the_form(page: Page, before: list[str]) -> None:
    """Every choice asks the server for the same places in another form, and what was typed stays."""
    page.locator(f'[data-keep="down-{before[0]}"]').click()
    page.wait_for_function("(code) => document.querySelector('.places > li').dataset.code === code", arg=before[1])
    assert page.evaluate("document.activeElement.dataset.keep") == f"down-{before[0]}"
    for key, mark in (
        ("size-large", "[data-size=large]"),
        ("map-1", ":has(.numbered)"),
        ("language-en", "[data-language=en]"),
    ):
        page.locator(f'[data-keep="{key}"]').click()
        page.locator(f".handout{mark}").wait_for()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.locator("[data-mirror]").all_inner_texts() == [CANARY] * 6
    assert [each.input_value() for each in page.locator("[data-typed]").all()] == [CANARY] * 6


def assert_nothing_was_kept(page: Page, sent: list[str], log: str) -> None:
    """Neither the notes nor the sheet are in what was sent, logged or stored."""
    held = page.evaluate(KEPT)
    for form in (CANARY, "9137", "%E3%82%AB%E3%83%8A%E3%83%AA%E3%82%A2"):
        assert [each for each in sent if form in each] == []
        assert form not in held
        assert form not in log
    # but for the address of the page itself, no sheet is kept: neither by storage nor by the service worker
    assert "/sheet?" not in re.sub(r'"http[^"]*/en/sheet[^"]*"', "", held, count=1)


def test_the_whole_way_by_keyboard(make_context, server_url):
    page = make_context(width=1366).new_page()
    page.goto(f"{server_url}/?cat=child_cafe")
    page.locator("#cards h2 a").first.focus()
    for turn in range(1, 4):
        tab_to(page, "#cards > :not([hidden]) .save:not([aria-pressed=true]), #cards .save:not([aria-pressed=true])")
        page.keyboard.press("Enter")
        assert page.locator("#cards .save[aria-pressed=true]").count() == turn
    page.reload()
    tab_to(page, "header .shortlist")
    page.keyboard.press("Enter")
    page.wait_for_url("**/list?ids=*")
    tab_to(page, 'main a[href^="/sheet"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/sheet?ids=*")
    before = order(page)
    tab_to(page, f'[data-keep="up-{before[2]}"]')
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(code) => document.querySelectorAll('.places > li')[1].dataset.code === code", arg=before[2]
    )
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(code) => document.querySelectorAll('.places > li')[0].dataset.code === code", arg=before[2]
    )
    # what is first can not go up: the focus is on its neighbour, and somebody who does not look is told
    assert page.evaluate("document.activeElement.dataset.keep") == f"down-{before[2]}"
    assert page.locator("[role=status]", has_text="1番目にしました").count() == 1
    tab_to(page, f'[data-typed="note-{before[2]}"]')
    page.keyboard.type("10時に")
    assert page.locator(f'[data-mirror="note-{before[2]}"]').inner_text() == "10時に"
    page.evaluate("globalThis.print = () => { document.body.dataset.printed = 'yes'; }")
    tab_to(page, "#print", key="Shift+Tab", most=80)
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.printed") == "yes"


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("/sheet?ids=", ["long201", "long202", "long205"]),
        ("/sheet?size=compact&ids=", ["long201", "long202", "long205", "long206"]),
        ("/easy/sheet?ids=", ["long201", "long202", "long205"]),
        ("/en/sheet?map=1&numbers=1&ids=", ["long201", "long206", "t00002"]),
    ],
)
def test_long_texts_fit_on_one_sheet_with_codes_that_a_camera_reads(make_context, wordy, path, codes):
    context = make_context(width=1366)
    context.route(f"{wordy.url}/**", wordy.answer)
    page = context.new_page()
    page.goto(f"{wordy.url}{path}{','.join(codes)}")
    type_everywhere(page, "架空区 子ども未来課 二階五番の窓口へ、この紙を持って来てください。" * 5)
    (sheet,) = print_sheets(page)
    prefix = path.partition("/sheet")[0]
    found = read_codes(sheet)
    assert set(found) == {
        *(f"{ADDRESS}{prefix}/r/{code}" for code in codes),
        f"{ADDRESS}{prefix}/sheet?ids={','.join(codes)}",
    }
    assert min(found.values()) >= LEAST_QR_MM
    words = words_of(sheet)
    assert words.count("03-0000-0123") == sum(code.startswith("long") for code in codes)
    assert words.count("架空区 子ども未来課") >= len(codes) + 2
    page.emulate_media(media="print")
    phone = page.locator(".dial .number").first.evaluate(
        "(each) => getComputedStyle(each).cssText || getComputedStyle(each).fontSize"
    )
    assert "18.6667px" in phone  # 14 pt
    size = page.locator(".handout").evaluate("(each) => parseFloat(getComputedStyle(each).fontSize)")
    assert size >= 13.3  # 10 pt


def test_everybody_can_read_it_in_the_dark_in_large_and_on_a_narrow_screen(make_context, wordy):
    context = make_context(color_scheme="dark")
    context.route(f"{wordy.url}/**", wordy.answer)
    page = context.new_page()
    for path, widths in (
        ("/sheet?ids=long201,ended1,nobody&map=1", (390, 768, 1366)),
        ("/sheet?ids=long201,abuse1&size=large&numbers=1", (390, 768, 1366)),
        ("/sheet", (390, 768, 1366)),
    ):
        page.goto(f"{wordy.url}{path}")
        assert violations_at(page, widths) == []
        page.set_viewport_size({"width": 320, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        for width in (390, 768, 1366):
            page.set_viewport_size({"width": width, "height": 844})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert page.title().startswith("ご案内シート")
    page.goto(f"{wordy.url}/sheet?ids=long201,abuse1")
    assert page.title() == "お出かけメモ"
    (sheet,) = print_sheets(page)
    assert "相談" not in words_of(sheet)
    # black on white, also in the dark
    colours = "(each) => [getComputedStyle(each).color, getComputedStyle(each).backgroundColor]"
    assert page.locator(".handout").evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_a_link_is_enough_without_a_script_and_without_storage(make_context, server_url):
    page = make_context(has_script=False).new_page()
    codes = codes_of(page, server_url)
    page.goto(f"{server_url}/list?ids={','.join(codes)}")
    page.get_by_role("link", name="ご案内シートを作る").click()
    assert order(page) == codes
    line = urlsplit(page.get_by_role("link", name="LINEで送る").get_attribute("href"))
    assert line.netloc == "line.me"
    shared = parse_qs(line.query)["text"][0].splitlines()[1]
    assert unquote(shared) == f"{server_url}/sheet?ids={','.join(codes)}"
    page.locator(f'[data-keep="down-{codes[0]}"]').click()
    page.locator('[data-keep="quiet-1"]').click()
    assert page.title() == "お出かけメモ"
    assert order(page) == [codes[1], codes[0], codes[2]]
    assert page.locator("[data-typed]").first.is_hidden()
    assert "手で書いてください" in page.locator(".by-hand").inner_text()
    (sheet,) = print_sheets(page)
    assert set(read_codes(sheet)) >= {f"{server_url}/r/{code}" for code in codes}


def test_clearing_the_device_clears_notes_and_places_and_says_so(make_context, server_url):
    page = make_context(width=1366, permissions=["clipboard-read", "clipboard-write"]).new_page()
    codes = codes_of(page, server_url)
    page.goto(f"{server_url}/list?ids={','.join(codes)}")
    page.get_by_role("button", name="この端末の候補にする").click()
    page.get_by_role("link", name="ご案内シートを作る").click()
    page.get_by_role("button", name="リンクをコピー").click()
    page.get_by_text("コピーしました").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server_url}/sheet?ids={','.join(codes)}"
    page.locator("[data-typed=all]").fill("夕方に")
    # the button is another one after every choice
    page.locator('[data-keep="box-0"]').click()
    page.locator("[data-typed=all]").wait_for(state="detached")
    page.get_by_role("button", name="この端末（スマホ・パソコン）から消す").click()
    page.get_by_text("この端末から消しました。").wait_for()
    assert page.evaluate("localStorage.getItem('list') || ''") == ""
    assert page.locator("header [data-saved]").is_hidden()
    page.locator('[data-keep="box-1"]').click()
    page.locator("[data-typed=all]").wait_for()
    assert page.locator("[data-mirror=all]").inner_text() == ""

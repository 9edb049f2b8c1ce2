"""A support worker reads the list that everybody reads, and beside it what staff know; on paper that is absent."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.axe import violations
from tests.e2e.conftest import ContextMaker
from tests.integration.conftest import made_file
from tests.integration.site.two_audiences import Town, gazetteer, open_town, word

__all__ = ["gazetteer", "made_file"]

pytestmark = pytest.mark.browser

URL = "https://site.test"
OF_THE_CONNECTION = frozenset({"content-encoding", "content-length", "transfer-encoding"})


@pytest.fixture
def town(made_file: Path, tmp_path: Path, gazetteer: object) -> Iterator[Town]:
    town = open_town(made_file, tmp_path, gazetteer)
    yield town
    town.runtime.close()


@pytest.fixture
def worker(make_context: ContextMaker, town: Town) -> Iterator[Page]:
    """The window of a support worker of the town."""
    # the browser's driver runs an event loop of its own in the main thread
    with ThreadPoolExecutor(1) as thread:

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(URL)
            got = thread.submit(town.send, route.request.method, path, "worker").result()
            kept = {name: value for name, value in got.headers.items() if name not in OF_THE_CONNECTION}
            route.fulfill(status=got.status_code, headers=kept, body=got.content)

        context = make_context()
        context.route(f"{URL}/**", answer)
        yield context.new_page()


def test_the_list_keeps_its_lines_while_it_changes_and_words_for_staff_find_places(worker: Page, town: Town):
    worker.goto(URL)
    line = worker.locator(f"article[data-code='{town.code('open')}'] + .staff-line")
    expect(line).to_contain_text("少し空きあり")
    expect(worker.locator("#staff-found section")).to_be_hidden()
    worker.evaluate("document.getElementById('cards').replaceChildren()")
    worker.locator("#q").fill("サロン")
    worker.locator("#q").press("Enter")
    expect(line).to_contain_text("少し空きあり")
    expect(worker.locator("#cards .staff-line")).to_have_count(2)
    worker.locator("#q").fill(word("cautions", "shelter"))
    worker.locator("#q").press("Enter")
    found = worker.locator("#staff-found li")
    expect(found).to_contain_text("つゆくさの家")
    assert violations(worker) == []
    found.locator("a").click()
    expect(worker).to_have_url(f"{URL}/r/{town.code('shelter')}")


def test_the_block_is_read_at_once_and_is_on_no_paper(worker: Page, town: Town):
    worker.goto(f"{URL}/r/{town.code('open')}")
    block = worker.locator(".staff-block")
    for text in (word("referral", "open"), word("cautions", "open"), "少し空きあり", "070-0000-2222"):
        expect(block).to_contain_text(text)
    assert violations(worker) == []
    worker.emulate_media(media="print")
    expect(block).to_be_hidden()
    worker.goto(f"{URL}/?q={quote(word('referral', 'open'))}")
    expect(worker.locator(".staff-line").first).to_be_hidden()

"""A moderator publishes from the differences, and everybody sees it at once; whoever comes second is told politely."""

from __future__ import annotations

import json
import os
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import violations
from tests.e2e.conftest import PROGRAM, free_port, wait_until_ready

pytestmark = pytest.mark.browser

NAME = "架空のたけのこサロン"
BODY = {
    "municipality": "13229",
    "name": NAME,
    "category": "parenting_salon",
    "description": "月に二回あつまります。",
    "venues": [{"name": "架空集会所", "address": "東京都西東京市田無町四丁目15-11"}],
    "schedule_text": "毎週火曜 10:00〜12:00",
}
ASKED_TIMES = 40
"""Both workers compare their revision four times a second; a slow machine may be asked a little longer."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("staff")


@pytest.fixture(scope="module")
def environment(folder: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DIRECTORY_CHECKS": "1",
        "DIRECTORY_DATABASE_URL": f"sqlite:///{folder / 'directory.db'}",
        "DIRECTORY_MAIL_URL": f"file:{folder}",
        "DIRECTORY_TILES": "none",
    }


@pytest.fixture(scope="module")
def people(folder: Path, environment: dict[str, str]) -> dict:
    for arguments in (("init",), ("seed", "--for-checks", "creds.json")):
        done = subprocess.run([PROGRAM, *arguments], cwd=folder, env=environment, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr.decode()
    return json.loads((folder / "creds.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def staff_url(folder: Path, environment: dict[str, str], people: dict) -> Iterator[str]:
    """Address of a site with two workers."""
    port = free_port()
    command = [PROGRAM, "serve", "--port", str(port), "--workers", "2"]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=log)
        try:
            wait_until_ready(f"http://127.0.0.1:{port}", server)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


def read(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def send(url: str, **changes: object) -> str:
    """Sends something in as a program does; answers its id."""
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{url}/api/v1/submissions",
        data=json.dumps(BODY | changes).encode(),
        headers={"Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - our own server
        return json.load(answer)["id"]


@pytest.fixture
def open_desk(make_context, staff_url: str, people: dict) -> Callable[..., Page]:
    """A window of somebody who is signed in."""

    def open_window(role: str = "moderator_A", **options) -> Page:
        context = make_context(**options)
        value = people["roles"][role]["Cookie"].removeprefix("session=")
        context.add_cookies([{"name": "session", "value": value, "url": staff_url}])
        return context.new_page()

    return open_window


def test_a_moderator_publishes_from_the_differences_without_a_script(staff_url: str, open_desk):
    sent = send(staff_url)
    page = open_desk(has_script=False)
    page.goto(f"{staff_url}/staff/queue")
    assert page.locator("form[action*='publish'], button:has-text('公開する')").count() == 0
    page.get_by_role("link", name=NAME).click()
    table = page.get_by_role("table")
    assert "後" in table.get_by_role("row", name="いつ").inner_text()
    assert table.locator("ins", has_text="毎週火曜 10:00").count() == 1
    page.get_by_role("button", name="公開する").click()
    assert page.get_by_role("status").inner_text() == "公開しました。すぐに一覧と地図に出ます。"
    assert page.url.startswith(f"{staff_url}/staff/submissions/{sent}")

    wanted = quote(NAME)
    everywhere = {
        "list": f"/api/v1/listings?q={wanted}",
        "page": f"/?q={wanted}",
        "map": "/api/v1/listings.geojson",
        "feed": "/feed.xml",
        "calendar": f"/calendar.ics?q={wanted}",
    }
    for _ in range(ASKED_TIMES):
        # every connection may meet either worker
        missing = [name for name, path in everywhere.items() if NAME not in read(f"{staff_url}{path}")]
        if not missing:
            break
        page.wait_for_timeout(100)
    assert missing == []


def test_whoever_decides_second_is_told_and_sees_what_is_there_now(staff_url: str, open_desk):
    sent = send(staff_url, name="架空のふたりのサロン")
    first, second = open_desk(), open_desk()
    for page in (first, second):
        page.goto(f"{staff_url}/staff/submissions/{sent}")
    first.get_by_role("button", name="公開する").click()
    second.get_by_role("button", name="公開する").click()
    assert second.locator("#notice").inner_text() == "ほかの人が先に処理しました。新しい内容を表示します"
    assert second.get_by_role("heading", name="公開しました").is_visible()


def test_a_return_shows_the_mail_first_and_can_be_taken_back(staff_url: str, open_desk):
    sent = send(staff_url, name="架空のはてなサロン")
    page = open_desk()
    page.goto(f"{staff_url}/staff/submissions/{sent}")
    page.get_by_text("差し戻す", exact=True).click()
    page.get_by_label("開いている日と時間を教えてください。").check()
    page.get_by_role("button", name="メールの内容を見る").click()
    assert page.get_by_label("伝えること").input_value() == "開いている日と時間を教えてください。"
    page.get_by_role("button", name="メールなしで差し戻す").click()
    page.get_by_role("button", name="この処理を元にもどす").click()
    assert page.get_by_role("status").inner_text() == "元にもどしました。もう一度選んでください。"


@pytest.mark.parametrize("width", [390, 1366])
def test_every_page_for_staff_can_be_read_by_everybody(width: int, staff_url: str, open_desk, people: dict):
    sent = send(staff_url, name="架空のみんなのサロン", description="山田花子さんまで https://example.invalid")
    record, hidden = people["resources"]["public_A"], people["resources"]["area_A"]
    page = open_desk(width=width)
    paths = (
        "/staff/queue",
        f"/staff/submissions/{sent}",
        f"/staff/submissions/{sent}/edit",
        "/staff",
        "/staff/resources",
        f"/staff/resources/{record}",
        f"/staff/resources/{hidden}/edit",
        "/staff/attention",
        "/staff/organizations",
    )
    # beside the narrow window the wide one differs only where there are tables and forms
    for path in paths if width < 1000 else paths[:3]:
        page.goto(f"{staff_url}{path}")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() == 1, path

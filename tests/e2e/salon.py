"""A monthly salon on a site of two workers: how people register, moderate, confirm and report it, where it shows."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pyotp
import pytest
from playwright.sync_api import Page, expect

from directory.domain.actor import Grant
from directory.store.engine import open_store
from directory.usecases.keep_accounts import add_account
from tests.e2e.conftest import free_port
from tests.e2e.effort import Hands
from tests.e2e.two_workers import Listings, Site, Worker, serve_with_two_workers

ADDRESS, NAME = "hanako@example.jp", "かざぐるま子育てサロン"
MODERATORS = ("taro@example.jp", "jiro@example.jp")
LATER = timedelta(days=100)
"""The site's day lies so far ahead that a monthly activity registered now is asked about, and its date moves."""

MINIMUM_MS = 3_100
"""Nobody fills in a form faster; one that comes back sooner is asked for once more."""


@pytest.fixture
def site(tmp_path: Path, filled_folder: Path) -> Iterator[Site]:
    """2,000 listings, two moderators who never signed in, mails as files."""
    port, database, mails = free_port(), f"sqlite:///{tmp_path / 'directory.db'}", tmp_path / "mails"
    shutil.copytree(filled_folder, tmp_path, dirs_exist_ok=True)
    store = open_store(database)
    for each in MODERATORS:
        grants = (Grant(role="moderator", municipality="13229"),)
        add_account(store, each, name=each.partition("@")[0], grants=grants, now=datetime.now(UTC))
    store.close()
    environment = {
        **os.environ,
        "DIRECTORY_DATABASE_URL": database,
        "DIRECTORY_TODAY": (datetime.now(ZoneInfo("Asia/Tokyo")).date() + LATER).isoformat(),
        "DIRECTORY_TILES": "none",
        "DIRECTORY_MAIL_URL": f"file:{mails}",
        "DIRECTORY_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    with serve_with_two_workers(tmp_path, environment, port, mails) as served:
        yield served


def today_of(site: Site) -> date:
    return date.fromisoformat(site.environment["DIRECTORY_TODAY"])


def second_tuesdays(today: date) -> Iterator[date]:
    """Days of the salon from a day on."""
    for day in (today + timedelta(days=ahead) for ahead in range(400)):
        if day.weekday() == 1 and 8 <= day.day <= 14:
            yield day


def written(day: date) -> str:
    return f"{day.month}月{day.day}日"


def expect_heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def register(hands: Hands, site: Site) -> None:
    """What somebody of seventy types, in the widths that their keyboard happens to have."""
    page = hands.page
    hands.press("登録をはじめる", role="link")
    hands.write("活動の名前", NAME)
    page.wait_for_timeout(MINIMUM_MS)
    hands.enter()
    expect_heading(page, "だれのための活動ですか")
    hands.tick("無料")
    hands.press("次へ")
    hands.write("郵便番号", "１８８ー００１１")
    hands.write("番地", "４丁目３５−９")
    hands.write("会場の名前", "さくら公民館")
    hands.enter()
    expect_heading(page, "地図の場所はここですか")
    hands.press("この場所で合っています")
    hands.choose("どのくらい", "毎月 第○曜日")
    hands.tick("第2")
    hands.tick("火")
    hands.write("はじまり", "１０時")
    hands.write("おわり", "１１：３０")
    hands.press("日にちを見る")
    coming = second_tuesdays(today_of(site))
    assert f"次は {written(next(coming))}（火） 10:00〜11:30、{written(next(coming))}" in page.inner_text("#next-dates")
    hands.press("次へ")
    hands.write("電話番号", "０３（３５５５）９９０１")
    hands.write("メールアドレス", ADDRESS)
    hands.press("次へ")
    hands.press("次へ")
    expect_heading(page, "内容を確かめてください")
    hands.press("送る")
    expect_heading(page, "受けつけました")


def sign_in(hands: Hands, site: Site, email: str) -> None:
    """By the mailed link, and a code of the app that is set up on the way."""
    page = hands.page
    hands.write("メールアドレス", email)
    hands.enter()
    link = re.search(r"http\S+/login/link\?token=\S+", site.mails.next_mail(email))[0]
    hands.follow_link(link)
    hands.press("サインインする")
    secret = page.inner_text(".secret").replace(" ", "")
    hands.write("確認番号", pyotp.TOTP(secret).at(datetime.now(UTC)))
    hands.enter()


def prove_address(hands: Hands, site: Site) -> None:
    """The mail of the registration: its first link, and a button."""
    link = re.search(r"http\S+/register/mail/\S+", site.mails.next_mail(ADDRESS))[0]
    hands.follow_link(link)
    hands.press("はい、わたしのメールアドレスです")
    expect_heading(hands.page, "確かめました")


def open_difference(hands: Hands) -> None:
    """From the queue to what is new."""
    hands.press(NAME, role="link")
    table = hands.page.locator("table.diff")
    expect(table.locator("ins").first).to_have_text(NAME)
    expect(table.locator("del")).to_have_count(0)
    expect(hands.page.locator("figure.pins svg")).to_be_visible()


def follow(workers: tuple[Worker, ...], is_so: Callable[[Listings], bool], act: Callable[[], None]) -> dict[str, float]:
    """Does something while all workers are asked; seconds from before it until each says so."""
    with ThreadPoolExecutor(len(workers)) as pool:
        looks = {each.name: pool.submit(each.wait_until, NAME, is_so) for each in workers}
        begun = time.monotonic()
        act()
        return {name: look.result() - begun for name, look in looks.items()}


def assert_never_back(workers: tuple[Worker, ...]) -> None:
    """Both went from the same revision to the same one, and no worker showed an older one after a newer one."""
    first, *others = workers
    for worker in workers:
        assert len(set(worker.revisions)) == len(worker.revisions) > 1, worker.revisions
    for other in others:
        assert (other.revisions[0], other.revisions[-1]) == (first.revisions[0], first.revisions[-1])


def assert_everywhere(worker: Worker, day: date) -> None:
    """One worker shows it in list, points of the map, feed and calendar."""
    item = worker.find(NAME)[0]
    assert (item["next_date"], item.get("phone")) == (day.isoformat(), None)
    assert f'href="/r/{item["id"]}"' in worker.get(f"/?q={quote(NAME)}").decode()
    assert item["number"] in json.loads(worker.get("/api/v1/map/points"))["id"]
    assert f"/r/{item['id']}" in worker.get("/feed.xml").decode()
    assert NAME in worker.get(f"/calendar.ics?q={quote(NAME)}").decode().replace("\r\n ", "")


def answer_the_question(hands: Hands, site: Site) -> None:
    """Two taps from the mail: its link, and a button."""
    link = re.search(r"http\S+/c/\S+", site.mails.next_mail(ADDRESS))[0]
    hands.follow_link(link)
    hands.press("はい、続けています")
    today = today_of(site)
    expect(hands.page.get_by_role("status")).to_contain_text(f"確認日を {today.year}年{written(today)} にしました")


def report(hands: Hands) -> None:
    """A visitor who stood before a closed door."""
    hands.press("まちがいを知らせる", role="link")
    hands.tick("日時がちがう")
    hands.page.wait_for_timeout(MINIMUM_MS)
    hands.press("知らせる")
    expect(hands.page.get_by_role("status")).to_contain_text("担当者が確かめます")

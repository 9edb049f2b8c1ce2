"""An operator confirms in two taps from the mail and cancels a day in one; a moderator does it by telephone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from directory.assets import web_folder
from directory.domain.actor import Account, Grant
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import Placement
from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.session import Session
from directory.domain.sign_in import hash_secret
from directory.store.engine import Store, open_store
from directory.store.migrate import create_database
from directory.store.resource_change import ResourceChange
from directory.usecases.upkeep.letters import Letters
from directory.usecases.upkeep.remind import Rhythms, remind
from directory.wording.words import open_words
from tests.e2e.axe import violations
from tests.e2e.conftest import SiteFolder

pytestmark = pytest.mark.browser

OPERATOR, COOKIE, TODAY = "hanako@example.invalid", "c" * 43, date(2026, 6, 6)
NAMES = ("架空サロンひだまり", "架空サロンみちくさ", "架空サロンこもれび")
FIRST_SATURDAY = Rule(freq="monthly", byday=(5,), nth=(1,), windows=(Window(start=600, end=720),))
LOW = """(least) => [...document.querySelectorAll('main button, main .back, main input:not([type=hidden])')]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < least)
  .map((each) => each.outerHTML.slice(0, 90))"""


@dataclass(frozen=True, slots=True)
class AskedSite:
    """A served site whose operators were asked, and the links of their mails by name."""

    url: str
    links: dict[str, str]

    def listing(self, page: Page, name: str) -> dict[str, object]:
        items = page.request.get(f"{self.url}/api/v1/listings?q={name}").json()["items"]
        return next(each for each in items if each["name"] == name)


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AskedSite]:
    folder = tmp_path_factory.mktemp("asked")
    database = f"sqlite:///{folder / 'directory.db'}"
    create_database(database, now=datetime.now(UTC))
    store = open_store(database)
    fill(store)
    environment = {
        **os.environ,
        "DIRECTORY_DATABASE_URL": database,
        "DIRECTORY_TODAY": TODAY.isoformat(),
        "DIRECTORY_TILES": "none",
        "DIRECTORY_HELP_PHONE": "03-3555-0000",
    }
    links = ask(store)
    store.close()
    with SiteFolder(Path(folder), environment).serve() as url:
        yield AskedSite(url, {name: f"{url}{path}" for name, path in links.items()})


def fill(store: Store) -> None:
    now = datetime.now(UTC)
    mail = Contact(kind="email", value=OPERATOR, publicity="private")
    phone = Contact(kind="phone", value="042-000-0000")
    with store.write(now=now) as unit:
        for name in NAMES:
            draft = ResourceDraft(
                stable_key=name,
                source=SourceRef(source="registration"),
                name=name,
                categories=("parenting_salon",),
                municipality="13229",
                venues=(VenueDraft(key="v", name="架空集会所", address="田無町1-1"),),
                schedule=Schedule(raw="第1土曜 10時〜12時", rules=(FIRST_SATURDAY,)),
                contacts=(phone,) if name == NAMES[-1] else (mail, phone),
                assured_on=date(2026, 1, 1),
            )
            placements = (Placement(place=None, municipality_name="西東京市"),)
            unit.resources.upsert(ResourceChange(draft=draft, placements=placements), actor="m")
        grant = Grant(role="moderator", municipality="13229")
        unit.accounts.add(Account(id="m", email="m@example.invalid", name="架空太郎", created_at=now, grants=(grant,)))
        unit.sessions.open(
            Session(
                token_hash=hash_secret(COOKIE),
                account_id="m",
                created_at=now,
                seen_at=now,
                expires_at=now + timedelta(hours=12),
                is_verified=True,
            )
        )


def ask(store: Store) -> dict[str, str]:
    letters = Letters(words=open_words(web_folder() / "locales"), site_name="地図", origin="")
    remind(store, letters, today=TODAY, now=datetime.now(UTC), rhythms=Rhythms())
    with store.read() as unit:
        bodies = [each.mail.body for each in unit.outbox.of_recipient(OPERATOR)]
    return {re.search("「(.*)」は", body)[1]: re.search(r"/c/[\w-]{43}", body)[0] for body in bodies}


def test_the_operator_confirms_in_two_taps_from_the_mail(make_context, asked: AskedSite):
    page = make_context(has_script=False).new_page()
    name = NAMES[0]
    page.goto(asked.links[name])
    page.get_by_role("button", name="はい、続けています").click()
    expect(page.get_by_role("status")).to_contain_text("確認日を 2026年6月6日 にしました")
    page.goto(f"{asked.url}{asked.listing(page, name)['url']}")
    expect(page.locator("main")).to_contain_text("2026年6月6日")


def test_the_operator_cancels_a_day_in_one_tap_and_everybody_sees_it_struck(make_context, asked: AskedSite):
    page = make_context(has_script=False).new_page()
    name = NAMES[0]
    page.goto(asked.links[name])
    page.get_by_role("button", name="この日は休み").nth(1).click()
    expect(page.locator(".days li").nth(1)).to_contain_text("休みを取り消す")
    page.goto(f"{asked.url}{asked.listing(page, name)['url']}")
    expect(page.locator("main s, main del").first).to_contain_text("7月4日")


def test_the_pages_read_well_on_a_phone_and_on_a_desk(make_context, asked: AskedSite):
    link = asked.links[NAMES[1]]
    for width in (390, 1366):
        page = make_context(width=width).new_page()
        for path in (link, f"{link}/stop", f"{asked.url}/c/nothing"):
            page.goto(path)
            assert violations(page) == [], path
            assert page.evaluate(LOW, 56) == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.get_by_label("メールアドレス").fill("no address")
    page.get_by_role("button", name="新しいリンクを送る").click()
    expect(page).to_have_title(re.compile("^エラー："))
    assert violations(page) == []


def test_who_paused_says_so_and_keeps_a_number(make_context, asked: AskedSite):
    page = make_context(has_script=False).new_page()
    page.goto(asked.links[NAMES[1]])
    page.get_by_role("button", name="お休み・終わりました").click()
    page.get_by_label("伝えたいこと").fill("3月までお休みです")
    page.get_by_role("button", name="しばらくお休みします").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"控え番号は \d{8} です"))


def test_a_moderator_prints_cards_and_confirms_by_telephone(make_context, asked: AskedSite):
    context = make_context(width=1366, has_script=False)
    context.add_cookies([{"name": "session", "value": COOKIE, "url": asked.url}])
    page = context.new_page()
    page.goto(f"{asked.url}/staff/calls")
    expect(page.get_by_role("heading", level=2)).to_have_text([NAMES[2]])
    page.get_by_role("button", name="確認はがきを作る").click()
    expect(page.locator(".postcard")).to_have_count(1)
    page.goto(f"{asked.url}/staff/calls")
    page.get_by_role("button", name="電話で確認した").click()
    expect(page.get_by_role("status")).to_contain_text("確認日を直しました")
    expect(page.get_by_role("heading", level=2)).to_have_count(0)

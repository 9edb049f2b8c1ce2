"""Whatever somebody sends in is shown letter by letter where it is decided, corrected and typed, and never runs."""

from __future__ import annotations

import asyncio
import html
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, Route

from directory.domain.contact import Contact
from directory.domain.draft import VenueDraft
from directory.domain.fees import Fees
from directory.domain.registration import LAST_STEP, LINE_FIELDS, MANY_VALUED, MOST_LINES, STEP_FIELDS
from directory.domain.schedule import Schedule
from tests.integration.conftest import made_file
from tests.integration.site.signing_in import Browser
from tests.integration.site.town import MODERATOR, Town, gazetteer, record, town

from .hostile import BARE, Watch, listen

__all__ = ["gazetteer", "made_file", "town"]

pytestmark = pytest.mark.browser

ORIGIN = "https://site.test"
ALL = [f"{text} {html.escape(text)}" for text in BARE.values()]
"""Each also escaped beforehand: that runs where something escapes twice or unescapes."""
CONTACTS = ("phone", "email", "url")
CHOSEN = {*MANY_VALUED, *(f"{name}_{number}" for name in LINE_FIELDS for number in range(1, MOST_LINES + 1)), "lines"}
"""Fields with a choice: what is not offered is not kept."""

ALWAYS_SHOWN = {"name", "kana", "fee_note", "lot", "venue", "access", "organization", "person", "phone", "url", "text"}


@dataclass
class Window:
    """A window, and whoever sits before it."""

    page: Page
    watch: Watch
    browser: Browser

    def read(self, path: str) -> str:
        """Opens a page, touches what can be touched, and answers its text with what stands in fields."""
        answer = self.page.goto(f"{ORIGIN}{path}")
        assert answer.status == 200, path
        return self.page.evaluate(
            """() => {
                document.querySelectorAll("details").forEach((each) => { each.open = true; });
                for (const each of document.querySelectorAll("main *")) for (const kind of ["mouseover", "focusin"]) {
                    each.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
                }
                const fields = [...document.querySelectorAll("input, textarea")].map((each) => each.value);
                return [document.querySelector("main").textContent, ...fields].join(" ");
            }"""
        )

    def troubles(self) -> list[str]:
        """What ran, what the policy stopped, and addresses that run when somebody follows them."""
        bad = self.page.evaluate(
            """() => ["href", "src", "action", "formaction"]
                .flatMap((name) => [...document.querySelectorAll(`[${name}]`)].map((each) => each.getAttribute(name)))
                .filter((url) => !["http:", "https:", "tel:", "mailto:"].includes(new URL(url, location).protocol))
                .filter((url) => !url.startsWith("data:image"))"""
        )
        return [*self.watch.troubles(), *bad]


def elsewhere(work, *arguments: object, **named: object) -> httpx.Response:
    """The browser's driver runs an event loop of its own in the main thread."""
    with ThreadPoolExecutor(1) as worker:
        return worker.submit(work, *arguments, **named).result()


@pytest.fixture
def window(make_context, town: Town) -> Window:
    """Without the policy, so that what gets through runs."""
    context: BrowserContext = make_context(width=1366, bypass_csp=True)
    watch = Watch()
    window = Window(context.new_page(), watch, town.as_account(MODERATOR))

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != ORIGIN or address.path.endswith("/q"):
            watch.strangers.append(route.request.url)
            route.abort()
            return
        got = elsewhere(window.browser.get, address.path + (f"?{address.query}" if address.query else ""))
        kept = {
            name: value for name, value in got.headers.items() if name not in {"content-encoding", "content-length"}
        }
        route.fulfill(status=got.status_code, headers=kept, body=got.content)

    context.route("**/*", answer)
    listen(context, watch)
    return window


def hostile_body(text: str) -> dict[str, object]:
    """A submission with the payload in every text that a program may send."""
    return {
        "municipality": "13229",
        "category": "child_cafe",
        **dict.fromkeys(("name", "kana", "organization", "department", "description", "service_area"), text),
        **dict.fromkeys(("schedule_text", "age_text", "fee_text", "booking", "message"), text),
        "networks": [text],
        "tags": [text],
        "venues": [{"name": text, "address": text, "building": text, "access": text, "postal_code": text}],
        "contacts": [{"kind": "phone", "value": "03-3555-0001", "note": text, "publicity": "public"}],
        "sender": {"name": text, "phone": text},
    }


def send(town: Town, text: str) -> str:
    """The id of a submission that a program sends."""

    async def talk() -> httpx.Response:
        transport = httpx.ASGITransport(app=town.app, client=("127.0.0.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            return await client.post("/api/v1/submissions", json=hostile_body(text))

    answer = elsewhere(asyncio.run, talk())
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def publish(town: Town, number: int, text: str) -> str:
    """The id of a record with the payload in its texts."""
    change = record(
        f"hostile-{number}",
        text,
        text,
        name=text,
        kana=text,
        department=text,
        description=text,
        booking=text,
        service_area=text,
        schedule=Schedule(raw=text),
        fees=Fees(raw=text),
        venues=(VenueDraft(key="v", name=text, address=text, building=text, access=text),),
        contacts=tuple(Contact(kind=kind, value=text, raw=text, note=text) for kind in CONTACTS),
    )
    with town.runtime.store.write(now=town.moments[0]) as unit:
        unit.resources.upsert(change, actor=text)
        return unit.resources.find_by_keys([f"hostile-{number}"])[f"hostile-{number}"].id


def missing(text: str, wanted: list[str]) -> list[str]:
    line = " ".join(text.split())
    return [each for each in wanted if each not in line]


def test_the_desk_shows_it_letter_by_letter(window: Window, town: Town):
    sent = [send(town, text) for text in ALL]
    assert missing(window.read("/staff/queue"), ALL) == []
    for text, submission in zip(ALL, sent, strict=True):
        for path in (f"/staff/submissions/{submission}", f"/staff/submissions/{submission}/edit"):
            assert missing(window.read(path), [text]) == [], path
            assert window.troubles() == [], path


def test_records_and_organizations_show_it_letter_by_letter(window: Window, town: Town):
    records = [publish(town, number, text) for number, text in enumerate(ALL)]
    assert missing(window.read("/staff/organizations"), ALL) == []
    for text, resource in zip(ALL, records, strict=True):
        for path in (f"/staff/resources/{resource}", f"/staff/resources/{resource}/edit"):
            assert missing(window.read(path), [text]) == [], path
            assert window.troubles() == [], path
    for path in ("/staff/resources", "/staff/attention", "/staff/calls", "/staff/posts"):
        window.read(path)
        assert window.troubles() == [], path


def test_forms_give_back_what_was_typed_letter_by_letter(window: Window, town: Town):
    window.browser = town.as_account()
    page = elsewhere(window.browser.get, "/register/1").text
    token = re.search(r'name="form_token" value="([^"]*)"', page)[1]
    town.move(minutes=1)
    first = {"name": "架空のひろば", "category": "parenting_salon"}
    assert elsewhere(window.browser.post, "/register/1", form_token=token, **first).status_code == 303
    for step in range(1, LAST_STEP):
        fields = [name for name in STEP_FIELDS[step] if name not in CHOSEN and not name.endswith("_shown")]
        for start in range(0, len(ALL), 3):
            texts = [ALL[(start + number) % len(ALL)] for number in range(len(fields))]
            typed = dict(zip(fields, texts, strict=True))
            elsewhere(window.browser.post, f"/register/{step}", action="keep", **typed)
            shown = window.read(f"/register/{step}")
            assert [name for name in ALWAYS_SHOWN.intersection(typed) if typed[name] not in shown] == []
            assert window.troubles() == [], (step, texts)

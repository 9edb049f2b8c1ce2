"""A site over a real database, with a clock that is moved by hand, and browsers that keep cookies."""

from __future__ import annotations

import asyncio
import re
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from directory.domain.actor import Grant
from directory.settings import Settings
from directory.site.app import create_app
from directory.usecases.keep_accounts import add_account
from tests.integration.conftest import NOW
from tests.integration.site.fictional import RuntimeInMemory, usual_listings

VOLUNTEER, MODERATOR = "hanako@example.jp", "moderator@example.jp"


class Names:
    """Municipalities by name."""

    def municipality_name(self, jis: str) -> str:
        return {"13229": "西東京市"}[jis]


class RuntimeWithStore(RuntimeInMemory):
    """Listings in memory, everything else in a database."""

    present: datetime = NOW

    def now(self) -> datetime:
        return self.present

    @cached_property
    def municipalities(self) -> Names:  # type: ignore[override]
        return Names()


@dataclass
class Browser:
    """Keeps cookies as browsers do: `__Host-` ones only over TLS."""

    app: FastAPI
    base: str = "https://site.test"
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self._send("GET", path, headers, {})

    def post(self, path: str, *, headers: dict[str, str] | None = None, **form: str) -> httpx.Response:
        return self._send("POST", path, {"Sec-Fetch-Site": "same-origin", **(headers or {})}, form)

    def post_json(self, path: str, body: object, **headers: str) -> httpx.Response:
        return self._send("POST", path, headers, {}, json=body)

    def _send(
        self, method: str, path: str, headers: dict[str, str], form: dict[str, str], *, json: object = None
    ) -> httpx.Response:
        async def talk() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, client=("203.0.113.7", 1))
            async with httpx.AsyncClient(transport=transport, base_url=self.base, cookies=self.cookies) as client:
                answer = await client.request(method, path, data=form or None, json=json, headers=headers)
                self.cookies = client.cookies
                return answer

        return asyncio.run(talk())


@dataclass
class Site:
    """The site and the mails that wait in its outbox."""

    app: FastAPI
    runtime: RuntimeWithStore

    def browser(self, **changes: str) -> Browser:
        return Browser(self.app, **changes)

    def move(self, **time: float) -> None:
        self.runtime.present += timedelta(**time)

    def last_mail(self, email: str) -> str:
        with self.runtime.store.read() as unit:
            return unit.outbox.of_recipient(email)[-1].mail.body

    def token(self, email: str) -> str:
        return re.search(r"token=([\w-]{43})", self.last_mail(email))[1]

    def code(self, email: str) -> str:
        return re.search(r"^\d{4} \d{4}$", self.last_mail(email), re.MULTILINE)[0]

    def sign_in(self, email: str) -> Browser:
        browser = self.browser()
        assert browser.post("/login", email=email).status_code == 303
        assert browser.post("/login/link", token=self.token(email)).status_code == 303
        return browser


@pytest.fixture
def site(made_file: Path, tmp_path: Path) -> Site:
    path = tmp_path / "directory.db"
    for suffix in ("", ".instance.json"):
        shutil.copyfile(f"{made_file}{suffix}", f"{path}{suffix}")
    settings = Settings(database_url=f"sqlite:///{path}", site_name="地図", public_url="https://site.test")
    runtime = RuntimeWithStore(settings, usual_listings())
    roles = {VOLUNTEER: Grant(role="volunteer"), MODERATOR: Grant(role="moderator", municipality="13229")}
    for email, grant in roles.items():
        add_account(runtime.store, email, name="架空花子", grants=(grant,), now=NOW)
    yield Site(create_app(settings, runtime), runtime)
    runtime.store.close()

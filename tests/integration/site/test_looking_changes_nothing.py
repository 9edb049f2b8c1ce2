"""Every link of every page, followed as every role: what the database holds stays the same."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest

from directory.cli.app import run
from directory.domain.sign_in import hash_secret
from directory.domain.ticket import Ticket
from directory.runtime import open_runtime
from directory.settings import Settings
from directory.site.app import create_app
from tests.integration.site.client import Client

ROLES = (
    "anonymous",
    "volunteer_A",
    "support_worker_A",
    "support_worker_B",
    "coordinator_A",
    "moderator_A",
    "moderator_B",
    "admin",
)
OF_A_KIND = 1
"""Pages of one route, and of one route with one parameter, that are opened: other values run the same code."""

LINK = re.compile(r'(?:href|src|action)="([^"#]+)')
POSTED = re.compile(r'<form\b(?=[^>]*\bmethod="post")[^>]*>', re.IGNORECASE)
TOKENS = {"confirm": "c" * 43, "edit": "e" * 43, "mail": "m" * 43}
MAILED = ("/c/" + TOKENS["confirm"], "/edit/" + TOKENS["edit"], "/register/mail/" + TOKENS["mail"])
"""Links of mails, which programs open before people do."""

MAY_CHANGE = {"session": frozenset({"seen_at"})}
"""Columns that looking may write: when somebody was last here, which ends a session that nobody uses.

Reading a confidential place is written into the audit; no link leads there, only a button and the API.
"""


@dataclass(frozen=True, slots=True)
class SeededSite:
    """A site over the database of the checks; cookies by role."""

    client: Client
    database: Path
    cookies: dict[str, str]

    def read_content(self) -> dict[str, str]:
        """A hash of every table."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
            return {name: _hash_table(connection, name) for (name,) in names.fetchall()}

    def crawl(self, role: str) -> Counter[str]:
        """Opens all pages that links lead to; how many of each kind."""
        waiting, known, kinds = deque(("/", "/staff", "/account", "/sitemap.xml", *MAILED)), set(), Counter()
        while waiting:
            path = waiting.popleft()
            traits = _traits_of(path)
            if path in known or all(kinds[each] >= OF_A_KIND for each in traits):
                continue
            known.add(path)
            kinds.update(traits)
            answer = self.client.get(path, **self._headers(role))
            assert answer.status_code < 500, (role, path)
            self.client.send("HEAD", path, **self._headers(role))
            waiting.extend(_links_of(answer.text, path) if "text" in answer.headers.get("content-type", "") else ())
            waiting.extend([answer.headers["location"]] if "location" in answer.headers else ())
        return kinds

    def _headers(self, role: str) -> dict[str, str]:
        cookie = self.cookies.get(role, "")
        return {"Cookie": f"__Host-{cookie}"} if cookie else {}


def _hash_table(connection: sqlite3.Connection, name: str) -> str:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    kept = ", ".join(f'"{each}"' for each in columns if each not in MAY_CHANGE.get(name, ()))
    rows = sorted(repr(row) for row in connection.execute(f"SELECT {kept} FROM {name}"))  # noqa: S608 - our own names
    return sha256("\n".join(rows).encode()).hexdigest()


def _traits_of(path: str) -> set[str]:
    """The route, and the route with each of its parameters: ids, codes and values are the same to it."""
    parts = urlsplit(path)
    route = re.sub(r"(?<=/)(?:[\w-]{20,}|(?<=/r/)\w+(?=[/.]|$)|\d{4,})", "*", parts.path)
    return {route} | {f"{route}?{name}" for name, _ in parse_qsl(parts.query)}


def _links_of(text: str, here: str) -> Iterator[str]:
    """Paths of our own that the page leads to; addresses of forms that are posted are no links."""
    for found in LINK.findall(POSTED.sub("", text)):
        target = urlsplit(urljoin(f"http://site.test{here}", unescape(found)))
        if target.netloc == "site.test" and not target.path.startswith("/static/"):
            yield target.path + (f"?{target.query}" if target.query else "")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SeededSite]:
    folder = tmp_path_factory.mktemp("looking")
    settings = Settings(database_url=f"sqlite:///{folder}/directory.db", offers_checks=True, tiles="none")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DIRECTORY_DATABASE_URL", settings.database_url)
        patch.setenv("DIRECTORY_CHECKS", "1")
        assert run(["init"]) == 0
        assert run(["seed", "--for-checks", "creds.json"]) == 0
    seeded = json.loads((folder / "creds.json").read_text(encoding="utf-8"))
    runtime = open_runtime(settings)
    now = runtime.now()
    with runtime.store.write(now=now) as unit:
        for purpose, token in TOKENS.items():
            unit.tickets.issue(
                Ticket(
                    token_hash=hash_secret(token),
                    purpose=purpose,
                    resource_id=seeded["resources"]["owned_A"] if purpose != "mail" else "",
                    submission_id=seeded["submissions"]["pending_A"] if purpose == "mail" else "",
                    email="hanako@example.jp",
                    issued_at=now,
                    expires_at=now + timedelta(hours=1),
                )
            )
    cookies = {role: each.get("Cookie", "") for role, each in seeded["roles"].items()}
    yield SeededSite(Client(create_app(settings, runtime), runtime), folder / "directory.db", cookies)
    runtime.close()


def test_following_every_link_as_every_role_changes_nothing(site):
    assert set(site.cookies) == set(ROLES)
    before = site.read_content()
    assert before["published"] != before["audit"]
    opened = {}
    for role in ROLES:
        opened[role] = site.crawl(role)
        after = site.read_content()
        assert [name for name in after if after[name] != before[name]] == [], role
    assert {"/staff/submissions/*", "/staff/resources/*/edit"} <= set(opened["moderator_A"])
    assert {"/c/*", "/edit/*", "/r/*", "/register"} <= set(opened["anonymous"])
    assert all(len(kinds) > len(opened["anonymous"]) / 2 for kinds in opened.values())


def test_a_change_would_be_seen(site):
    before = site.read_content()
    with site.client.runtime.store.write(now=site.client.runtime.now()) as unit:
        unit.accounts.set_active(next(iter(unit.accounts.all())).id, is_active=True)
        unit.tickets.revoke_all("nothing")
    assert site.read_content() == before
    form = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    answer = site.client.send("POST", MAILED[0], content=b"answer=yes", **form)
    assert answer.status_code < 400
    assert site.read_content() != before

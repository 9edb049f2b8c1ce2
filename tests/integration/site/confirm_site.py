"""A site over a real database whose operators are asked whether they go on."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.contact import Contact
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import Placement
from directory.domain.schedule import Rule, Schedule, Window
from directory.domain.session import Session
from directory.domain.sign_in import hash_secret
from directory.settings import Settings
from directory.site.app import create_app
from directory.store.listing_payload import decode_listing
from directory.store.resource_change import ResourceChange
from directory.usecases.moderation.scope import Scopes
from directory.usecases.upkeep.letters import Letters
from directory.usecases.upkeep.remind import Rhythms, count_steps, remind
from tests.integration.conftest import NOW
from tests.integration.site.fictional import usual_listings
from tests.integration.site.signing_in import Browser, RuntimeWithStore

OPERATOR = "hanako@example.invalid"
COOKIE = "c" * 43
MONTHLY = Schedule(
    raw="第1土曜 10時〜12時", rules=(Rule(freq="monthly", byday=(5,), nth=(1,), windows=(Window(start=600, end=720),)),)
)


class Towns:
    """One city without wards."""

    names = SimpleNamespace(city_code=lambda jis: jis)

    def find_municipalities(self, name):
        return (SimpleNamespace(jis=name),)


class RuntimeWithDesk(RuntimeWithStore):
    @cached_property
    def desk(self):
        return SimpleNamespace(scopes=Scopes(Towns()))


class ConfirmSite:
    """The site, its store and the operator's mailbox."""

    def __init__(self, runtime, app):
        self.runtime, self.app, self.store = runtime, app, runtime.store

    def put(self, key, **fields):
        values = {
            "stable_key": key,
            "source": SourceRef(source="registration"),
            "name": f"架空サロン{key}",
            "categories": ("parenting_salon",),
            "municipality": "13229",
            "venues": (VenueDraft(key="v", name="架空集会所", address="田無町1-1"),),
            "schedule": MONTHLY,
            "contacts": (Contact(kind="email", value=OPERATOR, publicity="private"),),
            "assured_on": date(2026, 1, 1),
        } | fields
        change = ResourceChange(draft=ResourceDraft(**values), placements=(Placement(place=None),))
        with self.store.write(now=NOW) as unit:
            unit.resources.upsert(change, actor="m")
            return unit.resources.find_by_keys([key])[key].id

    def remind(self, *, is_dry_run=False):
        letters = Letters(words=self.runtime.words, site_name="地図", origin="https://site.test")
        today, now = self.runtime.today(), self.runtime.now()
        done = remind(self.store, letters, today=today, now=now, rhythms=Rhythms(), is_dry_run=is_dry_run)
        return {step: count for step, count in count_steps(done).items() if count}

    def move(self, **time):
        self.runtime.present += timedelta(**time)

    def mails(self, email=OPERATOR):
        with self.store.read() as unit:
            return [each.mail for each in unit.outbox.of_recipient(email)]

    def link(self):
        return re.findall(r"https://site\.test(/c/[\w-]{43})", self.mails()[-1].body)[-1]

    def listing(self):
        (payload,) = self.store.public.read_listings()
        return decode_listing(payload)

    def lease(self, resource_id):
        with self.store.read() as unit:
            return unit.leases.find(resource_id)

    def moderator(self):
        account = Account(
            id="moderator",
            email="m@example.invalid",
            name="架空太郎",
            created_at=NOW,
            grants=(Grant(role="moderator", municipality="13229"),),
        )
        now = self.runtime.now()
        session = Session(
            token_hash=hash_secret(COOKIE),
            account_id="moderator",
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(hours=1),
            is_verified=True,
        )
        with self.store.write(now=now) as unit:
            unit.accounts.add(account)
            unit.sessions.open(session)
        browser = Browser(self.app)
        browser.cookies.set("__Host-session", COOKIE, domain="site.test")
        return browser


@pytest.fixture
def site(made_file, tmp_path):
    path = tmp_path / "directory.db"
    for suffix in ("", ".instance.json"):
        shutil.copyfile(f"{made_file}{suffix}", f"{path}{suffix}")
    settings = Settings(
        database_url=f"sqlite:///{path}", site_name="地図", public_url="https://site.test", help_phone="03-0000-0000"
    )
    runtime = RuntimeWithDesk(settings, usual_listings())
    yield ConfirmSite(runtime, create_app(settings, runtime))
    runtime.store.close()


def site_get(site, path):
    return Browser(site.app).get(path)


def fingerprint(site):
    """All bytes of the database; the index of its log is no part of it."""
    path = Path(site.runtime.settings.database_url.removeprefix("sqlite:///"))
    return tuple(Path(f"{path}{suffix}").read_bytes() for suffix in ("", "-wal"))


def site_contacts():
    return (Contact(kind="email", value=OPERATOR, publicity="private"),)

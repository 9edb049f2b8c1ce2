"""A town with something in every field that not everybody may read, and a browser for everybody who may read it."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from fastapi import FastAPI

from directory.assets import geodata_folder
from directory.domain.actor import Account, Grant
from directory.domain.address import Place
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.resource import Placement, Resource
from directory.domain.session import Session
from directory.domain.sign_in import hash_secret
from directory.domain.staff_notes import StaffNotes
from directory.geo.gazetteer import Gazetteer
from directory.runtime import Runtime
from directory.settings import Settings
from directory.site.app import create_app
from directory.store.resource_change import ResourceChange
from directory.usecases.sessions import new_secret
from tests.integration.conftest import NOW
from tests.integration.site.signing_in import Browser

HERE, ELSEWHERE = "13229", "13219"
POINTS = {"open": (35.7254, 139.5386), "plain": (35.7260, 139.5390), "shelter": (35.7612, 139.5121)}

GRANTS = {
    "volunteer": Grant(role="volunteer"),
    "worker": Grant(role="support_worker", municipality=HERE),
    "stranger": Grant(role="support_worker", municipality=ELSEWHERE),
    "coordinator": Grant(role="coordinator", municipality=HERE),
    "moderator": Grant(role="moderator", municipality=HERE),
    "admin": Grant(role="admin"),
}


FIELD_MARKS = {"referral": "躑", "vacancy": "檉", "cautions": "樒", "contact": "梣", "address": "黐"}
KEY_MARKS = {"open": "甌", "plain": "閼", "shelter": "葺", "secret": "匿", "away": "遐"}


def word(kind: str, key: str) -> str:
    """A word that stands in one field of one record and nowhere else."""
    return f"{FIELD_MARKS[kind]}{KEY_MARKS[key]}鼈"


def notes(key: str) -> StaffNotes:
    """Every text holds a word that stands nowhere else."""
    return StaffNotes(
        referral=f"{word('referral', key)} まず電話で",
        vacancy="few",
        vacancy_text=f"{word('vacancy', key)} 0歳はあと2人",
        vacancy_on=date(2026, 4, 28),
        cautions=f"{word('cautions', key)} 階段だけ",
    )


def contacts(key: str) -> tuple[Contact, ...]:
    return (
        Contact(kind="phone", value="03-0000-1111"),
        Contact(kind="phone", value="070-0000-2222", note=f"{word('contact', key)} 支援者から", publicity="staff"),
        Contact(kind="email", value=f"fujibakama{key}@example.invalid", publicity="private"),
    )


def record(key: str, name: str, **fields: object) -> ResourceChange:
    latitude, longitude = POINTS.get(key, (35.7, 139.55))
    address = f"西東京市架空町1丁目 {word('address', key)}"
    values = {
        "stable_key": key,
        "source": SourceRef(source="fictional", record_id=key),
        "name": name,
        "categories": ("parenting_salon",),
        "municipality": HERE,
        "description": "だれでも来られます。",
        "venues": (VenueDraft(key=key, name="架空会館", address=address),),
        "contacts": contacts(key),
        "staff_notes": notes(key),
    } | fields
    point = Coordinate(latitude=latitude, longitude=longitude)
    place = Place(
        pref="東京都", city="西東京市", jis=HERE, town="", coordinate=point, level="pin", radius_m=30, match="exact"
    )
    placement = Placement(place=place, municipality_name="西東京市")
    return ResourceChange(draft=ResourceDraft(**values), placements=(placement,))


RECORDS = (
    record("open", "たんぽぽサロン"),
    record("plain", "なのはなサロン", staff_notes=StaffNotes(), contacts=()),
    record("shelter", "つゆくさの家", visibility="area_only"),
    record("secret", "かくれがサロン", visibility="hidden"),
    record("away", "となりまちサロン", municipality=ELSEWHERE),
)

TOLD = ("open", "shelter", "secret", "away")
WORDS = tuple(word(kind, key) for kind in ("referral", "vacancy", "cautions", "contact") for key in TOLD)
"""What stands in texts for staff alone."""

SECRETS = (
    *WORDS,
    *(f"fujibakama{key}" for key in TOLD),
    *(word("address", key) for key in ("shelter", "secret")),
    *("070-0000-2222", "07000002222", "かくれがサロン", "35.7612", "139.5121"),
)
"""What stands in no public output."""


@dataclass
class Town:
    """The site, its clock, and browsers of people who are signed in."""

    app: FastAPI
    runtime: Runtime
    cookies: dict[str, str]
    moments: list[datetime]
    answers: dict[tuple[str, str], httpx.Response] = field(default_factory=dict)

    def browser(self, who: str = "") -> Browser:
        browser = Browser(self.app)
        if who:
            browser.cookies = httpx.Cookies({"__Host-session": self.cookies[who]})
        return browser

    def get(self, path: str, who: str = "", **headers: str) -> httpx.Response:
        """One request from this machine, which no limit counts."""
        return self.send("GET", path, who, **headers)

    def send(self, method: str, path: str, who: str = "", content: bytes = b"", **headers: str) -> httpx.Response:
        cookies = {"__Host-session": self.cookies[who]} if who else {}

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, client=("127.0.0.1", 1))
            async with httpx.AsyncClient(transport=transport, base_url="https://site.test", cookies=cookies) as client:
                return await client.request(method, path, content=content, headers=headers)

        return asyncio.run(ask())

    def ask(self, path: str, who: str = "") -> httpx.Response:
        """The same, asked once: for a town in which nothing changes."""
        if (path, who) not in self.answers:
            self.answers[path, who] = self.get(path, who)
        return self.answers[path, who]

    def find(self, key: str) -> Resource:
        with self.runtime.store.read() as unit:
            return unit.resources.find(unit.resources.find_by_keys([key])[key].id)

    def code(self, key: str) -> str:
        return self.find(key).keys[0].code

    def put(self, *changes: ResourceChange) -> None:
        with self.runtime.store.write(now=self.moments[0]) as unit:
            unit.resources.upsert_many(changes, actor="import")
        self.runtime.catalog.refresh()

    def move(self, **time: float) -> None:
        self.moments[0] += timedelta(**time)


def change(key: str, **fields: object) -> ResourceChange:
    """The record as its publisher sends it again, with other fields."""
    known = next(each for each in RECORDS if each.draft.stable_key == key)
    return replace(known, draft=known.draft.model_copy(update={"staff_notes": StaffNotes(), **fields}))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(geodata_folder())


def open_town(made_file: Path, folder: Path, gazetteer: Gazetteer) -> Town:
    path = folder / "directory.db"
    for suffix in ("", ".instance.json"):
        shutil.copyfile(f"{made_file}{suffix}", f"{path}{suffix}")
    moments, cookies = [NOW], {who: new_secret() for who in (*GRANTS, "unverified")}
    runtime = Runtime(Settings(database_url=f"sqlite:///{path}", tiles="none"), clock=lambda: moments[0])
    runtime.gazetteer = gazetteer
    with runtime.store.write(now=NOW) as unit:
        unit.resources.upsert_many(RECORDS, actor="import")
        for who, cookie in cookies.items():
            grant = GRANTS.get(who, GRANTS["worker"])
            account = Account(
                id=str(uuid4()), email=f"{who}@example.invalid", name=who, created_at=NOW, grants=(grant,)
            )
            unit.accounts.add(account)
            session = Session(
                token_hash=hash_secret(cookie),
                account_id=account.id,
                created_at=NOW,
                seen_at=NOW,
                expires_at=NOW + timedelta(hours=12),
                is_verified=who not in {"volunteer", "unverified"},
            )
            unit.sessions.open(session)
    return Town(create_app(runtime.settings, runtime), runtime, cookies, moments)


@pytest.fixture(scope="module")
def quiet_town(made_file: Path, tmp_path_factory: pytest.TempPathFactory, gazetteer: Gazetteer) -> Iterator[Town]:
    """For tests that only look."""
    town = open_town(made_file, tmp_path_factory.mktemp("town"), gazetteer)
    yield town
    town.runtime.close()


@pytest.fixture
def town(made_file: Path, tmp_path: Path, gazetteer: Gazetteer) -> Iterator[Town]:
    """For tests that change something."""
    town = open_town(made_file, tmp_path, gazetteer)
    yield town
    town.runtime.close()


def block_of(answer: httpx.Response) -> str:
    """What the page of a place tells support workers alone."""
    found = re.search(r'<section class="staff-block".*?</section>', answer.text, re.DOTALL)
    return found[0] if found else ""

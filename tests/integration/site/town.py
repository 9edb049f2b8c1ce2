"""A town with organizations in networks, over a real database; who is signed in and the clock are set by hand."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi import FastAPI

from directory.assets import geodata_folder
from directory.domain.actor import Account, Actor, Grant
from directory.domain.draft import OrganizationDraft, ResourceDraft, SourceRef
from directory.domain.resource import Placement
from directory.domain.session import Session
from directory.geo.gazetteer import Gazetteer
from directory.runtime import Runtime
from directory.settings import Settings
from directory.site.actor import read_actor, read_signed_in
from directory.site.app import create_app
from directory.store.resource_change import ResourceChange
from directory.usecases.sessions import SignedIn
from tests.integration.conftest import NOW
from tests.integration.site.signing_in import Browser

HERE, ELSEWHERE = "13229", "13219"
NETWORK, OTHER = "架空こども食堂ネットワーク", "架空/居場所 <b>つながり</b>"


def record(key: str, organization: str, *networks: str, **fields: object) -> ResourceChange:
    values = {
        "stable_key": key,
        "source": SourceRef(source="fictional", record_id=key),
        "name": f"{organization}の食堂",
        "categories": ("child_cafe",),
        "municipality": HERE,
        "organization": OrganizationDraft(name=organization, networks=networks),
    } | fields
    place = Placement(place=None, municipality_name="西東京市")
    return ResourceChange(draft=ResourceDraft(**values), placements=(place,))


RECORDS = (
    record("rice", "お米の会", NETWORK),
    record("both", "両方の会", NETWORK, OTHER),
    record("away", "遠くの会", NETWORK, municipality=ELSEWHERE),
    record("ended", "終わった会", NETWORK, status="ended"),
    record("gone", "もうない会", "昔のネットワーク", status="ended"),
    record("alone", "ひとりの会"),
    record("hidden", "隠れた会", NETWORK, visibility="hidden"),
)


@dataclass
class Town:
    """A site over a real database; who is signed in is set by hand, and so is the clock."""

    app: FastAPI
    runtime: Runtime
    moments: list[datetime]

    def as_account(self, email: str = "") -> Browser:
        account = None
        if email:
            with self.runtime.store.read() as unit:
                account = unit.accounts.find_by_email(email)
        found = account and signed_in(account)
        self.app.dependency_overrides[read_signed_in] = lambda: found
        actor = found.actor if found else Actor()
        self.app.dependency_overrides[read_actor] = lambda: actor
        return Browser(self.app)

    def refresh(self) -> None:
        self.runtime.catalog.refresh()

    def move(self, **time: float) -> None:
        self.moments[0] += timedelta(**time)

    def change(self, key: str, **fields: object) -> None:
        with self.runtime.store.write(now=self.moments[0]) as unit:
            unit.resources.upsert(
                replace(change := by_key(key), draft=change.draft.model_copy(update=fields)), actor="test"
            )


def by_key(key: str) -> ResourceChange:
    return next(each for each in RECORDS if each.draft.stable_key == key)


def signed_in(account: Account) -> SignedIn:
    session = Session(
        token_hash="t",  # noqa: S106 - fictional
        account_id=account.id,
        created_at=NOW,
        seen_at=NOW,
        expires_at=NOW,
        is_verified=True,
    )
    return SignedIn(session=session, account=account, is_stale=False)


OWNER, STRANGER, MODERATOR, AWAY = (f"{name}@example.invalid" for name in ("owner", "stranger", "here", "away"))


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(geodata_folder())


@pytest.fixture
def town(made_file: Path, tmp_path: Path, gazetteer: Gazetteer) -> Iterator[Town]:
    path = tmp_path / "directory.db"
    for suffix in ("", ".instance.json"):
        shutil.copyfile(f"{made_file}{suffix}", f"{path}{suffix}")
    moments = [NOW]
    runtime = Runtime(Settings(database_url=f"sqlite:///{path}", tiles="none"), clock=lambda: moments[0])
    runtime.gazetteer = gazetteer
    town = Town(create_app(runtime.settings, runtime), runtime, moments)
    with runtime.store.write(now=NOW) as unit:
        unit.resources.upsert_many(RECORDS, actor="test")
        found = unit.resources.find_by_keys([each.draft.stable_key for each in RECORDS])
        for email, grants, owned in (
            (OWNER, (Grant(role="volunteer"),), frozenset({found["rice"].id})),
            (STRANGER, (Grant(role="volunteer"),), frozenset({found["alone"].id})),
            (MODERATOR, (Grant(role="moderator", municipality=HERE),), frozenset()),
            (AWAY, (Grant(role="moderator", municipality=ELSEWHERE),), frozenset()),
        ):
            unit.accounts.add(Account(id=str(uuid4()), email=email, name="", created_at=NOW, grants=grants))
            for resource_id in owned:
                unit.accounts.own(unit.accounts.find_by_email(email).id, resource_id)
    yield town
    runtime.close()

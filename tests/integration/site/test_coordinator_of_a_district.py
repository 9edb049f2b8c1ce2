"""A coordinator of one district of 所沢 proposes an edit there; next door there is nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from directory.cli.app import run
from directory.domain.actor import Account, Grant
from directory.domain.session import Session
from directory.domain.sign_in import hash_secret
from directory.runtime import Runtime, open_runtime
from directory.settings import Settings
from directory.site.app import create_app
from tests.integration.site.client import Client

HERE, SCHEME, COOKIE = "11208", "架空地区", "c" * 43
TOWNS = {"A": "くすのき台", "B": "並木"}
EDIT = json.dumps({"description": "第2火曜日にかわりました。"}).encode()


@dataclass(frozen=True, slots=True)
class TwoDistricts:
    """A site over a real database; ids of a record in each district."""

    client: Client
    ids: dict[str, str]

    def edit(self, resource_id: str) -> httpx.Response:
        path = f"/api/v1/resources/{resource_id}"
        signed = {"Cookie": f"__Host-session={COOKIE}", "If-Match": '"1"', "Content-Type": "application/json"}
        return self.client.send("PATCH", path, content=EDIT, **signed)

    def read(self, path: str) -> httpx.Response:
        return self.client.get(path, Cookie=f"__Host-session={COOKIE}")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoDistricts]:
    rows = [f"{HERE},{SCHEME},架空{letter}地区,{town}" for letter, town in TOWNS.items()]
    (tmp_path / "chiku.csv").write_text("\n".join(("municipality,scheme,district,town", *rows)), encoding="utf-8-sig")
    lines = [f"{letter},架空の家{letter},子育てサロン,所沢市{town}1-1" for letter, town in TOWNS.items()]
    (tmp_path / "minna.csv").write_text("\n".join(("ID,名称,分類,住所", *lines)), encoding="utf-8-sig")
    settings = Settings(database_url=f"sqlite:///{tmp_path}/directory.db")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", settings.database_url)
    for words in (["init"], ["districts", "import", "chiku.csv"], ["import", "minna.csv", "--municipality", HERE]):
        assert run(words) == 0
    runtime = open_runtime(settings)
    with runtime.store.read() as unit:
        records = {each.draft.source.record_id: each for each in unit.resources.all_resources()}
    here = records["A"].placements[0].districts[0]
    assert here not in records["B"].placements[0].districts
    sign_in(runtime, f"{here.scheme}:{here.code}")
    ids = {letter: each.id for letter, each in records.items()}
    yield TwoDistricts(Client(create_app(settings, runtime), runtime), ids)
    runtime.close()


def sign_in(runtime: Runtime, district: str) -> None:
    """A coordinator of the district, with the second factor given."""
    now = runtime.now()
    grant = Grant(role="coordinator", municipality=HERE, district=district)
    session = Session(
        token_hash=hash_secret(COOKIE),
        account_id="c",
        created_at=now,
        seen_at=now,
        expires_at=now + timedelta(hours=1),
        is_verified=True,
    )
    with runtime.store.write(now=now) as unit:
        unit.accounts.add(Account(id="c", email="c@example.jp", name="架空太郎", created_at=now, grants=(grant,)))
        unit.sessions.open(session)


def test_an_edit_in_the_own_district_waits_and_next_door_there_is_nothing(site):
    assert site.edit(site.ids["A"]).status_code == 202
    assert site.edit(site.ids["B"]).status_code == 404
    assert site.edit(str(uuid4())).status_code == 404
    with site.client.runtime.store.read() as unit:
        waiting = unit.submissions.queue((HERE,), ("pending",), 10)
        assert [unit.submissions.find(each.id).resource_id for each in waiting] == [site.ids["A"]]
        for each in site.ids.values():
            assert unit.resources.find(each).draft.description == ""


def test_the_form_answers_in_words_that_fit_each_fact(site):
    form = site.read(f"/staff/resources/{site.ids['A']}/edit").text
    free = form.partition('name="fact_free"')[2].partition("</select>")[0]
    assert all(f">{answer}</option>" in free for answer in ("わかりません", "はい", "お金がかかります"))


READ = ("/api/v1/resources/{}", "/api/v1/resources/{}/place", "/staff/resources/{}", "/staff/resources/{}/edit")


def test_records_next_door_are_not_read_either(site):
    for path in READ:
        assert site.read(path.format(site.ids["A"])).status_code == 200, path
        assert site.read(path.format(site.ids["B"])).status_code == 404, path

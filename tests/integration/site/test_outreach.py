"""A coordinator writes down what they found: a name and a district wait until a moderator completes them."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.district import District, district_code
from tests.integration.conftest import NOW
from tests.integration.site.town import AWAY, HERE, MODERATOR, OWNER, gazetteer, town

__all__ = ["gazetteer", "town"]

SCHEME, NEAR, FAR = "小学校区", "架空東小", "架空西小"
CODES = {name: district_code(municipality=HERE, scheme=SCHEME, name=name) for name in (NEAR, FAR)}
COORDINATOR, WORKER = "coordinator@example.invalid", "worker@example.invalid"
BARE = {"municipality": HERE, "name": "団地の集まり", "district": CODES[NEAR]}


@pytest.fixture
def divided(town):
    districts = tuple(District(code=code, scheme=SCHEME, name=name, municipality=HERE) for name, code in CODES.items())
    grants = {
        COORDINATOR: Grant(role="coordinator", municipality=HERE, district=f"{SCHEME}:{CODES[NEAR]}"),
        WORKER: Grant(role="support_worker", municipality=HERE),
    }
    with town.runtime.store.write(now=NOW) as unit:
        unit.districts.replace_scheme(HERE, SCHEME, districts)
        for email, grant in grants.items():
            unit.accounts.add(Account(id=str(uuid4()), email=email, name="", created_at=NOW, grants=(grant,)))
    town.refresh()
    return town


def waiting(site):
    with site.runtime.store.read() as unit:
        return [unit.submissions.find(row.id) for row in unit.submissions.queue((HERE,), ("pending",), 10)]


def test_a_name_and_a_district_wait_until_a_moderator_completes_them(divided):
    browser = divided.as_account(COORDINATOR)
    form = browser.get("/staff/outreach").text
    assert NEAR in form
    assert FAR not in form
    key = re.search(r'name="key" value="([^"]+)"', form)[1]
    nameless = browser.post("/staff/outreach", key=key, area=CODES[NEAR], note="あずまやで")
    assert (nameless.status_code, "あずまやで</textarea>" in nameless.text) == (422, True)
    for _ in range(2):
        sent = browser.post("/staff/outreach", key=key, name="団地の集まり", area=CODES[NEAR])
        assert sent.status_code == 303
    (draft,) = waiting(divided)
    assert draft.is_outreach
    assert draft.code in browser.get(sent.headers["Location"]).text
    moderator = divided.as_account(MODERATOR)
    queue = moderator.get("/staff/queue").text
    for words in (
        "下書き（訪問で見つけた）",
        NEAR,
        "種類が まだ わかっていません",
        "住所がありません",
        "連絡先がありません",
    ):
        assert words in queue
    here = f"/staff/submissions/{draft.id}"
    assert NEAR in moderator.get(here).text
    refused = moderator.post(f"{here}/publish", version=str(draft.version))
    assert refused.status_code == 422
    assert "種類をえらんでから" in refused.text
    decision = moderator.post_json(f"/api/v1/submissions/{draft.id}/decision", {"decision": "publish"})
    assert (decision.status_code, decision.json()["error"]) == (422, "kind_unknown")
    completed = moderator.post(
        f"{here}/edit", version=str(draft.version), name="団地の集まり", category="neighborhood_salon"
    )
    assert completed.status_code == 303
    divided.refresh()
    found = divided.as_account().get(f"/api/v1/listings?district={CODES[NEAR]}").json()
    assert [(each["name"], each["precision"]) for each in found["items"]] == [("団地の集まり", "none")]


def test_programs_of_coordinators_send_the_same(divided):
    expected = {
        (COORDINATOR, CODES[NEAR]): 201,
        (COORDINATOR, CODES[FAR]): 404,
        (COORDINATOR, None): 404,
        (MODERATOR, CODES[FAR]): 201,
        (MODERATOR, None): 201,
        (MODERATOR, "13229-000000"): 422,
        (AWAY, CODES[NEAR]): 404,
        (WORKER, CODES[NEAR]): 422,
        (OWNER, CODES[NEAR]): 422,
        ("", CODES[NEAR]): 422,
    }
    for (email, code), status in expected.items():
        answer = divided.as_account(email).post_json("/api/v1/submissions", {**BARE, "district": code})
        assert answer.status_code == status, (email, code, answer.text)
    assert [each.is_outreach for each in waiting(divided)] == [True] * 3


def test_everybody_else_sends_a_whole_record(divided):
    whole = {"municipality": HERE, "name": "広場", "category": "child_hall", "description": "広い"}
    assert divided.as_account().post_json("/api/v1/submissions", whole).status_code == 201
    for left_out in ("category", "description"):
        short = {name: value for name, value in whole.items() if name != left_out}
        answer = divided.as_account().post_json("/api/v1/submissions", short)
        assert (answer.status_code, answer.json()["fields"][0]["name"]) == (422, left_out)


def test_the_page_is_for_those_who_propose(divided):
    statuses = {"": 401, OWNER: 404, WORKER: 404, COORDINATOR: 200, MODERATOR: 200}
    for email, status in statuses.items():
        assert divided.as_account(email).get("/staff/outreach").status_code == status, email

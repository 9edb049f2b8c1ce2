"""この地区にほしい: a kind, an area and a day are counted, nothing else; staff of the area see the numbers."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.district import District, district_code
from directory.domain.want import Want, WantCount
from directory.usecases.tell_want import tell_want
from tests.integration.conftest import NOW
from tests.integration.site.town import ELSEWHERE, HERE, MODERATOR, STRANGER, gazetteer, town

__all__ = ["gazetteer", "town"]

DAY = date(2026, 5, 1)
SCHEME, NEAR, FAR = "小学校区", "架空東小", "架空西小"
CODES = {name: district_code(municipality=HERE, scheme=SCHEME, name=name) for name in (NEAR, FAR)}
COORDINATOR = "coordinator@example.invalid"


@pytest.fixture
def divided(town):
    districts = tuple(District(code=code, scheme=SCHEME, name=name, municipality=HERE) for name, code in CODES.items())
    grant = Grant(role="coordinator", municipality=HERE, district=f"{SCHEME}:{CODES[NEAR]}")
    with town.runtime.store.write(now=NOW) as unit:
        unit.districts.replace_scheme(HERE, SCHEME, districts)
        unit.accounts.add(Account(id=str(uuid4()), email=COORDINATOR, name="", created_at=NOW, grants=(grant,)))
    town.refresh()
    return town


def field(html, name):
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


def chosen(html):
    return re.findall(r'<option value="([^"]+)" selected>', html)


def counts(site):
    with site.runtime.store.read() as unit:
        return unit.wants.counts(None, since=DAY)


def test_a_question_without_an_answer_is_counted_by_kind_area_and_day_and_nothing_else(divided):
    browser = divided.as_account()
    question = urlencode({"cat": "advice_desk", "district": CODES[NEAR], "q": "だれにも言えないこと"})
    empty = browser.get(f"/?{question}").text
    link = re.search(r'id="show-want" href="([^"]+)"', empty)[1].replace("&amp;", "&")
    form = browser.get(link).text
    assert chosen(form) == [CODES[NEAR], "advice_desk"]
    sent = {"area": CODES[FAR], "category": "advice_desk"} | {name: field(form, name) for name in ("key", "form_token")}
    for _ in range(2):
        answer = browser.post("/want", **sent)
        assert answer.status_code == 303
    assert counts(divided) == (WantCount(category="advice_desk", municipality=HERE, district=CODES[FAR], count=1),)
    done = browser.get(answer.headers["Location"])
    assert f"西東京市 {FAR} に「相談窓口」がほしい" in done.text
    links = re.findall(r'class="wide-link" href="([^"]+)"', done.text)
    assert len([url for url in links if total(browser, url)]) >= 2
    assert browser.cookies == {}
    with divided.runtime.store.read() as unit:
        for trace in ("言えない", "203.0.113", sent["key"]):
            assert unit.traces.count(trace) == {}


def total(browser, url):
    return browser.get("/api/v1/listings" + url.replace("&amp;", "&").removeprefix("/")).json()["total"]


def test_what_is_missing_is_said_and_nothing_is_counted(divided):
    browser = divided.as_account()
    token = field(browser.get("/want").text, "form_token")
    for fields, sentence in (
        ({"category": "child_cafe"}, "地区をえらんでください"),
        ({"category": "child_cafe", "area": "99999"}, "地区をえらんでください"),
        ({"category": "castle", "area": HERE}, "何がほしいかを"),
        ({"category": "child_cafe", "area": HERE, "form_token": "x"}, "もう一度"),
        ({"category": "child_cafe", "area": HERE, "website": "x"}, "もう一度"),
    ):
        answer = browser.post("/want", **{"form_token": token, "key": "k", **fields})
        assert answer.status_code == 422
        assert sentence in answer.text
    assert counts(divided) == ()


def test_one_network_has_a_limit(divided):
    browser = divided.as_account()
    paths = ("/want", "/en/want") * 5
    assert [browser.post(path, area=HERE).status_code for path in paths] == [422] * 10
    assert browser.post("/easy/want", area=HERE).status_code == 429


def test_staff_read_what_their_area_wants(divided):
    want = Want(category="nursery_open_day", municipality=HERE, district=CODES[NEAR], day=DAY)
    for number, (district, municipality, day) in enumerate(
        (
            (CODES[NEAR], HERE, DAY),
            (CODES[NEAR], HERE, DAY),
            (CODES[FAR], HERE, DAY),
            ("", HERE, DAY - timedelta(days=300)),
            ("", ELSEWHERE, DAY),
        )
    ):
        told = Want(category=want.category, municipality=municipality, district=district, day=day)
        assert tell_want(divided.runtime.store, told, key=f"k{number}", now=NOW)
    moderator = divided.as_account(MODERATOR).get("/staff/wants").text
    assert "合わせて 4件" in moderator
    assert moderator.index(NEAR) < moderator.index(FAR)
    assert "合わせて 3件" in divided.as_account(MODERATOR).get("/staff/wants?months=3").text
    coordinator = divided.as_account(COORDINATOR).get("/staff/wants").text
    assert "合わせて 2件" in coordinator
    assert FAR not in coordinator
    table = divided.as_account(COORDINATOR).get("/staff/wants.csv")
    assert table.headers["Cache-Control"] == "no-store"
    assert table.text.splitlines()[1:] == [f"{HERE},西東京市,{CODES[NEAR]},{NEAR},nursery_open_day,園庭開放,2"]
    assert divided.as_account().get("/staff/wants").status_code == 401
    assert divided.as_account(STRANGER).get("/staff/wants.csv").status_code == 404

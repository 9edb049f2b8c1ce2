"""How it went, without persons: three words about a record, and a guard before anything is kept."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from directory.domain.actor import Account, Grant
from directory.domain.feedback import FeedbackCounts
from directory.domain.session import Session
from directory.domain.sign_in import hash_secret
from tests.integration.conftest import NOW
from tests.integration.site.town import AWAY, ELSEWHERE, HERE, MODERATOR, OWNER, gazetteer, town

__all__ = ["gazetteer", "town"]

WORKER, FAR = "worker@example.invalid", "far@example.invalid"
COOKIE = "c" * 43
PERSONAL = "山田花子さんの携帯は090-1234-5678です"


@pytest.fixture
def staffed(town):
    with town.runtime.store.write(now=NOW) as unit:
        for email, municipality in ((WORKER, HERE), (FAR, ELSEWHERE)):
            grant = Grant(role="support_worker", municipality=municipality)
            unit.accounts.add(Account(id=str(uuid4()), email=email, name="", created_at=NOW, grants=(grant,)))
    return town


def id_of(town, key="rice"):
    with town.runtime.store.read() as unit:
        return unit.resources.find_by_keys([key])[key].id


def page_of(town, key="rice"):
    return f"/staff/resources/{id_of(town, key)}/feedback"


def counts_of(town, key="rice"):
    with town.runtime.store.read() as unit:
        return unit.feedback.counts_of(id_of(town, key), since=NOW.date())


def queue_of(town):
    with town.runtime.store.read() as unit:
        return [unit.submissions.find(row.id) for row in unit.submissions.queue((HERE,), ("pending",), 10)]


def test_a_word_is_counted_once_and_names_nobody(staffed):
    browser, page = staffed.as_account(WORKER), page_of(staffed)
    key = re.search(r'name="key" value="([^"]+)"', browser.get(page).text)[1]
    for _ in range(2):
        answer = browser.post(page, key=key, kind="full", text="予約が要りました")
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?done=1")
    assert counts_of(staffed) == FeedbackCounts(full=1)
    shown = browser.get(f"{page}?done=1")
    assert "予約が要りました" in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    with staffed.runtime.store.read() as unit:
        worker = unit.accounts.find_by_email(WORKER).id
        assert "feedback" not in unit.traces.count(worker)
        assert "idempotency" not in unit.traces.count(worker)
    assert queue_of(staffed) == []


def test_what_was_wrong_waits_for_a_moderator_as_a_report_of_nobody(staffed):
    staffed.as_account(WORKER).post(page_of(staffed), key="k", kind="wrong", text="もう閉まっていました")
    (report,) = queue_of(staffed)
    assert (report.kind, report.reason, report.message) == ("report", "other", "もう閉まっていました")
    assert (report.resource_id, report.is_from_staff) == (id_of(staffed), True)
    assert report.submitter.account_id == report.submitter.name == ""
    assert counts_of(staffed) == FeedbackCounts(wrong=1)
    assert "支援者から" in staffed.as_account(MODERATOR).get("/staff/queue").text


def test_the_guard_says_what_and_why_and_keeps_nothing(staffed):
    answer = staffed.as_account(WORKER).post(page_of(staffed), key="k", kind="wrong", text=PERSONAL)
    assert answer.status_code == 422
    assert "<mark>山田花子さん</mark>」 人の名前のようです" in answer.text
    assert "<mark>090-1234-5678</mark>」 電話番号のようです" in answer.text
    assert f">{PERSONAL}</textarea>" in answer.text
    assert counts_of(staffed) == FeedbackCounts()
    with staffed.runtime.store.read() as unit:
        assert unit.traces.count("山田花子") == {}
        assert unit.traces.count("090-1234-5678") == {}


def test_the_program_twin_refuses_the_same_without_repeating_it(staffed, capsys):
    browser, path = staffed.as_account(WORKER), f"/api/v1/resources/{id_of(staffed)}/feedback"
    refused = post_json(browser, path, {"kind": "well", "text": PERSONAL})
    assert refused.status_code == 422
    assert refused.json()["error"] == "personal_person_name"
    assert refused.json()["fields"][0]["name"] == "text"
    assert "1文字目から6文字目" in refused.json()["message"]
    assert "山田" not in refused.text
    assert "山田" not in "".join(capsys.readouterr())
    first = post_json(browser, path, {"kind": "well"}, key="one")
    again = post_json(browser, path, {"kind": "well"}, key="one")
    other = post_json(browser, path, {"kind": "full"}, key="one")
    assert (first.status_code, first.json()) == (201, {"status": "kept", "kind": "well", "replayed": False})
    assert (again.status_code, again.json()["replayed"]) == (200, True)
    assert (other.status_code, other.json()["error"]) == (409, "idempotency_key_reused")
    assert counts_of(staffed) == FeedbackCounts(well=1)
    assert post_json(browser, path, {"kind": "well", "text": "あ" * 201}).status_code == 422
    assert post_json(browser, path, {"kind": "late"}).status_code == 422


def post_json(browser, path, body, *, key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return browser.post_json(path, body, **headers)


def test_who_may_say_something(staffed):
    expected = {
        ("", "rice"): 401,
        (OWNER, "rice"): 403,
        (WORKER, "rice"): 201,
        (MODERATOR, "rice"): 201,
        (FAR, "rice"): 404,
        (AWAY, "rice"): 404,
        (WORKER, "hidden"): 404,
        (MODERATOR, "hidden"): 201,
    }
    for (email, record), status in expected.items():
        path = f"/api/v1/resources/{id_of(staffed, record)}/feedback"
        answer = post_json(staffed.as_account(email), path, {"kind": "well"})
        assert answer.status_code == status, (email, record)


def test_the_page_of_a_place_offers_the_form_to_support_workers_alone(staffed):
    staffed.refresh()
    with staffed.runtime.store.write(now=NOW) as unit:
        code = unit.resources.find(id_of(staffed)).keys[0].code
        unit.sessions.open(
            Session(
                token_hash=hash_secret(COOKIE),
                account_id=unit.accounts.find_by_email(WORKER).id,
                created_at=NOW,
                seen_at=NOW,
                expires_at=NOW + timedelta(hours=1),
                is_verified=True,
            )
        )
    browser = staffed.as_account()
    form = f'action="{page_of(staffed)}"'
    assert form in browser.get(f"/r/{code}", Cookie=f"__Host-session={COOKIE}").text
    assert form not in browser.get(f"/r/{code}").text


def test_a_form_without_a_word_comes_back_and_one_account_has_a_limit(staffed):
    answer = staffed.as_account(WORKER).post(page_of(staffed), key="k", text="静かでした")
    assert answer.status_code == 422
    assert ">静かでした</textarea>" in answer.text
    browser, path = staffed.as_account(WORKER), f"/api/v1/resources/{id_of(staffed)}/feedback"
    statuses = [post_json(browser, path, {"kind": "well"}).status_code for _ in range(31)]
    assert statuses == [201] * 30 + [429]

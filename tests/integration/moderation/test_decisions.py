"""What was sent in is published or returned once."""

from __future__ import annotations

from datetime import date

import pytest

from directory.domain.actor import Account
from directory.domain.errors import (
    Conflict,
    NotFound,
    SecondFactorMissing,
)
from directory.domain.mail import Mail
from directory.domain.submission import Submitter
from directory.usecases.moderation.decide import NEW_PLACE, open_case
from directory.usecases.moderation.edit_record import EditRequest, edit_record
from directory.usecases.moderation.queue import read_queue
from directory.usecases.moderation.record_texts import RecordTexts
from tests.integration.moderation.conftest import BOTH, ELSEWHERE, MODERATOR, TODAY, draft, staff


def test_publishing_makes_it_public_with_the_day_its_sender_spoke(send, rule, public):
    decided = rule(send().submission.id).submission
    listing = public()[0]
    assert (decided.status, listing.name, listing.assured_on) == ("published", "たんぽぽサロン", date(2026, 5, 1))


def test_the_letter_names_the_page_that_publishing_made(send, rule, public, store):
    mail = Mail(kind="published", to="h@example.invalid", subject="s", body=f"/{NEW_PLACE}", dedup_key="")
    rule(send().submission.id, letter=lambda _case: mail)
    with store.read() as unit:
        assert [each.mail.body for each in unit.outbox.of_recipient(mail.to)] == [f"/r/{public()[0].code}"]


@BOTH
def test_the_second_of_two_moderators_is_told(send, rule):
    sent = send().submission
    rule(sent.id, version=sent.version)
    with pytest.raises(Conflict) as refused:
        rule(sent.id, "return", version=sent.version)
    assert refused.value.code == "submission_decided"


def test_a_moderator_who_saw_an_older_version_is_told(send, rule, store, now):
    sent = send().submission
    with store.write(now=now) as unit:
        assert unit.submissions.edit(sent.id, version=1, draft=draft(name="なおした名前"))
    with pytest.raises(Conflict):
        rule(sent.id, version=sent.version)


def test_a_moderator_of_another_town_sees_nothing(send, rule, desk):
    sent = send().submission
    with pytest.raises(NotFound):
        rule(sent.id, actor=staff("moderator", ELSEWHERE))
    with pytest.raises(NotFound):
        open_case(desk, staff("coordinator"), sent.id)
    with pytest.raises(SecondFactorMissing):
        open_case(desk, staff("moderator", is_verified=False), sent.id)
    assert read_queue(desk, staff("moderator", ELSEWHERE), "pending").lines == ()


def test_a_change_waits_while_the_record_stays_and_keeps_what_others_changed(send, rule, record, find, desk, now):
    rid = record()
    changed = draft(stable_key="r", description="月に二回です。")
    sent = send(kind="change", draft=changed, changed=("description",), resource_id=rid, base_version=1).submission
    assert find(rid).draft.description == "月に一回です。"
    edit = EditRequest(resource_id=rid, texts=RecordTexts(name="たんぽぽの家"), version=1)
    edit_record(desk, MODERATOR, edit, now=now, today=TODAY)
    rule(sent.id)
    after = find(rid).draft
    assert (after.name, after.description) == ("たんぽぽの家", "月に二回です。")


def test_an_end_ends_the_record(send, rule, record, find):
    rid = record()
    rule(send(kind="end", draft=None, resource_id=rid).submission.id)
    assert find(rid).draft.status == "ended"


def test_a_report_changes_nothing_by_itself_and_can_be_corrected(send, rule, record, find):
    rid = record()
    closed = send(kind="report", draft=None, resource_id=rid, reason="other").submission
    assert rule(closed.id).submission.status == "published"
    assert find(rid).version == 1
    wrong = send(kind="report", draft=None, resource_id=rid, reason="wrong_time").submission
    rule(wrong.id, texts=RecordTexts(schedule="毎週火曜 10:00〜12:00"), resource_version=1)
    assert find(rid).draft.schedule.rules[0].byday == (1,)


def test_corrections_are_published_and_kept(send, rule, desk, find):
    sent = send().submission
    decided = rule(sent.id, version=1, texts=RecordTexts(name="なおした名前")).submission
    assert find(decided.resource_id).draft.name == "なおした名前"
    assert decided.draft.name == "なおした名前"


def test_corrections_of_an_older_record_are_refused(send, rule, record, desk, now):
    rid = record()
    sent = send(kind="change", draft=draft(), changed=("name",), resource_id=rid, base_version=1).submission
    edit_record(
        desk,
        MODERATOR,
        EditRequest(resource_id=rid, texts=RecordTexts(kana="タンポポ"), version=1),
        now=now,
        today=TODAY,
    )
    with pytest.raises(Conflict):
        rule(sent.id, texts=RecordTexts(name="x"), resource_version=1)


def test_a_letter_goes_out_with_the_decision_and_only_to_a_proved_address(send, rule, store):
    def letter(case):
        body = case.answer_to
        return Mail(kind="returned", to=case.answer_to, subject="s", body=body, dedup_key="") if body else None

    proved = Submitter(email="a@example.invalid", is_email_confirmed=True)
    rule(send(submitter=proved).submission.id, "return", letter=letter)
    rule(send(submitter=Submitter(email="b@example.invalid")).submission.id, "return", letter=letter)
    with store.read() as unit:
        assert len(unit.outbox.of_recipient("a@example.invalid")) == 1
        assert unit.outbox.of_recipient("b@example.invalid") == ()


def test_who_owns_a_record_speaks_for_it(send, rule, record, find, store, now):
    rid = record(assured_on=date(2025, 1, 1))
    account = Account(id="o", email="o@example.invalid", name="花子", created_at=now, owned=frozenset({rid}))
    with store.write(now=now) as unit:
        unit.accounts.add(account)
    changed = draft(stable_key="r", description="べつの文")
    fields = {"kind": "change", "draft": changed, "changed": ("description",), "resource_id": rid}
    rule(send(submitter=Submitter(account_id="o"), **fields).submission.id)
    assert find(rid).draft.assured_on == date(2026, 5, 1)

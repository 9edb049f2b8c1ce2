"""Submissions: the whole draft comes back, two moderators can not both decide, the queue knows its municipalities."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from directory.domain.idempotency import IdempotentAnswer
from directory.domain.submission import Submission, Submitter

LATER = datetime(2026, 5, 2, tzinfo=UTC)


@pytest.fixture
def submission(rich, now):
    return Submission(
        id="submission-1",
        code="12345678",
        kind="change",
        municipality="27106",
        channel="paper",
        created_at=now,
        draft=rich.draft,
        changed=("description", "schedule"),
        resource_id="resource-1",
        base_version=3,
        submitter=Submitter(name="架空花子", email="Hana@Example.invalid", phone="090-0000-0000", account_id="a"),
        message="電話は夕方に",
        answers=(("name", "架空"), ("name", "二つ目")),
        idempotency_key="key-1",
    )


def test_a_submission_comes_back_as_it_was(store, submission, now):
    report = replace(submission, id="2", code="2", kind="report", draft=None, reason="closed", changed=())
    with store.write(now=now) as unit:
        unit.submissions.add(submission)
        unit.submissions.add(report)
    with store.read() as unit:
        assert unit.submissions.find("submission-1") == submission
        assert unit.submissions.find_by_code("2") == report
        assert unit.submissions.of_resource("resource-1") == (report, submission)
        assert unit.submissions.of_account("a") == unit.submissions.of_email("hana@example.INVALID")
        assert (
            unit.submissions.of_account("") == unit.submissions.of_email("") == unit.submissions.of_resource("") == ()
        )
        assert unit.submissions.stored_keys(["key-1", "key-2"]) == {"key-1": 2, "key-2": 0}
        assert unit.submissions.find("nothing") is None


def test_only_the_first_of_two_moderators_decides(store, submission, now):
    with store.write(now=now) as unit:
        unit.submissions.add(submission)
        edited = submission.draft.model_copy(update={"name": "直した名前"})
        assert unit.submissions.edit("submission-1", version=1, draft=edited)
        assert not unit.submissions.edit("submission-1", version=1, draft=submission.draft)
        told = {"version": 2, "by": "m", "at": LATER}
        assert unit.submissions.decide("submission-1", status="published", resource_id="r", **told)
        assert not unit.submissions.decide("submission-1", status="returned", reply="遅い", **told)
        assert not unit.submissions.edit("submission-1", version=3, draft=submission.draft)
        unit.submissions.confirm_email("submission-1")
        found = unit.submissions.find("submission-1")
        assert found == replace(
            submission,
            draft=edited,
            version=3,
            status="published",
            decided_by="m",
            decided_at=LATER,
            resource_id="r",
            submitter=replace(submission.submitter, is_email_confirmed=True),
        )


def test_the_queue_shows_its_municipalities_oldest_first(store, submission, now):
    with store.write(now=now) as unit:
        for number, (municipality, hours) in enumerate((("27106", 2), ("13229", 1), ("27106", 0))):
            moment = now + timedelta(hours=hours)
            each = replace(submission, id=f"s{number}", code=str(number), municipality=municipality, created_at=moment)
            unit.submissions.add(each)
        unit.submissions.decide("s0", version=1, status="returned", by="m", at=LATER, reply="電話番号が足りません")
    with store.read() as unit:
        pending = unit.submissions.queue(["27106"], ["pending"], limit=10)
        assert [(row.id, row.name, row.has_account) for row in pending] == [("s2", submission.draft.name, True)]
        both = unit.submissions.queue(["27106"], ["pending", "returned"], limit=1, offset=1)
        assert [row.id for row in both] == ["s0"]
        assert unit.submissions.queue([], ["pending"], limit=10) == ()
        assert unit.submissions.count_pending(["27106", "13229"]) == 2


def test_an_answer_is_remembered_once_per_sender_and_key(store, now):
    answer = IdempotentAnswer(actor="anonymous", key="k", body_sha256="0" * 64, answer_id="1", at=now)
    with store.write(now=now) as unit:
        assert unit.idempotency.remember(answer)
        assert not unit.idempotency.remember(replace(answer, answer_id="2"))
        assert unit.idempotency.remember(replace(answer, actor="a", answer_id="3"))
        assert unit.idempotency.find("anonymous", "k") == answer
        assert unit.idempotency.find("b", "k") is None
        assert unit.idempotency.purge(now) == 0
        assert unit.idempotency.purge(LATER) == 2

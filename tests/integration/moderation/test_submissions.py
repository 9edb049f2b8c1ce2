"""What is sent in waits, with its mail and its code, and nothing of it is public."""

from __future__ import annotations

from dataclasses import replace

import pytest

from directory.domain.errors import (
    Conflict,
)
from directory.domain.mail import Mail
from directory.usecases.moderation.queue import read_queue
from directory.usecases.submit import Claim
from tests.integration.moderation.conftest import BOTH, HERE, MODERATOR, draft


@BOTH
def test_a_submission_comes_with_its_outbox_row_and_a_code(send, store):
    done = send()
    sent = done.submission
    with store.read() as unit:
        assert unit.submissions.find_by_code(sent.code) == sent
        assert unit.outbox.counts().sent == 1
    assert (len(sent.code), sent.status, sent.draft.source.source) == (8, "pending", "registration")
    assert sent.draft.stable_key != "new"


@BOTH
def test_the_same_key_is_carried_out_once_and_another_body_is_refused(send, store):
    claim = Claim(actor="anonymous", key="k", body_sha256="1")
    first, again = send(claim=claim), send(claim=claim)
    assert (again.submission.id, again.is_replayed) == (first.submission.id, True)
    with store.read() as unit:
        assert unit.submissions.stored_keys(["k", "other"]) == {"k": 1, "other": 0}
    with pytest.raises(Conflict):
        send(claim=replace(claim, body_sha256="2"))
    assert send(claim=replace(claim, actor="somebody")).submission.id != first.submission.id


@BOTH
def test_what_is_enclosed_fails_with_the_submission(send, store):
    def burst(_unit, _submission):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        send(enclose=burst)
    with store.read() as unit:
        assert unit.submissions.queue((HERE,), ("pending",), 10) == ()
        assert unit.outbox.counts().waiting == 0


def test_the_enclosed_mail_waits_under_the_submissions_key(send, store):
    mail = Mail(kind="submission", to="hanako@example.invalid", subject="s", body="b", dedup_key="")
    sent = send(enclose=lambda _unit, _submission: mail).submission
    with store.read() as unit:
        assert [each.mail.dedup_key for each in unit.outbox.of_recipient(mail.to)] == [f"submission:{sent.id}"]


def test_nothing_is_public_before(send, public):
    send()
    assert public() == []


def test_the_queue_shows_what_is_worth_a_second_look(send, desk):
    send(draft=draft(description="山田花子さんまで https://example.invalid"))
    line = read_queue(desk, MODERATOR, "pending").lines[0]
    assert (line.name, line.warnings) == ("たんぽぽサロン", ("person_name", "url", "unconfirmed_sender"))

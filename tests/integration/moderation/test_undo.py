"""A decision can be taken back for thirty days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from directory.domain.errors import (
    RequestRefused,
)
from directory.usecases.moderation.undo import undo_decision
from tests.integration.moderation.conftest import BOTH, MODERATOR, draft


@BOTH
def test_undo_brings_the_record_and_the_submission_back(send, rule, record, find, desk, now, store):
    rid = record()
    sent = send(
        kind="change", draft=draft(stable_key="r", description="べつの文"), changed=("description",), resource_id=rid
    ).submission
    decided = rule(sent.id).submission
    again = undo_decision(desk, MODERATOR, sent.id, version=decided.version, now=now + timedelta(days=29))
    assert (again.status, find(rid).draft.description) == ("pending", "月に一回です。")
    with store.read() as unit:
        assert [each.outcome for each in unit.audit.of(sent.id)] == ["publish", "undone"]


def test_undo_of_a_new_record_hides_it_and_publishing_again_gives_the_same_link(send, rule, desk, now, public):
    sent = send().submission
    rule(sent.id)
    code = public()[0].code
    undo_decision(desk, MODERATOR, sent.id, version=None, now=now)
    assert public() == []
    rule(sent.id)
    assert [each.code for each in public()] == [code]


def test_undo_of_a_confidential_record_works_though_history_holds_no_values(send, rule, record, find, desk, now):
    rid = record(visibility="hidden")
    sent = send(kind="change", draft=draft(name="べつの名前"), changed=("name",), resource_id=rid).submission
    rule(sent.id)
    undo_decision(desk, MODERATOR, sent.id, version=None, now=now)
    assert find(rid).draft.name == "たんぽぽサロン"


def test_undo_ends_after_thirty_days(send, rule, desk, now):
    sent = send().submission
    with pytest.raises(RequestRefused):
        undo_decision(desk, MODERATOR, sent.id, version=None, now=now)
    rule(sent.id)
    with pytest.raises(RequestRefused):
        undo_decision(desk, MODERATOR, sent.id, version=None, now=now + timedelta(days=31))

"""Whoever edits a record sees what their role may see, and edits keep each other."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest

from directory.domain.actor import Actor
from directory.domain.contact import Contact
from directory.domain.coordinate import Coordinate
from directory.domain.draft import VenueDraft
from directory.domain.errors import (
    Forbidden,
    NotFound,
    TooManyRequests,
    Unauthenticated,
    VersionMissing,
    VersionStale,
)
from directory.usecases.moderation.bulk import Chosen, edit_organization, settle_attention
from directory.usecases.moderation.desk import Desk
from directory.usecases.moderation.edit_record import EditRequest, edit_record
from directory.usecases.moderation.read_record import read_place, read_record
from directory.usecases.moderation.record_texts import ContactTexts, RecordTexts, VenueTexts
from directory.usecases.moderation.undo import undo_decision
from tests.integration.moderation.conftest import BOTH, ELSEWHERE, HERE, MODERATOR, TODAY, staff


@pytest.fixture
def edit(desk: Desk, now: datetime):
    def edit_it(actor: Actor, resource_id: str, *, version: int | None = 1, **texts):
        request = EditRequest(resource_id=resource_id, texts=RecordTexts(**texts), version=version)
        return edit_record(desk, actor, request, now=now, today=TODAY)

    return edit_it


def test_a_coordinator_of_one_district_proposes_there_and_finds_nothing_in_the_next(edit, record, find):
    here, there = record("a"), record("b", venues=(VenueDraft(key="v", address="所沢市並木1-1"),))
    coordinator = staff("coordinator", district="school:a")
    waiting = edit(coordinator, here, description="べつの文").submission
    assert (waiting.status, waiting.changed, find(here).version) == ("pending", ("description",), 1)
    with pytest.raises(NotFound):
        edit(coordinator, there, description="べつの文")


@BOTH
def test_an_edit_names_the_version_it_was_made_from(edit, record):
    rid = record()
    with pytest.raises(VersionMissing):
        edit(MODERATOR, rid, version=None, name="x")
    assert edit(MODERATOR, rid, name="x").version == 2
    with pytest.raises(VersionStale):
        edit(MODERATOR, rid, name="y")
    assert edit(MODERATOR, rid, version=2, name="x").version == 2


def test_roles_are_asked_before_versions(edit, record):
    rid = record()
    for actor, error in (
        (Actor(), Unauthenticated),
        (staff("moderator", ELSEWHERE), NotFound),
        (staff("support_worker"), Forbidden),
    ):
        with pytest.raises(error):
            edit(actor, rid, version=None)


def test_an_admin_does_not_change_who_sees_a_place(edit, record):
    with pytest.raises(Forbidden):
        edit(staff("admin", ""), record(), visibility="hidden")


def test_a_direct_edit_can_be_taken_back_like_a_decision(edit, record, find, desk, now, store):
    rid = record()
    edit(MODERATOR, rid, description="べつの文")
    with store.read() as unit:
        kept = unit.submissions.of_resource(rid)[0]
    undo_decision(desk, MODERATOR, kept.id, version=None, now=now)
    assert find(rid).draft.description == "月に一回です。"


def test_contacts_that_an_editor_can_not_see_stay(edit, record, find, desk):
    secret = Contact(kind="phone", value="090-0000-0000", publicity="private")
    rid = record(contacts=(secret, Contact(kind="phone", value="04-0000-0000")))
    coordinator = staff("coordinator")
    assert [each.value for each in read_record(desk, coordinator, rid).draft.contacts] == ["04-0000-0000"]
    proposed = edit(coordinator, rid, contacts=(ContactTexts(kind="phone", value="03-5555-0000", publicity="public"),))
    assert {each.value for each in proposed.submission.draft.contacts} == {"03-5555-0000", "090-0000-0000"}


def test_a_confirmed_pin_is_remembered_with_who_and_when(desk, record, find, now):
    rid = record()
    venue = VenueTexts(
        key="v", address="所沢市くすのき台1-1", coordinate=Coordinate(latitude=35.7861, longitude=139.4701)
    )
    request = EditRequest(resource_id=rid, texts=RecordTexts(venues=(venue,)), version=1, confirms_pins=True)
    assert edit_record(desk, MODERATOR, request, now=now, today=TODAY).moved_pins
    confirmed = find(rid).placements[0].confirmed
    assert (confirmed.on, confirmed.by) == (TODAY, "moderator")


def test_a_confidential_place_is_no_part_of_the_record_and_reading_it_is_written_down(desk, record, store, now):
    rid = record(visibility="area_only")
    worker = staff("support_worker")
    view = read_record(desk, worker, rid)
    assert (view.has_place, [(each.address, each.name) for each in view.draft.venues]) == (False, [("", "")])
    read_place(desk, worker, rid, now=now)
    with store.read() as unit:
        assert [(each.account_id, each.action) for each in unit.audit.of(rid)] == [("support_worker", "read_place")]


@BOTH
def test_sixty_places_an_hour_are_read_then_one_alert_stands_in_the_audit(desk, record, store, now):
    rid = record(visibility="area_only")
    worker = staff("support_worker")
    for _ in range(60):
        read_place(desk, worker, rid, now=now)
    for _ in range(3):
        with pytest.raises(TooManyRequests) as refused:
            read_place(desk, worker, rid, now=now + timedelta(minutes=59))
    assert (refused.value.code, refused.value.facts["retry_after_s"]) == ("too_many_places", 3600)
    with store.read() as unit:
        outcomes = Counter(each.outcome for each in unit.audit.of(rid))
    assert outcomes == {"done": 60, "too_many": 1}
    read_place(desk, staff("coordinator"), rid, now=now)
    assert read_place(desk, worker, rid, now=now + timedelta(minutes=61)).id == rid


@BOTH
def test_many_records_are_settled_at_once_and_changed_ones_are_left(desk, record, store, find, now):
    one, two = record("a"), record("b")
    chosen = (Chosen(resource_id=one, version=1), Chosen(resource_id=two, version=7))
    done = settle_attention(desk, MODERATOR, chosen, "hide", now=now)
    assert (done.changed, done.skipped) == (1, 1)
    assert (find(one).draft.visibility, find(two).draft.visibility) == ("hidden", "public")
    with pytest.raises(NotFound):
        settle_attention(desk, staff("moderator", ELSEWHERE), chosen, "end", now=now)


@BOTH
def test_an_organization_is_renamed_in_all_its_records(desk, record, store, find, now):
    ids = [record(key, organization={"name": "架空の会"}) for key in ("a", "b")]
    with store.read() as unit:
        line = unit.records.organizations((HERE,), limit=10)[0]
    assert edit_organization(desk, MODERATOR, line.id, name="新しい会", networks=("架空の網",), now=now) == 2
    assert {(find(each).draft.organization.name, find(each).draft.organization.networks) for each in ids} == {
        ("新しい会", ("架空の網",))
    }
    with store.read() as unit:
        network = next(each for each in unit.records.organizations((HERE,), text="網", limit=10))
        assert [each.name for each in unit.records.members_of(network.id)] == ["新しい会"]

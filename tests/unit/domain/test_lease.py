from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from directory.domain.draft import ResourceDraft, SourceRef, VenueDraft
from directory.domain.lease import Cancellation, Lease
from directory.domain.publish import project
from directory.domain.resource import ListingKey, Placement, Resource
from directory.domain.schedule import Schedule

LEASE = Lease(resource_id="r", rhythm_days=80)


@pytest.mark.parametrize(
    ("state", "due_on"),
    [
        ({}, date.min),
        ({"confirmed_on": date(2026, 1, 1)}, date(2026, 3, 22)),
        ({"confirmed_on": date(2026, 1, 1), "asked_on": date(2026, 4, 1)}, date(2026, 5, 1)),
        ({"asked_on": date(2026, 4, 1), "unanswered": 1}, date(2026, 5, 1)),
        ({"asked_on": date(2026, 4, 1), "unanswered": 2}, date.max),
    ],
)
def test_something_has_to_be_done_by_rhythm_then_by_patience_and_never_by_mail_after_two_silences(state, due_on):
    assert replace(LEASE, **state).due_on == due_on


@pytest.mark.parametrize(("unanswered", "is_silent"), [(0, False), (1, False), (2, True), (3, True)])
def test_two_unanswered_questions_are_silence(unanswered, is_silent):
    assert replace(LEASE, unanswered=unanswered).is_silent is is_silent


def resource(*, lease=None, **fields):
    values = {
        "stable_key": "k",
        "source": SourceRef(source="架空"),
        "name": "架空サロン",
        "categories": ("parenting_salon",),
        "municipality": "13229",
        "venues": (VenueDraft(key="a"), VenueDraft(key="b", schedule=Schedule(raw="第2土曜"))),
        "schedule": Schedule(raw="第1土曜", cancelled=(date(2026, 7, 4),)),
    } | fields
    return Resource(
        id="r",
        version=1,
        draft=ResourceDraft(**values),
        placements=(Placement(place=None), Placement(place=None)),
        keys=(ListingKey(code="aaaaaa", number=1), ListingKey(code="bbbbbb", number=2)),
        lease=lease,
        updated_at=None,
    )


@pytest.mark.parametrize(
    ("published", "confirmed", "shown"),
    [
        (None, None, None),
        (date(2026, 1, 1), None, date(2026, 1, 1)),
        (None, date(2026, 2, 2), date(2026, 2, 2)),
        (date(2026, 1, 1), date(2026, 2, 2), date(2026, 2, 2)),
        (date(2026, 3, 3), date(2026, 2, 2), date(2026, 3, 3)),
    ],
)
def test_a_listing_shows_the_later_of_the_publishers_and_the_operators_word(published, confirmed, shown):
    lease = replace(LEASE, confirmed_on=confirmed)
    assert {listing.assured_on for listing in project(resource(lease=lease, assured_on=published))} == {shown}


def test_a_cancelled_day_is_struck_at_its_own_venue_only_and_keeps_the_published_ones():
    day = Cancellation(on=date(2026, 6, 6), code="aaaaaa")
    first, second = project(resource(lease=replace(LEASE, cancelled=(day,))))
    assert first.schedule.cancelled == (date(2026, 6, 6), date(2026, 7, 4))
    assert second.schedule.cancelled == ()


def test_a_silent_operator_makes_all_listings_silent():
    assert [each.is_silent for each in project(resource(lease=replace(LEASE, unanswered=2)))] == [True, True]
    assert [each.is_silent for each in project(resource())] == [False, False]

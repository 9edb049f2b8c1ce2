"""Words about records and unmet needs: counted, kept without anybody, forgotten in time."""

from __future__ import annotations

import threading
from dataclasses import asdict, fields
from datetime import date, timedelta
from uuid import uuid4

import pytest

from directory.domain.feedback import Feedback, FeedbackCounts
from directory.domain.want import Want, WantCount
from directory.usecases.person_data import erase_person, export_person
from directory.usecases.retention import purge
from directory.usecases.tell_want import tell_want

DAY = date(2026, 5, 1)
HERE, ELSEWHERE = "27106", "13229"
WANT = Want(category="child_cafe", municipality=HERE, district="27106-a1b2c3", day=DAY)


@pytest.fixture
def resource_id(put, make_change, get):
    put(make_change("a"))
    return get("a").id


def say(store, now, resource_id, **changes):
    values = {"id": str(uuid4()), "kind": "full", "municipality": HERE, "day": DAY, "text": ""} | changes
    feedback = Feedback(resource_id=resource_id, **values)
    with store.write(now=now) as unit:
        unit.feedback.add(feedback)
    return feedback


def test_words_are_counted_from_a_day_on_and_texts_come_newest_first(store, resource_id, now):
    old = DAY - timedelta(days=40)
    say(store, now, resource_id, day=old, text="予約が要りました")
    new = say(store, now, resource_id, kind="well", text="静かでした")
    say(store, now, resource_id)
    with store.read() as unit:
        assert unit.feedback.counts_of(resource_id, since=old) == FeedbackCounts(full=2, well=1)
        assert unit.feedback.counts_of(resource_id, since=DAY) == FeedbackCounts(full=1, well=1)
        assert unit.feedback.counts_of(resource_id, since=old).total == 3
        assert [each.text for each in unit.feedback.texts_of(resource_id, since=old)] == [new.text, "予約が要りました"]
        assert unit.feedback.counts_of("nobody", since=old) == FeedbackCounts()


def test_words_go_with_their_record(store, resource_id, now):
    say(store, now, resource_id)
    with store.write(now=now) as unit:
        unit.archive.remove(resource_id)
    with store.read() as unit:
        assert unit.feedback.counts_of(resource_id, since=DAY) == FeedbackCounts()


def test_a_word_has_no_room_for_a_person():
    assert {each.name for each in fields(Feedback)} == {"id", "resource_id", "kind", "municipality", "day", "text"}
    assert {each.name for each in fields(Want)} == {"category", "municipality", "district", "day"}


def test_wishes_of_a_day_become_one_number(store, now):
    other = Want(category="child_cafe", municipality=ELSEWHERE, district="", day=DAY - timedelta(days=1))
    for want in (WANT, WANT, other):
        with store.write(now=now) as unit:
            unit.wants.add(want)
    with store.read() as unit:
        here = WantCount(category="child_cafe", municipality=HERE, district="27106-a1b2c3", count=2)
        there = WantCount(category="child_cafe", municipality=ELSEWHERE, district="", count=1)
        assert unit.wants.counts(None, since=other.day) == (there, here)
        assert unit.wants.counts((HERE,), since=other.day) == (here,)
        assert unit.wants.counts(None, since=DAY) == (here,)
        assert unit.wants.counts((), since=other.day) == ()


def test_wishes_at_the_same_time_are_all_counted(store, now):
    threads = [
        threading.Thread(target=tell_want, args=(store, WANT), kwargs={"key": f"key-{number}", "now": now})
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as unit:
        assert [each.count for each in unit.wants.counts(None, since=DAY)] == [8]


def test_the_same_form_counts_once_and_leaves_neither_hour_nor_key(store, now):
    assert tell_want(store, WANT, key="the key of a form", now=now)
    assert not tell_want(store, WANT, key="the key of a form", now=now)
    with store.read() as unit:
        assert [each.count for each in unit.wants.counts(None, since=DAY)] == [1]
        assert unit.traces.count("the key of a form") == {}


def test_texts_go_after_two_years_and_everything_after_three(store, resource_id, now):
    say(store, now, resource_id, text="静かでした")
    tell_want(store, WANT, key="", now=now)
    tell_want(store, WANT, key="", now=now)
    assert purge(store, now=now + timedelta(days=725)).feedback_texts == 0
    later = purge(store, now=now + timedelta(days=735))
    assert (later.feedback_texts, later.feedback, later.wants) == (1, 0, 0)
    with store.read() as unit:
        assert unit.feedback.counts_of(resource_id, since=DAY) == FeedbackCounts(full=1)
        assert unit.feedback.texts_of(resource_id, since=DAY) == ()
    last = purge(store, now=now + timedelta(days=1100))
    assert (last.feedback_texts, last.feedback, last.wants) == (0, 1, 2)
    assert sum(asdict(purge(store, now=now + timedelta(days=1100))).values()) == 0


def test_an_address_that_slipped_into_a_text_is_found_and_struck_out(store, resource_id, now):
    address = "hanako@example.invalid"
    say(store, now, resource_id, text=f"{address} に聞きました")
    assert dict(export_person(store, address).traces) == {"feedback": 1}
    assert erase_person(store, address, now=now).left == ()
    with store.read() as unit:
        assert [each.text for each in unit.feedback.texts_of(resource_id, since=DAY)] == [" に聞きました"]

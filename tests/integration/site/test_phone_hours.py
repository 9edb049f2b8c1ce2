"""The page says when nobody answers the telephone, and only when that is certain."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from directory.domain.contact import Contact
from directory.domain.schedule import Schedule
from tests.integration.site.fictional import FIRST_AND_THIRD_SATURDAY, WEEKDAYS, make_listing

SATURDAY, MONDAY, EVENING, HOLIDAY = "2026-06-06T10:30", "2026-06-08T10:30", "2026-06-08T18:00", "2026-09-22T11:00"
CLOSED = "いまは時間外です"


@pytest.fixture(scope="module")
def ask(make_client):
    """Text of the page of a listing with this note at this moment."""

    def get(note: str, at: str, *, category: str = "child_cafe", schedule: Schedule = Schedule(), **changes) -> str:
        contacts = (Contact(kind="phone", value="03-0000-0001", note=note),)
        listing = make_listing(1, contacts=contacts, categories=(category,), schedule=schedule, **changes)
        return make_client((listing,), fixed_today=at).get("/r/t00001").text

    return get


@pytest.mark.parametrize("at", [SATURDAY, EVENING, HOLIDAY])
def test_outside_the_hours_of_a_note_the_page_says_so(ask, at):
    assert f"{CLOSED}（平日10〜16時）" in ask("平日10〜16時", at)


@pytest.mark.parametrize("note", ["平日10〜16時", "受付 月〜金 10:00〜16:00"])
def test_within_the_hours_it_says_nothing_but_the_note(ask, note):
    text = ask(note, MONDAY)
    assert CLOSED not in text
    assert note in text


@pytest.mark.parametrize("note", ["", "担当：受付", "10:00〜16:00", "平日10時〜", "平日10〜16時 不定休", "平日午前中"])
def test_what_is_not_certain_is_never_called_closed(ask, note):
    assert CLOSED not in ask(note, SATURDAY)


def test_an_office_is_telephoned_within_its_opening_hours(ask):
    text = ask("", SATURDAY, category="advice_desk", schedule=WEEKDAYS)
    assert re.search(f"{CLOSED}（[^）]*9:00〜16:00）", text)
    assert CLOSED not in ask("", MONDAY, category="advice_desk", schedule=WEEKDAYS)


def test_hours_of_an_event_are_not_those_of_its_telephone(ask):
    assert CLOSED not in ask("", MONDAY, category="child_cafe", schedule=WEEKDAYS)
    assert CLOSED not in ask("", MONDAY, category="advice_desk", schedule=FIRST_AND_THIRD_SATURDAY)


def test_doubts_of_a_schedule_are_doubts_of_its_hours(ask):
    doubtful = replace(WEEKDAYS, flags=("irregular",))
    assert CLOSED not in ask("", SATURDAY, category="advice_desk", schedule=doubtful)


def test_nobody_is_sent_to_the_telephone_of_what_has_ended(ask):
    assert CLOSED not in ask("平日10〜16時", SATURDAY, status="ended")


def test_a_fixed_day_without_a_time_says_nothing(ask):
    assert CLOSED not in ask("平日10〜16時", "2026-06-06")

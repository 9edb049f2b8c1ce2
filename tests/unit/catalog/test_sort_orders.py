"""名前順 by sound and 次の日付順 by the next day, whatever else is asked."""

from __future__ import annotations

import pytest

from directory.catalog.criteria import Criteria, parse_criteria
from directory.catalog.find import find
from directory.domain.errors import RequestRefused
from directory.domain.schedule import Rule, Schedule


def codes(snapshot, today, **asked):
    return [hit.listing.code for hit in find(snapshot, Criteria(**asked), today=today).hits()]


def test_names_are_sorted_by_sound_in_whatever_kana_they_were_given(make_listing, make_snapshot, today):
    snapshot = make_snapshot(
        make_listing(1, name="川の家", kana="カワノイエ", kana_source="generated"),
        make_listing(2, name="朝の家", kana="あさのいえ", kana_source="given"),
        make_listing(3, name="桜の家", kana="ｻｸﾗﾉｲｴ", kana_source="given"),
        make_listing(4, name="きのこ広場"),
    )
    assert codes(snapshot, today, sort="name") == ["k00002", "k00001", "k00004", "k00003"]


def test_the_next_day_comes_first_also_among_hits_of_words(make_listing, make_snapshot, today):
    on = {weekday: Schedule(raw="毎週", rules=(Rule(freq="weekly", byday=(weekday,)),)) for weekday in range(7)}
    snapshot = make_snapshot(
        make_listing(1, schedule=on[(today.weekday() + 5) % 7]),
        make_listing(2, schedule=on[(today.weekday() + 1) % 7]),
        make_listing(3),
        make_listing(4, schedule=on[(today.weekday() + 3) % 7]),
    )
    expected = ["k00002", "k00004", "k00001", "k00003"]
    assert codes(snapshot, today, sort="next_date") == expected
    assert codes(snapshot, today, sort="next_date", text="見本の食堂") == expected


def test_a_map_gets_the_same_listings_as_they_stand_and_no_address_can_ask_for_that(make_listing, make_snapshot, today):
    snapshot = make_snapshot(*(make_listing(number, name=f"{'きかおあ'[number % 4]}の家") for number in range(1, 9)))
    rows = find(snapshot, Criteria(sort="any"), today=today).rows.tolist()
    assert rows == sorted(find(snapshot, Criteria(sort="name"), today=today).rows.tolist())
    assert len(rows) == 8
    with pytest.raises(RequestRefused):
        parse_criteria({"sort": "any"})

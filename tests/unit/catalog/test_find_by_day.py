from __future__ import annotations

from datetime import date, timedelta

from directory.catalog.criteria import Criteria
from directory.catalog.find import find
from directory.domain.schedule import Rule, Schedule


def test_recommended_is_soonest_then_fresh_then_by_name(make_listing, make_snapshot, today):
    def on(day):
        return Schedule(raw=f"{day}", added=(today + timedelta(days=day),))

    snapshot = make_snapshot(
        make_listing(1, name="う", schedule=on(5)),
        make_listing(2, name="あ", schedule=on(1), assured_on=today - timedelta(days=300)),
        make_listing(3, name="い", schedule=on(1)),
        make_listing(4, name="え"),
        make_listing(5, name="お", schedule=on(1), assured_on=today),
    )
    assert [hit.listing.name for hit in find(snapshot, Criteria(), today=today).hits()] == [
        "い",
        "お",
        "あ",
        "う",
        "え",
    ]
    names = [hit.listing.name for hit in find(snapshot, Criteria(sort="name"), today=today).hits()]
    assert names == ["あ", "い", "う", "え", "お"]


def test_days_are_those_of_the_schedules(make_listing, make_snapshot, today):
    wednesday = Schedule(raw="毎週水曜", rules=(Rule(freq="weekly", byday=(2,)),))
    sunday = Schedule(raw="毎週日曜", rules=(Rule(freq="weekly", byday=(6,)),))
    snapshot = make_snapshot(make_listing(1, schedule=wednesday), make_listing(2, schedule=sunday), make_listing(3))

    def numbers(when):
        return {hit.listing.number for hit in find(snapshot, Criteria(when=when), today=today).hits()}

    assert numbers("today") == {1}
    assert numbers("tomorrow") == set()
    assert numbers("weekend") == {2}
    assert numbers("wed") == {1}
    assert numbers("2026-06-07") == {2}
    assert numbers("2027-03-03") == {1}
    assert numbers("2026-06-01") == set()
    hit = find(snapshot, Criteria(when="weekend"), today=today).hits()[0]
    assert hit.next_session.on == date(2026, 6, 7)


def test_certain_days_come_before_those_to_ask_about(make_listing, make_snapshot, today):
    rules = (Rule(freq="weekly", byday=(2,)),)
    snapshot = make_snapshot(
        make_listing(1, name="あ", schedule=Schedule(raw="水曜ごろ", rules=rules, flags=("approx",))),
        make_listing(2, name="い", schedule=Schedule(raw="水曜", rules=rules)),
    )
    assert [hit.listing.number for hit in find(snapshot, Criteria(when="today"), today=today).hits()] == [2, 1]

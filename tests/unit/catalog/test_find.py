from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from directory.catalog.criteria import BoundingBox, Criteria
from directory.catalog.find import count, find
from directory.catalog.suits import answer_wishes
from directory.catalog.wishes import LISTED_WISHES, Wish, needs_all
from directory.domain.category import CATEGORIES
from directory.domain.coordinate import Coordinate

HERE = Coordinate(latitude=34.65, longitude=135.45)
BOX = BoundingBox(west=135.42, south=34.62, east=135.47, north=34.68)
TEXTS = ("", "", "食堂", "ひなた", "相談", "くじら ひろば")


def random_criteria(number):
    rng = random.Random(number)  # noqa: S311 - fixed questions, no secret
    return Criteria(
        text=rng.choice(TEXTS),
        categories=tuple(rng.sample(sorted(CATEGORIES), rng.choice((0, 0, 1, 3)))),
        districts=rng.choice(((), (), ("27106-1",), ("27146-0", "13229-2"))),
        municipalities=rng.choice(((), (), ("27106",), ("27146", "13229"))),
        when=rng.choice(("", "", "today", "weekend", "sat", "sat:am,sun", "2026-06-10", "now")),
        wishes=tuple(sorted(rng.sample(LISTED_WISHES, rng.choice((0, 0, 0, 1, 2))), key=LISTED_WISHES.index)),
        near=rng.choice((None, None, HERE)),
        radius_m=3000,
        bbox=rng.choice((None, None, BOX)),
        sort=rng.choice(("recommended", "near", "next_date", "name")),
    )


def meets(listing, criteria, today):
    """The plain meaning of the filters, row by row."""
    roots = {code for each in listing.categories for code in (each, CATEGORIES[each].parent)}
    place = listing.coordinate
    return (
        listing.status != "ended"
        and (listing.assured_on is None or today - listing.assured_on <= timedelta(days=365))
        and (not criteria.categories or bool(roots & set(criteria.categories)))
        and (not criteria.districts or bool({ref.code for ref in listing.districts} & set(criteria.districts)))
        and (not criteria.municipalities or listing.municipality in criteria.municipalities)
        and meets_wishes(listing, criteria.wishes, today)
        and (criteria.near is None or (place is not None and place.distance_m(criteria.near) <= criteria.radius_m))
        and (criteria.bbox is None or (place is not None and is_inside(place, criteria.bbox)))
    )


def meets_wishes(listing, wishes, today):
    answers = answer_wishes(listing, today=today)
    for field in {wish.field for wish in wishes}:
        may_be = [answers[wish] != "no" for wish in wishes if wish.field == field]
        if not (all(may_be) if needs_all(field) else any(may_be)):
            return False
    return True


def is_inside(place, box):
    return box.south <= place.latitude <= box.north and box.west <= place.longitude <= box.east


@pytest.mark.parametrize("number", range(30))
def test_thirty_random_questions_agree_with_themselves(many, today, number):
    criteria = random_criteria(number)
    found = find(many, criteria, today=today)
    assert found.total == len(found.rows) == len(set(found.rows.tolist()))
    assert [hit.listing.code for hit in found.hits()] == [many.listing(row).code for row in found.rows.tolist()]
    assert found.rows.tolist() == find(many, criteria, today=today).rows.tolist()
    plain = replace(criteria, text="", when="")
    expected = {row for row in range(many.count) if meets(many.listing(row), plain, today)}
    assert set(find(many, plain, today=today).rows.tolist()) == expected
    assert set(found.rows.tolist()) <= expected


@pytest.mark.parametrize("number", range(60))
def test_counting_alone_counts_what_is_found(many, today, number):
    criteria = random_criteria(number)
    assert count(many, criteria, today=today) == find(many, criteria, today=today).total


def wishes_with(wishes, option):
    kept = [wish for wish in wishes if wish.field != option.parent or needs_all(option.parent)]
    return tuple(dict.fromkeys((*kept, Wish(option.parent, option.code))))


@pytest.mark.parametrize("number", range(60))
def test_what_must_be_asked_stands_behind_what_is_sure(many, today, number):
    found = find(many, random_criteria(number), today=today, minute=660)
    assert [bool(hit.to_ask) for hit in found.hits()] == [False] * found.sure + [True] * (found.total - found.sure)


@pytest.mark.parametrize("number", range(30))
def test_count_of_an_option_is_the_total_of_a_find_with_it(many, today, number):
    criteria = random_criteria(number)
    facets = find(many, criteria, today=today).facets
    options = (
        *((option, {"categories": (option.code,)}) for option in facets.categories[::4]),
        *((option, {"municipalities": (option.code,)}) for option in facets.municipalities),
        *((option, {"districts": (option.code,)}) for option in facets.districts[::3]),
        *((option, {"when": option.code}) for option in facets.when),
        *((option, {"wishes": wishes_with(criteria.wishes, option)}) for option in facets.wishes[::3]),
    )
    for option, change in options:
        assert option.count == find(many, replace(criteria, **change), today=today).total, option


@pytest.mark.parametrize("number", range(30))
def test_places_without_a_point_are_never_in_an_area(many, today, number):
    criteria = replace(random_criteria(number), near=HERE)
    found = find(many, criteria, today=today)
    assert all(hit.listing.coordinate and hit.listing.precision != "district" for hit in found.hits())
    elsewhere = replace(criteria, near=Coordinate(latitude=43.0, longitude=141.3), bbox=None)
    assert find(many, elsewhere, today=today).unplaced == find(many, replace(criteria, bbox=None), today=today).unplaced


def test_unplaced_listings_are_found_by_everything_but_an_area(make_listing, make_snapshot, today):
    hidden_place = make_listing(1, coordinate=None, address="", town="", precision="district")
    snapshot = make_snapshot(hidden_place, make_listing(2))
    found = find(snapshot, Criteria(municipalities=("27106",)), today=today)
    assert (found.total, found.placed, found.unplaced) == (2, 1, 1)
    near = find(snapshot, Criteria(near=Coordinate(latitude=34.676, longitude=135.486)), today=today)
    assert [hit.listing.number for hit in near.hits()] == [2]
    assert (near.total, near.placed, near.unplaced) == (1, 1, 1)


def test_ended_and_long_unconfirmed_listings_leave_the_results_but_not_the_snapshot(make_listing, make_snapshot, today):
    snapshot = make_snapshot(
        make_listing(1, status="ended"),
        make_listing(2, assured_on=today - timedelta(days=366)),
        make_listing(3, assured_on=today - timedelta(days=365)),
        make_listing(4),
    )
    assert {hit.listing.number for hit in find(snapshot, Criteria(), today=today).hits()} == {3, 4}
    assert {hit.listing.number for hit in find(snapshot, Criteria(text="見本の食堂"), today=today).hits()} == {3, 4}
    assert snapshot.listing(snapshot.row_of("k00001")).status == "ended"


def test_sort_by_distance_and_distances_of_hits(many, today):
    found = find(many, Criteria(near=HERE, radius_m=5000, sort="near"), today=today)
    distances = [hit.distance_m for hit in found.hits()]
    assert found.total > 5
    assert distances == sorted(distances)
    hit = found.hits(0, 1)[0]
    assert hit.distance_m == pytest.approx(hit.listing.coordinate.distance_m(HERE), abs=1)


def test_text_answers_say_why_and_are_ranked(make_listing, make_snapshot, today):
    snapshot = make_snapshot(
        make_listing(1, name="くじら児童館"), make_listing(2, name="こくじら食堂"), make_listing(3, name="くじら食堂")
    )
    hits = find(snapshot, Criteria(text="くじら食堂"), today=today).hits()
    assert hits[0].listing.number == 3
    assert hits[0].score >= hits[1].score
    assert {why.field for why in hits[0].why} == {"name"}


def test_pages_are_cuts_of_one_answer(many, today):
    found = find(many, Criteria(), today=today)
    everything = [hit.listing.code for hit in found.hits()]
    pages = [hit.listing.code for offset in range(0, found.total, 20) for hit in found.hits(offset, 20)]
    assert pages == everything
    assert found.hits(10_000, 20) == ()


def test_root_category_counts_what_lies_below_it(make_listing, make_snapshot, today):
    snapshot = make_snapshot(make_listing(1, categories=("food_pantry", "child_cafe")), make_listing(2))
    counts = {option.code: option.count for option in find(snapshot, Criteria(), today=today).facets.categories}
    assert (counts["child_cafe"], counts["food_pantry"], counts["advice_desk"]) == (2, 1, 0)


def test_question_nobody_answers_is_an_empty_answer(many, today):
    found = find(many, Criteria(text="固定資産税"), today=today)
    assert (found.total, found.hits(), found.unplaced) == (0, (), 0)


def test_an_empty_directory_answers_every_question(make_snapshot, today):
    for number in range(10):
        found = find(make_snapshot(), random_criteria(number), today=today)
        assert found.total == 0
        assert sum(option.count for option in found.facets.categories) == 0


def test_many_readers_share_one_snapshot(many, today):
    questions = [random_criteria(number) for number in range(30)]

    def answer(criteria):
        found = find(many, criteria, today=today)
        return found.rows.tolist(), [hit.listing.code for hit in found.hits(0, 20)], found.facets

    alone = [answer(criteria) for criteria in questions]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, questions)) == alone


def test_columns_can_not_be_changed(many):
    with pytest.raises(ValueError, match="read-only"):
        many.latitude[0] = 0.0
    assert np.isnan(many.latitude[-1])

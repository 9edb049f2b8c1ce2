"""Whoever registers is shown the listings of the city that may be the same thing."""

from __future__ import annotations

import pytest

from directory.domain.contact import Contact
from directory.search.similar_record import SimilarRecord
from directory.usecases.find_similar import SimilarFinder


@pytest.fixture(scope="module")
def snapshot(make_listing, make_snapshot):
    phone = (Contact(kind="phone", value="06-0000-1111"),)
    return make_snapshot(
        make_listing(1, name="らっこひろば", contacts=phone),
        make_listing(2, name="ペンギン相談室", town="北堀江", address="大阪市西区北堀江9-9-9"),
        make_listing(3, name="らっこひろば", municipality="13229", municipality_name="西東京市"),
        make_listing(4, name="らっこサロン", status="ended", contacts=phone, address=""),
    )


def draft(**fields):
    return SimilarRecord(**{"name": "つどいの広場 らっこ", "municipality": "27106", **fields})


def test_listings_of_the_city_that_share_two_keys_are_shown(snapshot):
    found = SimilarFinder().find_similar(draft(address="新町1丁目2-3", phones=("0600001111",)), snapshot)
    assert [(each.code, each.kind) for each in found] == [("k00001", "duplicate"), ("k00004", "duplicate")]
    assert found[0].reasons == ("address", "phone", "name")


def test_one_finder_answers_for_every_city_and_revision(snapshot, make_listing, make_snapshot):
    finder = SimilarFinder()
    record = draft(address="新町1-2-3")
    assert [each.code for each in finder.find_similar(record, snapshot)] == ["k00001"]
    later = make_snapshot(make_listing(9, name="らっこ"), revision="2")
    assert [each.code for each in finder.find_similar(record, later)] == ["k00009"]
    assert finder.find_similar(draft(address="升形9-9", municipality="39201"), snapshot) == ()

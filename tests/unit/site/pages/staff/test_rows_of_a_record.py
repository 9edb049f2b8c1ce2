from __future__ import annotations

import pytest

from directory.domain.coordinate import Coordinate
from directory.domain.errors import RequestRefused
from directory.site.pages.staff.contact_fields import read_contacts
from directory.site.pages.staff.form_fields import Fields
from directory.site.pages.staff.venue_fields import read_venues

VENUE = ("key", "name", "postal_code", "address", "building", "access", "latitude", "longitude")
CONTACT = ("kind", "value", "note", "publicity")


def rows(prefix, names, *given):
    return Fields(tuple((f"{prefix}_{name}", row.get(name, "")) for row in given for name in names))


def test_a_row_of_a_place_keeps_what_belongs_together_when_others_are_empty():
    fields = rows(
        "venue",
        VENUE,
        {"key": "a", "name": " 集会所 ", "access": "駅から3分"},
        {"key": "b", "access": "どこにもない"},
        {"key": "c", "address": "新町1-2", "latitude": "34.5", "longitude": "135.5"},
    )
    first, second = read_venues(fields)
    assert (first.key, first.name, first.access, first.coordinate) == ("a", "集会所", "駅から3分", None)
    assert (second.key, second.name, second.address) == ("c", "", "新町1-2")
    assert second.coordinate == Coordinate(latitude=34.5, longitude=135.5)


@pytest.mark.parametrize("point", [("34.5", ""), ("north", "135.5"), ("134.5", "135.5")])
def test_a_point_that_can_not_be_is_refused(point):
    fields = rows("venue", VENUE, {"name": "集会所", "latitude": point[0], "longitude": point[1]})
    with pytest.raises(RequestRefused):
        list(read_venues(fields))


def test_a_contact_without_a_valid_word_about_who_sees_it_is_nobodys():
    fields = rows(
        "contact",
        CONTACT,
        {"kind": "email", "value": "a@example.jp", "publicity": "public"},
        {"kind": "fax", "note": "値がない"},
        {"kind": "pigeon", "value": "03-3555-0000", "publicity": "everybody"},
    )
    assert [(each.kind, each.value, each.publicity) for each in read_contacts(fields)] == [
        ("email", "a@example.jp", "public"),
        ("phone", "03-3555-0000", "private"),
    ]

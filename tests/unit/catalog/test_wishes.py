from __future__ import annotations

import pytest

from directory.catalog.wishes import LISTED_WISHES, Wish, parse_wishes, wish_parameters
from directory.domain.errors import RequestRefused


def test_wishes_come_in_a_fixed_order_without_doubles():
    given = {"access": "nursing,wheelchair,nursing", "age": "8,0", "indoor": "1", "q": "公園"}
    wishes = parse_wishes(given)
    assert [(wish.field, wish.value) for wish in wishes] == [
        ("age", "0"),
        ("age", "8"),
        ("indoor", "1"),
        ("access", "wheelchair"),
        ("access", "nursing"),
    ]
    assert parse_wishes(wish_parameters(wishes)) == wishes


def test_every_wish_that_pages_offer_can_be_asked_for():
    for wish in LISTED_WISHES:
        assert parse_wishes({wish.field: wish.value}) == (wish,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("age", "241"),
        ("age", "08"),
        ("age", "-1"),
        ("age", "八"),
        ("age", "²"),
        ("fee", "cheap"),
        ("indoor", "0"),
        ("for", "anyone,everyone"),
        ("capacity", "10000"),
        ("access", ",".join(["wheelchair"] * 2 + ["x"])),
    ],
)
def test_unknown_values_are_refused_by_name(field, value):
    with pytest.raises(RequestRefused) as caught:
        parse_wishes({field: value})
    assert caught.value.code == f"parameter_{field}"
    assert caught.value.facts["field"] == field


def test_a_wish_is_a_value():
    assert Wish("age", "0") == Wish("age", "0")

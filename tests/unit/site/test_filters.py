"""Which municipalities a page offers in its select."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from directory.catalog.answer import OptionCount
from directory.catalog.criteria import Criteria
from directory.site.pages.filters import FIRST_PLACES, describe_places


@pytest.fixture
def found() -> Any:
    """Forty towns: the later its code, the more listings it has; the first has none."""
    towns = tuple(OptionCount(code=f"{10_000 + number}", label=f"架空{number}町", count=number) for number in range(40))
    return SimpleNamespace(facets=SimpleNamespace(municipalities=towns))


def test_a_first_page_names_the_largest_towns_in_their_order(found):
    offered = [option.code for option in describe_places(found, Criteria())]
    assert offered == [f"{10_000 + number}" for number in range(40 - FIRST_PLACES, 40)]


def test_a_chosen_town_is_named_however_small_it_is(found):
    offered = describe_places(found, Criteria(municipalities=("10001",)))
    assert len(offered) == FIRST_PLACES
    assert [option.code for option in offered if option.is_chosen] == ["10001"]


def test_all_that_lead_somewhere_are_named_on_demand(found):
    assert len(describe_places(found, Criteria(), is_all=True)) == 39

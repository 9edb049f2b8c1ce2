"""Near places stay together; far ones are told apart, unless there are too many."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from directory.mapping.islands import MOST_GROUPS, group_places


def test_two_towns_far_apart_are_two_groups_the_larger_first():
    latitude = np.array([33.55, 35.72, 35.80, 35.73])
    longitude = np.array([133.53, 139.54, 139.47, 139.53])
    assert group_places(latitude, longitude).tolist() == [1, 0, 0, 0]


def test_a_chain_of_near_places_is_one_group():
    assert set(group_places(34 + np.arange(20) * 0.1, np.full(20, 135.0)).tolist()) == {0}


def test_a_whole_country_is_one_group():
    count = MOST_GROUPS + 1
    assert set(group_places(30 + np.arange(count) * 2.0, np.full(count, 135.0)).tolist()) == {0}


def test_nothing_has_no_group():
    assert group_places(np.array([]), np.array([])).size == 0


@given(st.lists(st.tuples(st.floats(24, 46), st.floats(122, 146)), min_size=1, max_size=30))
def test_every_place_has_a_group_and_no_number_is_missing(places):
    groups = group_places(*np.array(places).T)
    assert set(groups.tolist()) == set(range(groups.max() + 1))
    assert groups.max() < MOST_GROUPS

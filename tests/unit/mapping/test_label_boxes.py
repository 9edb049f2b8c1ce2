"""Every number stands somewhere, inside the picture, and none covers another while there is room."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from directory.mapping.label_boxes import Area, Label, Spot, overlap, place_labels

AREA = Area(width=800, height=500)
POINTS = st.lists(st.tuples(st.integers(40, 760), st.integers(30, 470)), min_size=1, max_size=40, unique=True)


def spots_at(points):
    return tuple(Spot(x=x, y=y, numbers=(number,)) for number, (x, y) in enumerate(points, start=1))


@given(POINTS)
def test_every_number_is_on_exactly_one_label(points):
    labels = place_labels(spots_at(points), AREA)
    numbers = [number for label in labels for spot in label.spots for number in spot.numbers]
    assert sorted(numbers) == list(range(1, len(points) + 1))


@given(POINTS)
def test_no_label_covers_another_or_leaves_the_picture(points):
    labels = place_labels(spots_at(points), AREA)
    assert not any(overlap(one.box, other.box, gap=0) for one, other in combinations(labels, 2))
    for left, top, right, bottom in (label.box for label in labels):
        assert left >= 0
        assert top >= 0
        assert right <= AREA.width
        assert bottom <= AREA.height


def test_a_lonely_number_stands_on_its_point():
    (label,) = place_labels(spots_at([(300, 200)]), AREA)
    assert (label.x, label.y, label.is_apart) == (300, 200, False)


def test_near_neighbours_move_aside_and_keep_a_line_to_their_points():
    labels = place_labels(spots_at([(300, 200), (308, 204)]), AREA)
    assert len(labels) == 2
    assert labels[1].is_apart
    assert labels[1].spots[0].x == 308


def test_numbers_of_one_place_share_a_label_with_a_dot_between():
    label = Label(x=10, y=10, spots=(Spot(x=10, y=10, numbers=(4, 3)),))
    assert label.lines == ("3・4",)


def test_many_numbers_take_several_lines():
    label = Label(x=0, y=0, spots=(Spot(x=0, y=0, numbers=tuple(range(1, 10))),))
    assert label.lines == ("1・2・3・4", "5・6・7・8", "9")
    assert label.height > 3 * 15


def test_without_room_numbers_share_a_label():
    crowd = [(x, y) for x in range(20, 80, 7) for y in range(20, 80, 7)]
    labels = place_labels(spots_at(crowd), Area(width=100, height=100))
    assert len(labels) < len(crowd)
    assert sum(len(label.spots) for label in labels) == len(crowd)


def test_nothing_stands_on_what_is_blocked():
    bar = (0, 450, 200, 500)
    (label,) = place_labels(spots_at([(100, 470)]), Area(width=800, height=500, blocked=(bar,)))
    assert not overlap(label.box, bar)

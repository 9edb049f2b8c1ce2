"""The map for paper: numbers as in the list, one picture for places near each other, a true scale."""

from __future__ import annotations

from shapely.geometry import box

from directory.domain.coordinate import Coordinate
from directory.domain.district import District
from directory.mapping.districts import OutlinedDistrict
from directory.mapping.numbered_map import Landmark, NumberedPlace, draw_numbered


def place(number, latitude, longitude, **changes):
    return NumberedPlace(number=number, coordinate=Coordinate(latitude=latitude, longitude=longitude), **changes)


def numbers_of(picture):
    return sorted(number for label in picture.labels for spot in label.spots for number in spot.numbers)


def test_every_place_has_its_number():
    (picture,) = draw_numbered([place(1, 34.676, 135.486), place(2, 34.68, 135.49), place(3, 34.67, 135.48)], ())
    assert numbers_of(picture) == [1, 2, 3]
    assert [label.lines for label in picture.labels] == [("1",), ("2",), ("3",)]


def test_listings_of_one_house_share_a_number_field():
    (picture,) = draw_numbered([place(1, 34.676, 135.486), place(2, 34.69, 135.49), place(3, 34.676, 135.486)], ())
    assert [label.lines for label in picture.labels] == [("1・3",), ("2",)]


def test_a_spot_is_approximate_only_when_nothing_exact_stands_there():
    at = (34.676, 135.486)
    (mixed,) = draw_numbered([place(1, *at, is_approximate=True), place(2, *at)], ())
    (vague,) = draw_numbered([place(1, *at, is_approximate=True)], ())
    assert [label.is_approximate for label in (*mixed.labels, *vague.labels)] == [False, True]


def test_towns_far_apart_get_pictures_of_their_own_the_fuller_one_first():
    pictures = draw_numbered([place(1, 33.559, 133.531), place(2, 35.7275, 139.5395), place(3, 35.73, 139.54)], ())
    assert [numbers_of(picture) for picture in pictures] == [[2, 3], [1]]


def test_without_places_there_is_no_picture():
    assert draw_numbered([], ()) == ()


def test_a_part_of_a_large_district_is_drawn_and_named():
    district = District(code="27106", scheme="municipality", name="架空区", municipality="27106")
    outline = OutlinedDistrict(district=district, outline=box(135.4, 34.6, 135.6, 34.8))
    (picture,) = draw_numbered([place(1, 34.676, 135.486)], (outline,))
    assert picture.lines[0].is_dashed
    assert [name.text for name in picture.names] == ["架空区"]
    assert 0 <= picture.names[0].x <= picture.width
    assert 0 <= picture.names[0].y <= picture.height


def test_landmarks_stand_where_no_number_is():
    at = Coordinate(latitude=34.679, longitude=135.488)
    near = [Landmark(name="架空駅", coordinate=at), Landmark(name="おなじ駅", coordinate=at)]
    (picture,) = draw_numbered([place(1, 34.676, 135.486)], (), near)
    assert [(name.text, name.is_landmark) for name in picture.names] == [("架空駅", True)]


def test_the_bar_has_the_length_that_it_names():
    (picture,) = draw_numbered([place(1, 35.0, 135.0), place(2, 35.0, 135.02)], ())
    left, right = sorted(spot.x for label in picture.labels for spot in label.spots)
    metres_between = 0.02 * 111_320 * 0.81915  # cosine of 35 degrees
    assert abs((right - left) / picture.scale_px * picture.scale_m / metres_between - 1) < 0.02


def test_the_bar_gives_way_to_a_place_in_its_corner():
    (picture,) = draw_numbered([place(1, 35.0, 135.0), place(2, 35.02, 135.03)], ())
    assert picture.scale_x > picture.width / 2
    (other,) = draw_numbered([place(1, 35.02, 135.0), place(2, 35.0, 135.03)], ())
    assert other.scale_x < other.width / 2


def test_a_picture_is_no_higher_than_the_paper_has_room_for():
    upright = [place(1, 35.0, 135.0), place(2, 35.03, 135.0)]
    (usual,) = draw_numbered(upright, ())
    (flat,) = draw_numbered(upright, (), max_height_px=320)
    assert usual.height > flat.height == 320
    assert max(spot.y for label in flat.labels for spot in label.spots) < flat.height


def test_pictures_beside_each_other_are_half_as_wide_and_their_letters_as_large():
    far = [place(1, 33.559, 133.531), place(2, 35.7275, 139.5395)]
    stations = [Landmark(name="田無駅", coordinate=far[1].coordinate)]
    usual = draw_numbered(far, (), stations, max_height_px=320)
    narrow = draw_numbered(far, (), stations, max_height_px=320, is_narrow=True)
    assert [(each.width, each.height) for each in usual] == [(800, 320)] * 2
    assert [(each.width, each.height) for each in narrow] == [(400, 160)] * 2
    assert [label.width for each in narrow for label in each.labels] == [
        label.width for each in usual for label in each.labels
    ]
    for picture in narrow:
        assert all(0 < label.x < picture.width and 0 < label.y < picture.height for label in picture.labels)
        assert picture.scale_x + picture.scale_px <= picture.width
    # the only picture has the whole width of the paper
    (alone,) = draw_numbered(far[:1], (), max_height_px=320, is_narrow=True)
    assert alone.width == 800

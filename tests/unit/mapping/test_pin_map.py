from __future__ import annotations

import pytest

from directory.domain.coordinate import Coordinate
from directory.mapping.pin_map import HEIGHT, TILE_PX, WIDTH, draw_pin_map, move_point
from directory.mapping.tiles import choose_tiles

HERE = Coordinate(latitude=35.7276, longitude=139.5396)


@pytest.mark.parametrize(("north", "east"), [(10, 0), (-50, 0), (0, 10), (0, -50)])
def test_a_stride_is_as_long_as_it_says(north, east):
    there = move_point(HERE, north_m=north, east_m=east)
    assert HERE.distance_m(there) == pytest.approx(abs(north + east), rel=0.01)


def test_the_pin_stands_in_the_middle_and_tiles_cover_the_picture():
    picture = draw_pin_map(HERE, address=HERE, radius_m=60, provider=choose_tiles("pale"))
    assert (picture.pin.x, picture.pin.y) == (WIDTH // 2, HEIGHT // 2)
    assert min(tile.x for tile in picture.tiles) <= 0
    assert max(tile.x for tile in picture.tiles) + TILE_PX >= WIDTH
    assert min(tile.y for tile in picture.tiles) <= 0
    assert max(tile.y for tile in picture.tiles) + TILE_PX >= HEIGHT
    assert all(tile.url.startswith("https://cyberjapandata.gsi.go.jp/xyz/pale/17/") for tile in picture.tiles)


def test_without_a_base_map_no_host_is_asked():
    assert draw_pin_map(HERE, address=HERE, radius_m=60, provider=choose_tiles("none")).tiles == ()


def test_an_uncertain_address_is_seen_from_farther_away():
    near = draw_pin_map(HERE, address=HERE, radius_m=60, provider=choose_tiles("none"))
    far = draw_pin_map(HERE, address=HERE, radius_m=700, provider=choose_tiles("none"))
    assert far.longitude_per_px > near.longitude_per_px
    assert far.radius_px <= HEIGHT


def test_a_pixel_leads_to_the_same_point_that_the_picture_shows():
    there = move_point(HERE, north_m=40, east_m=-60)
    picture = draw_pin_map(HERE, address=there, radius_m=60, provider=choose_tiles("none"))
    longitude = HERE.longitude + (picture.address.x - picture.pin.x) * picture.longitude_per_px
    latitude = HERE.latitude - (picture.address.y - picture.pin.y) * picture.latitude_per_px
    assert there.distance_m(Coordinate(latitude=latitude, longitude=longitude)) < 2


def test_names_do_not_lie_on_each_other():
    names = [(f"町{number}", move_point(HERE, north_m=number)) for number in range(20)]
    picture = draw_pin_map(HERE, address=HERE, radius_m=60, names=names, provider=choose_tiles("none"))
    assert len(picture.names) == 1

"""Seeded confidential places keep away from everything that the leak check could take for them."""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from directory.domain.coordinate import Coordinate
from directory.usecases.seed_towns import APART_M, FROM_LINES_M, choose_quarters, mix_corners


@dataclass(frozen=True)
class Town:
    name: str
    coordinate: Coordinate


class Grid:
    """A square of towns about 500 m apart, and its outline."""

    def towns(self, jis):
        del jis
        steps = range(16)
        return tuple(
            Town(f"架空{x}-{y}", Coordinate(latitude=35.7 + y * 0.0045, longitude=139.5 + x * 0.0055))
            for x in steps
            for y in steps
        )

    def municipality_name(self, jis):
        del jis
        return "架空市"

    def outline(self, jis):
        del jis
        return shapely.box(139.48, 35.68, 139.61, 35.79)


def test_confidential_places_are_apart_from_public_ones_from_each_other_and_from_mixed_corners():
    grid = Grid()
    found = choose_quarters("13229", 3, grid, grid)
    towns = {town.name: town.coordinate for town in grid.towns("13229")}
    assert len(found.lonely) == 3
    for town in found.lonely:
        others = [other.coordinate for other in found.lonely if other is not town]
        assert all(town.coordinate.distance_m(each) >= APART_M for each in others)
        assert all(town.coordinate.distance_m(towns[name]) >= APART_M for name in found.crowd)
        assert all(town.coordinate.distance_m(each) >= FROM_LINES_M for each in mix_corners(grid.outline("")))


def test_mixed_corners_follow_the_published_direction():
    corners = {(each.latitude, each.longitude) for each in mix_corners(shapely.box(139.0, 35.0, 140.0, 36.0))}
    assert corners == {(35.0, 140.0), (36.0, 139.0)}
    assert list(mix_corners(None)) == []

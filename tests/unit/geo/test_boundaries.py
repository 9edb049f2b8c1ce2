from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from directory.domain.coordinate import Coordinate
from directory.domain.errors import GeodataMissing
from directory.geo.boundaries import Boundaries
from directory.geo.voronoi import METRES_PER_DEGREE, PointField


@dataclass(frozen=True)
class Town:
    name: str
    coordinate: Coordinate
    is_borrowed: bool = False


@dataclass(frozen=True)
class Municipality:
    jis: str
    coordinate: Coordinate


def at(latitude: float, longitude: float) -> Coordinate:
    return Coordinate(latitude=latitude, longitude=longitude)


class Gazetteer:
    """A whole municipality 11299 beside a designated city 11130 with the wards 11131 (west) and 11132 (east)."""

    def __init__(self) -> None:
        self.known = {
            "11299": (Town("本町一丁目", at(35.02, 139.02)), Town("本町二丁目", at(35.08, 139.08))),
            "11131": (Town("西町", at(35.05, 139.12)), Town("川端", at(35.05, 139.14))),
            "11132": (Town("東町", at(35.05, 139.18)),),
        }

    def municipality(self, jis: str) -> Municipality | None:
        return Municipality(jis, self.known[jis][0].coordinate) if jis in self.known else None

    def municipalities(self) -> tuple[Municipality, ...]:
        return tuple(Municipality(jis, towns[0].coordinate) for jis, towns in self.known.items())

    def towns(self, jis: str) -> tuple[Town, ...]:
        return self.known.get(jis, ())


OUTLINES: dict[str, BaseGeometry] = {
    "11299": shapely.box(139.0, 35.0, 139.1, 35.1),
    "11130": shapely.box(139.1, 35.0, 139.2, 35.1),
}


@pytest.fixture
def boundaries() -> Boundaries:
    return Boundaries(OUTLINES.copy, Gazetteer())


def test_municipality_is_as_published(boundaries: Boundaries) -> None:
    assert boundaries.outline("11299") == OUTLINES["11299"]
    assert not boundaries.is_approximate("11299")


def test_ward_is_the_cells_of_its_towns_inside_its_city(boundaries: Boundaries) -> None:
    west, east = boundaries.outline("11131"), boundaries.outline("11132")
    assert west is not None
    assert east is not None
    assert west.bounds == pytest.approx((139.1, 35.0, 139.16, 35.1))
    assert shapely.union_all([west, east]).symmetric_difference(OUTLINES["11130"]).area < 1e-12
    assert boundaries.is_approximate("11131")


def test_wards_know_their_city_and_the_city_its_wards(boundaries: Boundaries) -> None:
    assert boundaries.city_of("11132") == "11130"
    assert boundaries.city_of("11299") is None
    assert boundaries.wards_of("11130") == ("11131", "11132")
    assert boundaries.wards_of("11299") == ()


@pytest.mark.parametrize(
    ("point", "code"),
    [
        (at(35.05, 139.05), "11299"),
        (at(35.05, 139.11), "11131"),
        (at(35.05, 139.19), "11132"),
        (at(35.05, 139.204), "11132"),
        (at(35.05, 139.25), None),
    ],
)
def test_point_belongs_to_its_municipality_or_ward(boundaries: Boundaries, point: Coordinate, code: str | None) -> None:
    assert boundaries.municipality_at(point) == code


def test_contains_with_a_tolerance_in_metres(boundaries: Boundaries) -> None:
    outside = at(35.1 + 90 / METRES_PER_DEGREE, 139.05)
    assert not boundaries.contains("11299", outside)
    assert not boundaries.contains("11299", outside, tolerance_m=80)
    assert boundaries.contains("11299", outside, tolerance_m=100)
    assert not boundaries.contains("99999", outside)


def test_radius_reaches_the_farthest_corner(boundaries: Boundaries) -> None:
    corner = at(35.1, 139.1)
    assert boundaries.radius_m("11299") == pytest.approx(at(35.02, 139.02).distance_m(corner), rel=0.01)
    assert boundaries.radius_m("99999") == 0


def test_area_of_towns_stays_inside_the_municipality(boundaries: Boundaries) -> None:
    area = boundaries.draw_towns("11299", frozenset({"本町一丁目"}))
    assert area is not None
    assert area.within(OUTLINES["11299"].buffer(1e-9))
    assert 0.4 < area.area / OUTLINES["11299"].area < 0.6
    assert boundaries.draw_towns("11299", frozenset({"ない町"})) is None


def test_towns_of_a_city_are_those_of_its_wards(boundaries: Boundaries) -> None:
    assert [town.name for town in boundaries.towns("11130")] == ["西町", "川端", "東町"]
    nearest = boundaries.nearest_town("11299", at(35.09, 139.09))
    assert nearest is not None
    assert nearest.name == "本町二丁目"


def test_without_outlines_the_nearest_town_decides() -> None:
    bare = Boundaries(dict, Gazetteer())
    outline = bare.outline("11132")
    assert bare.municipality_at(at(35.05, 139.17)) == "11132"
    assert bare.municipality_at(at(36.5, 139.17)) is None
    assert outline is not None
    assert outline.covers(shapely.Point(139.18, 35.05))
    assert not outline.covers(shapely.Point(139.12, 35.05))


def test_file_is_read_on_first_use_only(tmp_path: Path) -> None:
    boundaries = Boundaries.open(tmp_path, Gazetteer())
    feature = {
        "type": "Feature",
        "properties": {"jis": "11299"},
        "geometry": shapely.geometry.mapping(OUTLINES["11299"]),
    }
    document = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (tmp_path / "municipalities.geojson").write_text(document, encoding="utf-8")
    assert boundaries.contains("11299", at(35.05, 139.05))


def test_unreadable_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "municipalities.geojson").write_text("[", encoding="utf-8")
    with pytest.raises(GeodataMissing) as caught:
        Boundaries.open(tmp_path, Gazetteer()).outline("11299")
    assert caught.value.facts == {"file": "municipalities.geojson"}


def test_many_threads_get_the_same_answers(boundaries: Boundaries) -> None:
    points = [at(35.05, 139.01 + step * 0.009) for step in range(20)] * 10
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(boundaries.municipality_at, points))
    assert together == [boundaries.municipality_at(point) for point in points]


def test_cells_are_metric_and_coinciding_points_share_one() -> None:
    field = PointField((at(60.0, 10.0), at(60.0, 10.0), at(60.0, 10.4)))
    assert field.nearest(at(60.0, 10.1))[0] == 0
    assert field.nearest(at(60.3, 10.25))[0] == 2
    assert field.draw([0]) == field.draw([1])
    assert field.draw([]).is_empty


def test_single_point_owns_everything_around() -> None:
    cell = PointField((at(35.0, 139.0),)).draw([0])
    assert cell.covers(shapely.Point(139.5, 35.5))


def test_a_borrowed_point_takes_nothing_from_the_next_ward() -> None:
    gazetteer = Gazetteer()
    # a new tower of the eastern ward was given a point in the middle of the western one
    gazetteer.known["11132"] += (Town("架空ヒルズ", at(35.05, 139.13), is_borrowed=True),)
    boundaries = Boundaries(lambda: OUTLINES, gazetteer)
    plain = Boundaries(lambda: OUTLINES, Gazetteer())
    assert boundaries.outline("11132") == plain.outline("11132")
    assert boundaries.outline("11131") == plain.outline("11131")
    assert [town.name for town in boundaries.towns("11132")] == ["東町", "架空ヒルズ"]
    # alone it has the cell of the town whose point is nearest
    alone = boundaries.draw_towns("11132", frozenset({"架空ヒルズ"}))
    assert alone is not None
    assert alone.equals(plain.outline("11132"))


def test_a_municipality_of_borrowed_points_only_has_an_outline_all_the_same() -> None:
    gazetteer = Gazetteer()
    gazetteer.known["11132"] = (Town("架空ヒルズ", at(35.05, 139.18), is_borrowed=True),)
    drawn = Boundaries(lambda: OUTLINES, gazetteer).outline("11132")
    assert drawn is not None
    assert drawn.equals(Boundaries(lambda: OUTLINES, Gazetteer()).outline("11132"))

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.domain.district import District, DistrictRef, DistrictRule, district_code
from directory.geo.boundaries import Boundaries
from directory.geo.districts import DistrictIndex

HOME = "11299"


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


TOWNS = {
    HOME: (
        Town("青葉台一丁目", at(35.02, 139.02)),
        Town("青葉台二丁目", at(35.02, 139.08)),
        Town("大字緑ケ丘", at(35.08, 139.02)),
        Town("港町", at(35.08, 139.08)),
    ),
    "11131": (Town("西町", at(35.05, 139.15)),),
}


class Gazetteer:
    def municipality(self, jis: str) -> Municipality | None:
        return Municipality(jis, TOWNS[jis][0].coordinate) if jis in TOWNS else None

    def municipalities(self) -> tuple[Municipality, ...]:
        return tuple(Municipality(jis, towns[0].coordinate) for jis, towns in TOWNS.items())

    def towns(self, jis: str) -> tuple[Town, ...]:
        return TOWNS.get(jis, ())


BOUNDARIES = Boundaries(
    lambda: {HOME: shapely.box(139.0, 35.0, 139.1, 35.1), "11130": shapely.box(139.1, 35.0, 139.2, 35.1)}, Gazetteer()
)


def area(name: str, scheme: str = "架空圏域", municipality: str = HOME) -> District:
    code = district_code(municipality=municipality, scheme=scheme, name=name)
    return District(code=code, scheme=scheme, name=name, municipality=municipality)


NORTH, SOUTH, PORT = area("北圏域"), area("南圏域"), area("みなと圏域")
RULES = (
    DistrictRule(district=SOUTH.code, town="青葉台", chome_from=1, chome_to=1),
    DistrictRule(district=NORTH.code, town="青葉台二丁目"),
    DistrictRule(district=NORTH.code, town="緑ヶ丘"),
    DistrictRule(district=PORT.code, town="港町", banchi_from=1, banchi_to=99),
    DistrictRule(district=SOUTH.code, town="港町", banchi_from=100),
)
INDEX = DistrictIndex.build((NORTH, SOUTH, PORT), RULES, (), BOUNDARIES, ((HOME, "架空市"),))

TOWN = Place(
    pref="埼玉県",
    city="架空市",
    jis=HOME,
    town="青葉台一丁目",
    coordinate=at(35.02, 139.02),
    level="chome",
    radius_m=300,
    match="exact",
)
DEFAULT = DistrictRef(scheme="municipality", code=HOME, name="架空市", evidence="municipality")


def find(place: Place | None, *labels: str, index: DistrictIndex = INDEX) -> tuple[DistrictRef, ...]:
    return index.districts_of(municipality=HOME, municipality_name="架空市", place=place, labels=labels)


def ref(district: District, evidence: str) -> DistrictRef:
    return DistrictRef(scheme=district.scheme, code=district.code, name=district.name, evidence=evidence)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("town", "banchi", "expected"),
    [
        ("青葉台一丁目", "5-1", SOUTH),
        ("青葉台二丁目", "", NORTH),
        ("青葉台", "２丁目３番", NORTH),
        ("青葉台", "3-1", None),
        ("大字緑ケ丘", "12", NORTH),
        ("港町", "７番１号", PORT),
        ("港町", "一二三番地", SOUTH),
        ("港町", "甲5", None),
        ("港町", "", None),
        ("知らない町", "1", None),
    ],
)
def test_town_rules_decide_or_say_unknown(town: str, banchi: str, expected: District | None) -> None:
    refs = find(replace(TOWN, town=town, banchi=banchi))
    assert refs == ((ref(expected, "town"), DEFAULT) if expected else (DEFAULT,))


def test_label_goes_before_the_town() -> None:
    assert find(TOWN, "北圏域")[0] == ref(NORTH, "label")


@pytest.mark.parametrize("label", ["北", "北地区", "［北圏域］", "北 圏域"])
def test_label_is_known_in_its_usual_forms(label: str) -> None:
    assert find(None, label)[0] == ref(NORTH, "label")


@pytest.mark.parametrize(
    ("label", "is_known"),
    [
        ("港小", True),
        ("港小学校区", True),
        ("港", True),
        ("港校区", True),
        ("港中", False),
        ("港地区", False),
        ("", False),
    ],
)
def test_label_of_another_kind_of_area_is_another_area(label: str, is_known: bool) -> None:  # noqa: FBT001 - a table
    school = area("港小学校", scheme="架空学区")
    index = DistrictIndex.build((school,), (), (), BOUNDARIES)
    found = find(None, label, index=index)
    assert found == ((ref(school, "label"), DEFAULT) if is_known else (DEFAULT,))


def test_short_label_of_two_districts_names_neither() -> None:
    index = DistrictIndex.build((area("港小"), area("港中")), (), (), BOUNDARIES)
    assert find(None, "港", index=index) == (DEFAULT,)


def test_outlines_are_not_read_for_wards_without_a_city_scheme() -> None:
    def refuse() -> dict[str, BaseGeometry]:
        raise AssertionError("outlines were read")

    index = DistrictIndex.build((NORTH,), (), (), Boundaries(refuse, Gazetteer()))
    assert len(index.districts_of(municipality="11131", municipality_name="架空市西区", place=None)) == 1


def test_unknown_or_contradicting_labels_give_no_district() -> None:
    assert find(None, "東圏域") == (DEFAULT,)
    assert find(None, "北;南") == (DEFAULT,)
    assert find(TOWN, "東圏域")[0] == ref(SOUTH, "town")


def test_unknown_labels_are_reported_only_where_a_scheme_could_know_them() -> None:
    assert INDEX.unknown_labels(municipality=HOME, labels=("北", "東圏域", "南；北")) == ("東圏域",)
    assert INDEX.unknown_labels(municipality="11131", labels=("東圏域",)) == ()


def test_place_elsewhere_or_none_has_the_municipality_only() -> None:
    assert find(None) == (DEFAULT,)
    assert find(replace(TOWN, jis="11131")) == (DEFAULT,)


def test_pin_without_a_town_takes_the_rule_of_the_nearest_town() -> None:
    pin = replace(TOWN, town="", level="pin", radius_m=30, coordinate=at(35.03, 139.07))
    assert find(pin)[0] == ref(NORTH, "polygon")
    assert find(replace(pin, level="municipality")) == (DEFAULT,)


def test_several_schemes_give_several_districts() -> None:
    school = area("港小学校区", scheme="架空学区")
    rules = (*RULES, DistrictRule(district=school.code, town="青葉台"))
    index = DistrictIndex.build((NORTH, SOUTH, PORT, school), rules, (), BOUNDARIES)
    assert find(TOWN, index=index) == (ref(SOUTH, "town"), ref(school, "town"), DEFAULT)


def test_finer_rule_wins_and_leaves_doubt_when_the_address_is_coarse() -> None:
    rules = (
        DistrictRule(district=NORTH.code, town="港町"),
        DistrictRule(district=PORT.code, town="港町", banchi_from=1, banchi_to=9),
    )
    index = DistrictIndex.build((NORTH, PORT), rules, (), BOUNDARIES)
    found = [find(replace(TOWN, town="港町", banchi=banchi), index=index)[0] for banchi in ("5", "10", "")]
    assert found == [ref(PORT, "town"), ref(NORTH, "town"), DEFAULT]


def test_operators_polygon_holds_pins_and_places_that_can_not_lie_outside() -> None:
    west = area("西ブロック", scheme="架空ブロック")
    polygon = '{"type":"Polygon","coordinates":[[[139,35],[139.05,35],[139.05,35.1],[139,35.1],[139,35]]]}'
    index = DistrictIndex.build((west,), (), ((west.code, polygon),), BOUNDARIES)
    edge = at(35.02, 139.049)
    assert find(TOWN, index=index)[0] == ref(west, "polygon")
    assert find(replace(TOWN, coordinate=edge), index=index) == (DEFAULT,)
    assert find(replace(TOWN, coordinate=edge, level="pin", radius_m=30), index=index)[0] == ref(west, "polygon")
    assert not index.is_approximate(west.code)
    outline = index.outline(west.code)
    assert outline is not None
    assert outline.bounds == (139, 35, 139.05, 35.1)


def test_outline_without_a_polygon_is_the_cells_of_its_towns() -> None:
    north, south = INDEX.outline(NORTH.code), INDEX.outline(SOUTH.code)
    assert north is not None
    assert south is not None
    assert north.covers(shapely.Point(139.08, 35.02))
    assert north.covers(shapely.Point(139.02, 35.08))
    assert not north.covers(shapely.Point(139.02, 35.02))
    assert south.covers(shapely.Point(139.08, 35.08))  # 港町 belongs to two districts, by lot
    assert INDEX.is_approximate(NORTH.code)


def test_default_district_is_the_municipality() -> None:
    assert INDEX.districts[-1] == District(
        code=HOME, scheme="municipality", name="架空市", municipality=HOME, approximate=False
    )
    assert INDEX.districts[:-1] == (NORTH, SOUTH, PORT)
    assert INDEX.outline(HOME) == shapely.box(139.0, 35.0, 139.1, 35.1)
    assert INDEX.outline("nowhere") is None


def test_ward_has_the_schemes_of_its_city() -> None:
    block = area("西ブロック", scheme="架空ブロック", municipality="11130")
    rules = (DistrictRule(district=block.code, town="西町"),)
    index = DistrictIndex.build((block,), rules, (), BOUNDARIES)
    place = replace(TOWN, jis="11131", town="西町", coordinate=at(35.05, 139.15))
    refs = index.districts_of(municipality="11131", municipality_name="架空市西区", place=place)
    assert refs[0] == ref(block, "town")
    assert refs[-1].code == "11131"


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_a_question_with_an_answer(town: str, rest: str) -> None:
    assert find(replace(TOWN, town=town, banchi=rest))[-1] == DEFAULT

from __future__ import annotations

import pytest

from directory.domain.district import District, district_code
from directory.geo.district_labels import LabelBook
from directory.geo.service_areas import ServiceArea, find_served, read_service_area

NAMES = ("架空東地区", "架空西地区", "架空みなと小学校区")
CITY, WARD, OTHER_WARD = "27140", "27144", "27141"


class Scheme:
    name = "架空地区"

    def __init__(self, municipality: str) -> None:
        made = tuple(
            District(
                code=district_code(municipality=municipality, scheme=self.name, name=name),
                scheme=self.name,
                name=name,
                municipality=municipality,
            )
            for name in NAMES
        )
        self.districts = {district.code: district for district in made}
        self.labels = LabelBook(made)


class Wards:
    def city_of(self, jis: str) -> str | None:
        return CITY if jis in {WARD, OTHER_WARD} else None

    def wards_of(self, jis: str) -> tuple[str, ...]:
        return (OTHER_WARD, WARD) if jis == CITY else ()


def served(text: str, municipality: str = "39201", name: str = "高知市") -> list[str]:
    refs = find_served(
        text, schemes=(Scheme(municipality),), wards=Wards(), municipality=municipality, municipality_name=name
    )
    assert {ref.evidence for ref in refs} <= {"service_area"}
    return [ref.code if ref.scheme == "municipality" else ref.name for ref in refs]


@pytest.mark.parametrize(
    "text",
    ["市内全域", "高知市全域", "高知県高知市にお住まいの方", "市内", "全市", "対象地域：市内一円", "高知市内の方"],
)
def test_a_municipality_may_be_served_as_a_whole(text):
    assert served(text) == ["39201"]


@pytest.mark.parametrize("text", ["区内全域", "西区", "堺市西区にお住まいの方", "大阪府堺市西区全域"])
def test_a_ward_may_be_served_alone(text):
    assert served(text, WARD, "堺市西区") == [WARD]


@pytest.mark.parametrize("text", ["市内全域", "堺市にお住まいの方", "堺市全域"])
def test_the_city_of_a_ward_is_all_its_wards(text):
    assert set(served(text, WARD, "堺市西区")) == {CITY, WARD, OTHER_WARD}


def test_a_designated_city_is_all_its_wards():
    assert set(served("市内全域", CITY, "堺市")) == {CITY, WARD, OTHER_WARD}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("架空東地区", ["架空東地区"]),
        ("架空東地区・架空西地区にお住まいの人", ["架空東地区", "架空西地区"]),
        ("架空西地区、架空みなと小学校区", ["架空西地区", "架空みなと小学校区"]),
        ("架空みなと小", ["架空みなと小学校区"]),
        ("架空東地区および架空北地区", ["架空東地区"]),
    ],
)
def test_districts_are_known_by_their_names(text, names):
    assert served(text) == names


@pytest.mark.parametrize(
    "text", ["", "どこでも", "町内", "南国市", "市", "架空東地区を除く市内全域", "市内全域（架空西地区以外）"]
)
def test_what_is_not_clear_serves_no_district(text):
    assert served(text) == []


def test_a_city_whose_name_ends_twice_is_no_city_with_a_ward():
    assert read_service_area("四日市市全域", municipality_name="四日市市") == ServiceArea(is_whole=True)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.catalog.criteria import BoundingBox, Criteria, parse_criteria, to_parameters
from directory.domain.coordinate import Coordinate
from directory.domain.errors import RequestRefused


def test_all_parameters_are_read():
    criteria = parse_criteria(
        {
            "q": " 土曜 こども食堂 ",
            "cat": "child_cafe,parenting_salon",
            "district": "27106",
            "municipality": "27106",
            "near": "34.676,135.486",
            "radius": "500",
            "bbox": "135.4,34.6,135.6,34.7",
            "when": "2026-06-06",
            "sort": "near",
            "offset": "20",
            "limit": "50",
        }
    )
    assert criteria == Criteria(
        text="土曜 こども食堂",
        categories=("child_cafe", "parenting_salon"),
        districts=("27106",),
        municipalities=("27106",),
        near=Coordinate(latitude=34.676, longitude=135.486),
        radius_m=500,
        bbox=BoundingBox(west=135.4, south=34.6, east=135.6, north=34.7),
        when="2026-06-06",
        sort="near",
        offset=20,
        limit=50,
    )


def test_empty_parameters_count_as_absent():
    assert parse_criteria({"q": "", "cat": " ", "near": "", "limit": ""}) == Criteria()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("q", "あ" * 101),
        ("cat", "parking"),
        ("near", "35"),
        ("near", "nan,139"),
        ("near", "139.7,35.6"),
        ("bbox", "1,2,3"),
        ("bbox", "140,35,139,36"),
        ("when", "2026-02-30"),
        ("when", "someday"),
        ("sort", "price"),
        ("limit", "201"),
        ("limit", "0"),
        ("limit", "٣"),
        ("offset", "-1"),
        ("radius", "1e3"),
    ],
)
def test_what_can_not_be_understood_is_refused_by_name(name, value):
    with pytest.raises(RequestRefused) as refused:
        parse_criteria({name: value})
    assert refused.value.facts["field"] == name


def test_a_radius_around_nothing_says_nothing():
    assert parse_criteria({"radius": "1"}) == Criteria()
    assert parse_criteria({"radius": "1", "near": "35.7,139.5"}).radius_m == 1


@given(st.dictionaries(st.sampled_from(["q", "cat", "near", "bbox", "when", "limit", "offset", "radius"]), st.text()))
def test_any_text_is_parsed_or_refused(parameters):
    try:
        criteria = parse_criteria(parameters)
    except RequestRefused:
        return
    assert parse_criteria(to_parameters(criteria)) == criteria

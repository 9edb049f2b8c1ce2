"""/api/v1/reverse: what lies around a point, and questions that name no point."""

from __future__ import annotations

from functools import cached_property

import pytest

from directory.assets import geodata_folder
from directory.domain.district import District
from directory.geo.boundaries import Boundaries
from directory.geo.districts import DistrictIndex
from directory.geo.gazetteer import Gazetteer
from directory.site.api.geocode_schemas import ReverseAnswer
from directory.site.app import create_app
from tests.integration.site.client import SETTINGS, Client
from tests.integration.site.fictional import RuntimeInMemory, usual_listings

WEST = "POLYGON ((139.50 35.70, 139.55 35.70, 139.55 35.76, 139.50 35.76, 139.50 35.70))"


class RuntimeWithMap(RuntimeInMemory):
    """The shipped gazetteer and outlines, and one operator's district."""

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return Gazetteer.open(geodata_folder())

    @cached_property
    def boundaries(self) -> Boundaries:
        return Boundaries.open(geodata_folder(), self.gazetteer)

    def open_districts(self) -> DistrictIndex:
        import shapely

        west = District(
            code="13229-aaaaaa", scheme="圏域（架空）", name="にし", municipality="13229", approximate=False
        )
        return DistrictIndex.build((west,), (), ((west.code, shapely.from_wkt(WEST)),), self.boundaries)


@pytest.fixture(scope="module")
def site() -> Client:
    runtime = RuntimeWithMap(SETTINGS, usual_listings())
    return Client(create_app(SETTINGS, runtime), runtime)


def test_a_point_has_municipality_nearest_town_and_districts(site):
    answer = site.get("/api/v1/reverse?lat=35.7275&lng=139.5395")
    ReverseAnswer.model_validate_json(answer.content)
    (here,) = answer.json()["results"]
    assert (here["pref"], here["city"], here["jis"], here["ward"]) == ("東京都", "西東京市", "13229", "")
    assert here["town"].startswith("田無町")
    assert 0 <= here["distance_m"] < 500
    assert [(each["name"], each["evidence"]) for each in here["districts"]] == [
        ("にし", "polygon"),
        ("西東京市", "municipality"),
    ]


def test_one_parameter_and_two_ask_the_same(site):
    assert (
        site.get("/api/v1/reverse?near=35.7275,139.5395").json()
        == site.get("/api/v1/reverse?lat=35.7275&lng=139.5395&near=").json()
    )


def test_a_ward_is_named_with_its_city(site):
    (here,) = site.get("/api/v1/reverse?lat=34.6762&lng=135.4860").json()["results"]
    assert (here["city"], here["ward"], here["jis"]) == ("大阪市西区", "大阪市西区", "27106")


@pytest.mark.parametrize(
    ("point", "problem"),
    [
        ("34.0,139.0", "point_at_sea"),
        ("38.0,134.5", "point_at_sea"),
        ("48.8566,2.3522", "point_outside_japan"),
        ("-35.7,139.5", "point_outside_japan"),
    ],
)
def test_at_sea_and_abroad_there_is_nothing(site, point, problem):
    answer = site.get(f"/api/v1/reverse?near={point}")
    assert (answer.status_code, answer.json()) == (200, {"results": [], "problems": [problem]})


def test_swapped_numbers_are_offered_the_other_way_round(site):
    for question in ("lat=139.5395&lng=35.7275", "near=139.5395,35.7275"):
        answer = site.get(f"/api/v1/reverse?{question}")
        assert (answer.status_code, answer.json()["error"]) == (422, "point_swapped")
        assert "lat=35.7275&lng=139.5395" in answer.json()["message"]


@pytest.mark.parametrize(
    ("question", "code", "field"),
    [
        ("", "parameter_point", "lat"),
        ("lat=35.7", "parameter_point", "lat"),
        ("lat=abc&lng=139.5", "parameter_point", "lat"),
        ("near=35.7", "parameter_point", "near"),
        ("near=西東京市", "parameter_point", "near"),
        ("near=35.7,139.5,17", "parameter_point", "near"),
        ("lat=nan&lng=139.5", "point_impossible", "lat"),
        ("lat=1e999&lng=139.5", "point_impossible", "lat"),
        ("lat=95&lng=95", "point_impossible", "lat"),
    ],
)
def test_what_is_no_point_is_refused_by_name(site, question, code, field):
    answer = site.get(f"/api/v1/reverse?{question}")
    body = answer.json()
    assert (answer.status_code, body["error"], body["fields"][0]["name"]) == (422, code, field)
    assert body["message"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_answers_may_be_kept_for_a_moment_and_read_by_other_sites(site):
    for path in ("/api/v1/reverse?lat=35.7275&lng=139.5395", "/api/v1/geocode?q=西東京市田無町3-4"):
        headers = site.get(path).headers
        assert headers["Cache-Control"] == "public, max-age=30"
        assert headers["Access-Control-Allow-Origin"] == "*"


def test_districts_are_read_once_a_revision(site):
    opened = []
    original = RuntimeWithMap.open_districts
    site.runtime.open_districts = lambda: opened.append(1) or original(site.runtime)
    site.app.state.reverse_districts = None
    for _ in range(3):
        site.get("/api/v1/reverse?lat=35.7275&lng=139.5395")
    assert len(opened) == 1


def test_the_description_explains_the_parameters(site):
    described = site.get("/openapi.json").json()["paths"]["/api/v1/reverse"]["get"]
    assert [each["name"] for each in described["parameters"]] == ["lat", "lng", "near"]
    assert all(each["description"] and each["schema"]["examples"] for each in described["parameters"])

"""The API description names every route, parameter and status of version 1."""

from __future__ import annotations

import pytest

from directory.catalog.wishes import WISH_FIELDS
from tests.integration.site.client import client, make_client

__all__ = ["client", "make_client"]

PATHS = {
    "/api/v1/cards",
    "/api/v1/cards/rows",
    "/api/v1/suggest",
    "/api/v1/districts.geojson",
    "/api/v1/facets",
    "/api/v1/geocode",
    "/api/v1/listings",
    "/api/v1/listings.csv",
    "/api/v1/listings.geojson",
    "/api/v1/listings/{listing_id}",
    "/api/v1/map/areas",
    "/api/v1/map/clusters",
    "/api/v1/map/labels",
    "/api/v1/map/points",
    "/api/v1/map/rows",
    "/api/v1/reverse",
    "/calendar.ics",
    "/feed.json",
    "/feed.xml",
    "/healthz",
    "/r/{code}.ics",
    "/readyz",
}
PRIVATE_PATHS = {
    "/api/v1/me",
    "/api/v1/resources/{resource_id}",
    "/api/v1/resources/{resource_id}/feedback",
    "/api/v1/resources/{resource_id}/place",
    "/api/v1/submissions",
    "/api/v1/submissions/{submission_id}",
    "/api/v1/submissions/{submission_id}/decision",
}
"""What depends on who asks, or changes something."""

SEARCH = ["q", "not", "cat", "district", "municipality", "near", "radius", "bbox", "when", *WISH_FIELDS, "sort"]


@pytest.fixture(scope="module")
def description(client) -> dict:
    return client.get("/openapi.json").json()


def test_exactly_the_published_routes_are_described(description):
    assert set(description["paths"]) == PATHS | PRIVATE_PATHS


@pytest.mark.parametrize("path", ["/api/v1/listings", "/api/v1/cards"])
def test_lists_describe_filters_and_paging(description, path: str):
    names = [parameter["name"] for parameter in description["paths"][path]["get"]["parameters"]]
    assert names == [*SEARCH, "limit", "offset"]


@pytest.mark.parametrize("path", ["/api/v1/listings.csv", "/api/v1/facets"])
def test_whole_answers_describe_filters_only(description, path: str):
    assert [parameter["name"] for parameter in description["paths"][path]["get"]["parameters"]] == SEARCH


@pytest.mark.parametrize(
    "path",
    ["/api/v1/listings", "/api/v1/listings/{listing_id}", "/api/v1/facets", "/api/v1/geocode", "/api/v1/reverse"],
)
def test_every_refusal_has_the_one_shape(description, path: str):
    answers = description["paths"][path]["get"]["responses"]
    for status in ("400", "403", "405", "413", "422", "500", "503"):
        schema = answers[status]["content"]["application/json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/ErrorAnswer"}


@pytest.mark.parametrize("path", sorted(path for path in PATHS if "{" not in path))
def test_answers_have_the_described_type(client, description, path: str):
    answer = client.get(path)
    described = description["paths"][path]["get"]["responses"][str(answer.status_code)]["content"]
    assert list(described) == [answer.headers["Content-Type"].partition(";")[0]]


def test_the_account_of_nobody_is_a_refusal_of_the_one_shape(client, description):
    answer = client.get("/api/v1/me")
    assert answer.status_code == 401
    assert answer.headers["Cache-Control"] == "no-store"
    assert set(answer.json()) == {"error", "message", "fields", "request_id"}
    assert set(description["paths"]["/api/v1/me"]["get"]["responses"]) >= {"200", "401", "429"}


def test_operations_have_short_unique_names(description):
    names = [operation["operationId"] for path in description["paths"].values() for operation in path.values()]
    assert len(names) == len(set(names))
    assert "listings" in names


def test_every_route_is_listed_with_its_method(client):
    from directory.site.app import list_routes

    routes = set(list_routes(client.app))
    assert {("GET", "/"), ("GET", "/r/{code}"), ("GET", "/api/v1/listings"), ("GET", "/map.svg")} <= routes

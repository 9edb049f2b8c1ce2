"""/api/v1: shapes, limits, caching and errors of the public answers."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from pydantic import BaseModel

from directory.site.api.card_schemas import CardsAnswer
from directory.site.api.geocode_schemas import GeocodeAnswer
from directory.site.api.schemas import ErrorAnswer, FacetsAnswer, ListingAnswer, ListingsAnswer


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/api/v1/listings?limit=200", ListingsAnswer),
        ("/api/v1/listings?q=田無駅", ListingsAnswer),
        ("/api/v1/listings/t00001", ListingAnswer),
        ("/api/v1/listings/area01", ListingAnswer),
        ("/api/v1/listings/nofact", ListingAnswer),
        ("/api/v1/facets?cat=child_cafe", FacetsAnswer),
        ("/api/v1/cards?limit=200", CardsAnswer),
        ("/api/v1/cards?q=zzzz", CardsAnswer),
        ("/api/v1/geocode?q=西東京市田無町3-4", GeocodeAnswer),
        ("/api/v1/geocode?q=", GeocodeAnswer),
        ("/api/v1/listings?limit=0", ErrorAnswer),
    ],
)
def test_answers_have_exactly_the_described_keys(client, path: str, shape: type[BaseModel]):
    shape.model_validate_json(client.get(path).content)


def test_an_item_says_everything_the_contract_names(client):
    item = client.get("/api/v1/listings?q=たんぽぽ子ども食堂&limit=1").json()["items"][0]
    assert item["category"] == "child_cafe"
    assert item["municipality"] == item["district"]
    assert item["url"] == f"/r/{item['id']}"
    assert item["phone"].startswith("03-0000-")
    assert item["age_text"] == "0歳〜3歳"
    assert item["fee_text"] == "子ども 無料／大人 300円"
    assert date.fromisoformat(item["next_date"]) >= date(2026, 6, 6)


def test_a_place_kept_to_its_district_has_no_point_and_no_address(client):
    item = client.get("/api/v1/listings/area01").json()
    assert not {"latitude", "longitude", "level", "radius_m"} & set(item)
    assert item["address"] == ""
    assert item["precision"] == "district"


def test_an_ended_activity_is_gone_for_programs(client):
    answer = client.get("/api/v1/listings/ended1")
    assert answer.status_code == 410
    assert answer.json()["error"] == "listing_ended"


def test_an_unknown_listing_is_not_found(client):
    answer = client.get("/api/v1/listings/zzzzzz")
    assert answer.status_code == 404
    assert answer.json()["request_id"] == answer.headers["X-Request-Id"]


def test_pages_of_an_answer_join_to_the_whole(client):
    total = client.get("/api/v1/listings?limit=1").json()["total"]
    found = []
    for offset in range(0, total, 25):
        found += [item["id"] for item in client.get(f"/api/v1/listings?limit=25&offset={offset}").json()["items"]]
    assert len(found) == len(set(found)) == total


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("q=" + "あ" * 101, "q"),
        ("cat=nothing", "cat"),
        ("near=91,200", "near"),
        ("near=nan,inf", "near"),
        ("bbox=2,2,1,1", "bbox"),
        ("when=someday", "when"),
        ("limit=201", "limit"),
        ("limit=1e400", "limit"),
        ("offset=-1", "offset"),
        ("radius=0", "radius"),
        ("sort=luck", "sort"),
    ],
)
def test_a_wrong_parameter_is_named(client, query: str, field: str):
    answer = client.get(f"/api/v1/listings?{query}")
    assert answer.status_code == 422
    body = answer.json()
    assert body["error"] == f"parameter_{field}"
    assert body["fields"][0]["name"] == field
    assert not body["message"].startswith("error.")


def test_empty_parameters_count_as_absent(client):
    empty = client.get("/api/v1/listings?q=&cat=&district=&near=&bbox=&when=&limit=&offset=&sort=&radius=")
    assert empty.json()["total"] == client.get("/api/v1/listings").json()["total"]


def test_repeated_form_fields_mean_or(client):
    repeated = client.get("/api/v1/listings?cat=child_cafe&cat=advice_desk").json()["total"]
    joined = client.get("/api/v1/listings?cat=child_cafe,advice_desk").json()["total"]
    assert repeated == joined > client.get("/api/v1/listings?cat=child_cafe").json()["total"]


def test_the_etag_follows_revision_and_parameters_do_not_matter(client):
    first = client.get("/api/v1/listings")
    assert first.headers["Cache-Control"] == "public, max-age=30"
    assert "r1" in first.headers["ETag"]
    again = client.get("/api/v1/listings", if_none_match=first.headers["ETag"])
    assert again.status_code == 304
    assert not again.content


def test_a_new_revision_has_another_etag(make_client):
    client = make_client()
    before = client.get("/api/v1/listings").headers["ETag"]
    client.runtime.revision = "r2"
    client.runtime.catalog.refresh()
    assert client.get("/api/v1/listings", if_none_match=before).status_code == 200


def test_the_csv_opens_in_spreadsheets_and_holds_the_same_listings(client):
    answer = client.get("/api/v1/listings.csv?cat=child_cafe")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in answer.content
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))
    listed = client.get("/api/v1/listings?cat=child_cafe&limit=200").json()["items"]
    assert [row["掲載番号"] for row in rows] == [item["id"] for item in listed]


def test_no_cell_of_the_csv_is_a_formula(make_client):
    from tests.integration.site.fictional import make_listing

    client = make_client((make_listing(1, name="=cmd()", description="＋1", organization="@x"),))
    text = client.get("/api/v1/listings.csv").text
    assert "'=cmd()" in text
    assert "'＋1" in text
    assert "'@x" in text


def test_geocode_answers_in_the_published_shape(client):
    answer = client.get("/api/v1/geocode?q=西東京市田無町3-4&near=13229").json()
    assert answer["results"][0]["jis"] == "13229"
    assert [each["city"] for each in answer["results"][0]["candidates"]] == ["西東京市"]
    assert client.get("/api/v1/geocode?q=月面").json() == {"results": [], "problems": ["address_unknown"]}


@pytest.mark.parametrize("asked", ["田無駅", "たなしえき", "tanashi eki"])
def test_understood_words_are_told(client, asked):
    answer = client.get(f"/api/v1/listings?q={asked}").json()
    assert answer["understood"][0]["kind"] == "station"
    assert answer["understood"][0]["radius_m"] == 1000
    assert all("distance_m" in item for item in answer["items"])


def test_alive_and_ready_name_their_parts(client, make_client):
    assert client.get("/healthz").json() == {"alive": True}
    assert client.get("/readyz").json() == {"ready": True, "database": "ok"}
    broken = make_client()
    broken.runtime.__class__ = type(
        "Broken", (broken.runtime.__class__,), {"check_ready": lambda *_: {"database": "away", "catalog": "ok"}}
    )
    answer = broken.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "database": "away", "catalog": "ok"}

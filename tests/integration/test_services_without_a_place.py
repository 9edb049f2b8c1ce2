"""Services without a place, from a file to the list, its counts, the map and the API: found wherever they serve."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from directory.cli.app import run
from directory.domain.district import district_code
from directory.runtime import open_runtime
from directory.settings import Settings
from directory.site.app import create_app
from tests.integration.site.client import Client

SCHEME = "架空三圏域"
CODES = {
    name: district_code(municipality="13229", scheme=SCHEME, name=name)
    for name in ("架空みなみ圏域", "架空たなし圏域", "架空ほうや圏域")
}
SOUTH, MIDDLE, EAST = CODES
ROWS = (
    ("みなみの家（架空）", "子育てサロン", "東京都西東京市南町2-1-1", ""),
    ("たなしの家（架空）", "子育てサロン", "東京都西東京市田無町4-1-1", ""),
    ("まちじゅうの訪問（架空）", "家庭訪問", "", "市内全域"),
    ("二つの訪問（架空）", "家庭訪問", "", f"{SOUTH}、{MIDDLE}"),
    ("どこかの訪問（架空）", "家庭訪問", "", "架空の国"),
)
EXPECTED = {
    SOUTH: {"みなみの家（架空）", "まちじゅうの訪問（架空）", "二つの訪問（架空）"},
    MIDDLE: {"たなしの家（架空）", "まちじゅうの訪問（架空）", "二つの訪問（架空）"},
    EAST: {"まちじゅうの訪問（架空）"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Listings first, districts afterwards: what serves a district learns of it when it comes."""
    folder: Path = tmp_path_factory.mktemp("nowhere")
    url = f"sqlite:///{folder}/machi.db"
    towns = ("南町", "田無町", "保谷町")
    rows = [f"13229,{SCHEME},{name},{town}" for name, town in zip(CODES, towns, strict=True)]
    (folder / "chiku.csv").write_text("\n".join(("municipality,scheme,district,town", *rows)), encoding="utf-8-sig")
    with (folder / "minna.csv").open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([("名称", "分類", "住所", "利用できる地域"), *ROWS])
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DIRECTORY_DATABASE_URL", url)
        assert run(["init"]) == 0
        assert run(["import", "minna.csv", "--municipality", "13229"]) == 0
        assert run(["districts", "import", "chiku.csv"]) == 0
    runtime = open_runtime(Settings(database_url=url))
    yield Client(create_app(runtime.settings, runtime), runtime)
    runtime.close()


def names(site: Client, query: str) -> set[str]:
    return {item["name"] for item in json.loads(site.get(f"/api/v1/listings?limit=50&{query}").text)["items"]}


@pytest.mark.parametrize("name", CODES)
def test_list_counts_and_files_of_a_district_hold_what_serves_it(site, name):
    code, expected = CODES[name], EXPECTED[name]
    assert names(site, f"district={code}") == expected
    answer = json.loads(site.get(f"/api/v1/listings?district={code}").text)
    assert answer["total"] == len(expected)
    assert answer["unplaced"] == sum("訪問" in each for each in expected)
    facets = json.loads(site.get("/api/v1/facets").text)["facets"]["districts"]
    assert {each["code"]: each["count"] for each in facets}[code] == len(expected)
    table = csv.DictReader(io.StringIO(site.get(f"/api/v1/listings.csv?district={code}").text.lstrip("\ufeff")))
    assert {row["名称"] for row in table} == expected
    features = json.loads(site.get(f"/api/v1/listings.geojson?district={code}").text)["features"]
    assert {each["properties"]["name"] for each in features} == expected
    assert sum(each["geometry"] is None for each in features) == answer["unplaced"]


def test_the_map_counts_districts_as_the_list_does(site):
    answer = json.loads(site.get(f"/api/v1/map/rows?scheme={SCHEME}").text)
    points = json.loads(site.get(f"/api/v1/map/points?scheme={SCHEME}").text)
    counts = dict(zip(points["districts"], answer["by_district"], strict=True))
    assert {name: counts[code] for name, code in CODES.items()} == {
        name: len(expected) for name, expected in EXPECTED.items()
    }
    assert answer["unplaced"] == 3


def test_a_service_without_a_place_has_no_pin_and_says_whom_it_serves(site):
    (item,) = (
        each
        for each in json.loads(site.get("/api/v1/listings?limit=50").text)["items"]
        if each["name"] == "二つの訪問（架空）"
    )
    page = site.get(item["url"]).text
    assert f"場所はありません（使える地域：{SOUTH}、{MIDDLE}）" in page
    article = page.partition("<article")[2].partition("</article>")[0]
    assert "sel=" not in article
    assert "maps/dir" not in article
    assert "latitude" not in item


def test_near_a_place_nobody_counts_what_is_not_in_the_answer(site):
    everywhere, near = (site.get(path).text for path in ("/", "/?q=田無駅"))
    assert "うち3件は地図に出ません" in everywhere
    assert "場所がわからない3件は入っていません" in near
    assert "うち3件は" not in near
    first = json.loads(near.partition('id="map-first">')[2].partition("</script>")[0])
    assert (first["placed"], first["unplaced"]) == (first["total"], 3)


def test_who_serves_everything_lacks_no_district(site):
    unplaced = site.get("/data/districts").text
    assert "まちじゅうの訪問" not in unplaced
    assert "どこかの訪問" in unplaced


def test_a_changed_service_area_is_understood_anew(site):
    runtime = site.runtime
    desk = runtime.desk
    with runtime.store.read() as unit:
        stored = next(each for each in unit.resources.all_resources() if each.draft.name == "どこかの訪問（架空）")
    draft = stored.draft.model_copy(update={"service_area": EAST})
    placed = desk.place(draft, stored)
    codes = {ref.code for placement in placed.change.placements for ref in placement.districts}
    assert CODES[EAST] in codes
    same = desk.place(stored.draft.model_copy(update={"name": "名前だけちがう訪問（架空）"}), stored)
    assert same.change.placements == stored.placements

"""Five districts of one municipality from an operator's CSV: on the map, in the picture, and on the data pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from directory.cli.app import run
from directory.runtime import open_runtime
from directory.settings import Settings
from directory.site.app import create_app
from tests.integration.site.client import Client

SCHEME = "架空五圏域"
DISTRICTS = (
    ("架空みなみ圏域", "南町"),
    ("架空たなし圏域", "田無町"),
    ("架空ほうや圏域", "保谷町"),
    ("架空いずみ圏域", "泉町"),
    ("架空ひばり圏域", "ひばりが丘"),
)
LISTINGS = (
    ("みなみの家（架空）", "東京都西東京市南町2-1-1"),
    ("たなしの家（架空）", "東京都西東京市田無町4-1-1"),
    ("ほうやの家（架空）", "東京都西東京市保谷町3-5-2"),
    ("いずみの家（架空）", "東京都西東京市泉町1-1-1"),
    ("ひばりの家（架空）", "東京都西東京市ひばりが丘3-1-1"),
    ("そのほかの家（架空）", "東京都西東京市芝久保町1-1-1"),
    ("ひみつの家（架空）", "非公開"),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A site over a real database with five districts and seven listings."""
    folder: Path = tmp_path_factory.mktemp("five")
    url = f"sqlite:///{folder}/machi.db"
    districts = folder / "chiku.csv"
    rows = [f"13229,{SCHEME},{name},{town}" for name, town in DISTRICTS]
    districts.write_text("\n".join(("municipality,scheme,district,town", *rows)) + "\n", encoding="utf-8-sig")
    listings = folder / "minna.csv"
    lines = [f"{number},{name},子育てサロン,{address}" for number, (name, address) in enumerate(LISTINGS, start=1)]
    listings.write_text("\n".join(("ID,名称,分類,住所", *lines)) + "\n", encoding="utf-8-sig")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("DIRECTORY_DATABASE_URL", url)
        assert run(["init"]) == 0
        assert run(["districts", "import", str(districts)]) == 0
        assert run(["import", str(listings), "--municipality", "13229"]) == 0
    settings = Settings(database_url=url)
    runtime = open_runtime(settings)
    yield Client(create_app(settings, runtime), runtime)
    runtime.close()


def test_five_outlines_come_as_approximate(site):
    answer = site.get(f"/api/v1/districts.geojson?scheme={SCHEME}")
    features = json.loads(answer.text)["features"]
    assert {each["properties"]["name"] for each in features} == {name for name, _ in DISTRICTS}
    assert all(each["properties"]["approximate"] is True for each in features)
    assert {each["geometry"]["type"] for each in features} <= {"Polygon", "MultiPolygon"}


def test_the_map_of_one_municipality_shows_its_own_districts(site):
    for question in ("/?view=map", "/?municipality=13229&view=map"):
        first = json.loads(re.search(r'id="map-first">(.+?)</script>', site.get(question).text)[1])
        assert first["scheme"] == SCHEME
        assert sum(first["by_district"]) == len(DISTRICTS)


def test_the_picture_draws_them_dashed(site):
    picture = site.get("/map.svg").text
    assert picture.count('stroke-dasharray="6 5"') >= len(DISTRICTS)
    assert "架空ひばり圏域" in picture


def test_the_page_says_who_has_no_district_and_why(site):
    page = site.get("/data/districts")
    assert page.status_code == 200
    assert "地区が分かる掲載 5 件、分からない掲載 2 件" in page.text
    assert "町名が地区の表にない" in page.text
    assert "そのほかの家（架空）" in page.text
    assert "みなみの家（架空）" not in page.text
    assert '<a href="/data/districts">' in site.get("/data").text


def test_the_page_is_not_sent_again_while_nothing_changes(site):
    etag = site.get("/data/districts").headers["etag"]
    assert site.get("/data/districts", if_none_match=etag).status_code == 304

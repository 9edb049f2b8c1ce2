"""Towns that only the postal data knows lie among their relatives."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture(scope="module")
def build():
    sys.path.insert(0, str(SCRIPTS))
    try:
        from geodata_build import radii, town, town_book

        return town, town_book, radii
    finally:
        sys.path.remove(str(SCRIPTS))


@pytest.fixture
def home(build):
    town, _, _ = build
    names = {
        "架空町一丁目": (35.0, 139.0),
        "架空町二丁目": (35.0, 139.02),
        "水橋港町": (35.1, 139.1),
        "山田": (35.2, 139.2),
    }
    towns = [town.Town(name=name, point=point) for name, point in names.items()]
    return town.Municipality(jis="99999", pref="架空県", name="架空市", kana="", towns=towns)


@pytest.mark.parametrize(
    ("name", "code_point", "same_code", "point", "origin"),
    [
        ("新町", (35.15, 139.15), [], (35.15, 139.15), "code"),
        ("新町", (36.5, 139.15), [], (35.075, 139.08), "municipality"),
        ("新町", None, ["山田"], (35.2, 139.2), "parent"),
        ("架空町三丁目", None, ["山田"], (35.0, 139.01), "parent"),
        ("山田西", None, [], (35.2, 139.2), "parent"),
        ("水橋駅前", None, [], (35.1, 139.1), "parent"),
    ],
)
def test_the_best_relative_gives_the_point(build, home, name, code_point, same_code, point, origin):
    _, town_book, _ = build
    placed = town_book.TownBook(home).place(name, code_point, same_code)
    assert placed.origin == origin
    assert placed.point == pytest.approx(point)


def test_guessed_points_teach_nobody(build, home):
    town, town_book, _ = build
    book = town_book.TownBook(home)
    book.add(town.Town(name="青葉台", point=(35.3, 139.3), origin="municipality"))
    assert book.place("青葉台東", None, []).origin == "municipality"


def test_the_radius_of_a_guess_follows_how_far_the_towns_lie_apart(build, home):
    town, _, radii = build
    crowd = [town.Town(name=f"町{n}", point=(35.0, 139 + n / 1000)) for n in range(40)]
    home.towns = [*crowd, town.Town(name="島", point=(36.0, 139.0)), town.Town(name="岬", point=(36.0, 139.1))]
    relative = town.Town(name="町五東", point=crowd[5].point, origin="parent")
    family = town.Town(name="町六二丁目", point=crowd[6].point, origin="parent", radius_m=912)
    middle = town.Town(name="新町", point=crowd[20].point, origin="municipality")
    home.towns += [relative, family, middle]
    radii.set_radii([home])
    assert crowd[5].radius_m < 300
    assert family.radius_m == 912
    assert 3_000 < relative.radius_m < 3_500
    assert middle.radius_m == pytest.approx(relative.radius_m / 0.6, abs=2)

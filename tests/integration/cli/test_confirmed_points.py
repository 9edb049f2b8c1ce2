"""Points that an operator checked on the spot teach their neighbours, and forget them again."""

from __future__ import annotations

import json

import pytest

from directory.cli.opening import opened_runtime
from directory.store.published import decode_listing

PIN = "35.73065,139.55262"
"""In 保谷町三丁目, about 50 m from the gazetteer's point."""

PINNED = "1,けやきひろば（架空）,子育てサロン,東京都西東京市保谷町3-5-2,35.73065,139.55262,,,,"
NEIGHBOUR = "2,どんぐり食堂（架空）,子ども食堂,東京都西東京市保谷町3-5-3,,,,,,"
FARTHER = "3,くるみ文庫（架空）,子育てサロン,東京都西東京市保谷町3-60-1,,,,,,"


def levels() -> dict[str, tuple[str, str]]:
    """Name -> level and point of what everybody can see."""
    with opened_runtime() as runtime:
        listings = [decode_listing(payload) for payload in runtime.store.public.read_listings()]
    return {
        one.name[:4]: (one.level, f"{one.coordinate.latitude},{one.coordinate.longitude}")
        for one in listings
        if one.coordinate is not None
    }


@pytest.fixture
def confirmed(directory):
    """An installation with a confirmed pin and its neighbours, from two files."""
    assert directory("import", directory.write("minna.csv", NEIGHBOUR, FARTHER)) == 0
    assert levels()["どんぐり"][0] == "chome"
    assert directory("import", directory.write("kakunin.csv", PINNED), "--points-confirmed") == 0
    return directory


def test_a_confirmed_pin_moves_the_neighbour_that_came_before_it(confirmed):
    found = levels()
    assert found["けやきひ"] == ("pin", PIN)
    assert found["どんぐり"] == ("anchor", PIN)
    assert found["くるみ文"][0] == "chome"


def test_points_that_nobody_confirmed_teach_nobody(directory):
    directory("import", directory.write("minna.csv", PINNED, NEIGHBOUR))
    assert levels()["どんぐり"][0] == "chome"


def test_a_new_edition_keeps_what_was_confirmed(confirmed):
    confirmed("import", confirmed.write("kakunin.csv", PINNED.replace("子育てサロン", "児童館")))
    assert levels()["どんぐり"] == ("anchor", PIN)


def test_a_pin_that_moved_has_to_be_confirmed_again(confirmed):
    moved = PINNED.replace("139.55262", "139.55270")
    confirmed("import", confirmed.write("kakunin.csv", moved))
    assert levels()["どんぐり"][0] == "chome"
    confirmed("import", confirmed.write("kakunin.csv", moved), "--points-confirmed")
    assert levels()["どんぐり"] == ("anchor", "35.73065,139.5527")


def test_points_of_a_known_file_can_be_confirmed_afterwards(directory):
    path = directory.write("minna.csv", PINNED, NEIGHBOUR)
    directory("import", path)
    report = directory.json("import", path, "--points-confirmed")
    assert (report["files"][0]["rows"], report["files"][0]["added"]) == (2, 0)
    assert levels()["どんぐり"] == ("anchor", PIN)
    again = directory.json("import", path, "--points-confirmed")
    assert (again["files"][0]["changed"], again["files"][0]["unchanged"]) == (0, 2)


def test_a_dry_run_confirms_nothing(directory):
    path = directory.write("minna.csv", PINNED, NEIGHBOUR)
    directory("import", path)
    directory("import", path, "--points-confirmed", "--dry-run")
    assert levels()["どんぐり"][0] == "chome"


def test_neighbours_do_not_keep_standing_on_a_place_that_became_secret(confirmed):
    secret = PINNED.replace("東京都西東京市保谷町3-5-2,35.73065,139.55262", "非公開,,")
    report = confirmed.json("import", confirmed.write("kakunin.csv", secret), "--municipality", "13229")
    assert report["files"][0]["changed"] == 1
    assert levels()["どんぐり"][0] == "chome"


def test_the_geocoder_of_the_site_learns_it_too(confirmed):
    with opened_runtime() as runtime:
        place = runtime.geocoder.locate("西東京市保谷町3-5-4").place
    assert place is not None
    assert (place.level, place.radius_m, place.match) == ("anchor", 70, "variant")


def test_the_command_learns_it_from_the_database_and_does_without_one(confirmed, monkeypatch):
    confirmed("geocode", "西東京市保谷町3-5-4", "--json")
    assert json.loads(confirmed.out)[0]["results"][0]["level"] == "anchor"
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{confirmed.folder}/nothing.db")
    confirmed("geocode", "西東京市保谷町3-5-4", "--json")
    assert json.loads(confirmed.out)[0]["results"][0]["level"] == "chome"

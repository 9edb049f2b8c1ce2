"""Labelled addresses of several publishers: shares and errors stay at least as good as they were measured."""

from __future__ import annotations

import csv
import functools
import re
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from directory.domain.address import Located
from directory.domain.coordinate import Coordinate
from directory.geo.geocoder import Geocoder

pytestmark = pytest.mark.shared

Row = dict[str, str]
Answers = list[tuple[Row, Located]]

_SURE = {"exact", "variant"}
_SILENT_M = 5_000


@pytest.fixture(scope="module")
def key_of(shared_folder: Path) -> Callable[[str], str]:
    """The judges' own folding, independent of the product's."""
    sys.path.insert(0, str(shared_folder / "eval" / "geocode"))
    try:
        from folding import fold  # type: ignore[import-not-found,unused-ignore]
    finally:
        sys.path.pop(0)
    return lambda text: re.sub(r"^.+?郡(?=.+[町村]$)", "", str(fold(text)))


@pytest.fixture(scope="module")
def ask(geocoder: Geocoder, shared_folder: Path) -> Callable[[str], Answers]:
    """Answers to one set, asked once for all tests."""

    @functools.cache
    def answer(name: str) -> Answers:
        with (shared_folder / "eval" / "geocode" / name).open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        return [(row, geocoder.locate(row["address"], near=row.get("near") or None)) for row in rows]

    return answer


def is_city(row: Row, located: Located, key_of: Callable[[str], str]) -> bool:
    return located.place is not None and key_of(located.place.city) == key_of(row["expected_city"])


def is_town(row: Row, located: Located, key_of: Callable[[str], str]) -> bool:
    place = located.place
    if place is None or not is_city(row, located, key_of):
        return False
    return key_of(row["expected_town"]) in {key_of(place.town), key_of(place.town + place.koaza)}


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits)


def town_share(answers: Answers, key_of: Callable[[str], str]) -> float:
    return share([is_town(row, located, key_of) for row, located in answers if row["expected_town"]])


def errors_m(answers: Answers) -> list[tuple[float, Located]]:
    return [
        (
            located.place.coordinate.distance_m(Coordinate(latitude=float(row["lat"]), longitude=float(row["lng"]))),
            located,
        )
        for row, located in answers
        if located.place is not None
    ]


@pytest.mark.parametrize(
    ("name", "city", "town", "median_m", "ninth_m"),
    [
        ("facilities.csv", 0.999, 0.999, 195, 940),
        ("national.csv", 0.999, 0.999, 176, 330),
        ("dirty.csv", 0.998, 0.992, 195, 1010),
        ("natural_takamatsu_nocity.csv", 0.998, 0.998, 670, 1590),
    ],
)
def test_a_set_is_answered_as_well_as_measured(
    ask: Callable[[str], Answers],
    key_of: Callable[[str], str],
    name: str,
    city: float,
    town: float,
    median_m: float,
    ninth_m: float,
) -> None:
    answers = ask(name)
    errors = sorted(error for error, _ in errors_m(answers))
    assert all(located.place is not None for _, located in answers)
    assert share([is_city(row, located, key_of) for row, located in answers]) >= city
    assert town_share(answers, key_of) >= town
    assert statistics.median(errors) <= median_m
    assert errors[int(len(errors) * 0.9)] <= ninth_m


@pytest.mark.parametrize("name", ["facilities.csv", "national.csv", "dirty.csv", "natural_takamatsu_nocity.csv"])
def test_nothing_far_off_is_sure_of_itself(ask: Callable[[str], Answers], name: str) -> None:
    far = [error for error, located in errors_m(ask(name)) if error > _SILENT_M and is_sure(located)]
    assert far == []


@pytest.mark.parametrize(("name", "least", "most"), [("facilities.csv", 0.88, 0.96), ("national.csv", 0.88, 0.97)])
def test_the_radius_holds_the_truth(ask: Callable[[str], Answers], name: str, least: float, most: float) -> None:
    errors = errors_m(ask(name))
    inside = share([error <= located.place.radius_m for error, located in errors if located.place])
    assert least <= inside <= most


@pytest.mark.parametrize(
    ("kind", "town"), [("typo_town", 0.94), ("typo_city", 0.98), ("townonly", 0.99), ("noward", 0.99)]
)
def test_each_kind_of_dirt_is_forgiven(
    ask: Callable[[str], Answers], key_of: Callable[[str], str], kind: str, town: float
) -> None:
    answers = [pair for pair in ask("dirty.csv") if pair[0]["kind"] == kind]
    assert town_share(answers, key_of) >= town


def test_the_list_of_another_normalizer_is_read(
    geocoder: Geocoder, shared_folder: Path, key_of: Callable[[str], str]
) -> None:
    with (shared_folder / "eval" / "geocode" / "geolonia_addresses_dev.csv").open(
        encoding="utf-8", newline=""
    ) as lines:
        rows = [row for row in csv.DictReader(lines) if row["町字"]]
    places = [geocoder.locate(row["住所"]).place for row in rows]
    right = [
        place is not None
        and key_of(place.city) == key_of(row["市区町村"])
        and key_of(row["町字"]) in {key_of(place.town), key_of(place.town + place.koaza)}
        for row, place in zip(rows, places, strict=True)
    ]
    assert share(right) >= 0.998


@pytest.mark.parametrize("is_joined", [True, False])
def test_nearly_every_support_centre_of_the_country_reaches_its_town(
    geocoder: Geocoder, shared_folder: Path, *, is_joined: bool
) -> None:
    rows: list[Row] = []
    for path in sorted((shared_folder / "data" / "kosodatehiroba-nationwide").rglob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows += [row for row in csv.DictReader(lines) if row.get("addr")]
    reached = [reaches_town(geocoder, row, is_joined=is_joined) for row in rows]
    assert share(reached) >= 0.98


def reaches_town(geocoder: Geocoder, row: Row, *, is_joined: bool) -> bool:
    city = row["pref"] + row["city"]
    text, near = (city + row["addr"], None) if is_joined else (row["addr"], city)
    place = geocoder.locate(text, near=near, postal_code=row["zip"]).place
    return place is not None and place.is_pinnable


def is_sure(located: Located) -> bool:
    return located.place is not None and located.place.match in _SURE

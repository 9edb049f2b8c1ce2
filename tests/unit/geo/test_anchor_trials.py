from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.geo.anchor_lots import AnchorLots
from directory.geo.anchor_trials import FEWEST_PINS, AnchorTrial, leave_one_out

METRE = 1 / 111_195


@dataclass(frozen=True)
class Town:
    coordinate: Coordinate
    radius_m: int


def place(town: str, banchi: str, north_m: float, east_m: float, jis: str = "99999") -> Place:
    return Place(
        pref="架空県",
        city="架空市",
        jis=jis,
        town=town,
        banchi=banchi,
        coordinate=Coordinate(latitude=35 + north_m * METRE, longitude=139 + east_m * METRE / 0.8192),
        level="pin",
        radius_m=30,
        match="exact",
    )


def dense_regular_town() -> list[Place]:
    """Blocks of 80 m in rows of five, numbered to and fro, two houses in each."""
    pins = []
    for block in range(1, 26):
        row, column = divmod(block - 1, 5)
        across = column if row % 2 == 0 else 4 - column
        north_m, east_m = (row - 2) * 80, (across - 2) * 80
        pins += [place("格子町", f"{block}-{house}", north_m + house, east_m + house) for house in (1, 9)]
    return pins


def sparse_irregular_town() -> list[Place]:
    """Lots in the order in which fields were once written down: neighbours in number, strangers on the ground."""
    dice = random.Random(7)  # noqa: S311 - a town, not a secret
    return [place("野原", str(number * 2), dice.uniform(-190, 190), dice.uniform(-190, 190)) for number in range(60)]


MIDDLE = Town(coordinate=Coordinate(latitude=35, longitude=139), radius_m=220)


def trial_of(pins: list[Place]) -> AnchorTrial:
    return leave_one_out(AnchorLots(pins), "99999", lambda _town: MIDDLE)


def test_a_dense_regular_town_becomes_better():
    trial = trial_of(dense_regular_town())
    assert (trial.pins, trial.covered, trial.verdict) == (50, 50, "helps")
    assert trial.after_m[0] < trial.before_m[0] / 2
    assert trial.after_m[1] < trial.before_m[1]
    assert trial.is_on


def test_a_sparse_irregular_town_is_switched_off():
    trial = trial_of(sparse_irregular_town())
    assert trial.pins == 60
    assert trial.covered >= 40
    assert trial.after_m[0] > trial.before_m[0]
    assert trial.verdict == "hurts"
    assert not trial.is_on


def test_few_pins_are_not_judged():
    trial = trial_of(sparse_irregular_town()[: FEWEST_PINS - 1])
    assert trial.verdict == "too_few"
    assert trial.is_on


def test_pins_of_towns_without_a_point_are_not_counted():
    trial = leave_one_out(AnchorLots(dense_regular_town()), "99999", lambda _town: None)
    assert (trial.pins, trial.covered, trial.before_m, trial.after_m) == (0, 0, (0, 0), (0, 0))


@pytest.mark.parametrize(
    ("after", "verdict"), [((90, 290), "helps"), ((100, 290), "hurts"), ((90, 300), "hurts"), ((110, 310), "hurts")]
)
def test_median_and_p90_must_both_become_smaller(after, verdict):
    trial = AnchorTrial(municipality="99999", pins=30, covered=20, before_m=(100, 300), after_m=after)
    assert trial.verdict == verdict

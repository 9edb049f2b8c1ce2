"""Lookup tables of one municipality."""

from __future__ import annotations

import pytest

from directory.geo.town_guess import match_common_beginning, match_numbers
from directory.geo.town_index import TownIndex
from directory.geo.town_match import match_town
from directory.geo.town_typo import match_similar
from directory.text.address_text import fold_address

LINES = [
    "真砂一丁目\t100\t100\tA",
    "真砂二丁目\t300\t100\tB",
    "東栄町\t0\t500\tC",
    "東栄町一丁目\t0\t600\tA",
    "十二丁目\t900\t900\tA",
    "大字氷上\t400\t400\tD",
    "\t高尾\t410\t410\tA",
    "山手新田\t500\t0\tAp",
    "二十四軒二条二丁目\t700\t700\tA",
    "本通八丁目北\t710\t700\tA",
    "本通八丁目南\t705\t700\tA",
    "海山町岡\t10\t10\tA",
    "海山町池\t12\t10\tA",
    "海山町森\t14\t10\tA",
    "海山町原\t16\t10\tA",
]


@pytest.fixture
def index() -> TownIndex:
    return TownIndex("37341", LINES, south=34.0, west=134.0)


@pytest.mark.parametrize(
    ("text", "town", "chome", "rest"),
    [
        ("真砂2-5-1", "真砂二丁目", 2, "-5-1"),
        ("真砂二丁目5-1", "真砂二丁目", 2, "5-1"),
        ("真砂2", "真砂二丁目", 2, ""),
        ("真砂2番5号", "真砂", None, "2番5号"),
        ("真砂9-1", "真砂", None, "9-1"),
        ("東栄町1", "東栄町", None, "1"),
        ("東栄町1丁目3", "東栄町一丁目", 1, "3"),
        ("東栄町7丁目3", "東栄町", None, "7丁目3"),
        ("十二丁目704", "十二丁目", None, "704"),
        ("氷上100", "大字氷上", None, "100"),
        ("東栄5", "東栄町", None, "5"),
    ],
)
def test_a_text_begins_with_its_longest_town(
    index: TownIndex, text: str, town: str, chome: int | None, rest: str
) -> None:
    folded = fold_address(text)
    hit = match_town(index, folded, 0)
    assert hit is not None
    assert (hit.point.name, hit.chome, folded.key[hit.end :]) == (town, chome, rest)
    assert hit.is_clean


def test_a_first_number_that_may_be_a_lot_is_open(index: TownIndex) -> None:
    two, three = (match_town(index, fold_address(text), 0) for text in ("東栄町1-12", "東栄町1-12-3"))
    assert two is not None
    assert three is not None
    assert (two.is_chosen, three.is_chosen) == (True, False)


def test_koaza_follow_their_town(index: TownIndex) -> None:
    hit = match_town(index, fold_address("大字氷上字高尾12"), 0)
    assert hit is not None
    assert (hit.point.name, hit.koaza, hit.point.coordinate.latitude) == ("大字氷上", "高尾", 34.0041)


def test_more_of_a_name_is_not_clean(index: TownIndex) -> None:
    hit = match_town(index, fold_address("氷上東町5"), 0)
    assert hit is not None
    assert (hit.is_clean, hit.is_chosen) == (False, True)


def test_the_middle_of_a_town_holds_all_its_chome(index: TownIndex) -> None:
    middle = index.middle(index.rows_of("真砂"))
    assert middle.name == "真砂"
    assert middle.coordinate.latitude == pytest.approx(34.002)
    assert middle.radius_m >= 120


def test_several_towns_lie_between_those_that_have_a_point() -> None:
    lines = [
        "梅台一丁目\t100\t100\tA",
        "梅台二丁目\t300\t100\tA",
        "梅台三丁目\t9000\t9000\tKm",
        "松台一丁目\t9000\t9000\tKm",
    ]
    index = TownIndex("37341", [*lines, "松台二丁目\t9000\t9000\tKm"], south=34.0, west=134.0)
    placed, nowhere = index.middle(index.rows_of("梅台")), index.middle(index.rows_of("松台"))
    assert (placed.name, placed.origin, placed.coordinate.latitude) == ("梅台", "", pytest.approx(34.002))
    assert (nowhere.name, nowhere.origin) == ("松台", "m")


def test_a_typing_error_does_not_make_the_middle_of_the_municipality_a_town() -> None:
    index = TownIndex("37341", ["山手新田\t500\t0\tKm"], south=34.0, west=134.0)
    exact = match_town(index, fold_address("山手新田5"), 0)
    hits = match_similar(index, fold_address("山手田新5"), 0)
    assert exact is not None
    assert all(hit.has_no_point for hit in (exact, *hits))
    assert hits


@pytest.mark.parametrize(
    ("text", "towns"),
    [("24-2-2-3-3", ["二十四軒二条二丁目"]), ("本通8", ["本通八丁目北", "本通八丁目南"])],
)
def test_numbers_without_units_are_understood(index: TownIndex, text: str, towns: list[str]) -> None:
    assert [hit.point.name for hit in match_numbers(index, fold_address(text), 0)] == towns


def test_a_beginning_of_many_towns_is_all_of_them(index: TownIndex) -> None:
    hit = match_common_beginning(index, fold_address("海山町617"), 0)
    assert hit is not None
    assert (hit.point.name, hit.is_chosen) == ("海山町", True)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("山手田新5", "山手新田"),
        ("山手新5", "山手新田"),
        ("山平新田5", "山手新田"),
        ("山手新々田5", "山手新田"),
        ("新田5", "山手新田"),
    ],
)
def test_one_typing_error_is_corrected_and_quoted(index: TownIndex, text: str, town: str) -> None:
    folded = fold_address(text)
    hits = match_similar(index, folded, 0)
    assert hits[0].point.name == town
    assert hits[0].wrong is not None
    assert folded.source_slice(*hits[0].wrong) == text[:-1]


def test_a_wrong_digit_is_no_typing_error(index: TownIndex) -> None:
    assert match_similar(index, fold_address("24軒3条2丁目1"), 0) == []

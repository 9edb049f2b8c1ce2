"""What may be several places is asked about; points, stations and postal codes lead where they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.coordinate import Coordinate
from directory.domain.errors import GeodataMissing
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder
from tests.golden.conftest import locate


def test_a_town_in_two_municipalities_is_never_picked_silently(geocoder: Geocoder) -> None:
    located = geocoder.locate("府中市")
    assert {place.pref for place in located.candidates} == {"東京都", "広島県"}
    assert located.needs_question


@pytest.mark.parametrize(
    ("text", "near", "towns"),
    [
        ("京都市亀屋町1", "", ["京都市上京区 亀屋町", "京都市中京区 亀屋町", "京都市下京区 亀屋町"]),
        ("石神井2-18-13", "練馬区", ["練馬区 石神井町二丁目", "練馬区 石神井台二丁目"]),
        ("大字上894番地", "香川県木田郡三木町", ["木田郡三木町 大字井上", "木田郡三木町 大字氷上"]),
        ("市役所前駅", "千葉市", ["千葉市中央区 "]),
    ],
)
def test_what_may_be_several_towns_lists_them(geocoder: Geocoder, text: str, near: str, towns: list[str]) -> None:
    located = geocoder.locate(text, near=near or None)
    assert [f"{place.city} {place.town}" for place in located.candidates] == towns
    assert located.needs_question == (len(towns) > 1)


def test_units_between_numbers_are_not_exchanged(geocoder: Geocoder) -> None:
    assert geocoder.locate("上川郡東川町東7線北16号").needs_question  # the gazetteer has 東七号北


def test_two_sides_of_a_street_are_candidates(geocoder: Geocoder) -> None:
    located = geocoder.locate("札幌市白石区本通8")
    assert [place.town for place in located.candidates] == ["本通八丁目北", "本通八丁目南"]


def test_typing_errors_do_not_jump_to_another_part_of_the_city(geocoder: Geocoder) -> None:
    assert locate(geocoder, "高松市塩江町橋谷1").town != "塩屋町"
    assert locate(geocoder, "高松市香南町617-13").town != "香西南町"
    assert geocoder.locate("高松市香南町617-13").needs_question


def test_a_municipality_that_exists_is_no_typing_error(geocoder: Geocoder) -> None:
    assert locate(geocoder, "高松市山手4条").city == "高松市"


def test_a_short_name_without_tenant_does_not_lead_far_away(geocoder: Geocoder) -> None:
    assert geocoder.locate("大門町3-3").place is None


def test_a_typing_error_asks_and_an_exact_address_does_not(geocoder: Geocoder) -> None:
    assert geocoder.locate("香川県高松市屋宮西町2490").needs_question
    assert not geocoder.locate("香川県高松市屋島西町2490").needs_question


def test_building_and_lot_are_kept_apart(geocoder: Geocoder) -> None:
    place = locate(geocoder, "〒555-0000 大阪市西区新町4-5-14 希望ビル 4階")
    assert (place.banchi, place.building) == ("5-14", "希望ビル 4階")


def test_a_postal_code_alone_is_its_towns(geocoder: Geocoder) -> None:
    place = locate(geocoder, "550-0013")
    assert (place.city, place.town, place.postal_code, place.match) == ("大阪市西区", "新町", "5500013", "context")


def test_a_postal_code_settles_an_address_without_municipality(geocoder: Geocoder) -> None:
    place = geocoder.locate("新町4-5-14", postal_code="5500013").place
    assert place is not None
    assert (place.city, place.town, place.match) == ("大阪市西区", "新町四丁目", "context")


def test_a_postal_code_that_contradicts_is_named_and_the_town_wins(geocoder: Geocoder) -> None:
    located = geocoder.locate("大阪市西区新町4-5-14", postal_code="5500001")
    assert located.place is not None
    assert (located.place.town, located.problems) == ("新町四丁目", ("postal_code_contradicts",))


def test_a_postal_code_that_fits_is_no_problem(geocoder: Geocoder) -> None:
    assert geocoder.locate("〒550-0013 大阪市西区新町4-5-14").problems == ()


def test_a_station_of_many_prefectures_asks_and_the_tenant_settles_it(geocoder: Geocoder) -> None:
    everywhere = geocoder.locate("大久保駅")
    assert {place.city for place in everywhere.candidates} >= {"新宿区", "明石市", "宇治市"}
    assert everywhere.needs_question
    here = geocoder.locate("大久保駅", near="明石市")
    assert [place.city for place in here.candidates] == ["明石市"]
    assert not here.needs_question


def test_platforms_of_one_station_are_one_place(geocoder: Geocoder) -> None:
    assert [place.city for place in geocoder.locate("東京駅").candidates] == ["千代田区"]


def test_a_station_is_a_point_with_its_radius(geocoder: Geocoder) -> None:
    place = locate(geocoder, "所沢駅")
    assert (place.city, place.radius_m) == ("所沢市", 400)


@pytest.mark.parametrize(
    "text",
    [
        "35.7101,139.8107",
        "35.7101, 139.8107",
        "３５．７１０１，１３９．８１０７",
        "geo:35.7101,139.8107",
        "https://example.org/maps/@35.7101,139.8107,17z",
        "https://example.org/maps/place/@35.1,139.1,17z/data=!3d35.7101!4d139.8107",
        "https://example.org/maps?q=35.7101,139.8107",
        "https://example.org/maps?ll=35.7101,139.8107&z=15",
        "https://example.org/?mlat=35.7101&mlon=139.8107#map=18/35.1/139.1",
        "https://example.org/#map=18/35.7101/139.8107",
    ],
)
def test_a_pasted_point_stays_where_it_is(geocoder: Geocoder, text: str) -> None:
    place = locate(geocoder, text)
    assert place.coordinate == Coordinate(latitude=35.7101, longitude=139.8107)
    assert (place.city, place.level) == ("墨田区", "pin")


def test_a_point_has_a_nearest_town_and_the_ocean_has_none(geocoder: Geocoder) -> None:
    found = geocoder.reverse(Coordinate(latitude=34.6767, longitude=135.4860))
    assert found is not None
    assert (found.city, found.match) == ("大阪市西区", "inferred")
    assert geocoder.reverse(Coordinate(latitude=30.0, longitude=150.0)) is None


def test_a_municipality_is_listed_and_never_pinned(geocoder: Geocoder) -> None:
    place = locate(geocoder, "所沢市")
    assert (place.level, place.is_pinnable) == ("municipality", False)
    assert place.radius_m > 3_000


def test_a_missing_folder_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(GeodataMissing):
        Gazetteer.open(tmp_path)


@pytest.mark.parametrize("text", ["北広島市Fビレッジ1", "北広島市Fビッレジ1"])
def test_a_town_whose_place_nobody_knows_keeps_its_name_and_is_not_pinned(geocoder: Geocoder, text: str) -> None:
    place = locate(geocoder, text)
    city = locate(geocoder, "北広島市")
    assert (place.town, place.banchi, place.level) == ("Fビレッジ", "1", "municipality")
    assert (place.coordinate, place.radius_m, place.is_pinnable) == (city.coordinate, city.radius_m, False)

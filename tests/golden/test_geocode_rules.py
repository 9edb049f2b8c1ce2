"""Every rule of addresses with its examples: what people write -> where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.domain.address import Place
from directory.domain.coordinate import Coordinate
from directory.domain.errors import GeodataMissing
from directory.geo.gazetteer import Gazetteer
from directory.geo.geocoder import Geocoder

PLACES = [
    # full width, dashes, 丁目
    ("大阪府堺市西区鳳東町６丁６００", "", "堺市西区 鳳東町六丁", "６００"),
    ("堺市西区鳳東町6-600", "", "堺市西区 鳳東町六丁", "600"),
    ("堺市西区鳳東町6－600", "", "堺市西区 鳳東町六丁", "600"),
    ("西東京市南町五丁目6番13号", "", "西東京市 南町五丁目", "6番13号"),
    ("西東京市南町5-6-13", "", "西東京市 南町五丁目", "6-13"),
    # kanji and kana numbers
    ("港北区菊名三ー十ー二〇", "", "横浜市港北区 菊名三丁目", "十ー二〇"),
    ("幸町一の五の一", "千葉市美浜区", "千葉市美浜区 幸町一丁目", "五の一"),
    ("千葉市花見川区検見川町一の四十八", "", "千葉市花見川区 検見川町一丁目", "四十八"),
    ("大阪市東成区中道いちのきゅうのじゅう", "", "大阪市東成区 中道一丁目", None),
    # names with kanji digits stay
    ("東京都港区三田2-1", "", "港区 三田二丁目", "1"),
    ("四日市市諏訪町1-5", "", "四日市市 諏訪町", "1-5"),
    ("花巻市十二丁目704", "", "花巻市 十二丁目", "704"),
    ("八幡市八幡園内75", "", "八幡市 八幡園内", "75"),
    ("札幌市西区二十4軒4条2丁目6番17号", "", "札幌市西区 二十四軒四条二丁目", "6番17号"),
    ("港北区菊名 3 丁目 10 の 20", "", "横浜市港北区 菊名三丁目", "10 の 20"),
    ("売木村南一3-14", "", "下伊那郡売木村 南一", "3-14"),
    ("山口県山口市中央4-5-16", "", "山口市 中央四丁目", "5-16"),
    ("大阪市鶴町区浜二丁目4-11", "", "大阪市鶴見区 浜二丁目", "4-11"),
    # 大字, 郡, prefecture, kana classes, old forms
    ("所沢市上安松1286", "", "所沢市 大字上安松", "1286"),
    ("所沢市大字上安松1286", "", "所沢市 大字上安松", "1286"),
    ("香川県三木町氷上100", "", "木田郡三木町 大字氷上", "100"),
    ("茅ケ崎市東海岸北1-1", "", "茅ヶ崎市 東海岸北一丁目", "1"),
    ("千代田区丸ノ内1-1", "", "千代田区 丸の内一丁目", "1"),
    ("札幌市清田区里塚緑ヶ丘3-8", "", "札幌市清田区 里塚緑ケ丘三丁目", "8"),
    ("杉並区阿佐ヶ谷北2-5-7", "", "杉並区 阿佐谷北二丁目", "5-7"),
    ("横浜市神奈川区三ッ沢上町1-2", "", "横浜市神奈川区 三ツ沢上町", "1-2"),
    ("ハ王子市旭町1-1", "", "八王子市 旭町", "1-1"),
    ("中郡ニ宮町ニ宮961", "", "中郡二宮町 二宮", "961"),
    ("大阪市西区江之子島2-1", "", "大阪市西区 江之子島二丁目", "1"),
    ("所沢市字上安松1286", "", "所沢市 大字上安松", "1286"),
    ("所沢市大字上安松字原1286", "", "所沢市 大字上安松", "字原1286"),
    ("川口市大字芝字宮根3938-5", "", "川口市 大字芝", "字宮根3938-5"),
    ("三木町大字氷上100", "", "木田郡三木町 大字氷上", "100"),
    ("香川県髙松市番町1-1", "", "高松市 番町一丁目", "1"),
    ("葛\U000e0100飾区立石5-13-1", "", "葛飾区 立石五丁目", "13-1"),
    ("金澤市広坂1-1-1", "", "金沢市 広坂一丁目", "1-1"),
    ("横濱市中区本町1-1", "", "横浜市中区 本町一丁目", "1"),
    ("鹿児嶋市山下町11-1", "", "鹿児島市 山下町", "11-1"),
    ("川﨑市川崎区宮本町1", "", "川崎市川崎区 宮本町", "1"),
    ("冨山市新桜町7-38", "", "富山市 新桜町", "7-38"),
    ("田邊市新屋敷町1", "", "田辺市 新屋敷町", "1"),
    ("三重県多気郡明和町齋宮100", "", "多気郡明和町 大字斎宮", "100"),
    ("大阪市西區新町4-5", "", "大阪市西区 新町四丁目", "5"),
    ("札幌市中央区北四條西十五丁目1", "", "札幌市中央区 北四条西十五丁目", "1"),
    ("千代田区麴町1-1", "", "千代田区 麹町一丁目", "1"),
    ("大阪市西区靱本町1-9", "", "大阪市西区 靱本町一丁目", "9"),
    ("大阪市西区靭本町1-9", "", "大阪市西区 靱本町一丁目", "9"),
    ("岩手花巻市十二丁目704", "", "花巻市 十二丁目", "704"),
    ("長岡京市開田1-1-1", "", "長岡京市 開田一丁目", "1-1"),
    ("千葉市川市八幡1丁目", "", "市川市 八幡一丁目", ""),
    ("府中市府川町315", "", "府中市 府川町", "315"),
    ("府中市宮西町2-24", "", "府中市 宮西町二丁目", "24"),
    ("千葉市美浜区真砂4-17", "", "千葉市美浜区 真砂四丁目", "17"),
    # ward left out or wrong, municipality misspelt, town misspelt
    ("札幌市西町南13丁目", "", "札幌市西区 西町南十三丁目", ""),
    ("堺市鳳東町6-600", "", "堺市西区 鳳東町六丁", "600"),
    ("千梅市美浜区真砂4", "", "千葉市美浜区 真砂四丁目", ""),
    ("世田梅区桜新町2-8-1", "", "世田谷区 桜新町二丁目", "8-1"),
    ("香川県高松市屋宮西町2490", "", "高松市 屋島西町", "2490"),
    ("札幌市清田区里塚緑ヶ3丁目8", "", "札幌市清田区 里塚緑ケ丘三丁目", "8"),
    ("目黒区目黒北町3-16", "", "目黒区 目黒本町三丁目", "16"),
    ("香川県高松市屋東町1", "", "高松市 屋島東町", "1"),
    ("香川県高松市屋島々東町1", "", "高松市 屋島東町", "1"),
    ("香川県高松市島屋東町1", "", "高松市 屋島東町", "1"),
    ("大井氷上2871", "香川県木田郡三木町", "木田郡三木町 大字氷上", "2871"),
    # tenant
    ("鳳東町6-600", "堺市西区", "堺市西区 鳳東町六丁", "600"),
    ("一宮町781", "高松市", "高松市 一宮町", "781"),
    ("一宮町781", "37201", "高松市 一宮町", "781"),
    ("大阪市西区新町4-5-14", "高松市", "大阪市西区 新町四丁目", "5-14"),
    # Sapporo, Kyoto, numbered names
    ("札幌市西区24-2-2-3-3", "", "札幌市西区 二十四軒二条二丁目", "3-3"),
    ("札幌市中央区北11西13-1", "", "札幌市中央区 北十一条西十三丁目", "1"),
    ("札幌市白石区南郷通18-北5-5", "", "札幌市白石区 南郷通十八丁目北", "5-5"),
    ("京都市中京区寺町通御池上る上本能寺前町488", "", "京都市中京区 上本能寺前町", "488"),
    ("高松市塩江町安原下第3号2074", "", "高松市 塩江町安原下第三号", "2074"),
    ("千代田区四番町1-2", "", "千代田区 四番町", "1-2"),
    ("和歌山市九番町1", "", "和歌山市 九番丁", "1"),
    ("京都市左京区百万遍東入る田中門前町1", "", "京都市左京区 田中門前町", "1"),
    ("京都市下京区烏丸通七条下ル東塩小路町721-1", "", "京都市下京区 東塩小路町", "721-1"),
    ("宮古市区界第１地割10", "", "宮古市 区界第一地割", "10"),
    ("九戸郡洋野町種市第23地割27番地", "", "九戸郡洋野町 種市", "第23地割27番地"),
    ("丸亀市六番町12", "", "丸亀市 六番丁", "12"),
    ("上富良野町東7線北16号1-2", "", "空知郡上富良野町 東七線北十六号", "1-2"),
    ("高知市大津乙930-5", "", "高知市 大津乙", "930-5"),
    ("安芸市赤野甲123", "", "安芸市 赤野甲", "123"),
    # 丁目 that does not exist; the longest town wins
    ("千代田区紀尾井町1丁目3番地", "", "千代田区 紀尾井町", "1丁目3番地"),
    ("越谷市蒲生茜町10-1", "", "越谷市 蒲生茜町", "10-1"),
    # with and without 丁目
    ("滝川市東町2-12-3", "", "滝川市 東町二丁目", "12-3"),
    ("滝川市東町2丁目12", "", "滝川市 東町二丁目", "12"),
    ("滝川市東町2", "", "滝川市 東町", "2"),
    ("滝川市東町2番12号", "", "滝川市 東町", "2番12号"),
    ("戸田市大字美女木8-10", "", "戸田市 大字美女木", "8-10"),
    ("長野県北佐久郡立科町芦田ケ野26-19", "", "北佐久郡立科町 大字芦田八ケ野", "26-19"),
    ("高松市番町1ケアハウス希望", "", "高松市 番町一丁目", ""),
    ("弘前市大字撫牛子1-22-7", "", "弘前市 大字撫牛子一丁目", "22-7"),
    ("豊田市竹町一丁目27-17", "", "豊田市 竹町", "一丁目27-17"),  # 竹生町 has a 一丁目
    # suffixes, repeated municipality
    ("千葉市美浜区真砂4の17の2", "", "千葉市美浜区 真砂四丁目", "17の2"),
    ("千葉市美浜区真砂4-17番地の2", "", "千葉市美浜区 真砂四丁目", "17番地の2"),
    ("千葉市美浜区真砂4-17-2", "", "千葉市美浜区 真砂四丁目", "17-2"),
    ("千葉市美浜区真砂4丁目17番2号", "", "千葉市美浜区 真砂四丁目", "17番2号"),
    ("高松市一宮町781番地先", "", "高松市 一宮町", "781番地先"),
    ("高松市一宮町781ほか2筆", "", "高松市 一宮町", "781ほか2筆"),
    ("香川県高松市高松市一宮町781", "", "高松市 一宮町", "781"),
    ("高松市虹色児童館 高松市一宮町781", "", "高松市 一宮町", "781"),
    # former municipalities
    ("保谷市中町1-5-1", "", "西東京市 中町一丁目", "5-1"),
    ("田無市南町5-6-13", "", "西東京市 南町五丁目", "6-13"),
    ("浦和市常盤6-4-4", "", "さいたま市浦和区 常盤六丁目", "4-4"),
    ("高知県吾川郡春野町西分1", "", "高知市 春野町西分", "1"),
    ("土佐郡鏡村今井1", "", "高知市 鏡今井", "1"),
    ("浜松市中区中央1-2-1", "", "浜松市中央区 中央一丁目", "2-1"),
    ("高知県土佐郡鏡村小浜8", "", "高知市 鏡小浜", "8"),
    ("春野町弘岡下2857", "高知市", "高知市 春野町弘岡下", "2857"),
    # kana, numbers in kana
    ("大阪市西区いたちぼり1-2-3", "", "大阪市西区 立売堀一丁目", "2-3"),
    ("大阪市東成区中道さんのじゅうにのはち", "", "大阪市東成区 中道三丁目", None),
]

MATCHES = [
    ("西東京市南町五丁目6番13号", "", "exact"),
    ("西東京市南町5-6-13", "", "variant"),
    ("香川県三木町氷上100", "", "variant"),
    ("杉並区阿佐ヶ谷北2-5-7", "", "variant"),
    ("一宮町781", "高松市", "context"),
    ("札幌市西町南13丁目", "", "inferred"),
    ("浦和市常盤6-4-4", "", "inferred"),
    ("香川県高松市屋宮西町2490", "", "fuzzy"),
    ("世田梅区桜新町2-8-1", "", "fuzzy"),
    ("函館市桔梗長1-2-3", "", "fuzzy"),
    ("千葉市川市八幡1丁目", "", "variant"),
    ("堺市鳳東町6-600", "", "inferred"),
    ("滝川市東町2-12", "", "inferred"),
    ("大阪市西区いたちぼり1-2-3", "", "inferred"),
    ("戸田市大字美女木8-10", "", "exact"),
    ("豊田市竹町一丁目27-17", "", "inferred"),
    ("高松市四番丁1", "", "inferred"),
    ("真庭郡新庄村2074番地", "", "exact"),
    ("千代田区紀尾井町1丁目3番地", "", "exact"),
]

CORRECTIONS = [
    ("香川県高松市屋宮西町2490", "屋宮西町"),
    ("世田梅区桜新町2-8-1", "世田梅区"),
    ("保谷市中町1-5-1", "保谷市"),
    ("札幌市清田区里塚緑ヶ3丁目8", "里塚緑ヶ"),
    ("香川県 髙松市 屋島々東町 １", "屋島々東町"),
]

PROBLEMS = [
    ("", "address_blank"),
    (" － ", "address_blank"),
    ("非公開", "address_confidential"),
    ("東京都", "address_unknown"),
    ("所沢市", "municipality_only"),
    ("〒555-0000 大阪市西区新町4-5-14", "postal_code_contradicts"),
    ("高松市架空原町1-1", "town_unknown"),
    ("北広島市Fビレッジ1", "town_without_point"),
    ("大阪市西区新町4-5-14、大阪市西区北堀江1-1-1", "two_addresses"),
]


@pytest.fixture(scope="module")
def geocoder(geodata_folder: Path) -> Geocoder:
    return Geocoder(Gazetteer.open(geodata_folder))


def locate(geocoder: Geocoder, text: str, near: str = "") -> Place:
    place = geocoder.locate(text, near=near or None).place
    assert place is not None
    return place


@pytest.mark.parametrize(("text", "near", "where", "banchi"), PLACES, ids=[row[0] for row in PLACES])
def test_an_address_leads_to_its_town(geocoder: Geocoder, text: str, near: str, where: str, banchi: str | None) -> None:
    place = locate(geocoder, text, near)
    assert f"{place.city} {place.town}" == where
    if banchi is not None:
        assert place.banchi == banchi


@pytest.mark.parametrize(("text", "near", "match"), MATCHES)
def test_an_answer_says_how_it_was_understood(geocoder: Geocoder, text: str, near: str, match: str) -> None:
    assert locate(geocoder, text, near).match == match


@pytest.mark.parametrize(("text", "own_words"), CORRECTIONS)
def test_a_correction_quotes_what_was_written(geocoder: Geocoder, text: str, own_words: str) -> None:
    assert locate(geocoder, text).corrected_from == own_words


@pytest.mark.parametrize(("text", "problem"), PROBLEMS)
def test_what_is_wrong_has_a_name(geocoder: Geocoder, text: str, problem: str) -> None:
    assert problem in geocoder.locate(text).problems


@pytest.mark.parametrize("dash", "-－﹣−‐⁃‑‒–—﹘―⎯⏤ーｰ─━~〜～")
def test_every_dash_parts_numbers(geocoder: Geocoder, dash: str) -> None:
    place = locate(geocoder, f"堺市西区鳳東町6{dash}600{dash}1")
    assert (place.town, place.banchi) == ("鳳東町六丁", f"600{dash}1")


@pytest.mark.parametrize("text", ["", "非公開", "東京都"])
def test_nothing_is_invented(geocoder: Geocoder, text: str) -> None:
    assert geocoder.locate(text).place is None


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

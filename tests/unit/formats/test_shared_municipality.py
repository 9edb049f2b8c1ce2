from __future__ import annotations

from directory.formats.shared_municipality import SharedMunicipality
from directory.formats.source_file import ReadOptions

CODES = {"所沢市": "11208", "西東京市": "13229", "大阪市西区": "27106", "大阪市港区": "27107"}


def shared(row_of, *cities: str) -> str:
    options = ReadOptions(
        resolve_municipality=lambda _pref, city, _address: CODES.get(city),
        city_of=lambda jis: "27100" if jis.startswith("271") else jis,
    )
    rows = [row_of(名称="ひだまり（架空）", 市区町村名=city) for city in cities]
    return SharedMunicipality(rows=lambda: rows, options=options).jis


def test_rows_that_agree_speak_for_the_one_that_is_silent(row_of):
    assert shared(row_of, "所沢市", "所沢市", "所沢市", "") == "11208"


def test_two_rows_do_not_speak_for_a_third(row_of):
    assert shared(row_of, "所沢市", "所沢市", "") == ""


def test_a_list_of_several_towns_speaks_for_nobody(row_of):
    assert shared(row_of, "所沢市", "所沢市", "西東京市", "西東京市", "") == ""


def test_wards_of_one_city_agree_on_the_city(row_of):
    assert shared(row_of, "大阪市西区", "大阪市港区", "大阪市西区", "大阪市港区", "") == "27100"

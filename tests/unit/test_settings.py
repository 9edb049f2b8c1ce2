from __future__ import annotations

import pytest

from directory.settings import SettingRefused, Settings, read_settings


def test_nothing_set_gives_the_defaults():
    assert read_settings({}) == Settings()


def test_empty_variables_count_as_absent():
    assert read_settings({"DIRECTORY_TILES": " "}).tiles == "pale"


def test_switches_are_zero_or_one():
    assert read_settings({"DIRECTORY_DEMO": "1"}).is_demo
    with pytest.raises(SettingRefused):
        read_settings({"DIRECTORY_DEMO": "yes"})


def test_numbers_are_whole_and_not_negative():
    assert read_settings({"DIRECTORY_MAP_POINTS": "500"}).map_points == 500
    for text in ("-1", "1.5", "many", "１０"):
        with pytest.raises(SettingRefused):
            read_settings({"DIRECTORY_MAP_POINTS": text})


@pytest.mark.parametrize("text", ["https://example.jp", "https://Example.jp/", "http://127.0.0.1:8000"])
def test_the_public_address_is_an_origin(text: str):
    assert read_settings({"DIRECTORY_PUBLIC_URL": text}).public_url == text.rstrip("/").lower()


@pytest.mark.parametrize("text", ["example.jp", "https://example.jp/map", "javascript:alert(1)", "https://a b"])
def test_a_public_address_that_is_no_origin_is_refused(text: str):
    with pytest.raises(SettingRefused):
        read_settings({"DIRECTORY_PUBLIC_URL": text})

"""Logo, colour, texts and kinds of an operator reach every page, and none of them needs an inline style."""

from __future__ import annotations

import json
import re

import pytest

from directory.domain.errors import FileRefused
from directory.settings import SettingRefused

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="4" height="1" fill="#0b5d3b"/></svg>'


@pytest.fixture(scope="module")
def themed(make_client, tmp_path_factory):
    folder = tmp_path_factory.mktemp("theme")
    (folder / "logo.svg").write_text(LOGO)
    texts = {"home.h1": "子供の場所をさがす", "home.welcome": "架空市の子育てを<応援>します"}
    (folder / "texts.json").write_text(json.dumps(texts))
    return make_client(
        logo=str(folder / "logo.svg"),
        texts=str(folder / "texts.json"),
        accent="#0B5D3B",
        offered_categories="advice_desk,child_cafe",
    )


@pytest.mark.parametrize("path", ["/", "/r/t00002", "/data", "/print", "/nothing"])
def test_every_page_wears_the_theme(themed, path: str):
    text = themed.get(path).text
    logo = re.search(r'<img src="(/static/theme/logo\.svg\?v=\w+)"', text)
    stylesheet = re.search(r'<link rel="stylesheet" href="(/static/theme/accent\.css\?v=\w+)"', text)
    assert themed.get(logo[1]).text == LOGO
    assert "--link:#0b5d3b;" in themed.get(stylesheet[1]).text
    assert "immutable" in themed.get(stylesheet[1]).headers["Cache-Control"]
    assert '<meta name="theme-color" content="#0B5D3B">' in text
    assert " style=" not in text


def test_own_texts_stand_in_place_of_ours_and_stay_text(themed, client):
    text = themed.get("/").text
    assert "<h1>子供の場所をさがす</h1>" in text
    assert "架空市の子育てを&lt;応援&gt;します" in text
    assert 'class="welcome"' not in client.get("/").text


def test_only_the_offered_kinds_are_offered_but_all_are_found(themed):
    text = themed.get("/").text
    assert re.findall(r'name="cat" value="(\w+)"', text) == ["child_cafe", "advice_desk"]
    assert (
        'value="meeting_space"' not in themed.get("/calendar").text.partition('id="cat"')[2].partition("</select>")[0]
    )
    chosen = themed.get("/?cat=meeting_space").text
    assert re.findall(r'name="cat" value="(\w+)"', chosen) == ["child_cafe", "advice_desk", "meeting_space"]
    assert "居場所・集会所を見る" not in themed.get("/?q=zzzzzzzz").text


def test_without_a_theme_no_stylesheet_is_asked_for(client):
    text = client.get("/").text
    assert "/static/theme/" not in text
    assert '<meta name="theme-color" content="#0017c1">' in text


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"accent": "#ffff00"}, "setting_contrast"),
        ({"logo": "/nowhere.svg"}, "setting_file"),
        ({"offered_categories": "child_cafe,pub"}, "setting_category"),
        ({"texts": "/nowhere.json"}, "texts_unreadable"),
    ],
)
def test_a_site_with_an_unusable_theme_does_not_start(make_client, changes, code: str):
    with pytest.raises((SettingRefused, FileRefused)) as refusal:
        make_client(**changes)
    assert refusal.value.code == code

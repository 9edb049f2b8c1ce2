"""The picture shows what the answer holds, in escaped text, without script or style."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from defusedxml.ElementTree import fromstring

from directory.domain.coordinate import Coordinate
from directory.mapping.static_svg import draw_svg
from directory.wording.words import Words

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def words():
    return Words({"map.svg_title": "{count}件の地図", "map.svg_about": "{count}件のうち{unplaced}件"})


def draw(found, outlines, words):
    return draw_svg(found, outlines, words, scheme="municipality")


def test_there_is_one_dot_for_each_placed_listing(found, outlines, words):
    picture = draw(found, outlines, words)
    # each dot is drawn twice: halo and colour
    assert picture.count("h0") == 2 * 3


def test_each_district_shows_name_and_count(found, outlines, words):
    texts = [each.text for each in fromstring(draw(found, outlines, words)).iter(f"{SVG}text")]
    assert "大阪市西区 3" in texts
    assert "堺市西区 1" in texts


def test_title_and_description_say_what_is_missing(found, outlines, words):
    root = fromstring(draw(found, outlines, words))
    assert root.findtext(f"{SVG}title") == "4件の地図"
    assert root.findtext(f"{SVG}desc") == "4件のうち1件"
    assert root.get("role") == "img"


def test_names_are_escaped(found, outlines, words):
    hostile = replace(outlines[0], district=replace(outlines[0].district, name='<script>alert(1)</script>"&'))
    picture = draw(found, (hostile,), words)
    assert "<script" not in picture
    assert '<script>alert(1)</script>"& 3' in [each.text for each in fromstring(picture).iter(f"{SVG}text")]


def test_there_is_no_style_attribute_and_no_script(found, outlines, words):
    picture = draw(found, outlines, words)
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=", picture)


def test_approximate_outlines_are_dashed(found, outlines, words):
    assert draw(found, outlines, words).count("stroke-dasharray") == 2
    exact = tuple(replace(each, district=replace(each.district, approximate=False)) for each in outlines)
    assert "stroke-dasharray" not in draw(found, exact, words)


def test_north_is_up_and_everything_is_inside(found, outlines, words):
    picture = draw(found, outlines, words)
    height = int(re.search(r'viewBox="0 0 800 (\d+)"', picture).group(1))
    dots = [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)h0", picture)]
    assert all(0 <= x <= 800 and 0 <= y <= height for x, y in dots)
    osaka, sakai = dots[0], next(dot for dot in dots if abs(dot[1] - dots[0][1]) > 50)
    assert osaka[1] < sakai[1]


def test_names_that_would_cover_each_other_shrink_to_a_count(found, outlines, words):
    crowded = (outlines[0], replace(outlines[0], district=outlines[1].district))
    texts = [each.text for each in fromstring(draw(found, crowded, words)).iter(f"{SVG}text")]
    assert "大阪市西区 3" in texts
    assert "堺市西区 1" not in texts


def test_an_empty_answer_is_still_a_picture(snapshot, answer, words):
    assert fromstring(draw(answer(snapshot, []), (), words)).tag == f"{SVG}svg"


def test_places_far_apart_stand_one_below_the_other(snapshot, answer, outlines, words):
    listings = snapshot.listings
    north = replace(listings[0], number=900, coordinate=Coordinate(latitude=43.06, longitude=141.35))
    wide = type(snapshot)(listings=(*listings, north))
    picture = draw(answer(wide), outlines, words)
    assert picture.count('<g transform="translate(0 ') == 2
    assert picture.count("h0") == 2 * 5

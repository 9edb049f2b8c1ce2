"""Whatever colour an operator chooses can be read, in the light and in the dark, or is refused with its contrast."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from directory.settings import SettingRefused
from directory.site.accent import NIGHT, WHITE, contrast, read_accent, write_stylesheet

CHANNEL = st.integers(0, 255)


def colors_of(block: str) -> dict[str, tuple[int, int, int]]:
    found = re.findall(r"--([\w-]+):#(..)(..)(..);", block)
    return {name: tuple(int(part, 16) for part in parts) for name, *parts in found}


def test_contrast_is_that_of_the_guideline():
    assert contrast((0, 0, 0), WHITE) == pytest.approx(21)
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(WHITE, WHITE) == 1


@given(CHANNEL, CHANNEL, CHANNEL)
def test_every_accepted_colour_gives_readable_pairs(red, green, blue):
    accent = (red, green, blue)
    assume(contrast(accent, WHITE) >= 4.5)
    light, _, dark = write_stylesheet(accent).partition("@media")
    for paper, colors in ((WHITE, colors_of(light)), (NIGHT, colors_of(dark))):
        for name in ("link", "link-hover"):
            assert contrast(colors[name], paper) >= 4.5
        assert contrast(colors["link"], colors["link-soft"]) >= 4.5
        assert contrast(colors["on-link"], colors["link"]) >= 4.5


def test_marks_of_the_light_map_keep_the_chosen_colour_in_the_dark():
    light, _, dark = write_stylesheet((11, 93, 59)).partition("@media")
    assert colors_of(light)["accent"] == (11, 93, 59)
    assert "accent" not in colors_of(dark)


def test_a_pale_colour_is_refused_with_its_contrast():
    with pytest.raises(SettingRefused) as refusal:
        read_accent("DIRECTORY_ACCENT", "#ff9900")
    assert refusal.value.code == "setting_contrast"
    assert refusal.value.facts["ratio"] == "2.14"


@pytest.mark.parametrize("text", ["blue", "#fff", "#12345g", "0017c1", "#0017c1;}"])
def test_what_is_no_colour_is_refused(text: str):
    with pytest.raises(SettingRefused) as refusal:
        read_accent("DIRECTORY_ACCENT", text)
    assert refusal.value.code == "setting_color"

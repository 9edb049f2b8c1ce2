from __future__ import annotations

from datetime import date

import pytest

from directory.domain.seasons import USUAL_SEASONS, read_seasons


@pytest.mark.parametrize(
    ("day", "closeness"),
    [
        (date(2026, 12, 31), "inside"),
        (date(2027, 1, 3), "inside"),
        (date(2027, 1, 4), "edge"),
        (date(2026, 12, 26), "outside"),
    ],
)
def test_new_year_wraps_the_year_and_has_edges(day, closeness):
    assert USUAL_SEASONS.new_year.closeness_of(day) == closeness


def test_stated_seasons_have_no_edges():
    seasons = read_seasons("summer_vacation=07-21..08-24 new_year=12-28..01-04")
    assert seasons.summer_vacation.closeness_of(date(2026, 8, 24)) == "inside"
    assert seasons.summer_vacation.closeness_of(date(2026, 8, 25)) == "outside"
    assert seasons.new_year.closeness_of(date(2027, 1, 4)) == "inside"
    assert seasons.obon == USUAL_SEASONS.obon


def test_nothing_stated_is_the_usual():
    assert read_seasons("") == USUAL_SEASONS


@pytest.mark.parametrize("text", ["summer=07-21..08-24", "obon", "obon=13", "obon=08-13..08-32", "obon=08-13"])
def test_what_is_no_season_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - the settings make it a refusal that names the variable
        read_seasons(text)

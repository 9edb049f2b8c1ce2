"""Base maps are chosen by name and name their host and maker."""

from __future__ import annotations

import pytest

from directory.mapping.tiles import CHOICES, PROVIDERS, TilesRefused, choose_tiles


def test_every_choice_exists_and_external_ones_name_their_maker():
    assert tuple(PROVIDERS) == CHOICES
    for code in ("pale", "std", "osm"):
        provider = choose_tiles(code)
        assert provider.url.startswith("https://")
        assert len(provider.hosts) == 1
        assert provider.attribution


def test_none_needs_no_host():
    assert choose_tiles("none").hosts == ()


def test_an_unknown_base_map_is_refused_with_the_choices():
    with pytest.raises(TilesRefused) as refused:
        choose_tiles("satellite")
    assert refused.value.code == "tiles_unknown"
    assert refused.value.facts == {"value": "satellite", "choices": "pale, std, osm, none"}

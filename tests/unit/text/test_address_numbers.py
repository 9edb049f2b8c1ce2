"""Addresses without the units between their numbers."""

from __future__ import annotations

import pytest

from directory.text.address_numbers import thin_numbers


@pytest.mark.parametrize(
    ("key", "thin"),
    [
        ("24軒2条2丁目", "24-2-2"),
        ("24-2-2-3-3", "24-2-2-3-3"),
        ("北11条西13丁目", "北11西13"),
        ("北11西13-1", "北11西13-1"),
        ("南郷通18-北5-5", "南郷通18北5-5"),
        ("本通8丁目北", "本通8北"),
    ],
)
def test_units_between_numbers_become_dashes_and_others_vanish(key: str, thin: str) -> None:
    assert thin_numbers(key)[0] == thin


def test_positions_lead_back_to_the_key() -> None:
    thin, positions = thin_numbers("北11条西13丁目5")
    assert [positions[thin.index(part)] for part in ("西", "5")] == [4, 9]
    assert positions[-1] == len("北11条西13丁目5")

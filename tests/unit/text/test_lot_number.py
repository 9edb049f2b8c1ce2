from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.text.lot_number import read_chome_and_lot, read_lot, split_series, widen_lot


@pytest.mark.parametrize(
    ("text", "lot"),
    [
        ("12番3号", "12-3"),
        ("１２ー３", "12-3"),
        ("12番地の3", "12-3"),
        ("十二番三号", "12-3"),
        ("12の3", "12-3"),
        ("704番地先", "704"),
        ("012", "12"),
        ("600-", "600"),
        ("甲490番地1", "甲490-1"),
        ("イ63-1", "イ63-1"),
        ("A-3", "A3"),
        ("1-2-3-4-5", "1-2-3-4"),
    ],
)
def test_spellings_of_one_lot_are_one(text: str, lot: str):
    assert read_lot(text) == lot


@pytest.mark.parametrize("text", ["", "無番地", "5線12番地", "3地割12", "二条3", "12-34丁目", "ビル1階"])
def test_numbers_of_towns_and_floors_are_no_lots(text: str):
    assert read_lot(text) == ""


def test_a_chome_in_front_is_no_lot():
    assert read_chome_and_lot("1丁目3番地2") == (1, "3-2")
    assert read_chome_and_lot("一丁目3") == (1, "3")
    assert read_chome_and_lot("3番地2") == (None, "3-2")


def test_a_lot_widens_to_what_it_is_a_part_of():
    assert widen_lot("12-3-1") == ("12-3-1", "12-3", "12")
    assert widen_lot("甲490-1") == ("甲490-1", "甲490")
    assert widen_lot("") == ()


def test_a_series_at_the_end_of_a_town_belongs_to_the_lot():
    assert split_series("架空町甲") == ("架空町", "甲")
    assert split_series("甲") == ("", "甲")
    assert split_series("架空町") == ("架空町", "")


@given(st.text(max_size=30))
def test_any_text_is_read_and_reading_its_lot_again_changes_nothing(text: str):
    lot = read_lot(text)
    assert read_lot(lot) == lot
    assert read_chome_and_lot(text)[1] is not None

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.text.lot_order import LotNumber, read_lot_number


@pytest.mark.parametrize(
    ("banchi", "series", "main", "sub"),
    [
        ("6番13号", "", 6, 13),
        ("６－１３", "", 6, 13),
        ("600", "", 600, 0),
        ("600番地の2", "", 600, 2),
        ("1の25", "", 1, 25),
        ("17の2", "", 17, 2),
        ("十二番地", "", 12, 0),
        ("二〇番五号", "", 20, 5),
        ("甲12番地3", "甲", 12, 3),
        ("乙1234", "乙", 1234, 0),
        ("1丁目3番地", "1丁目", 3, 0),
        (" 4-1-1 ", "", 4, 1),
    ],
)
def test_lot_is_read_however_it_is_written(banchi, series, main, sub):
    assert read_lot_number(banchi) == LotNumber(series=series, main=main, sub=sub)


@pytest.mark.parametrize("banchi", ["", "無番地", "地先", "番地", "―", "甲", "ひだまりビル", "3地割"])
def test_no_lot_is_no_guess(banchi):
    assert read_lot_number(banchi) is None


def test_lots_of_different_series_are_not_neighbours():
    first, second = read_lot_number("甲12"), read_lot_number("12")
    assert first is not None
    assert second is not None
    assert first.series != second.series


@given(st.text(max_size=40))
def test_no_text_is_too_odd(text):
    lot = read_lot_number(text)
    assert lot is None or (lot.main >= 0 and lot.sub >= 0)


@given(
    main=st.integers(0, 99_999), sub=st.integers(1, 999), dash=st.sampled_from(["-", "－", "の", "番地", "番", "ー"])
)
def test_both_numbers_come_back(main, sub, dash):
    assert read_lot_number(f"{main}{dash}{sub}") == LotNumber(series="", main=main, sub=sub)

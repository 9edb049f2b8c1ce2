"""Folding of what keys are made of."""

from __future__ import annotations

import pytest

from directory.formats.stable_key import fold_for_key, fold_id, is_destroyed, make_key


def test_width_spaces_and_marks_do_not_change_a_key() -> None:
    assert fold_for_key("「ほしぞら」　食堂 ＡＢＣ") == fold_for_key("ほしぞら食堂abc")


def test_lot_numbers_stay_apart() -> None:
    assert fold_for_key("真砂1-2") != fold_for_key("真砂12")
    assert fold_for_key("真砂１－２") == fold_for_key("真砂1-2")


@pytest.mark.parametrize(("text", "record_id"), [(" 12 ", "12"), ("12.0", "12"), ("１２", "12"), ("A-01", "A-01")])
def test_an_id_survives_a_spreadsheet(text: str, record_id: str) -> None:
    assert fold_id(text) == record_id


def test_an_id_that_excel_rounded_is_no_id() -> None:
    assert is_destroyed("1.72E+12")
    assert not is_destroyed("172E12")
    assert not is_destroyed("1720000000001")


def test_parts_of_a_key_do_not_run_together() -> None:
    assert make_key("a", "bc") != make_key("ab", "c")
    assert len(make_key("a")) == 32

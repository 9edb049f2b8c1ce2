from __future__ import annotations

import re

import numpy as np
import pytest
import zxingcpp

from directory.formats.qr_code import QUIET_MODULES, draw_qr

SHORT = "https://example.jp/r/k7f3q9"


def paint(path: str, side: int, scale: int = 6) -> np.ndarray:
    """The path as pixels: black on white."""
    picture = np.full((side, side), 255, dtype=np.uint8)
    for x, y, width in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        picture[int(y), int(x) : int(x) + int(width)] = 0
    return np.kron(picture, np.ones((scale, scale), dtype=np.uint8))


@pytest.mark.parametrize("text", [SHORT, f"https://example.jp/?q={'%E3%81%82' * 100}", "http://127.0.0.1:8000/"])
def test_a_camera_reads_what_was_written(text):
    code = draw_qr(text)
    (found,) = zxingcpp.read_barcodes(paint(code.path, code.side))
    assert found.text == text


def test_a_short_address_is_a_version_three_code_of_at_least_25_mm():
    code = draw_qr(SHORT)
    assert code.side == 29 + 2 * QUIET_MODULES
    assert code.side_mm * 29 / code.side >= 25


def test_a_long_address_grows_so_that_its_modules_stay_readable():
    code = draw_qr("https://example.jp/?q=" + "a" * 400)
    assert code.side_mm / code.side >= 0.6


def test_the_quiet_zone_is_empty():
    code = draw_qr(SHORT)
    picture = paint(code.path, code.side, scale=1)
    assert picture[:QUIET_MODULES].min() == picture[-QUIET_MODULES:].min() == 255
    assert picture[:, :QUIET_MODULES].min() == picture[:, -QUIET_MODULES:].min() == 255

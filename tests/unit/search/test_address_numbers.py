from __future__ import annotations

import pytest

from directory.search.address_numbers import address_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("新町4-5-15", (4, 5, 15)),
        ("新町4丁目5番15号", (4, 5, 15)),
        ("新町四丁目５−１５", (4, 5, 15)),
        ("二十一番地", (21,)),
        ("新町", ()),
    ],
)
def test_numbers_of_an_address(text, numbers):
    assert address_numbers(text) == numbers

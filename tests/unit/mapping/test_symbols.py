"""Every category has a sign that differs in colour, shape and character."""

from __future__ import annotations

from directory.mapping.symbols import CATEGORY_CODES, SYMBOLS, with_roots


def test_signs_differ_in_all_three():
    for look in ("color", "shape", "glyph"):
        assert len({getattr(symbol, look) for symbol in SYMBOLS}) == 5


def test_first_level_codes_come_first():
    assert CATEGORY_CODES[:5] == tuple(symbol.code for symbol in SYMBOLS)


def test_a_second_level_category_is_also_its_first():
    pantry = 1 << CATEGORY_CODES.index("food_pantry")
    assert with_roots(pantry) == pantry | 1
    assert with_roots(0) == 0

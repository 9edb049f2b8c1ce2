"""Signs are constants: one for each category, filled when the place is known, a ring when it is not."""

from __future__ import annotations

import re

from defusedxml.ElementTree import fromstring

from directory.mapping.sprite import draw_sign, draw_sprite
from directory.mapping.symbols import SYMBOLS


def test_every_category_has_a_sign_and_a_ring():
    ids = re.findall(r'<symbol id="sign-([\w-]+)"', draw_sprite())
    assert ids == [f"{symbol.code}{ending}" for symbol in SYMBOLS for ending in ("", "-ring")]


def test_signs_are_well_formed_and_carry_their_character():
    for symbol in SYMBOLS:
        root = fromstring(f"<g>{draw_sign(symbol)}</g>")
        assert root.findtext("text") == symbol.glyph
        assert [each.get("fill") for each in root][1] == symbol.color


def test_rings_are_dashed_and_white_inside():
    ring = draw_sign(SYMBOLS[0], is_ring=True)
    assert "stroke-dasharray" in ring
    assert f'stroke="{SYMBOLS[0].color}"' in ring
    assert "stroke-dasharray" not in draw_sign(SYMBOLS[0])

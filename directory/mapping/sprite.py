"""The signs of the categories as SVG: once as a hidden sprite for scripts, once as pictures in other drawings."""

from __future__ import annotations

from directory.mapping.symbols import SYMBOLS, Shape, Symbol

SIZE = 44
"""Side of a sign in pixels, its white halo included; also the smallest target for a finger."""

_SHAPES: dict[Shape, str] = {
    "circle": '<circle cx="22" cy="22" r="16" {look}/>',
    "square": '<rect x="7" y="7" width="30" height="30" rx="7" {look}/>',
    "house": '<path d="M22 4 38 17V38H6V17Z" {look}/>',
    "bubble": '<path d="M6 10a4 4 0 0 1 4-4H34a4 4 0 0 1 4 4V28a4 4 0 0 1-4 4H28L17 41V32H10a4 4 0 0 1-4-4Z" {look}/>',
    "diamond": '<path d="M22 2 42 22 22 42 2 22Z" {look}/>',
}
_BASELINES: dict[Shape, int] = {"circle": 28, "square": 28, "house": 33, "bubble": 25, "diamond": 28}


def draw_sprite() -> str:
    """A hidden SVG with one symbol a category (sign-CODE), and one for its approximate places (sign-CODE-ring)."""
    kinds = (("", False), ("-ring", True))
    signs = "".join(
        f'<symbol id="sign-{symbol.code}{ending}" viewBox="0 0 {SIZE} {SIZE}">'
        f"{draw_sign(symbol, is_ring=is_ring)}</symbol>"
        for symbol in SYMBOLS
        for ending, is_ring in kinds
    )
    return f'<svg class="map-signs">{signs}</svg>'


def draw_sign(symbol: Symbol, *, is_ring: bool = False) -> str:
    """Shape and character of a category within 44 × 44; a dashed white ring when the place is only approximate."""
    fill, edge = ("#ffffff", symbol.color) if is_ring else (symbol.color, "#ffffff")
    dashes = ' stroke-dasharray="5 3"' if is_ring else ""
    halo = 'fill="none" stroke="#ffffff" stroke-width="5"'
    look = f'fill="{fill}" stroke="{edge}" stroke-width="2" stroke-linejoin="round"{dashes}'
    letter = symbol.color if is_ring else "#ffffff"
    return (
        _SHAPES[symbol.shape].format(look=halo)
        + _SHAPES[symbol.shape].format(look=look)
        + f'<text x="22" y="{_BASELINES[symbol.shape]}" text-anchor="middle" font-size="16" font-weight="bold"'
        f' fill="{letter}">{symbol.glyph}</text>'
    )

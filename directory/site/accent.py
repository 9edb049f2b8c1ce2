"""The accent colour of an operator -> one stylesheet for light and dark, every pair of colours checked for contrast."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from colorsys import hls_to_rgb, rgb_to_hls

from directory.settings import SettingRefused

Color = tuple[int, int, int]

WHITE: Color = (255, 255, 255)
BLACK: Color = (0, 0, 0)
NIGHT: Color = (26, 26, 26)
"""Paper in the dark: --paper of app.css."""

LEAST_CONTRAST = 4.5
"""Source: WCAG 2.2, 1.4.3, AA."""

DARK_CONTRAST = 7.0
"""What links have in the dark; the usual blue has 8.8."""

LARGEST_SATURATION = 0.65
"""More of it glares on black."""

HEX = re.compile(r"#[0-9a-f]{6}", re.ASCII | re.IGNORECASE)


def read_accent(variable: str, text: str) -> Color:
    """The colour of #rrggbb.

    Raises:
        SettingRefused: it is no such colour, or text of it on white (and white on it) has a contrast under 4.5:1.
    """
    if not HEX.fullmatch(text):
        raise SettingRefused("setting_color", {"variable": variable, "value": text})
    color = (int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16))
    ratio = contrast(color, WHITE)
    if ratio < LEAST_CONTRAST:
        # rounded down, so that 4.496 is not refused as 4.50
        raise SettingRefused(
            "setting_contrast", {"variable": variable, "value": text, "ratio": f"{int(ratio * 100) / 100:.2f}"}
        )
    return color


def contrast(one: Color, other: Color) -> float:
    """Ratio of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def write_stylesheet(accent: Color) -> str:
    """The custom properties that differ from those of app.css."""
    soft = _first_readable(accent, (mix(accent, WHITE, share / 100) for share in (90, 94, 97)), WHITE)
    # the map is light in the dark, too: its marks keep the colour that was chosen for white
    own = {"accent": accent, "link": accent, "link-hover": mix(accent, BLACK, 0.25)}
    light = own | {"link-soft": soft, "on-link": WHITE}
    night = next(each for each in _lighter(accent) if contrast(each, NIGHT) >= DARK_CONTRAST)
    night_soft = _first_readable(night, (mix(night, NIGHT, share / 100) for share in (85, 92)), NIGHT)
    dark = {"link": night, "link-hover": mix(night, WHITE, 0.4), "link-soft": night_soft, "on-link": NIGHT}
    return f":root{{{_declare(light)}}}\n@media (prefers-color-scheme: dark){{:root{{{_declare(dark)}}}}}\n"


def mix(color: Color, other: Color, share: float) -> Color:
    """A colour with so much of another one in it, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(color, other, strict=True))
    return red, green, blue


def _lighter(accent: Color) -> Iterator[Color]:
    """The same hue, step by step to white; mixing it with white would turn every colour grey on the way."""
    hue, light, saturation = rgb_to_hls(*(part / 255 for part in accent))
    for step in range(21):
        parts = hls_to_rgb(hue, light + (1 - light) * step / 20, min(saturation, LARGEST_SATURATION))
        red, green, blue = (round(part * 255) for part in parts)
        yield red, green, blue


def _first_readable(text: Color, grounds: Iterable[Color], otherwise: Color) -> Color:
    """The first ground on which the text can be read."""
    return next((ground for ground in grounds if contrast(text, ground) >= LEAST_CONTRAST), otherwise)


def _declare(colors: dict[str, Color]) -> str:
    return "".join(f"--{name}:#{red:02x}{green:02x}{blue:02x};" for name, (red, green, blue) in colors.items())


def _luminance(color: Color) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    shares = (part / 255 for part in color)
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

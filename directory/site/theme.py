"""How an operator makes the site look: logo, accent colour, kinds on offer; checked once, when the site starts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from directory.domain.category import ROOTS, Category
from directory.settings import SettingRefused, Settings
from directory.site.accent import read_accent, write_stylesheet
from directory.site.logo import read_logo

ACCENT_FILE = "theme/accent.css"
USUAL_ACCENT = "#0017c1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Names of static files are empty where nothing was set.

    Attributes:
        color: what browsers paint around the page.
        categories: codes of the kinds that filters offer.
        files: static files beside those of the program: name and contents.
    """

    logo: str = ""
    stylesheet: str = ""
    color: str = USUAL_ACCENT
    categories: tuple[str, ...] = tuple(root.code for root in ROOTS)
    files: tuple[tuple[str, bytes], ...] = ()


USUAL_THEME = Theme()


def open_theme(settings: Settings) -> Theme:
    """The theme of the settings.

    Raises:
        SettingRefused: a file, a colour or a kind can not be used.
    """
    files: dict[str, bytes] = {}
    logo = ""
    if settings.logo:
        path = Path(settings.logo)
        logo = f"theme/logo{path.suffix.lower()}"
        files[logo] = read_logo("DIRECTORY_LOGO", path)
    if settings.accent:
        accent = read_accent("DIRECTORY_ACCENT", settings.accent)
        files[ACCENT_FILE] = write_stylesheet(accent).encode()
    return Theme(
        logo=logo,
        stylesheet=ACCENT_FILE if settings.accent else "",
        color=settings.accent or USUAL_ACCENT,
        categories=tuple(category.code for category in offered_kinds(settings)),
        files=tuple(files.items()),
    )


def offered_kinds(settings: Settings) -> tuple[Category, ...]:
    """The first-level kinds that filters offer, in their usual order. Others are still found by words.

    Raises:
        SettingRefused: a code is none of them.
    """
    codes = [code.strip() for code in settings.offered_categories.split(",") if code.strip()]
    known = {root.code for root in ROOTS}
    for code in codes:
        if code not in known:
            raise SettingRefused(
                "setting_category",
                {"variable": "DIRECTORY_CATEGORIES", "value": code, "known": ", ".join(sorted(known))},
            )
    return tuple(root for root in ROOTS if not codes or root.code in codes)

"""Where web/ and data/geo lie, in a wheel and in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def web_folder() -> Path:
    """Templates, static files and locales."""
    return _folder("_web", Path("web"))


def geodata_folder() -> Path:
    """The shipped gazetteer and outlines."""
    return _folder("_geo", Path("data", "geo"))


def geodata_build_script() -> Path | None:
    """The script that builds the gazetteer; None in an installed wheel, which has no scripts."""
    script = _PACKAGE.parent / "scripts" / "build_geodata.py"
    return script if script.is_file() else None


def _folder(packaged: str, in_checkout: Path) -> Path:
    inside = _PACKAGE / packaged
    # force-include fills `_web` and `_geo` in wheels only; an editable install finds the checkout instead
    return inside if inside.is_dir() else _PACKAGE.parent / in_checkout

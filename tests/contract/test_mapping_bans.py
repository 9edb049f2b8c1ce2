"""No listing's text reaches a Folium element, and no script of ours parses text as markup."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

BANNED_IN_FOLIUM = frozenset(
    {
        "Popup",
        "Tooltip",
        "GeoJsonPopup",
        "GeoJsonTooltip",
        "Html",
        "DivIcon",
        "LayerControl",
        "FastMarkerCluster",
        "Search",
        "Geocoder",
        "Choropleth",
    }
)
BANNED_SINKS = (
    r"innerHTML",
    r"outerHTML",
    r"insertAdjacentHTML",
    r"document\.write",
    r"DOMParser",
    r"createContextualFragment",
    r"bindPopup",
    r"bindTooltip",
    r"\beval\(",
    r"new Function",
    r"srcdoc",
    r"javascript:",
)
STRING_ICON = re.compile(r"\bhtml:\s*[\"'`]")


def names_in(source: str) -> set[str]:
    """Every name and attribute of a module."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                found.update(name.split("."))
            case ast.Constant(value=str() as text):
                found.update(re.findall(r"L\.(popup|tooltip)\b", text))
    return found


def own_scripts(checkout: Path) -> list[Path]:
    """Our scripts; vendored ones lie below vendor/."""
    return sorted((checkout / "web" / "static").glob("*.js"))


def test_mapping_uses_no_folium_element_that_executes_text(checkout):
    modules = sorted((checkout / "directory" / "mapping").glob("**/*.py"))
    assert modules
    for module in modules:
        used = names_in(module.read_text(encoding="utf-8"))
        assert not used & (BANNED_IN_FOLIUM | {"popup", "tooltip"}), module.name


@pytest.mark.parametrize("sink", BANNED_SINKS)
def test_no_own_script_parses_text_as_markup(checkout, sink):
    scripts = own_scripts(checkout)
    assert scripts
    for script in scripts:
        assert not re.search(sink, script.read_text(encoding="utf-8")), script.name


def test_markers_take_elements_and_no_strings(checkout):
    for script in own_scripts(checkout):
        assert not STRING_ICON.search(script.read_text(encoding="utf-8")), script.name


def test_no_own_script_writes_a_style_attribute(checkout):
    for script in own_scripts(checkout):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"setAttribute\(\s*[\"']style|\bstyle:\s*[\"'`]|cssText", text), script.name


def test_map_script_imports_nothing(checkout):
    text = (checkout / "web" / "static" / "map.js").read_text(encoding="utf-8")
    assert not re.search(r"^\s*import\b|\bimport\(", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("line", "is_caught"),
    [
        ("from folium import Popup", True),
        ("folium.features.GeoJsonTooltip()", True),
        ("import folium.plugins.Search", True),
        ("from folium.raster_layers import TileLayer", False),
    ],
)
def test_the_ban_would_catch(line, is_caught):
    assert bool(names_in(line) & BANNED_IN_FOLIUM) is is_caught

"""The Folium map without any data: container, base map, controls, signs and empty layers, drawn once at start-up."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import folium
from branca.element import Figure, MacroElement
from folium.raster_layers import TileLayer
from folium.template import Template

from directory.mapping.map_config import MapConfig, Skeleton
from directory.mapping.sprite import draw_sprite
from directory.mapping.tiles import Attribution, TileProvider

BOOT_NAME = "bootDirectoryMap"
"""Name of the one global function that the inline script defines."""

MAX_ZOOM = 18


class DirectoryMap(folium.Map):
    """A Folium map that loads nothing from elsewhere and carries no data."""

    # attributes of the subclass: folium's own lists are shared by every map of the process
    default_js: list[tuple[str, str]] = []  # noqa: RUF012 # folium reads it as an attribute of the class
    default_css: list[tuple[str, str]] = []  # noqa: RUF012 # same

    _template = Template("""
        {% macro html(this, kwargs) %}
        {{ this.sprite }}
        <div id="{{ this.get_name() }}" class="directory-map"></div>
        {%- if this.attribution %}
        <p class="map-attribution">
            {%- for each in this.attribution -%}
            <a href="{{ each.url|e }}" rel="noopener">{{ each.label|e }}</a>
            {%- endfor -%}
        </p>
        {%- endif %}
        {% endmacro %}

        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, {
            center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojavascript }}
        });
        L.control.zoom({{ this.zoom_options }}).addTo({{ this.get_name() }});
        L.control.scale({imperial: false}).addTo({{ this.get_name() }});
        {% endmacro %}
    """)

    def __init__(self, config: MapConfig) -> None:
        """An empty map at the start view, with the base map when there is one."""
        super().__init__(
            location=[config.center.latitude, config.center.longitude],
            zoom_start=config.zoom,
            tiles=None,
            zoom_control=False,
            # our own attribution is built as elements; Leaflet's control would take markup
            attributionControl=False,
            zoomSnap=0.25,
            minZoom=4,
            maxZoom=MAX_ZOOM,
            scrollWheelZoom=False,
        )
        self._id = "main"
        self.sprite = draw_sprite()
        self.attribution: tuple[Attribution, ...] = config.tiles.attribution
        options = {"position": "topright", "zoomInTitle": config.zoom_in_title, "zoomOutTitle": config.zoom_out_title}
        # letters as they are, which takes fewer bytes; nothing in them ends the script
        self.zoom_options = json.dumps(options, ensure_ascii=False).replace("<", "\\u003c")


class DistrictLayer(MacroElement):
    """An empty layer for outlines; dashed where they are only approximate; one canvas instead of an element each."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.geoJSON(null, {
            interactive: false,
            renderer: L.canvas(),
            style: (feature) => ({
                color: "#4d4d4d", weight: 1.5, fillColor: "#0877d7", fillOpacity: 0.04,
                dashArray: feature.properties.approximate ? "6 5" : null
            })
        }).addTo({{ this._parent.get_name() }});
        {% endmacro %}
    """)

    def __init__(self) -> None:
        """A layer with a fixed name."""
        super().__init__()  # type: ignore[no-untyped-call] # branca's own has no types
        self._name, self._id = "districts", "outlines"


class ResourceLayer(MacroElement):
    """An empty group for chips, clusters and pins, with the numbers that decide between them."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.layerGroup([], {{ this.options|tojavascript }})
            .addTo({{ this._parent.get_name() }});
        {% endmacro %}
    """)

    def __init__(self, *, chip_zoom: int, cluster_radius_px: int) -> None:
        """A group with a fixed name."""
        super().__init__()  # type: ignore[no-untyped-call] # branca's own has no types
        self._name, self._id = "resources", "markers"
        self.options = {"chip_zoom": chip_zoom, "radius": cluster_radius_px}


def render_skeleton(config: MapConfig) -> Skeleton:
    """The page's map without data; equal settings give equal bytes."""
    drawn = DirectoryMap(config)
    tiles = _base_layer(config.tiles)
    if tiles is not None:
        tiles.add_to(drawn)
    districts = DistrictLayer().add_to(drawn)
    resources = ResourceLayer(chip_zoom=config.chip_zoom, cluster_radius_px=config.cluster_radius_px).add_to(drawn)
    figure = drawn.get_root()
    if not isinstance(figure, Figure):  # pragma: no cover # folium.Map puts itself into a Figure
        raise TypeError(type(figure).__name__)
    figure.render()
    parts = {"map": drawn, "tiles": tiles, "districts": districts, "resources": resources}
    script = _boot_script(_squeeze(figure.script.render()), parts)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return Skeleton(
        html=_squeeze(figure.html.render()),
        script=script,
        script_sha256=f"sha256-{digest}",
        tile_hosts=config.tiles.hosts,
    )


def _base_layer(provider: TileProvider) -> TileLayer | None:
    """Folium's tile layer with a fixed name, or None when outlines alone are the base."""
    if not provider.url:
        return None
    layer = TileLayer(
        tiles=provider.url,
        # folium insists on a text; nothing shows it, because Leaflet's attribution control is off
        attr=provider.code,
        name=provider.code,
        # the script adds it when the view is known, so that no tile of the start view is fetched for nothing
        show=False,
        min_zoom=0,
        max_zoom=MAX_ZOOM,
        max_native_zoom=provider.max_native_zoom,
        min_native_zoom=provider.min_zoom,
    )
    layer._id = "base"  # noqa: SLF001 # a random id would change the script's hash at every start
    return layer


def _boot_script(body: str, parts: dict[str, Any]) -> str:
    """The statements Folium wrote, inside a function, so that nothing runs before Leaflet is there."""
    names = ", ".join(f"{key}: {part.get_name() if part else 'null'}" for key, part in parts.items())
    return f"function {BOOT_NAME}() {{\n{body}\nreturn {{ {names} }};\n}}"


def _squeeze(text: str) -> str:
    """Without indentation and empty lines: templates leave many."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())

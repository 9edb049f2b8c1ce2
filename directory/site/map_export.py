"""An answer -> one HTML file with map, list and details inside, for machines without a network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import msgspec

from directory.assets import web_folder
from directory.catalog.find import Found
from directory.domain.category import root_of
from directory.domain.district import MUNICIPALITY_SCHEME
from directory.domain.listing import Listing
from directory.mapping.export import ExportedListing, Part, build_policy, encode_export, inline, order_for_export, pack
from directory.mapping.first import FirstMap
from directory.mapping.map_config import Skeleton
from directory.runtime import Runtime
from directory.site.accent import read_accent, write_stylesheet
from directory.site.phrasing.age import phrase_eligibility
from directory.site.phrasing.contact import phone_of
from directory.site.phrasing.fee import phrase_fees
from directory.site.phrasing.place import phrase_place
from directory.site.phrasing.schedule import phrase_schedule
from directory.site.static_files import VENDORED, StaticFiles, squeeze
from directory.site.templating import Renderer, SiteFacts
from directory.usecases.show_map import choose_scheme, map_revision, show_first, show_overview, show_skeleton
from directory.wording.words import Words

LIBRARIES = ("vendor/leaflet@1.9.4/leaflet.js", "vendor/supercluster@9.1.0/supercluster.min.js")
OWN_SCRIPTS = ("map_export.js", "map_panel.js", "map.js")
STYLES = ("vendor/leaflet@1.9.4/leaflet.css", "map.css", "map_export.css")
DETAILS = ("place", "phone", "when", "who", "fee", "organization", "about", "assured")
"""Rows of a listing in the file, in their order; words export.<name>."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapScript:
    """One script of the map in the file; libraries are no modules."""

    type: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportPage:
    """Context of map_export.html.

    Attributes:
        data: JSON, or its packed form when `is_packed`.
        packed_scripts: the texts of `map_scripts` as `data` are packed.
        conditions: what people searched for, empty without a text.
    """

    template: ClassVar[str] = "map_export.html"

    policy: str
    styles: tuple[Part, ...]
    list_script: Part
    map_scripts: tuple[MapScript, ...]
    packed_scripts: str
    skeleton: Skeleton
    first: FirstMap
    details: tuple[tuple[str, str], ...]
    data: object
    is_packed: bool
    made_on: str
    total: int
    conditions: str
    licence: str
    sources: str
    attributions: tuple[str, ...]


def build_map_file(runtime: Runtime, found: Found, *, conditions: str = "", is_packed: bool = True) -> str:
    """The file of an answer. `is_packed=False` keeps the data readable, for browsers without DecompressionStream."""
    web = web_folder()
    words, listings = runtime.words, [found.snapshot.listing(row) for row in order_for_export(found)]
    skeleton = show_skeleton("none", words, runtime.map_files)
    libraries, (list_script, *drawing) = (_read_parts(web, names) for names in (LIBRARIES, OWN_SCRIPTS))
    styles = (*_read_parts(web, STYLES), *_color(runtime))
    boot = Part(text=skeleton.script, sha256=skeleton.script_sha256)
    map_scripts = (
        *(MapScript(type="text/javascript", text=part.text) for part in libraries),
        *(MapScript(type="module", text=part.text) for part in drawing),
    )
    data = _encode(runtime, found, listings)
    page = ExportPage(
        policy=build_policy(scripts=(boot, list_script, *libraries, *drawing), styles=styles),
        styles=styles,
        list_script=list_script,
        map_scripts=map_scripts,
        packed_scripts=pack(msgspec.json.encode(map_scripts)) if is_packed else "",
        skeleton=skeleton,
        first=_describe(runtime, found),
        details=tuple((name, words.say(f"export.{name}")) for name in DETAILS),
        data=pack(data) if is_packed else data.decode(),
        is_packed=is_packed,
        made_on=f"{runtime.today():%Y-%m-%d}",
        total=found.total,
        conditions=conditions,
        licence=runtime.settings.licence,
        sources=runtime.say_sources(),
        attributions=tuple(sorted({listing.attribution for listing in listings if listing.attribution})),
    )
    site = SiteFacts.of(runtime.settings)
    return Renderer(web / "templates", words=words, static=StaticFiles(web / "static"), site=site).render(page)


def _read_parts(web: Path, names: tuple[str, ...]) -> tuple[Part, ...]:
    texts = ((name, (web / "static" / name).read_text(encoding="utf-8")) for name in names)
    return tuple(inline(text if name.startswith(VENDORED) else squeeze(text)) for name, text in texts)


def _color(runtime: Runtime) -> tuple[Part, ...]:
    """The operator's colour, where one is set."""
    accent = runtime.settings.accent
    return (inline(write_stylesheet(read_accent("DIRECTORY_ACCENT", accent))),) if accent else ()


def _describe(runtime: Runtime, found: Found) -> FirstMap:
    """What the map is told; in the file the browser always holds all points, and shows the times in full."""
    first = show_first(found, runtime.words, scheme=choose_scheme(found), point_limit=found.snapshot.count)
    return replace(first, words={**first.words, "next": runtime.words.say("export.when")})


def _encode(runtime: Runtime, found: Found, listings: list[Listing]) -> bytes:
    scheme, snapshot = choose_scheme(found), found.snapshot
    outlines = runtime.boundaries if scheme == MUNICIPALITY_SCHEME else runtime.open_districts()
    return encode_export(
        found,
        [_word(listing, runtime.words) for listing in listings],
        scheme=scheme,
        districts=show_overview(snapshot, scheme, outlines),
        revision=map_revision(snapshot),
    )


def _word(listing: Listing, words: Words) -> ExportedListing:
    phone = phone_of(listing)
    return ExportedListing(
        code=listing.code,
        root=root_of(listing.categories[0]),
        name=listing.name,
        place=phrase_place(listing, words),
        phone=phone.value if phone else "",
        when=listing.schedule.raw or phrase_schedule(listing.schedule, words),
        who=phrase_eligibility(listing.eligibility, words),
        fee=phrase_fees(listing.fees, words),
        organization=listing.organization,
        about=listing.description,
        assured=listing.assured_on.isoformat() if listing.assured_on else "",
    )

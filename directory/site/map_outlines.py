"""Outlines of districts for the map: asked for by pages, and made ready before the first of them asks."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Literal

from fastapi import FastAPI

from directory.assets import geodata_folder
from directory.catalog.snapshot import Snapshot
from directory.domain.district import MUNICIPALITY_SCHEME
from directory.mapping.payload import Payload, SteadyShelf
from directory.runtime import Runtime
from directory.usecases.show_map import Outlines, map_revision, show_districts, show_overview

Detail = Literal["full", "overview"]


def prepare_outlines(runtime: Runtime, shelf: SteadyShelf, scheme: str, detail: Detail) -> Payload:
    """The outlines of a scheme: from the shelf, else from a file of an earlier start, else drawn."""
    snapshot = runtime.catalog.current()
    show = show_overview if detail == "overview" else show_districts

    def draw() -> bytes:
        return show(snapshot, scheme, choose_outlines(runtime, scheme))

    def read() -> bytes:
        # an operator's outlines change with any revision: a file of them would be written again and again
        if scheme != MUNICIPALITY_SCHEME:
            return draw()
        source = f"{_shipped_digest()} {_drawn_from(snapshot, scheme)!r}"
        return runtime.map_files.get(f"outlines-{detail}", source, draw)

    return shelf.get(f"{detail} {scheme}", _drawn_from(snapshot, scheme), read)


def prepare_first_look(app: FastAPI) -> None:
    """Loads the catalog, and draws what every first map of a visitor asks for."""
    runtime: Runtime = app.state.runtime
    try:
        prepare_outlines(runtime, app.state.map_outlines, MUNICIPALITY_SCHEME, "overview")
    except Exception as failure:  # noqa: BLE001 - whoever asks for it is told; the site goes on
        app.state.log.warning("map_unprepared", kind=type(failure).__name__)


def choose_outlines(runtime: Runtime, scheme: str) -> Outlines:
    """Whoever knows the outlines of a scheme; operators' schemes lie in the database and are read once a revision."""
    return runtime.boundaries if scheme == MUNICIPALITY_SCHEME else runtime.open_districts()


def _drawn_from(snapshot: Snapshot, scheme: str) -> object:
    """What outlines change with: those of municipalities with the list of them, an operator's with any revision."""
    if scheme != MUNICIPALITY_SCHEME:
        return map_revision(snapshot)
    return [each for each in snapshot.districts.values() if each.scheme == scheme]


@cache
def _shipped_digest() -> str:
    """Changes with the shipped outlines and towns."""
    digest = hashlib.sha256()
    for file in sorted(geodata_folder().iterdir()):
        digest.update(file.read_bytes())
    return digest.hexdigest()

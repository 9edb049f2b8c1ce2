"""Anchors for a command that geocodes and has no other business with the database."""

from __future__ import annotations

from directory.domain.errors import DirectoryError
from directory.geo.anchors import Anchors
from directory.geo.gazetteer import Gazetteer
from directory.store.pins_probe import may_hold_confirmed_pins


def read_known_anchors(database_url: str, gazetteer: Gazetteer) -> tuple[Anchors, ...]:
    """One set of anchors, or none: without a database, or without confirmed pins, addresses are placed all the same."""
    if not may_hold_confirmed_pins(database_url):
        return ()
    from directory.store.engine import open_store  # noqa: PLC0415 - a second to import, and few databases need it

    try:
        store = open_store(database_url, read_only=True)
        try:
            with store.read() as unit:
                return (Anchors(unit.confirmed_pins(), gazetteer),)
        finally:
            store.close()
    except DirectoryError:
        return ()

"""Districts for a command that describes points and has no other business with the database."""

from __future__ import annotations

from directory.domain.errors import DirectoryError
from directory.geo.boundaries import Boundaries
from directory.geo.districts import DistrictIndex
from directory.store.pins_probe import may_hold_districts


def read_known_districts(database_url: str, areas: Boundaries) -> DistrictIndex | None:
    """The operator's districts; None without a database or without districts in it: points are described all the same.

    None also for a database that can not be opened.
    """
    if not may_hold_districts(database_url):
        return None
    from directory.store.engine import open_store  # noqa: PLC0415 - a second to import, and few databases need it

    try:
        store = open_store(database_url, read_only=True)
        try:
            schemes = store.public.districts()
        finally:
            store.close()
    except DirectoryError:
        return None
    return DistrictIndex.build(
        tuple(district for scheme in schemes for district in scheme.districts),
        tuple(rule for scheme in schemes for rule in scheme.rules),
        tuple(outline for scheme in schemes for outline in scheme.outlines),
        areas,
    )

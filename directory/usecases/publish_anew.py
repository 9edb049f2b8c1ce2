"""Publish all that is stored once more, after a new version of the program shows more of it than the one before."""

from __future__ import annotations

from datetime import datetime
from itertools import islice

from directory.store.engine import Store

BATCH = 1000


def publish_anew(store: Store, *, now: datetime) -> int:
    """Number of resources that were gone through; none of them changes, and history says nothing."""
    count = 0
    with store.write(now=now) as unit:
        resources = unit.resources.all_resources()
        while batch := list(islice(resources, BATCH)):
            unit.publish_anew(batch)
            count += len(batch)
    return count

"""Go through all stored resources and write those back that lie elsewhere now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import islice

from directory.domain.resource import Resource
from directory.store.engine import Store
from directory.store.resource_change import ResourceChange

BATCH = 1000


def move_resources(
    store: Store,
    find_change: Callable[[Resource], ResourceChange | None],
    *,
    actor: str,
    now: datetime,
    is_dry_run: bool = False,
) -> int:
    """Number of resources that `find_change` had something new for, in one transaction; a dry run keeps nothing.

    Raises:
        StoreUnavailable: the database is away or busy; nothing was kept.
    """
    moved = 0
    with store.write(now=now, dry_run=is_dry_run) as unit:
        resources = unit.resources.all_resources()
        while batch := list(islice(resources, BATCH)):
            changes = [change for one in batch if (change := find_change(one)) is not None]
            unit.resources.upsert_many(changes, actor=actor, import_run=None)
            moved += len(changes)
    return moved

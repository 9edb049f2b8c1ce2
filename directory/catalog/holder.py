"""The current snapshot: rebuilt when the revision or the day changes, swapped whole."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from directory.catalog.snapshot import Snapshot

TOKYO = ZoneInfo("Asia/Tokyo")
CHECK_EVERY = timedelta(seconds=1)
"""How often the revision is compared at most."""


class CatalogHolder:
    """Gives the current snapshot to any number of threads.

    Only one thread at a time looks for a newer one; the others go on with the old one meanwhile, and so does
    everybody while the database does not answer.
    """

    def __init__(
        self, load: Callable[[], Snapshot], read_revision: Callable[[], str], clock: Callable[[], datetime]
    ) -> None:
        """Loads nothing yet; the first `current()` does."""
        self._load = load
        self._read_revision = read_revision
        self._clock = clock
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._loaded_on: date | None = None
        self._checked_at: datetime | None = None
        self.failure: Exception | None = None

    def current(self) -> Snapshot:
        """The newest snapshot that could be loaded.

        Raises:
            Exception: whatever the first load raises; later failures keep the old snapshot (see `failure`).
        """
        snapshot = self._snapshot
        if snapshot is None:
            return self._first()
        if self._is_due() and self._lock.acquire(blocking=False):
            try:
                self._refresh(snapshot)
            finally:
                self._lock.release()
        return self._snapshot or snapshot

    def _first(self) -> Snapshot:
        with self._lock:
            if self._snapshot is None:
                self._take()
            if self._snapshot is None:
                raise RuntimeError("the catalog was not loaded")
            return self._snapshot

    def _is_due(self) -> bool:
        return self._checked_at is None or not timedelta(0) <= self._clock() - self._checked_at < CHECK_EVERY

    def _refresh(self, snapshot: Snapshot) -> None:
        """Takes a new snapshot when there is one; whatever fails is kept in `failure` and tried again later."""
        self._checked_at = self._clock()
        try:
            if self._read_revision() != snapshot.revision or self._today() != self._loaded_on:
                self._take()
            self.failure = None
        except Exception as failure:  # noqa: BLE001 - readers must go on whatever the database does
            self.failure = failure

    def _take(self) -> None:
        self._snapshot = self._load()
        self._loaded_on = self._today()
        self._checked_at = self._clock()

    def _today(self) -> date:
        return self._clock().astimezone(TOKYO).date()

"""The current snapshot: rebuilt behind the readers' backs when the revision or the day changes, swapped whole."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from directory.catalog.snapshot import Snapshot

TOKYO = ZoneInfo("Asia/Tokyo")
CHECK_EVERY_S = 0.25
"""How often the revision is compared, also while nobody asks: a hidden place must be gone for the next visitor."""

PATIENCE_S = 2.0
"""How long closing waits for a check that is under way."""


class CatalogHolder:
    """Gives the current snapshot to any number of threads.

    The first reader waits for the first snapshot. From then on a thread of its own looks for newer ones, and the
    readers go on with the old one meanwhile, and also while the database does not answer.
    """

    def __init__(
        self,
        load: Callable[[], Snapshot],
        read_revision: Callable[[], str],
        clock: Callable[[], datetime],
        *,
        check_every_s: float | None = CHECK_EVERY_S,
    ) -> None:
        """Loads nothing yet; the first `current()` does. Nobody watches when `check_every_s` is None."""
        self._load = load
        self._read_revision = read_revision
        self._clock = clock
        self._check_every_s = check_every_s
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._closed = threading.Event()
        self._watcher: threading.Thread | None = None
        self._snapshot: Snapshot | None = None
        self._loaded_on: date | None = None
        self.failure: Exception | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether `current` has a snapshot to give."""
        return self._snapshot is not None

    def current(self) -> Snapshot:
        """The newest snapshot that could be loaded.

        Raises:
            Exception: whatever the first load raises; later failures keep the old snapshot (see `failure`).
        """
        snapshot = self._snapshot or self._first()
        if self._watcher is None or not self._watcher.is_alive():
            self._watch()
        return snapshot

    def refresh(self) -> None:
        """Takes a new snapshot when there is one; whatever fails is kept in `failure` and tried again later."""
        with self._lock:
            try:
                if self._is_outdated():
                    self._take()
                self.failure = None
            except Exception as failure:  # noqa: BLE001 - readers must go on whatever the database does
                self.failure = failure

    def close(self) -> None:
        """Ends the watching; the last snapshot stays readable."""
        self._closed.set()
        watcher = self._watcher
        if watcher is not None and watcher is not threading.current_thread():
            watcher.join(PATIENCE_S)

    def _first(self) -> Snapshot:
        with self._lock:
            return self._snapshot or self._take()

    def _is_outdated(self) -> bool:
        snapshot = self._snapshot
        return snapshot is None or self._today() != self._loaded_on or self._read_revision() != snapshot.revision

    def _take(self) -> Snapshot:
        # The day is read first: a snapshot built over midnight is built again.
        today = self._today()
        snapshot = self._load()
        self._snapshot, self._loaded_on = snapshot, today
        return snapshot

    def _today(self) -> date:
        return self._clock().astimezone(TOKYO).date()

    def _watch(self) -> None:
        """Starts the watcher unless there is one; a forked process has lost it and starts its own."""
        if self._check_every_s is None or self._closed.is_set():
            return
        with self._starting:
            if self._watcher is None or not self._watcher.is_alive():
                # The thread does not keep the holder alive, so that it ends with it.
                arguments = (weakref.ref(self), self._closed, self._check_every_s)
                self._watcher = threading.Thread(target=_keep_fresh, args=arguments, name="catalog", daemon=True)
                self._watcher.start()


def _keep_fresh(find_holder: Callable[[], CatalogHolder | None], closed: threading.Event, every_s: float) -> None:
    """Refreshes until the holder is closed or gone."""
    while not closed.wait(every_s):
        holder = find_holder()
        if holder is None:
            return
        holder.refresh()
        del holder

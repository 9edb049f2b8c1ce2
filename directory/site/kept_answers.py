"""The last few answers of the map, so that whoever moves it asks the catalog once for each question."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

from directory.mapping.clusters import WholeAnswer

MOST_KEPT = 4
"""An answer over a million listings is 8 MB."""


class KeptAnswers:
    """Answers of one snapshot by their question; the one that nobody asked for longest goes first."""

    def __init__(self) -> None:
        """Starts empty."""
        self._owner: object = None
        self._kept: dict[Hashable, WholeAnswer] = {}
        self._lock = threading.Lock()

    def get(self, owner: object, question: Hashable, answer: Callable[[], WholeAnswer]) -> WholeAnswer:
        """The answer to a question about the snapshot `owner`; all kept ones are dropped with another snapshot."""
        with self._lock:
            if self._owner is not owner:
                self._owner, self._kept = owner, {}
            kept = self._kept.pop(question, None)
            if kept is not None:
                self._kept[question] = kept
                return kept
        made = answer()
        with self._lock:
            # another thread may have moved on to a newer snapshot meanwhile
            if self._owner is owner:
                self._kept[question] = made
                while len(self._kept) > MOST_KEPT:
                    del self._kept[next(iter(self._kept))]
        return made

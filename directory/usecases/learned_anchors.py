"""What the geocoder learned from confirmed pins, kept as new as the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from directory.domain.address import Place
from directory.domain.errors import DirectoryError
from directory.geo.anchor_trials import AnchorTrial
from directory.geo.anchors import Anchors
from directory.geo.gazetteer import Gazetteer

CHECK_EVERY = timedelta(seconds=1)
"""How often the revision of the database is compared at most."""


class LearnedAnchors:
    """Finer points that follow a database. Asking for points never touches the database; only `follow` does.

    So a forked process may ask: it goes on with what was known when it was forked.
    """

    def __init__(
        self,
        *,
        read_revision: Callable[[], str],
        read_pins: Callable[[], tuple[Place, ...]],
        gazetteer: Gazetteer,
        clock: Callable[[], datetime],
    ) -> None:
        """Reads nothing yet."""
        self._read_revision = read_revision
        self._read_pins = read_pins
        self._gazetteer = gazetteer
        self._clock = clock
        self._checked_at: datetime | None = None
        self._revision = ""
        self._pins: tuple[Place, ...] = ()
        self._anchors = Anchors((), gazetteer)

    def refine(self, place: Place) -> Place | None:
        """The place at the pin of its neighbour, as far as is known at present."""
        return self._anchors.refine(place)

    def trials(self) -> tuple[AnchorTrial, ...]:
        """Leave-one-out of every municipality that has anchors."""
        return self._anchors.trials()

    def follow(self, *, at_once: bool = False) -> bool:
        """Takes over what is confirmed now; says whether that is something else than before.

        Compares at most once a second, unless `at_once`. While the database does not answer, what was known stays.
        """
        now = self._clock()
        is_early = self._checked_at is not None and now - self._checked_at < CHECK_EVERY
        if is_early and not at_once:
            return False
        self._checked_at = now
        try:
            return self._take_over()
        except DirectoryError:
            return False

    def _take_over(self) -> bool:
        revision = self._read_revision()
        if revision == self._revision:
            return False
        pins = self._read_pins()
        self._revision = revision
        if pins == self._pins:
            return False
        self._pins, self._anchors = pins, Anchors(pins, self._gazetteer)
        return True

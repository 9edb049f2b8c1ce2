"""Public tables for the fuzzing of the search: some listings have days and districts, have ended, or are taken away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from search_writes import Published

from directory.domain.public_changes import PublicChanges

_SCHEDULED, _IN_DISTRICTS, _ENDED, _TAKEN = 3, 4, 50, 331
"""Every so manieth listing has a weekday, a district, has ended, or changes later."""

_MOST_TAKEN = 400
_WEEKLY = b'"rules":[{"freq":"weekly","byday":[%d],"windows":[{"start":600,"end":720}]}]'
_DISTRICT = b'"districts":[{"scheme":"school","code":"d%d","name":"d%d","evidence":"town"}]'
_ACTIVE, _HAS_ENDED = b'"status":"active"', b'"status":"ended"'


class Altered(Published):
    """The public tables of a file, altered by the place of each listing in it."""

    def __init__(self, listings: Path) -> None:
        """Reads nothing yet."""
        super().__init__(listings)
        self.hidden: frozenset[int] = frozenset()
        self._ended: dict[int, bytes] = {}

    def read_listings(self) -> Iterator[bytes]:
        """All listings as they were first."""
        for place, payload in enumerate(super().read_listings()):
            yield _alter(place, payload)

    def take_away(self) -> None:
        """Ends some listings and hides as many, by way of changes that readers follow."""
        payloads = [each for place, each in enumerate(self.read_listings()) if place % _TAKEN == 1][:_MOST_TAKEN]
        numbers = [json.loads(payload)["number"] for payload in payloads]
        self.hidden = frozenset(numbers[1::2])
        ended = zip(numbers[::2], payloads[::2], strict=True)
        self._ended = {number: payload.replace(_ACTIVE, _HAS_ENDED, 1) for number, payload in ended}
        self.changes += 1

    def read_changes(self, since: str) -> PublicChanges | None:
        """What was taken away since the first revision."""
        is_known = since == "0-bench"
        numbers = tuple(sorted(self.hidden | self._ended.keys()))
        count = sum(1 for _ in self.read_listings()) - len(self.hidden)
        listings = tuple(self._ended[number] for number in numbers if number in self._ended)
        return PublicChanges(numbers=numbers, listings=listings, count=count) if is_known else None


def _alter(place: int, payload: bytes) -> bytes:
    if place % _SCHEDULED == 0:
        payload = payload.replace(b'"rules":[]', _WEEKLY % (place % 7), 1)
    if place % _IN_DISTRICTS == 0:
        payload = payload.replace(b'"districts":[]', _DISTRICT % (place % 40, place % 40), 1)
    return payload.replace(_ACTIVE, _HAS_ENDED, 1) if place % _ENDED == 0 else payload

"""Published points that several unrelated addresses share: somebody's geocoder fell back on them."""

from __future__ import annotations

import re
from collections import defaultdict

from directory.domain.draft import ResourceDraft, VenueDraft
from directory.text.address_text import fold_address

FALLBACK_ADDRESSES = 3
"""So many different addresses at one point make it a fallback. Source: geocoding.md section 8."""

_TO_LOT = re.compile(r"\D*(?:\d+(?:[一-鿿ノ-]{0,2}ノ?(?=\d))?)*")
"""An address up to the last number of its lot; the building (さくらビル2F) stands behind other letters."""

_UNITS = re.compile("丁目|番地|番|号|ノ")


class SharedPoints:
    """Remembers, for every published point of a file, whose it is."""

    def __init__(self) -> None:
        """Starts empty."""
        self._addresses: dict[tuple[float, float], set[str]] = defaultdict(set)
        self._keys: dict[tuple[float, float], list[str]] = defaultdict(list)

    def remember(self, draft: ResourceDraft) -> None:
        """Takes note of the draft's points."""
        for venue in draft.venues:
            if venue.coordinate is None or not venue.address:
                continue
            point = (venue.coordinate.latitude, venue.coordinate.longitude)
            self._addresses[point].add(_fold_lot(venue.address))
            self._keys[point].append(draft.stable_key)

    def fallback_keys(self) -> tuple[str, ...]:
        """Stable keys of all drafts at points that can not be trusted, sorted."""
        keys = {
            key
            for point, addresses in self._addresses.items()
            if len(addresses) >= FALLBACK_ADDRESSES
            for key in self._keys[point]
        }
        return tuple(sorted(keys))

    def is_fallback(self, venue: VenueDraft) -> bool:
        """Whether the venue's point belongs to at least three different addresses of the file."""
        point = venue.coordinate
        return point is not None and len(self._addresses[(point.latitude, point.longitude)]) >= FALLBACK_ADDRESSES


def _fold_lot(address: str) -> str:
    """One spelling of an address without its building: floors of one house are no different addresses."""
    found = _TO_LOT.match(fold_address(address).key)
    return _UNITS.sub("-", found[0] if found else address).strip("-")

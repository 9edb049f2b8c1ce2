"""Public listings that a record may repeat, for whoever is about to send it."""

from __future__ import annotations

import threading

import numpy as np

from directory.catalog.snapshot import Snapshot
from directory.domain.listing import Listing
from directory.search.similar import SimilarListing, SimilarRecords
from directory.search.similar_record import SimilarRecord

_CITY_DIGITS = 3
_EXACT = frozenset({"pin", "block"})


class SimilarFinder:
    """Keeps the keys of the listings of one city, as the last question needed them."""

    def __init__(self) -> None:
        """Reads nothing before the first question."""
        self._lock = threading.Lock()
        self._kept: tuple[tuple[str, str], SimilarRecords] | None = None

    def find_similar(self, record: SimilarRecord, snapshot: Snapshot) -> tuple[SimilarListing, ...]:
        """Listings of the record's city (all where it names none) that may be the same thing, the surest first.

        Ended and unconfirmed listings are compared too: whoever registers again may mean one of them.
        """
        city = record.municipality[:_CITY_DIGITS]
        with self._lock:
            kept = self._kept
        if kept is None or kept[0] != (snapshot.revision, city):
            # built outside the lock: two first questions at once cost twice, and nobody waits
            kept = ((snapshot.revision, city), SimilarRecords(map(record_of_listing, _listings_of(snapshot, city))))
            with self._lock:
                self._kept = kept
        return kept[1].find_similar(record)


def record_of_listing(listing: Listing) -> SimilarRecord:
    """A listing as it is compared."""
    is_exact = listing.level in _EXACT
    return SimilarRecord(
        code=listing.code,
        series=listing.series,
        name=listing.name,
        kana=listing.kana,
        address=listing.address,
        building=listing.building,
        host=listing.venue,
        phones=tuple(contact.value for contact in listing.contacts if contact.kind == "phone"),
        organization=listing.organization,
        municipality=listing.municipality,
        municipality_name=listing.municipality_name,
        source=listing.source,
        coordinate=listing.coordinate if is_exact else None,
    )


def _listings_of(snapshot: Snapshot, city: str) -> list[Listing]:
    codes = snapshot.municipality_codes
    wanted = [number for number, code in enumerate(codes) if code.startswith(city)]
    rows = np.flatnonzero(np.isin(snapshot.municipality, wanted)).tolist()
    return [snapshot.listing(row) for row in rows]

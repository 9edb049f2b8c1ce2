"""What changed among the public listings since a revision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicChanges:
    """Enough to bring a copy of the public listings up to date.

    Attributes:
        numbers: of all listings that were changed, added or taken away, in any order; also of some that are no more.
        listings: JSON of `Listing` of those that are there now, by number.
        count: of all listings now.
    """

    numbers: tuple[int, ...]
    listings: tuple[bytes, ...]
    count: int

"""What the last questions matched: a list, its map and the ways out of an empty answer ask the same words."""

from __future__ import annotations

from directory.catalog.columns import Bools
from directory.search.index import SearchIndex
from directory.search.matches import Matches

MOST_REMEMBERED = 4
LARGEST_REMEMBERED = 100_000
"""Questions, and rows of one question: what is remembered stays below 4 MB."""

Words = tuple[str, tuple[str, ...]]


class RecentMatches:
    """Safe for any number of readers: what is known is never changed, only replaced."""

    def __init__(self) -> None:
        """Knows nothing yet."""
        self._known: dict[Words, Matches] = {}

    def match(self, words: Words, index: SearchIndex, eligible: Bools) -> Matches:
        """What the index matches.

        Args:
            words: text, and concepts that are not meant.
            index: always the same one.
            eligible: always the same rows.
        """
        known = self._known
        found = known.get(words)
        if found is None:
            text, unmeant = words
            found = index.match(text, eligible=eligible, unmeant=unmeant)
            if found.rows.size <= LARGEST_REMEMBERED:
                self._known = dict([*known.items()][1 - MOST_REMEMBERED :]) | {words: found}
        return found

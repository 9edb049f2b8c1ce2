"""A geocoder that is not asked twice for an address that reads the same everywhere."""

from __future__ import annotations

from collections import OrderedDict

from directory.domain.address import Located
from directory.geo.geocoder import Geocoder

REMEMBERED = 4096


class RememberingLocator:
    """Answers from the geocoder; a clear nationwide answer also serves the municipality it lies in.

    An import finds a row's municipality by its address and then places the same address within that municipality.
    """

    def __init__(self, geocoder: Geocoder) -> None:
        """Remembers nothing yet."""
        self._geocoder = geocoder
        self._clear: OrderedDict[str, Located] = OrderedDict()

    def locate(self, text: str, *, near: str | None = None, postal_code: str | None = None) -> Located:
        """As Geocoder.locate."""
        known = self._clear.get(text)
        if known is not None and not postal_code and known.place is not None and near in {None, known.place.jis}:
            return known
        located = self._geocoder.locate(text, near=near, postal_code=postal_code)
        if near is None and not postal_code:
            self._remember(text, located)
        return located

    def forget(self) -> None:
        """Asks the geocoder again from now on: it has learned something."""
        self._clear.clear()

    def _remember(self, text: str, located: Located) -> None:
        if located.place is None or located.place.match not in {"exact", "variant"} or len(located.candidates) > 1:
            return
        self._clear[text] = located
        if len(self._clear) > REMEMBERED:
            self._clear.popitem(last=False)

"""The door for points finer than a town: what the geocoder asks once it knows the town."""

from __future__ import annotations

from typing import Protocol

from directory.domain.address import Place


class FinerPoints(Protocol):
    """Points of lots and blocks, from an operator's official files or from confirmed pins nearby."""

    def refine(self, place: Place) -> Place | None:
        """The place with a better coordinate, level and radius_m, or None when its lot is not known here.

        Only coordinate, level and radius_m may change; how the text was understood stays as it was.
        """

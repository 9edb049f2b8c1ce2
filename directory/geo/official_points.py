"""Better points for places from the operator's official files: of a block or lot, else of a town."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from directory.domain.address import Level, Place
from directory.geo.points_file import LotRow, PointsFile, PointsView, TownRow
from directory.text.address_text import fold_name
from directory.text.lot_number import read_chome_and_lot, split_series, widen_lot

_Question = tuple[str, str, tuple[str, ...]]
"""Folded town, folded 小字, the lot and what it is a part of."""

_fold = lru_cache(maxsize=4096)(fold_name)

_FIRST_LOT_RANK = 2
"""Ranks below it belong to 住居表示 and are asked first: 12-3 is block 12 and house 3 there, and not lot 12-3."""

_PART_RADIUS_M = 100
"""Least uncertainty where only a part of the lot is known: 12-3 once was cut out of 12 and lies beside it."""


_COARSE = frozenset({"chome", "town", "municipality"})
"""Levels that a town's own point may improve; at municipality level a town is named, and nobody knew where it lies."""


def open_official_points(path: Path) -> tuple[BlockPoints, TownPoints]:
    """Blocks and towns of one file, which need not exist yet. Blocks are asked before anything less certain."""
    points = PointsFile(path)
    return BlockPoints(points), TownPoints(points)


class BlockPoints:
    """Points of blocks, house numbers and lots. Only a block that the file knows is answered, never its neighbour."""

    def __init__(self, points: PointsFile) -> None:
        """Keeps the file."""
        self._points = points

    def refine(self, place: Place) -> Place | None:
        """The place at its block or lot (level block), or None when the file does not know it."""
        view = self._points.view(place.jis) if place.banchi else None
        if view is None:
            return None
        towns = view.towns(place.jis)
        key, (chome, lot) = _fold(place.town), read_chome_and_lot(place.banchi)
        key = key if chome is None else f"{key}{chome}丁目"
        questions = _questions(key, _fold(place.koaza), lot, is_known=(key, "") in towns)
        found = next((row for one in questions if (row := _find(view, towns, one)) is not None), None)
        # an outlying group of lots can be less certain than its town
        if found is None or found.radius_m >= place.radius_m:
            return None
        return replace(place, coordinate=found.coordinate, level="block", radius_m=found.radius_m)


class TownPoints:
    """Points of towns that are younger or better than the shipped ones, or that the shipped ones do not have."""

    def __init__(self, points: PointsFile) -> None:
        """Keeps the file."""
        self._points = points

    def refine(self, place: Place) -> Place | None:
        """The place at the point of its town, or None when the file does not know the town."""
        view = self._points.view(place.jis) if place.town and place.level in _COARSE else None
        if view is None:
            return None
        town = view.towns(place.jis).get((_fold(place.town), _fold(place.koaza)))
        if town is None or town.coordinate is None:
            return None
        level: Level = "town" if place.chome is None else "chome"
        return replace(place, coordinate=town.coordinate, level=level, radius_m=town.radius_m)


def _questions(key: str, koaza: str, lot: str, *, is_known: bool) -> Iterator[_Question]:
    """The lot as the place names it; then as a younger or an older file would."""
    if not lot:
        return
    yield key, koaza, widen_lot(lot)
    name, series = split_series(koaza or key)
    if series and not lot.startswith(series):
        # the gazetteer counts the series to the town: 仏生山町甲 490
        yield key if koaza else name, name if koaza else "", widen_lot(series + lot)
    chome, dash, rest = lot.partition("-")
    if dash and chome.isdigit() and not is_known:
        # the gazetteer does not know yet that the town was divided: 南町 5-12-3
        yield f"{key}{chome}丁目", "", widen_lot(rest)


def _find(view: PointsView, towns: dict[tuple[str, str], TownRow], question: _Question) -> LotRow | None:
    key, koaza, lots = question
    town = towns.get((key, ""))
    if town is None:
        return None
    rows = [row for row in view.lots(town.number, lots) if row.koaza in {koaza, ""} or not koaza]
    residential = [row for row in rows if row.rank < _FIRST_LOT_RANK]
    return _choose(residential, koaza, lots) or _choose(
        [row for row in rows if row.rank >= _FIRST_LOT_RANK], koaza, lots
    )


def _choose(rows: list[LotRow], koaza: str, lots: tuple[str, ...]) -> LotRow | None:
    """The finest known lot; None where several 小字 count their lots anew and nobody said which one is meant."""
    for lot in lots:
        named = [row for row in rows if row.lot == lot]
        same = [row for row in named if row.koaza == koaza] or named
        if len({row.koaza for row in same}) > 1:
            return None
        if same:
            best = min(same, key=lambda row: row.rank)
            is_part = lot != lots[0] and best.rank >= _FIRST_LOT_RANK
            return replace(best, radius_m=max(best.radius_m, _PART_RADIUS_M)) if is_part else best
    return None

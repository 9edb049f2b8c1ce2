"""Invented districts: the towns of a municipality shared out among centers that lie far from each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from directory.domain.coordinate import Coordinate
    from directory.geo.gazetteer import Town

HEADER = ("市区町村コード", "区分", "地区", "町名", "番地から", "番地まで")
FIRST_LOTS = 60
"""One town of every municipality is split: its lots up to this number belong to another district than the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictPlan:
    """Town -> district. `split` is the town whose first lots belong to `split_to`."""

    code: str
    scheme: str
    of_town: dict[str, str]
    split: str
    split_to: str

    def label_of(self, town: str) -> str:
        """Name of the district of a town; empty for the split one, whose lots decide."""
        return "" if town == self.split else self.of_town.get(town, "")

    def write_rows(self) -> list[dict[str, str]]:
        """Rows of the district file, by district and town."""
        rows = []
        for town, district in sorted(self.of_town.items(), key=lambda item: (item[1], item[0])):
            row = {"市区町村コード": self.code, "区分": self.scheme, "地区": district, "町名": town}
            if town == self.split:
                rows.append({**row, "番地から": str(FIRST_LOTS + 1)})
                rows.append({**row, "地区": self.split_to, "番地から": "1", "番地まで": str(FIRST_LOTS)})
            else:
                rows.append(row)
        return rows


def plan_districts(code: str, scheme: str, names: tuple[str, ...], towns: tuple[Town, ...]) -> DistrictPlan:
    """Every town to the nearest of as many centers as there are names."""
    centers = _choose_centers(towns, len(names))
    ranks = {
        town.name: sorted((town.coordinate.distance_m(center), index) for index, center in enumerate(centers))
        for town in towns
    }
    split = min(ranks, key=lambda name: ranks[name][1][0] - ranks[name][0][0])
    return DistrictPlan(
        code=code,
        scheme=scheme,
        of_town={name: names[rank[0][1]] for name, rank in ranks.items()},
        split=split,
        split_to=names[ranks[split][1][1]],
    )


def _choose_centers(towns: tuple[Town, ...], wanted: int) -> list[Coordinate]:
    """The first town, then again and again the one farthest from all chosen ones."""
    chosen = [towns[0].coordinate]
    while len(chosen) < wanted:
        far = max(towns, key=lambda town: min(town.coordinate.distance_m(center) for center in chosen))
        chosen.append(far.coordinate)
    return chosen

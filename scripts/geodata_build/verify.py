"""What must hold before anything is written: counts, outlines for every code, points inside their outlines."""

from __future__ import annotations

from geodata_build.archives import ArchiveRefused
from geodata_build.outlines import Outlines
from geodata_build.places import Places
from geodata_build.postal import PostalRow
from geodata_build.town import Municipality

_LEAST_MUNICIPALITIES = 1_700
_LEAST_TOWNS = 180_000
_LEAST_SHARE_INSIDE = 0.98


def verify(
    municipalities: list[Municipality], postal: tuple[PostalRow, ...], outlines: Outlines, places: Places
) -> tuple[str, ...]:
    """Lines for README.md.

    Raises:
        ArchiveRefused: the sources do not fit together any more.
    """
    codes = {row.jis for row in postal}
    towns = [town for one in municipalities for town in one.towns]
    without_outline = sorted(jis for jis in codes if places.outline_code(jis) is None)
    share = places.share_inside(outlines)
    _demand(codes == {one.jis for one in municipalities}, "municipalities differ from the postal codes")
    _demand(len(municipalities) >= _LEAST_MUNICIPALITIES, "too few municipalities")
    _demand(len(towns) >= _LEAST_TOWNS, "too few towns")
    _demand(all(one.towns for one in municipalities), "a municipality has no town")
    _demand(not without_outline, f"no outline: {without_outline}")
    _demand(share >= _LEAST_SHARE_INSIDE, f"only {share:.4f} of the town points lie in their municipality")
    origins = {name: sum(town.origin == name for town in towns) for name in ("own", "code", "parent", "municipality")}
    return (
        f"{len(municipalities):,} municipalities and wards, {len(outlines):,} outlines, {len(towns):,} towns and 小字",
        "points: " + ", ".join(f"{count:,} {name}" for name, count in origins.items()),
        f"{share:.4f} of the published town points lie in the outline of their municipality",
    )


def _demand(is_met: bool, message: str) -> None:  # noqa: FBT001 reads as a sentence
    if not is_met:
        raise ArchiveRefused(message)

"""Stored listings follow the official points of their municipalities: moved, counted, and said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from directory.cli.output import print_line, print_note
from directory.domain.errors import DatabaseRefused, DirectoryError, StoreUnavailable
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.runtime import Runtime
    from directory.store.engine import Store

NO_LISTINGS = frozenset({"database_missing", "database_empty"})
"""Points may be added before there is a database; then no listing can follow them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What became of the listings. `count`: None when there are none; `problem`: why they did not follow."""

    count: int | None = None
    problem: DirectoryError | None = None


def move_listings(runtime: Runtime, points_path: Path, codes: frozenset[str], *, is_dry_run: bool) -> Moved:
    """Places listings of these municipalities by a points file; a dry run only counts them."""
    try:
        return Moved(count=_follow(runtime, runtime.store, points_path, codes, is_dry_run=is_dry_run))
    except (DatabaseRefused, StoreUnavailable) as problem:
        return Moved() if problem.code in NO_LISTINGS else Moved(problem=problem)


def print_moved(moved: Moved, words: Words, *, is_dry_run: bool) -> None:
    """The number of listings that lie elsewhere now, or why they do not."""
    if moved.problem is not None:
        print_note(words.say("cli.geodata.not_moved", reason=words.say_error(moved.problem)))
    elif moved.count is not None:
        key = "cli.geodata.would_move" if is_dry_run else "cli.geodata.moved"
        print_line(words.say(key, count=f"{moved.count:,}"))


def describe_moved(moved: Moved, words: Words) -> dict[str, object]:
    """The same for programs."""
    problem = moved.problem
    return {
        "listings_moved": moved.count,
        "listings_problem": {"code": problem.code, "message": words.say_error(problem)} if problem else None,
    }


def _follow(runtime: Runtime, store: Store, points_path: Path, codes: frozenset[str], *, is_dry_run: bool) -> int:
    from directory.geo.geocoder import Geocoder
    from directory.geo.official_points import open_official_points
    from directory.usecases.follow_points import follow_points
    from directory.usecases.place_venue import VenuePlacer

    runtime.anchors.follow(at_once=True)
    blocks, towns = open_official_points(points_path)
    placer = VenuePlacer(
        locator=Geocoder(runtime.gazetteer, finer=(blocks, runtime.anchors, towns)),
        municipalities=runtime.boundaries,
        districts=runtime.open_districts(),
        names=runtime.municipalities,
    )
    return follow_points(store, placer, codes, now=runtime.now(), is_dry_run=is_dry_run)

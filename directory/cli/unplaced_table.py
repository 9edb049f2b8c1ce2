"""Listings without a district as tables on a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from directory.cli.output import print_line, print_table
from directory.wording.words import Words

if TYPE_CHECKING:
    from directory.usecases.unplaced_districts import Coverage, Unplaced

SHOWN = 200
"""Listings in the table; --json has all of them."""


def describe_coverage(coverage: Coverage, words: Words) -> dict[str, object]:
    """Counts by scheme, and every listing that is left out."""
    return {
        "schemes": [
            {
                "municipality": each.municipality,
                "scheme": each.scheme,
                "placed": each.placed,
                "unplaced": each.unplaced,
                "reasons": dict(each.reasons),
            }
            for each in coverage.schemes
        ],
        "listings": [
            {
                "code": each.code,
                "name": each.name,
                "municipality": each.municipality,
                "scheme": each.scheme,
                "reason": each.reason,
                "message": words.say(f"district_gap.{each.reason}"),
                "remedy": words.say(f"district_remedy.{each.reason}"),
                "town": each.town,
                "lot": each.lot,
                "labels": list(each.labels),
            }
            for each in coverage.unplaced
        ],
    }


def print_coverage(coverage: Coverage, name_of: Callable[[str], str], words: Words) -> None:
    """Counts with what to do about each reason; then the listings."""
    if not coverage.schemes:
        print_line(words.say("cli.districts.no_schemes"))
        return
    print_table(
        [words.say(f"cli.districts.{name}") for name in ("municipality", "scheme", "reason", "count", "remedy")],
        _count_rows(coverage, name_of, words),
        numbers=(3,),
    )
    if not coverage.unplaced:
        return
    print_line()
    print_table(
        [words.say(f"cli.districts.{name}") for name in ("code", "listing", "scheme", "reason", "told")],
        [
            (each.code, each.name, each.scheme, words.say(f"district_gap.{each.reason}"), _told(each))
            for each in coverage.unplaced[:SHOWN]
        ],
    )
    if len(coverage.unplaced) > SHOWN:
        print_line(words.say("cli.districts.more_unplaced", n=len(coverage.unplaced) - SHOWN))


def _count_rows(
    coverage: Coverage, name_of: Callable[[str], str], words: Words
) -> list[tuple[str, str, str, int, str]]:
    rows = []
    for each in coverage.schemes:
        where = f"{each.municipality} {name_of(each.municipality)}"
        rows.append((where, each.scheme, words.say("cli.districts.placed"), each.placed, ""))
        rows += [
            ("", "", words.say(f"district_gap.{reason}"), count, words.say(f"district_remedy.{reason}"))
            for reason, count in each.reasons
        ]
    return rows


def _told(each: Unplaced) -> str:
    """What the listing itself says: the publisher's words, else the town and the lot."""
    return "、".join(each.labels) or f"{each.town} {each.lot}".strip()

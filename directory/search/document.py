"""What of a listing can be searched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """The texts of one listing as published; `search` folds them.

    Attributes:
        is_kana_generated: whether a program made the kana, so that they teach nothing.
        places: municipality, town and district names under which it is found; the finest last.
        towns: those of `places` whose reading may stand in the name, so that names without kana can be read.
        around: weaker words: organization, venue, department, service area.
        category_codes, fact_codes: its categories, and the facts that are a yes.
    """

    name: str
    kana: str = ""
    is_kana_generated: bool = False
    places: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    address: str = ""
    labels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    description: str = ""
    category_codes: tuple[str, ...] = ()
    fact_codes: tuple[str, ...] = ()

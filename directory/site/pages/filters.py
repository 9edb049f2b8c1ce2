"""The filters of the home page: options with counts, removable tags, and pages of an answer."""

from __future__ import annotations

import msgspec

from directory.catalog.answer import CONDITIONS, Facets, OptionCount, Understood
from directory.catalog.criteria import Criteria
from directory.catalog.find import Found
from directory.domain.category import CATEGORIES, ROOTS
from directory.site.pages.links import at_offset, home_url, without
from directory.site.pages.when_filters import DayChoices, Option, describe_days, describe_times, phrase_value
from directory.site.pages.wish_filters import WishGroup, describe_wishes, phrase_wish
from directory.site.phrasing.kind import phrase_kind, phrase_need
from directory.site.phrasing.place import phrase_radius
from directory.wording.words import Words

LONGEST_SELECT = 80
"""Options of a select; more do not help on a phone, the words box finds the others."""

FIRST_PLACES = 12
"""Municipalities that a first page names: all of a country are a tenth of its bytes, and few people open their list."""


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    """An active filter; its link takes it away."""

    label: str
    url: str


class Paging(msgspec.Struct, frozen=True, kw_only=True):
    """Where in the answer a page stands; an empty URL means that there is nothing there."""

    text: str
    previous_url: str
    next_url: str


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """All filters of the form."""

    categories: tuple[Option, ...]
    when: tuple[Option, ...]
    days: DayChoices
    wishes: tuple[WishGroup, ...]
    municipalities: tuple[Option, ...]
    districts: tuple[Option, ...]
    chosen_count: int


def describe_filters(found: Found, asked: Criteria, words: Words) -> Filters:
    """Options with counts. `asked` is the question as typed, before its words were understood."""
    facets = found.facets
    return Filters(
        categories=_categories(facets, asked, words),
        when=describe_times(facets, asked, words),
        days=describe_days(asked, words),
        wishes=describe_wishes(found, asked, words),
        municipalities=_select(facets.municipalities, asked.municipalities),
        districts=_select(_own_districts(facets, asked), asked.districts),
        chosen_count=_count_chosen(asked),
    )


def describe_places(found: Found, asked: Criteria, *, is_all: bool = False) -> tuple[Option, ...]:
    """Municipalities that lead somewhere; without `is_all` of many only the chosen and the largest ones."""
    options = found.facets.municipalities
    return _select(options, asked.municipalities, most=len(options) if is_all else FIRST_PLACES)


def describe_tags(asked: Criteria, found: Found, words: Words) -> tuple[Tag, ...]:
    """Every active filter as a link that takes it away."""
    return tuple(
        Tag(label=label, url=home_url(without(asked, field, value)))
        for field, value, label in active_filters(asked, found, words)
    )


def active_filters(asked: Criteria, found: Found, words: Words) -> tuple[tuple[str, str, str], ...]:
    """Field, value and name of every active filter."""
    names = _name_places(found.facets) if asked.municipalities or asked.districts else {}
    filters: list[tuple[str, str, str]] = []
    if asked.text:
        filters.append(("text", "", words.say("tag.text", q=asked.text)))
    taken = (_name_understood(part, words) for part in found.understood if part.kind in (*CONDITIONS, "guess"))
    # A word that is the whole question stands there already.
    filters += [("unmeant", value, label) for value, label in taken if label != asked.text]
    filters += [("categories", code, phrase_kind(code, words)) for code in asked.categories]
    filters += [("municipalities", code, names.get(code, code)) for code in asked.municipalities]
    filters += [("districts", code, names.get(code, code)) for code in asked.districts]
    filters += [("when", value, phrase_value(value, words)) for value in asked.when.split(",") if value]
    filters += [("wishes", str(wish), phrase_wish(wish, words)) for wish in asked.wishes]
    if asked.near:
        filters.append(("near", "", words.say("tag.near", d=phrase_radius(asked.radius_m, words))))
    if asked.bbox:
        filters.append(("bbox", "", words.say("tag.bbox")))
    return tuple(filters)


def _name_understood(part: Understood, words: Words) -> tuple[str, str]:
    """How `not` takes back what words were taken for, and what that is called."""
    if part.kind == "guess":
        return part.value, words.say("tag.guess", label=phrase_need(part.value, words))
    return part.kind, f"{part.label} {phrase_radius(part.radius_m, words)}" if part.radius_m else part.label


def _name_places(facets: Facets) -> dict[str, str]:
    return {option.code: option.label for option in (*facets.districts, *facets.municipalities)}


def describe_paging(asked: Criteria, total: int, words: Words) -> Paging | None:
    """Links to the pages before and after; None when everything is on this one."""
    first, last = asked.offset + 1, min(asked.offset + asked.limit, total)
    has_more = last < total
    if not has_more and not asked.offset:
        return None
    return Paging(
        text=words.say("paging.range", first=first, last=last, total=total) if first <= total else "",
        previous_url=home_url(at_offset(asked, asked.offset - asked.limit)) if asked.offset else "",
        next_url=home_url(at_offset(asked, asked.offset + asked.limit)) if has_more else "",
    )


def _count_chosen(asked: Criteria) -> int:
    """How many filters of the form are set; the words of the box are none of them."""
    places = len(asked.districts) + len(asked.municipalities)
    return len(asked.categories) + places + len(tuple(filter(None, asked.when.split(",")))) + len(asked.wishes)


def _categories(facets: Facets, asked: Criteria, words: Words) -> tuple[Option, ...]:
    """The five kinds, and every second-level kind that is chosen."""
    counts = {option.code: option.count for option in facets.categories}
    shown = (*ROOTS, *(CATEGORIES[code] for code in asked.categories if CATEGORIES[code].parent))
    return tuple(
        Option(
            code=category.code,
            label=phrase_kind(category.code, words),
            count=counts.get(category.code, 0),
            is_chosen=category.code in asked.categories,
            glyph=category.glyph,
        )
        for category in shown
    )


def _own_districts(facets: Facets, asked: Criteria) -> tuple[OptionCount, ...]:
    """Districts of the operator; the municipality scheme stands in its own select."""
    municipalities = {option.code for option in facets.municipalities}
    chosen = set(asked.municipalities)
    own = (option for option in facets.districts if option.code not in municipalities)
    return tuple(option for option in own if not chosen or option.parent in chosen)


def _select(
    options: tuple[OptionCount, ...], chosen: tuple[str, ...], most: int = LONGEST_SELECT
) -> tuple[Option, ...]:
    """Options that lead somewhere, the largest first to be kept, in the order they came."""
    alive = [option for option in options if option.count or option.code in chosen]
    ranked = sorted(alive, key=lambda option: (option.code not in chosen, -option.count))[:most]
    kept = {option.code for option in ranked}
    return tuple(
        Option(code=option.code, label=option.label, count=option.count, is_chosen=option.code in chosen)
        for option in alive
        if option.code in kept
    )

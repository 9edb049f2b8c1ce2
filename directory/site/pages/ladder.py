"""What an empty answer offers: links that lead to at least one listing each."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from directory.catalog.corrections import find_corrections
from directory.catalog.criteria import Criteria
from directory.catalog.find import Found, find
from directory.domain.category import ROOTS
from directory.runtime import Runtime
from directory.site.dependencies import count_answers_to
from directory.site.pages.filters import active_filters
from directory.site.pages.links import home_url, without
from directory.site.phrasing.kind import phrase_kind
from directory.site.phrasing.place import phrase_radius
from directory.site.theme import offered_kinds

WIDER_M = (2_000, 5_000, 20_000)
MOST_FILTERS = 6
ENOUGH = 4
"""Radii to try, filters to try without, and rungs that are enough."""


class Rung(msgspec.Struct, frozen=True, kw_only=True):
    """One way out of an empty answer."""

    label: str
    url: str


def build_ladder(runtime: Runtime, found: Found, asked: Criteria) -> tuple[Rung, ...]:
    """Ways to at least one listing: one filter less, a wider circle, other words, then whole kinds of places."""
    rungs = (*_without_one(runtime, found, asked), *_wider(runtime, found, asked), *_other_words(runtime, found, asked))
    if len(rungs) < ENOUGH:
        rungs = (*rungs, *_whole_kinds(runtime, found))
    return rungs[: ENOUGH + len(ROOTS)]


def _without_one(runtime: Runtime, found: Found, asked: Criteria) -> tuple[Rung, ...]:
    """The same question without one of its filters; a question of one filter has nothing left."""
    filters = active_filters(asked, found, runtime.words)[:MOST_FILTERS]
    if len(filters) < 2:
        return ()
    rungs = []
    for field, value, label in filters:
        rest = without(asked, field, value)
        count = count_answers_to(runtime, rest) if rest.is_filtered else 0
        if count:
            name = asked.text if field == "text" else label
            rungs.append(Rung(label=runtime.words.say("empty.drop", f=name, n=count), url=home_url(rest)))
    return tuple(rungs)


def _wider(runtime: Runtime, found: Found, asked: Criteria) -> tuple[Rung, ...]:
    """The same question within the first larger circle that holds something, also around a station that it names."""
    asked = asked if asked.near else found.criteria
    if asked.near is None:
        return ()
    for radius_m in WIDER_M:
        if radius_m <= asked.radius_m:
            continue
        wider = replace(asked, radius_m=radius_m, offset=0)
        count = count_answers_to(runtime, wider)
        if count:
            distance = phrase_radius(radius_m, runtime.words)
            return (Rung(label=runtime.words.say("empty.wider", d=distance, n=count), url=home_url(wider)),)
    return ()


def _other_words(runtime: Runtime, found: Found, asked: Criteria) -> tuple[Rung, ...]:
    """もしかして: the same question with words that the directory knows instead of those that nothing answers."""
    if not asked.text:
        return ()
    rungs = []
    for correction in find_corrections(asked.text, found.snapshot):
        other = replace(asked, text=correction.text, offset=0)
        count = count_answers_to(runtime, other)
        if count:
            message = "empty.maybe" if correction.is_guess else "empty.words"
            rungs.append(Rung(label=runtime.words.say(message, q=correction.text, n=count), url=home_url(other)))
    return tuple(rungs)


def _whole_kinds(runtime: Runtime, found: Found) -> tuple[Rung, ...]:
    """Everything, and everything of each kind."""
    everything = find(found.snapshot, Criteria(), today=runtime.today())
    counts = {option.code: option.count for option in everything.facets.categories}
    if not everything.total:
        return ()
    kinds = tuple(
        Rung(
            label=runtime.words.say("empty.kind", kind=phrase_kind(root.code, runtime.words), n=counts[root.code]),
            url=home_url(Criteria(categories=(root.code,))),
        )
        for root in offered_kinds(runtime.settings)
        if counts.get(root.code)
    )
    return (Rung(label=runtime.words.say("empty.all", n=everything.total), url="/"), *kinds)

"""What endpoints ask for: the runtime, the parsed question, its answer; each request parameter is read here once."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from directory.catalog.criteria import Criteria, parse_criteria
from directory.catalog.find import Found
from directory.catalog.wishes import WISH_FIELDS
from directory.runtime import Runtime
from directory.site.language_path import is_page, language_of
from directory.site.places import KnownPlaces
from directory.usecases.search import count_answers, search

MANY_VALUED = frozenset({"cat", "district", "municipality", "when", *WISH_FIELDS})
"""Parameters that a plain HTML form repeats (cat=a&cat=b); shared links join them by comma."""


def read_runtime(request: Request) -> Runtime:
    """The rooms of the app, with the words of the request's language; readings of kanji only where pages are made."""
    runtime: Runtime = request.app.state.runtime
    return runtime.speak(language_of(request), with_readings=is_page(request))


def read_plain_runtime(request: Request) -> Runtime:
    """The same without readings, for what scripts of pages ask."""
    runtime: Runtime = request.app.state.runtime
    return runtime.speak(language_of(request))


async def hand_out_runtime(request: Request) -> Runtime:
    """The rooms for an endpoint; what waits for nothing stays on the loop, for a thread costs half a millisecond."""
    return read_runtime(request)


async def hand_out_plain_runtime(request: Request) -> Runtime:
    """The same without readings."""
    return read_plain_runtime(request)


RuntimeDep = Annotated[Runtime, Depends(hand_out_runtime)]
PlainRuntimeDep = Annotated[Runtime, Depends(hand_out_plain_runtime)]


async def read_criteria(request: Request) -> Criteria:
    """The question of the query string.

    Raises:
        RequestRefused: a value can not be understood.
    """
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        text = value
        if not value.isprintable():
            text = "".join(character if character.isprintable() else " " for character in value)
        given[name] = f"{given[name]},{text}" if name in MANY_VALUED and name in given else text
    return parse_criteria(given)


CriteriaDep = Annotated[Criteria, Depends(read_criteria)]


def find_listings(runtime: RuntimeDep, criteria: CriteriaDep) -> Found:
    """All listings of the present snapshot that answer the question."""
    return answer_question(runtime, criteria)


def answer_question(runtime: Runtime, criteria: Criteria) -> Found:
    """The same for a question that no URL asked, and for endpoints that answer in one thread what they then say."""
    snapshot, places = runtime.catalog.current(), known_places(runtime)
    return search(snapshot, criteria, places=places, today=runtime.today(), minute=runtime.minute())


def count_answers_to(runtime: Runtime, criteria: Criteria) -> int:
    """How many listings would answer a question."""
    snapshot, places = runtime.catalog.current(), known_places(runtime)
    return count_answers(snapshot, criteria, places=places, today=runtime.today(), minute=runtime.minute())


def known_places(runtime: Runtime) -> KnownPlaces:
    """What words may mean as places."""
    home = runtime.settings.home_municipality
    return KnownPlaces(geocoder=runtime.geocoder, gazetteer=runtime.gazetteer, home=home)


FoundDep = Annotated[Found, Depends(find_listings)]

"""URLs of other questions: the same one without a filter, with another page, on the map."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from directory.catalog.criteria import Criteria, to_parameters


def home_url(criteria: Criteria, *, view: str = "") -> str:
    """The home page for a question; `view` is map or empty."""
    parameters = to_parameters(criteria)
    if view:
        parameters["view"] = view
    return f"/?{urlencode(parameters)}" if parameters else "/"


def paper_url(criteria: Criteria, *, limit: int = 0) -> str:
    """The answer on paper, from its beginning on; at most so many entries where a limit is given."""
    parameters = to_parameters(criteria, with_page=False) | ({"limit": str(limit)} if limit else {})
    return f"/print?{urlencode(parameters)}" if parameters else "/print"


def without(criteria: Criteria, field: str, value: str = "") -> Criteria:
    """The question from its first page on, without one filter or without one value of it."""
    criteria = replace(criteria, offset=0)
    if field == "text":
        return replace(criteria, text="")
    if field == "near":
        return replace(criteria, near=None, radius_m=Criteria().radius_m)
    if field == "bbox":
        return replace(criteria, bbox=None)
    return _without_value(criteria, field, value)


def _without_value(criteria: Criteria, field: str, value: str) -> Criteria:
    def rest(values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(each for each in values if value and each != value)

    if field == "unmeant":
        return replace(criteria, unmeant=(*criteria.unmeant, value))
    if field == "when":
        return replace(criteria, when=",".join(rest(tuple(filter(None, criteria.when.split(","))))))
    if field == "wishes":
        return replace(criteria, wishes=tuple(wish for wish in criteria.wishes if value and str(wish) != value))
    if field == "categories":
        return replace(criteria, categories=rest(criteria.categories))
    if field == "districts":
        return replace(criteria, districts=rest(criteria.districts))
    return replace(criteria, municipalities=rest(criteria.municipalities))


def at_offset(criteria: Criteria, offset: int) -> Criteria:
    """The same question from another listing on."""
    return replace(criteria, offset=max(0, offset))

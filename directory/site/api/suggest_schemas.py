"""Shapes of suggestions, for the API description."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from directory.catalog.suggestions import MOST_SUGGESTIONS, SuggestionKind
from directory.site.api.schemas import Answer


class SuggestionItem(Answer):
    """One line that may be meant."""

    kind: Annotated[
        SuggestionKind, Field(description="a listing leads to its own page, everything else to a list of listings")
    ]
    label: str
    around: Annotated[str, Field(description="municipality, where many have the same name; else empty")]
    url: str


class SuggestAnswer(Answer):
    """What somebody may be about to type."""

    suggestions: Annotated[list[SuggestionItem], Field(max_length=MOST_SUGGESTIONS)]
    revision: str

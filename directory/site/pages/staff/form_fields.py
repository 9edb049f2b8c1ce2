"""Fields of a posted form as staff pages read them: text without control characters, one or many values of a name."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from directory.domain.draft import TEXT_LIMIT
from directory.domain.errors import RequestRefused

MOST_FIELDS = 2_000
LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Fields:
    """Names and values in the order of the form."""

    pairs: tuple[tuple[str, str], ...] = ()

    def one(self, name: str) -> str:
        """The value without blanks around it; empty when there is none."""
        return next((value.strip() for key, value in self.pairs if key == name), "")

    def many(self, name: str) -> tuple[str, ...]:
        """All values of a name that say something."""
        return tuple(value for value in self.column(name) if value)

    def column(self, name: str) -> tuple[str, ...]:
        """All values of a name, empty ones too: they keep repeated rows together."""
        return tuple(value.strip() for key, value in self.pairs if key == name)

    @property
    def form_key(self) -> str:
        """The key that lets a form that is sent twice count once; empty when there is none."""
        return self.one("key")[:LONGEST_KEY]

    def number(self, name: str) -> int | None:
        """A whole number that is not negative; None for anything else."""
        text = self.one(name)
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def without(self, *names: str) -> Fields:
        """The same form with these fields left empty."""
        return Fields(tuple((key, "" if key in names else value) for key, value in self.pairs))

    def has(self, name: str) -> bool:
        """Whether the form has the field, empty or not."""
        return any(key == name for key, _ in self.pairs)


async def read_fields(request: Request) -> Fields:
    """The fields of the request's form.

    Raises:
        RequestRefused: a value is longer than any text may be.
    """
    async with request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=TEXT_LIMIT * 4) as form:
        return Fields(tuple(_texts(form.multi_items())))


def _texts(items: Sequence[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    for name, value in items:
        if not isinstance(value, str):
            continue
        if len(value) > TEXT_LIMIT:
            raise RequestRefused("record_field", {"field": name[:40]})
        yield name, "".join(each for each in value if each in "\n\r\t" or unicodedata.category(each)[0] != "C")


FieldsDep = Annotated[Fields, Depends(read_fields)]

"""Geocode the addresses of a table: every row gets cells beside its own, and is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from directory.domain.address import Located, Place
from directory.domain.coordinate import Coordinate
from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.address_table import AddressRow, AddressTable
from directory.formats.csv_cells import escape_cell
from directory.text.address_parts import find_point
from directory.usecases.describe_point import AroundDescription
from directory.usecases.place_venue import Locator

PLACE_COLUMNS = (
    "geo_pref",
    "geo_city",
    "geo_town",
    "geo_lat",
    "geo_lng",
    "geo_level",
    "geo_radius_m",
    "geo_match",
    "geo_jis",
    "geo_corrected_from",
    "geo_candidates",
    "geo_note",
)
POINT_COLUMNS = ("geo_pref", "geo_city", "geo_jis", "geo_town", "geo_distance_m", "geo_note")

BATCH_ROWS = 500
"""Rows between two checkpoints, about a tenth of a second of work."""

REMEMBERED_ISSUES = 20


class Sentences(Protocol):
    """What is asked of the words."""

    def say(self, message_id: str, **facts: object) -> str:
        """The sentence of an id."""


class Batch(Protocol):
    """Where batches go."""

    def __call__(self, data: bytes, *, rows: int) -> None:
        """Takes whole rows; `rows` below the header so far."""


@dataclass(kw_only=True)
class TableGeocoder:
    """Completes the rows of one table.

    Attributes:
        near: municipality for rows that do not state theirs.
        around: what lies around a point; set to ask for points instead of addresses.
        counts: rows by what became of them, see `count_names`. issues: the first findings, with row and column.
    """

    table: AddressTable
    locator: Locator
    words: Sentences
    near: str = ""
    around: Callable[[Coordinate], AroundDescription] | None = None
    counts: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Refuses a table that has such columns already, as an output that is read again has."""
        taken = [name for name in self.columns if name in self.table.header_names]
        if taken:
            raise FileRefused("columns_taken", {"file": self.table.name, "column": taken[0]})

    @property
    def columns(self) -> tuple[str, ...]:
        """Headers of the cells that are added."""
        return POINT_COLUMNS if self.around else PLACE_COLUMNS

    def head(self) -> bytes:
        """Everything down to the header, with our columns."""
        return self.table.before + self._join(self.table.header, self.columns)

    def complete(self, take: Batch, *, skip: int = 0) -> None:
        """Hands out the completed rows behind the first `skip`, batch by batch."""
        rows = islice(self.table.rows(), skip, None)
        done = skip
        while batch := list(islice(rows, BATCH_ROWS)):
            done += len(batch)
            take(b"".join(self._complete(row) for row in batch), rows=done)

    def _complete(self, row: AddressRow) -> bytes:
        self.counts["rows"] += 1
        if row.is_blank:
            self.counts["blank"] += 1
            return row.raw + row.end
        cells = self._describe_point(row) if self.around else self._locate(row)
        return self._join(row, tuple(escape_cell(cell) for cell in cells))

    def _join(self, row: AddressRow, cells: tuple[str, ...]) -> bytes:
        """A row with cells in the same columns whatever its own number of cells is."""
        text = self.table.text
        gap = text.encode_delimiters(self.table.width - row.width + 1)
        # a file may end without a line end; the header of a list never stands alone
        return row.raw + gap + text.encode_cells(cells) + row.end

    def _locate(self, row: AddressRow) -> tuple[str, ...]:
        located = self.locator.locate(row.address, near=row.near or self.near or None, postal_code=row.postal_code)
        place = located.place
        for name in count_names(located):
            self.counts[name] += 1
        notes = self._describe_problems(row, located)
        if place is None:
            return (*("",) * (len(PLACE_COLUMNS) - 1), notes)
        return (
            place.pref,
            place.city,
            f"{place.town}{place.koaza}",
            f"{place.coordinate.latitude:.6f}",
            f"{place.coordinate.longitude:.6f}",
            place.level,
            str(place.radius_m),
            place.match,
            place.jis,
            place.corrected_from or "",
            " / ".join(map(_name, located.candidates)) if len(located.candidates) > 1 else "",
            notes,
        )

    def _describe_problems(self, row: AddressRow, located: Located) -> str:
        codes = list(located.problems)
        if located.needs_question:
            codes.insert(0, _question(located))
        for code in codes:
            needs_person = code.startswith(("address_fuzzy", "address_inferred", "address_tied", "address_unknown"))
            if needs_person and len(self.issues) < REMEMBERED_ISSUES:
                self.issues.append(self._issue(code, row, located))
        return " ".join(self.words.say(f"issue.{code}") for code in codes)

    def _issue(self, code: str, row: AddressRow, located: Located) -> Issue:
        return Issue(
            code=code,
            severity="attention",
            file=self.table.name,
            row=row.number,
            column=self.table.column,
            original=row.address,
            suggestion=" / ".join(map(_name, located.candidates)),
        )

    def _describe_point(self, row: AddressRow) -> tuple[str, ...]:
        numbers = find_point(row.point)
        found = self.around(_point(numbers)) if self.around and numbers and _is_on_earth(numbers) else None
        if found is None or not found["results"]:
            codes = found["problems"] if found else ["point_unreadable"]
            self.counts["point_unreadable" if found is None else "not_found"] += 1
            return (*("",) * (len(POINT_COLUMNS) - 1), " ".join(self.words.say(f"issue.{code}") for code in codes))
        here = found["results"][0]
        self.counts["located"] += 1
        distance = "" if here["distance_m"] is None else str(here["distance_m"])
        return (here["pref"], here["city"], here["jis"], here["town"], distance, "")


def count_names(located: Located) -> Iterator[str]:
    """Names under which a row is counted: located, level_*, match_*, asks; or blank, secret, not_found."""
    place = located.place
    if place is None:
        kinds = {"address_blank": "blank", "address_confidential": "secret"}
        yield next((kinds[code] for code in located.problems if code in kinds), "not_found")
        return
    yield from ("located", f"level_{place.level}", f"match_{place.match}")
    if located.needs_question:
        yield "asks"


def _question(located: Located) -> str:
    """Code of why a person must be asked."""
    match = located.place.match if located.place else ""
    is_one = len(located.candidates) < 2
    return f"address_{match}" if is_one and match in {"fuzzy", "inferred"} else "address_tied"


def _name(place: Place) -> str:
    return f"{place.pref}{place.city}{place.town}{place.koaza}"


def _point(numbers: tuple[float, float]) -> Coordinate:
    return Coordinate(latitude=numbers[0], longitude=numbers[1])


def _is_on_earth(numbers: tuple[float, float]) -> bool:
    return abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180

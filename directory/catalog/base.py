"""The whole directory as it once was, indexed and encoded: arrays that may be mapped, so that workers share them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

import msgspec
import numpy as np

from directory.catalog.base_building import NOTES, Building
from directory.catalog.columns import Numbers
from directory.catalog.notes import Notes, read_notes
from directory.catalog.shelf import NumberedPayloads
from directory.catalog.survey import Survey, Surveyor
from directory.domain.seasons import Seasons
from directory.domain.sessions import Holidays
from directory.search.array_file import Arrays, ArraySink, KeptArrays
from directory.search.segment import Segment
from directory.search.text_column import StoredTexts, TextColumn

MANY_LISTINGS = 5_000
"""From so many on, columns and text index are made by two processes at once where somebody waits for them."""


class BaseLabel(msgspec.Struct, frozen=True, kw_only=True):
    """Which directory a base holds: the revision of the published table, and the day for which it was gathered."""

    revision: str
    day: date


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a base is built with beside the listings.

    Attributes:
        holidays: public holidays, for schedules.
        seasons: when the closings that name one are.
        municipality_names: JIS code -> name; a listing's own name is used where it is empty.
        town_kana: JIS code -> kana of its towns and of itself by name; without it only published kana teach readings.
    """

    holidays: Holidays
    seasons: Seasons
    municipality_names: Callable[[str], str]
    town_kana: Callable[[str], Mapping[str, str]] | None = None

    def name_municipalities(self, survey: Survey) -> dict[str, str]:
        """JIS code -> name of every municipality with listings."""
        return survey.name_municipalities(self.municipality_names)

    def read_towns(self, survey: Survey) -> dict[str, tuple[str, ...]]:
        """Kana of the towns with listings, by name."""
        if self.town_kana is None:
            return {}
        return survey.read_town_kana(self.town_kana, names=self.name_municipalities(survey))


class Base:
    """Listings by number of their document, along the Hilbert curve; safe for any number of readers."""

    def __init__(self, arrays: Arrays) -> None:
        """Reads what `write_base` wrote."""
        label = msgspec.json.decode(arrays.label, type=BaseLabel)
        self.revision = label.revision
        self.day = label.day
        self.segment = Segment(arrays.within("search"))
        self.payloads = NumberedPayloads(TextColumn.read(arrays, "payloads"), arrays["by_number"])
        self.numbers: Numbers = arrays["numbers"]
        self._notes = arrays.within(NOTES)

    def read_notes(self) -> Notes:
        """The notes; the caller may add to what has been gathered, which nobody else sees."""
        return read_notes(self._notes)


def write_base(
    listings: Iterable[bytes],
    sink: ArraySink,
    *,
    revision: str,
    today: date,
    surroundings: Surroundings,
    processes: int = 2,
) -> str:
    """Hands on everything that `Base` reads; the label comes back.

    Args:
        listings: JSON of `Listing`, ordered by number.
        sink: takes the arrays.
        revision: of the published table.
        today: day in Japan.
        surroundings: names, kana and holidays.
        processes: how many may work on many listings, 1 or 2.
    """
    surveyor = Surveyor()
    stored = StoredTexts(surveyor.watch(listings), sink, "payloads")
    survey = surveyor.finish()
    by_number = np.empty(survey.order.size, np.int32)
    by_number[survey.order] = np.arange(survey.order.size, dtype=np.int32)
    sink.put("by_number", by_number)
    sink.put("numbers", survey.numbers)
    building = Building(
        stored=stored,
        order=survey.order,
        names=surroundings.name_municipalities(survey),
        read_places=partial(surroundings.read_towns, survey),
        today=today,
        holidays=surroundings.holidays,
        seasons=surroundings.seasons,
    )
    put = building.put_by_two if len(stored) >= MANY_LISTINGS and processes > 1 else building.put_alone
    put(sink)
    return msgspec.json.encode(BaseLabel(revision=revision, day=today)).decode()


def keep_base(listings: Iterable[bytes], *, revision: str, today: date, surroundings: Surroundings) -> Base:
    """A base in the memory of this process."""
    sink = KeptArrays()
    label = write_base(listings, sink, revision=revision, today=today, surroundings=surroundings)
    return Base(sink.finish(label))

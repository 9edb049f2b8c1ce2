"""What reading a file gives: its description, its assumptions and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from directory.domain.coordinate import Coordinate
from directory.domain.draft import ResourceDraft, VenueDraft
from directory.domain.issue import Issue
from directory.formats.header import ColumnMapping

FormatName = Literal[
    "g1_childcare",
    "g1_facility",
    "g1_event",
    "g2_facility",
    "g2_childcare",
    "g2_event",
    "g3_child_cafe",
    "g3_additional",
    "papamama",
    "takamatsu",
    "osaka",
    "kosodatehiroba",
    "plain",
]

ResolveMunicipality = Callable[[str, str, str], str | None]
"""(prefecture, city, address) as published -> 5-digit municipality code, or None."""


def resolve_nothing(pref: str, city: str, address: str) -> str | None:  # noqa: ARG001  (a ResolveMunicipality)
    """None: no gazetteer at hand."""
    return None


MunicipalityAt = Callable[[Coordinate], str | None]
"""A published point -> code of the municipality whose outline holds it, or None."""


def find_nowhere(coordinate: Coordinate) -> str | None:  # noqa: ARG001  (a MunicipalityAt)
    """None: no outlines at hand."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What a person or the importer knows about a file.

    Attributes:
        mapping: (header, field) pairs that go before the table of synonyms; the field may be one of its synonyms.
        category: for rows whose kind nobody says; with it no file and no row is refused for its kind.
        municipality: 5-digit code for rows that do not say theirs.
        source: name of the data set; else it comes from the file name.
        municipality_at: asked last, for rows that publish a point and no municipality.
        city_of: code of a ward -> code of its designated city; any other code -> itself.
    """

    mapping: tuple[tuple[str, str], ...] = ()
    category: str | None = None
    municipality: str | None = None
    source: str | None = None
    resolve_municipality: ResolveMunicipality = resolve_nothing
    municipality_at: MunicipalityAt = find_nowhere
    city_of: Callable[[str], str] = str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditionalVenue:
    """One row of a 追加情報 file: a venue of a resource of another file.

    Attributes:
        parent_id: 追加情報NO of that resource, or else its ID.
    """

    parent_id: str
    venue: VenueDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReading:
    """One row that is not blank: a draft, a venue, or an issue of severity error that says why there is neither.

    Attributes:
        row: as a spreadsheet shows it, header included, from 1; in JSON the number of the object, from 1.
        cells: as published.
    """

    row: int
    cells: tuple[str, ...]
    draft: ResourceDraft | None = None
    venue: AdditionalVenue | None = None
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Some rows of a file: of every `turns` groups of `rows` records one after another, the one whose turn it is.

    Attributes:
        turn: from 0.
    """

    rows: int
    turn: int
    turns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file that can be imported.

    Attributes:
        encoding: utf-8, utf-8-sig, utf-8-sig x2, cp932, utf-16, xlsx, json, geojson.
        header_row: last row of the header; 0 = the container names its columns itself.
        row_count: rows below the header, blank ones included = blank_count + number of `rows()`.
        source: name of the data set, stable over its editions.
        assumptions: what was assumed about the whole file (issues with row 0).
        read_share: the groups of a share in order, without their blank rows. A row reads the same in every share.
    """

    name: str
    sha256: str
    format: FormatName
    encoding: str
    delimiter: str
    sheet: str
    header_row: int
    header: tuple[str, ...]
    columns: tuple[ColumnMapping, ...]
    row_count: int
    blank_count: int
    source: str
    assumptions: tuple[Issue, ...]
    read_rows: Callable[[], Iterator[RowReading]]
    read_share: Callable[[Share], Iterator[tuple[RowReading, ...]]]

    def rows(self) -> Iterator[RowReading]:
        """Every row that is not blank, in order, read anew at each call."""
        return self.read_rows()

"""An operator's district file (CSV of towns or GeoJSON of polygons) -> schemes, districts, rules, outlines, issues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from directory.domain.district import MUNICIPALITY_SCHEME, District, DistrictRule, district_code
from directory.domain.errors import FileRefused
from directory.domain.issue import Issue
from directory.formats.container import recognise_container
from directory.formats.delimited import read_delimited
from directory.formats.district_polygons import PolygonRow, read_polygons
from directory.formats.district_table import Span, TownRow, read_town_rows
from directory.formats.limits import MAX_JSON_BYTES, check_size
from directory.formats.municipality_code import read_code
from directory.formats.spreadsheet import read_spreadsheet

DistrictRow = TownRow | PolygonRow


def resolve_nothing(name: str) -> str | None:  # noqa: ARG001 - a resolver that knows no municipality
    """None: no gazetteer at hand."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictOptions:
    """What a person knows about a district file.

    Attributes:
        municipality: 5-digit code for rows that do not say theirs.
        scheme: name of the scheme (小学校区) for rows that do not say theirs.
        resolve_municipality: name of a municipality -> its 5-digit code.
    """

    municipality: str = ""
    scheme: str = ""
    resolve_municipality: Callable[[str], str | None] = resolve_nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeFile:
    """One scheme of one municipality as a file has it.

    Attributes:
        outlines: district code and GeoJSON geometry (lon-lat) as text.
    """

    municipality: str
    scheme: str
    districts: tuple[District, ...]
    rules: tuple[DistrictRule, ...] = ()
    outlines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictFile:
    """What a district file says. Rows with an issue of severity error are left out of `schemes`.

    Attributes:
        rows: (row, district code, town) of every row that was kept; the town of a polygon is empty.
    """

    name: str
    schemes: tuple[SchemeFile, ...]
    rows: tuple[tuple[int, str, str], ...] = ()
    issues: tuple[Issue, ...] = ()


def read_district_file(path: Path, options: DistrictOptions | None = None) -> DistrictFile:
    """Every district of a file, in its order; what kind of file it is, its content tells.

    Raises:
        FileRefused: district_columns_missing, district_scheme_missing, district_scheme_reserved,
            district_municipality_missing, district_name_twice, district_lines, district_not_polygons,
            district_not_wgs84, district_axes_swapped, district_mojibake, district_json_damaged, district_empty,
            and what every file is refused for (file_empty, file_encoding, …).
    """
    content = path.read_bytes()
    return read_district_content(content, name=path.name, options=options or DistrictOptions())


def read_district_content(content: bytes, *, name: str, options: DistrictOptions) -> DistrictFile:
    """As `read_district_file`, from bytes."""
    check_size(len(content), limit=MAX_JSON_BYTES)
    container = recognise_container(content)
    rows: tuple[DistrictRow, ...]
    if container == "json":
        rows, issues = read_polygons(content)
    else:
        table = read_spreadsheet(content) if container == "xlsx" else read_delimited(content)
        rows, issues = read_town_rows(table)
    gathering = _Gathering(options)
    for row in rows:
        gathering.add(row)
    if not gathering.parts:
        raise FileRefused("district_empty")
    return DistrictFile(
        name=name,
        schemes=tuple(part.freeze() for part in gathering.parts.values()),
        rows=tuple(gathering.rows),
        issues=tuple(replace(issue, file=name) for issue in (*issues, *gathering.issues)),
    )


class _Part:
    """One scheme while it is gathered."""

    def __init__(self, municipality: str, scheme: str) -> None:
        self.municipality = municipality
        self.scheme = scheme
        self.districts: dict[str, District] = {}
        self.rules: dict[DistrictRule, None] = {}
        self.outlines: dict[str, str] = {}
        self.owners: dict[tuple[str, Span, Span], str] = {}

    def freeze(self) -> SchemeFile:
        return SchemeFile(
            municipality=self.municipality,
            scheme=self.scheme,
            districts=tuple(self.districts.values()),
            rules=tuple(self.rules),
            outlines=tuple(self.outlines.items()),
        )


class _Gathering:
    """Rows -> schemes, in the order in which the file names them."""

    def __init__(self, options: DistrictOptions) -> None:
        self._options = options
        self.parts: dict[tuple[str, str], _Part] = {}
        self.rows: list[tuple[int, str, str]] = []
        self.issues: list[Issue] = []

    def add(self, row: DistrictRow) -> None:
        """Take one row in.

        Raises:
            FileRefused: nobody says which municipality or scheme it belongs to, or a polygon's name comes twice.
        """
        municipality = self._municipality_of(row)
        if municipality is None:
            return
        scheme = row.scheme or self._options.scheme
        if not scheme:
            raise FileRefused("district_scheme_missing", {"row": row.row})
        if scheme == MUNICIPALITY_SCHEME:
            raise FileRefused("district_scheme_reserved", {"scheme": scheme})
        part = self.parts.setdefault((municipality, scheme), _Part(municipality, scheme))
        code = district_code(municipality=municipality, scheme=scheme, name=row.district)
        if isinstance(row, PolygonRow):
            if code in part.outlines:
                raise FileRefused("district_name_twice", {"name": row.district, "scheme": scheme, "row": row.row})
            part.outlines[code] = row.geometry
        part.districts[code] = District(
            code=code,
            scheme=scheme,
            name=row.district,
            municipality=municipality,
            approximate=not isinstance(row, PolygonRow),
        )
        if isinstance(row, TownRow) and row.town:
            self._add_rule(part, code, row)
        self.rows.append((row.row, code, row.town if isinstance(row, TownRow) else ""))

    def _add_rule(self, part: _Part, code: str, row: TownRow) -> None:
        rule = DistrictRule(
            district=code,
            town=row.town,
            chome_from=row.chome[0],
            chome_to=row.chome[1],
            banchi_from=row.banchi[0],
            banchi_to=row.banchi[1],
        )
        area = (row.town, row.chome, row.banchi)
        first = part.owners.setdefault(area, code)
        if first != code:
            other = part.districts[first].name
            self.issues.append(
                Issue(
                    code="district_town_twice", severity="attention", row=row.row, original=row.town, suggestion=other
                )
            )
        part.rules[rule] = None

    def _municipality_of(self, row: DistrictRow) -> str | None:
        """The row's own code or name, else the option; None (and an issue) when the row's own is unknown."""
        if not row.municipality:
            if not self._options.municipality:
                raise FileRefused("district_municipality_missing", {"row": row.row})
            return self._options.municipality
        jis = read_code(row.municipality).jis or self._options.resolve_municipality(row.municipality)
        if not jis:
            self.issues.append(
                Issue(code="district_municipality_unknown", severity="error", row=row.row, original=row.municipality)
            )
        return jis or None

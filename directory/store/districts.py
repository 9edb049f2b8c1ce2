"""Repository of district schemes: what an operator said about the areas of a municipality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, delete, insert, select

from directory.domain.district import District, DistrictRule
from directory.store.projection import Projection
from directory.store.tables import DISTRICT, DISTRICT_OUTLINE, DISTRICT_RULE, DISTRICT_SCHEME

Outline = tuple[str, str]
"""Code of a district and its GeoJSON geometry as text (longitude first)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DistrictScheme:
    """One way to divide one municipality. Districts stand in the operator's order."""

    municipality: str
    scheme: str
    districts: tuple[District, ...] = ()
    rules: tuple[DistrictRule, ...] = ()
    outlines: tuple[Outline, ...] = ()


class Districts:
    """District schemes inside one transaction."""

    def __init__(self, connection: Connection, projection: Projection) -> None:
        self._connection = connection
        self._projection = projection

    def replace_scheme(
        self,
        municipality: str,
        scheme: str,
        districts: tuple[District, ...],
        rules: tuple[DistrictRule, ...] = (),
        outlines: tuple[Outline, ...] = (),
    ) -> None:
        """Put this scheme in the place of the one with the same name; resources keep theirs until placed anew."""
        self._projection.lock()
        table = DISTRICT_SCHEME.c
        # The districts, rules and outlines go with their scheme (ON DELETE CASCADE).
        self._connection.execute(
            delete(DISTRICT_SCHEME).where(table.municipality == municipality, table.scheme == scheme)
        )
        inserted = self._connection.execute(
            insert(DISTRICT_SCHEME).values(municipality=municipality, scheme=scheme).returning(table.id)
        )
        scheme_id = inserted.scalar_one()
        self._insert_districts(scheme_id, districts)
        if rules:
            self._connection.execute(insert(DISTRICT_RULE), [_rule_row(rule) for rule in rules])
        if outlines:
            rows = [{"district": code, "geometry": geometry} for code, geometry in outlines]
            self._connection.execute(insert(DISTRICT_OUTLINE), rows)
        self._projection.touch()

    def _insert_districts(self, scheme_id: int, districts: Iterable[District]) -> None:
        rows = [
            {
                "code": district.code,
                "scheme_id": scheme_id,
                "position": position,
                "name": district.name,
                "approximate": district.approximate,
            }
            for position, district in enumerate(districts)
        ]
        if rows:
            self._connection.execute(insert(DISTRICT), rows)


def read_schemes(connection: Connection) -> tuple[DistrictScheme, ...]:
    """All district schemes, by municipality and scheme, in four queries."""
    scheme = DISTRICT_SCHEME.c
    schemes = connection.execute(select(DISTRICT_SCHEME).order_by(scheme.municipality, scheme.scheme)).mappings().all()
    districts: dict[int, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(select(DISTRICT).order_by(DISTRICT.c.position)).mappings():
        districts[row["scheme_id"]].append(row)
    rules: dict[str, list[DistrictRule]] = defaultdict(list)
    for row in connection.execute(select(DISTRICT_RULE).order_by(DISTRICT_RULE.c.id)).mappings():
        rules[row["district"]].append(_rule(row))
    outlines = {row.district: row.geometry for row in connection.execute(select(DISTRICT_OUTLINE))}
    return tuple(
        DistrictScheme(
            municipality=row["municipality"],
            scheme=row["scheme"],
            districts=tuple(_district(each, row) for each in districts[row["id"]]),
            rules=tuple(rule for each in districts[row["id"]] for rule in rules[each["code"]]),
            outlines=tuple(
                (each["code"], outlines[each["code"]]) for each in districts[row["id"]] if each["code"] in outlines
            ),
        )
        for row in schemes
    )


def _district(row: RowMapping, scheme: RowMapping) -> District:
    return District(
        code=row["code"],
        scheme=scheme["scheme"],
        name=row["name"],
        municipality=scheme["municipality"],
        approximate=row["approximate"],
    )


def _rule_row(rule: DistrictRule) -> dict[str, object]:
    return {
        "district": rule.district,
        "town": rule.town,
        "chome_from": rule.chome_from,
        "chome_to": rule.chome_to,
        "banchi_from": rule.banchi_from,
        "banchi_to": rule.banchi_to,
    }


def _rule(row: RowMapping) -> DistrictRule:
    return DistrictRule(
        district=row["district"],
        town=row["town"],
        chome_from=row["chome_from"],
        chome_to=row["chome_to"],
        banchi_from=row["banchi_from"],
        banchi_to=row["banchi_to"],
    )

"""Tables of the areas people know: schemes, their districts, town rules and outlines."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from directory.store.tables.base import StoredRow


class DistrictSchemeRow(StoredRow, table=True):
    """One way to divide one municipality."""

    __tablename__ = "district_scheme"
    __table_args__ = (UniqueConstraint("municipality", "scheme"),)

    id: int | None = Field(default=None, primary_key=True)
    municipality: str
    scheme: str


class DistrictRow(StoredRow, table=True):
    """One district; `approximate` speaks of its outline."""

    __tablename__ = "district"

    code: str = Field(primary_key=True)
    scheme_id: int = Field(foreign_key="district_scheme.id", ondelete="CASCADE", index=True)
    position: int
    name: str
    approximate: bool


class DistrictRuleRow(StoredRow, table=True):
    """Town with optional ranges -> district."""

    __tablename__ = "district_rule"

    id: int | None = Field(default=None, primary_key=True)
    district: str = Field(foreign_key="district.code", ondelete="CASCADE", index=True)
    town: str
    chome_from: int | None
    chome_to: int | None
    banchi_from: int | None
    banchi_to: int | None


class DistrictOutlineRow(StoredRow, table=True):
    """GeoJSON geometry of a district (longitude first), official or approximate as the district says."""

    __tablename__ = "district_outline"

    district: str = Field(primary_key=True, foreign_key="district.code", ondelete="CASCADE")
    geometry: str

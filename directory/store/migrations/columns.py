"""Short names for the columns that migration steps create; steps never import today's tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, Column, DateTime, Float, ForeignKey, Integer, String, Text


def texts(*names: str, nullable: bool = False) -> list[Column[Any]]:
    """Text columns."""
    return [Column(name, String(), nullable=nullable) for name in names]


def json_texts(*names: str, nullable: bool = False) -> list[Column[Any]]:
    """Columns that hold JSON as text."""
    return [Column(name, Text(), nullable=nullable) for name in names]


def integers(*names: str, nullable: bool = False) -> list[Column[Any]]:
    """Integer columns."""
    return [Column(name, Integer(), nullable=nullable) for name in names]


def numbers(*names: str) -> list[Column[Any]]:
    """Floating point columns that may be empty."""
    return [Column(name, Float(), nullable=True) for name in names]


def moments(*names: str, nullable: bool = False) -> list[Column[Any]]:
    """Moments in UTC."""
    return [Column(name, DateTime(timezone=True), nullable=nullable) for name in names]


def part_of(name: str, target: str, **options: Any) -> Column[Any]:  # noqa: ANN401 - handed on to Column
    """A column that names its owner and goes with it."""
    options.setdefault("nullable", False)
    return Column(name, String(), ForeignKey(target, ondelete="CASCADE"), **options)


def one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    """CHECK that a column holds one of the codes."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)

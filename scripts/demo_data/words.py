"""The words of the demo, read from the .toml files beside this module."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
PLAIN_FILES = ("parenting_salon", "support_center", "advice_desk", "meeting_space")
MEAL_FILE = "child_cafe"

Six = tuple[str, str, str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pilot:
    """One municipality. `counts`: category -> number of resources where it differs from the kind's own."""

    jis: str
    code: str
    pref: str
    city: str
    encoding: str
    department: str
    scheme: str
    districts: tuple[str, ...]
    counts: dict[str, int]
    network: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One category and the phrases its resources are made of. `areas`: whom services without a place serve."""

    code: str
    label: str
    count: int
    suffixes: tuple[tuple[str, str], ...]
    leads: tuple[str, ...]
    details: tuple[str, ...]
    eligibility: tuple[str, ...]
    capacities: tuple[str, ...]
    placeless: bool = False
    areas: tuple[str, ...] = ()
    schedules: tuple[tuple[str, str], ...] = ()
    fees: tuple[str, ...] = ()
    bookings: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    sessions: tuple[Six, ...] = ()
    meal_fees: tuple[Six, ...] = ()
    meal_bookings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Special:
    """One resource that shows a case. `columns` go before what the kind would say."""

    kind: str
    name: str
    kana: str
    columns: dict[str, str]
    pilots: tuple[str, ...] = ()
    record_id: str = ""
    venues: int = 1
    with_place: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Additional:
    """More venues of one resource, each with a session of its own."""

    pilot: str
    parent: str
    sessions: tuple[Six, ...]
    eligibility: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything."""

    stems: tuple[str, ...]
    hosts: tuple[str, ...]
    organizations: tuple[str, ...]
    accesses: tuple[str, ...]
    pilots: tuple[Pilot, ...]
    plain_kinds: tuple[Kind, ...]
    meal_kinds: tuple[Kind, ...]
    specials: tuple[Special, ...]
    additional: tuple[Additional, ...]
    plain_header: tuple[str, ...]
    facts: tuple[str, ...]
    meal_header: tuple[str, ...]
    additional_header: tuple[str, ...]


def load_words() -> Words:
    """The words of all files."""
    pilots = _load("pilots")
    specials = _load("specials")
    headers = _load("headers")
    return Words(
        stems=tuple(pilots["stems"]),
        hosts=tuple(pilots["hosts"]),
        organizations=tuple(pilots["organizations"]),
        accesses=tuple(pilots["accesses"]),
        pilots=tuple(Pilot(**{**row, "districts": tuple(row["districts"])}) for row in pilots["pilot"]),
        plain_kinds=tuple(_read_kind(row) for name in PLAIN_FILES for row in _load(name)["kind"]),
        meal_kinds=tuple(_read_meal_kind(row) for row in _load(MEAL_FILE)["kind"]),
        specials=tuple(Special(**{**row, "pilots": tuple(row.get("pilots", ()))}) for row in specials["special"]),
        additional=tuple(
            Additional(**{**row, "sessions": tuple(map(tuple, row["sessions"]))}) for row in specials["additional"]
        ),
        plain_header=(*headers["plain"], *headers["facts"]),
        facts=tuple(headers["facts"]),
        meal_header=tuple(headers["meals"]),
        additional_header=tuple(headers["additional"]),
    )


def _load(name: str) -> dict[str, Any]:
    words: dict[str, Any] = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return words


def _read_kind(row: dict[str, Any]) -> Kind:
    return Kind(**{key: _freeze(value) for key, value in row.items()})


def _freeze(value: Any) -> Any:  # noqa: ANN401 - a list of a TOML file, at any depth, as tuples
    return tuple(map(_freeze, value)) if isinstance(value, list | tuple) else value


def _read_meal_kind(row: dict[str, Any]) -> Kind:
    columns = dict(row)
    columns["meal_fees"], columns["meal_bookings"] = columns.pop("fees"), columns.pop("bookings")
    return _read_kind({**columns, "label": row["suffixes"][0][0]})

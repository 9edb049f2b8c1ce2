"""Look an installation over: database, geographic data, districts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from directory.domain.errors import DirectoryError
from directory.geo.districts import DistrictIndex
from directory.geo.gazetteer import Gazetteer
from directory.store.inspection import inspect_database


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; its sentence is doctor.<name>."""

    name: str
    is_ok: bool
    value: str


def examine(
    database_url: str, gazetteer: Gazetteer, open_districts: Callable[[], DistrictIndex]
) -> tuple[Finding, ...]:
    """Findings in the order in which they should be mended."""
    return (*_database(database_url), *_geodata(gazetteer), *_districts(open_districts))


def _database(url: str) -> tuple[Finding, ...]:
    try:
        report = inspect_database(url)
    except DirectoryError as error:
        return (Finding(name="database", is_ok=False, value=error.code),)
    counts = ", ".join(f"{name} {count}" for name, count in report.counts)
    library = f"{report.backend} {report.library_version} {report.journal_mode}".rstrip()
    faults = (report.refusal, *report.integrity)
    is_sound = not any(faults) and report.broken_references == 0
    return (
        Finding(name="database", is_ok=is_sound, value=" ".join((library, *filter(None, faults)))),
        Finding(name="schema", is_ok=report.schema_version == report.expected_version, value=report.schema_version),
        Finding(name="counts", is_ok=True, value=counts),
        *(Finding(name=f"warning_{warning}", is_ok=True, value="") for warning in report.warnings),
    )


def _geodata(gazetteer: Gazetteer) -> tuple[Finding, ...]:
    try:
        gazetteer.check()
        count = len(gazetteer.municipalities())
    except DirectoryError as error:
        return (Finding(name="geodata", is_ok=False, value=error.code),)
    return (Finding(name="geodata", is_ok=True, value=str(count)),)


def _districts(open_districts: Callable[[], DistrictIndex]) -> tuple[Finding, ...]:
    try:
        count = len(open_districts().districts)
    except DirectoryError as error:
        return (Finding(name="districts", is_ok=False, value=error.code),)
    return (Finding(name="districts", is_ok=True, value=str(count)),)

"""Municipalities and their districts as the choices of one select."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from directory.catalog.criteria import Criteria
from directory.catalog.snapshot import Snapshot
from directory.domain.district import MUNICIPALITY_SCHEME, District
from directory.runtime import Runtime


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaGroup:
    """One municipality. districts: code and name; has_whole: it may be chosen as a whole."""

    code: str
    name: str
    districts: tuple[tuple[str, str], ...]
    has_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One choice. district: empty = anywhere in the municipality."""

    municipality: str
    district: str = ""

    @property
    def code(self) -> str:
        """Value of the option."""
        return self.district or self.municipality


def list_areas(runtime: Runtime, snapshot: Snapshot, *, also: Iterable[str] = ()) -> tuple[AreaGroup, ...]:
    """All municipalities of the directory with their districts, also those in which nothing is listed.

    `also`: codes of municipalities of which the directory may know nothing yet.
    """
    names: dict[str, str] = {}
    own: dict[str, list[District]] = defaultdict(list)
    for district in snapshot.districts.values():
        if district.scheme == MUNICIPALITY_SCHEME:
            names[district.municipality] = district.name
        else:
            own[district.municipality].append(district)
    home = runtime.settings.home_municipality
    codes = {*names, *own, *also, *((home,) if home else ())}
    return tuple(
        AreaGroup(
            code=code,
            name=names.get(code) or runtime.municipalities.municipality_name(code),
            districts=tuple((each.code, each.name) for each in own[code]),
        )
        for code in sorted(codes)
    )


def find_area(groups: tuple[AreaGroup, ...], code: str) -> Area | None:
    """The choice with this value; None = there is none."""
    return next((area for area in _areas(groups) if area.code == code), None)


def asked_area(groups: tuple[AreaGroup, ...], asked: Criteria) -> Area | None:
    """The first area that a question names, the finer one first."""
    codes = (*asked.districts, *asked.municipalities)
    return next((area for code in codes if (area := find_area(groups, code)) is not None), None)


def name_area(groups: tuple[AreaGroup, ...], municipality: str, district: str) -> tuple[str, str]:
    """Names of a municipality and of its district; codes where the names are gone."""
    group = next((each for each in groups if each.code == municipality), None)
    name = group.name if group else municipality
    known = dict(group.districts) if group else {}
    return name, known.get(district, district)


def _areas(groups: tuple[AreaGroup, ...]) -> Iterator[Area]:
    for group in groups:
        if group.has_whole:
            yield Area(municipality=group.code)
        for code, _ in group.districts:
            yield Area(municipality=group.code, district=code)

"""The words in which a service without a place says for whom it is there -> districts, or a municipality as a whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from directory.domain.district import MUNICIPALITY_SCHEME, District, DistrictRef
from directory.geo.district_labels import LabelBook

_BETWEEN = re.compile(r"[;；,，、/／\n]+|および|及び|ならびに|並びに")
_DOT = re.compile(r"[・･]")
_BEFORE = re.compile(r"^(?:対象(?:地域|区域)?|利用できる地域|担当(?:地域|区域)?)\s*[:：はが]?\s*")
_DWELLERS = re.compile(
    r"(?:に|で)?(?:在住|居住|お住まい|お住いの?|住んでいる|住む|在学|在勤)[^、]*$|の(?:方|かた|人|家庭|世帯|住民|親子|みなさん)[^、]*$"
)
_ALL_OF = re.compile(r"(?:の)?(?:全域|一円|全体|全区域|全区|全地域|全地区|内)$")
_PREFECTURE = re.compile(r"^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)(?=.)")
_EXCEPT = re.compile(r"除[くい]|以外|のぞ[くい]")
_OWN = re.compile(r"(?P<whole>全?(?P<kind>[市区町村])(?:内|域)?)\Z")


class Scheme(Protocol):
    """What is asked of one scheme of districts."""

    @property
    def name(self) -> str:
        """Of the scheme."""

    @property
    def districts(self) -> Mapping[str, District]:
        """By code."""

    @property
    def labels(self) -> LabelBook:
        """Their names."""


class Wards(Protocol):
    """What is asked of the outlines."""

    def city_of(self, jis: str) -> str | None:
        """Code of the designated city that a ward belongs to."""

    def wards_of(self, jis: str) -> tuple[str, ...]:
        """Codes of the wards of a designated city."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceArea:
    """What a text says. is_whole: the municipality itself; is_city: its designated city too; names: areas in it."""

    is_whole: bool = False
    is_city: bool = False
    names: tuple[str, ...] = ()


def find_served(
    text: str, *, schemes: Iterable[Scheme], wards: Wards, municipality: str, municipality_name: str
) -> tuple[DistrictRef, ...]:
    """Refs of the districts that a text names, and of the municipality where it says that all of it is served.

    Of a designated city that is served as a whole there is a ref for the city and for each of its wards.
    """
    area = read_service_area(text, municipality_name=municipality_name)
    served = tuple(ref for scheme in schemes for ref in _find_districts(scheme, area.names))
    if not area.is_whole:
        return served
    city = (wards.city_of(municipality) or municipality) if area.is_city else municipality
    codes = dict.fromkeys((municipality, city, *wards.wards_of(city)))
    return (
        *served,
        *(
            DistrictRef(scheme=MUNICIPALITY_SCHEME, code=code, name=municipality_name, evidence="service_area")
            for code in codes
        ),
    )


def read_service_area(text: str, *, municipality_name: str) -> ServiceArea:
    """The areas that a text names; a name may be one that nobody knows. Of a text with an exception nothing is sure.

    Args:
        text: 市内全域, 高知市全域, 〇〇地区・△△地区にお住まいの方.
        municipality_name: of the record, of a designated city with its ward (堺市西区) or as a whole (堺市).
    """
    if _EXCEPT.search(text):
        return ServiceArea()
    city, ward = _take_apart(municipality_name)
    is_whole = is_city = False
    names: list[str] = []
    for part in _parts(text):
        kind = _kind_of_whole(part, city=city, ward=ward)
        is_whole |= bool(kind)
        is_city |= kind == "city"
        if not kind:
            names.append(part)
    return ServiceArea(is_whole=is_whole, is_city=is_city, names=tuple(names))


def _find_districts(scheme: Scheme, names: tuple[str, ...]) -> Iterator[DistrictRef]:
    """Districts of one scheme in the order of the words; a name that is none may be a list (東地区・西地区)."""
    pieces = (
        piece
        for name in names
        for piece in ((name,) if scheme.labels.find((name,)) else map(_tidy, _DOT.split(name)))
        if piece
    )
    for code in dict.fromkeys(code for piece in pieces if (code := scheme.labels.find((piece,)))):
        yield DistrictRef(scheme=scheme.name, code=code, name=scheme.districts[code].name, evidence="service_area")


def _parts(text: str) -> Iterator[str]:
    tidy = _BEFORE.sub("", unicodedata.normalize("NFKC", text).strip())
    return (part for part in map(_tidy, _BETWEEN.split(tidy)) if part)


def _tidy(part: str) -> str:
    """The name alone: 東地区にお住まいの方 is 東地区."""
    return _DWELLERS.sub("", part.strip(" 　()（）。.")).strip()


def _take_apart(name: str) -> tuple[str, str]:
    """City and ward: 堺市西区 is 堺市 and 西区; 高知市 has no ward, 四日市市 is one city."""
    found = re.fullmatch(r"(?P<city>.+市)(?P<ward>.+区)", name)
    return (found["city"], found["ward"]) if found else (name, "")


def _kind_of_whole(part: str, *, city: str, ward: str) -> str:
    """own: the municipality as a whole; city: the city of a ward; empty: something else."""
    bare = _PREFECTURE.sub("", _ALL_OF.sub("", part))
    if ward and bare in {f"{city}{ward}", ward}:
        return "own"
    if bare == city:
        return "city" if ward else "own"
    own = _OWN.fullmatch(bare)
    # 市内 in the list of a ward means more than the ward; 区 alone names no ward
    if own is None or (len(part) == 1):
        return ""
    return "city" if ward and own["kind"] == "市" else _named_alike(own["kind"], (city, ward))


def _named_alike(kind: str, names: Iterable[str]) -> str:
    """Own when one of the names is of that kind: 町内 says nothing about a city, where it is a neighbourhood."""
    return "own" if any(name.endswith(kind) for name in names) else ""

"""What of a record can tell that another one is the same thing, folded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from directory.domain.coordinate import Coordinate
from directory.search.core_name import core_names, is_host, is_programme
from directory.search.name_reader import NameReader
from directory.text.address_key import AddressKey, read_address_key
from directory.text.fold import fold
from directory.text.reading import reading_key

_READER = NameReader()
_CACHED = 65_536
_CITY_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarRecord:
    """A listing, a stored resource at one venue, or a draft that somebody is about to send.

    Attributes:
        code: public code; empty for a draft. series: records of one series are never compared.
        address, building, host: as published; the host lends the place (○○保育園内).
        municipality: 5-digit code. source: the data set; empty for what a person wrote.
        coordinate: only of places known to the block or better.
    """

    code: str = ""
    series: str = ""
    name: str
    kana: str = ""
    address: str = ""
    building: str = ""
    host: str = ""
    phones: tuple[str, ...] = ()
    organization: str = ""
    municipality: str = ""
    municipality_name: str = ""
    source: str = ""
    coordinate: Coordinate | None = None


class Traits:
    """The keys of one record; most are worked out when first compared."""

    def __init__(self, record: SimilarRecord) -> None:
        """Reads what blocks need: address, telephones and core names."""
        self.record = record
        self.address: AddressKey = read_address_key(record.address)
        self.phones = frozenset(_digits(phone) for phone in record.phones) - {""}
        self.names = core_names(record.name, municipality=record.municipality_name)
        self.cores = self.names.every

    @cached_property
    def folded(self) -> str:
        """The whole name."""
        return fold(self.record.name)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """Reading keys of the name as given, and of its core as generated."""
        found = {_sound_of(core) for core in (self.names.main or self.cores)}
        return frozenset((found | {reading_key(self.record.kana)}) - {""})

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Core names of the buildings it stands in."""
        words = (self.record.host, self.record.building, self.address.building)
        return frozenset(core for word in words if word for core in core_names(word.removesuffix("内")).every)

    @cached_property
    def organization(self) -> str:
        """Who runs it, folded."""
        return fold(self.record.organization)

    @cached_property
    def is_only_host(self) -> bool:
        """Whether the name is that of a building, without saying what is done there."""
        return is_host(self.record.name) and not is_programme(self.record.name)

    @property
    def city(self) -> str:
        """The first digits of the municipality code, which a designated city shares with its wards; "" = unknown."""
        return self.record.municipality[:_CITY_DIGITS]


def _digits(phone: str) -> str:
    return "".join(digit for digit in fold(phone) if digit.isdecimal())


@lru_cache(maxsize=_CACHED)
def _sound_of(core: str) -> str:
    return reading_key(_READER.read(core))

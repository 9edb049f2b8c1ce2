"""Networks of the public directory: the organizations that belong to them and the listings that these run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

OrganizationKey = tuple[str, str]
"""Municipality (5-digit JIS code) and name: the same name in another municipality is another organization."""


class _Ties(msgspec.Struct):
    """The fields of a listing that say who runs it."""

    municipality: str
    series: str
    organization: str = ""
    networks: tuple[str, ...] = ()
    status: str = "active"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One organization of a network. rows: of one listing of each thing that it runs, in row order."""

    municipality: str
    name: str
    rows: tuple[int, ...]

    @property
    def key(self) -> OrganizationKey:
        """What tells it from organizations of the same name."""
        return self.municipality, self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """One network. members: by municipality and name; empty when all that they ran has ended."""

    name: str
    members: tuple[Member, ...]

    @property
    def listings(self) -> int:
        """How many things its organizations run."""
        return sum(len(member.rows) for member in self.members)

    @property
    def keys(self) -> frozenset[OrganizationKey]:
        """Keys of its organizations."""
        return frozenset(member.key for member in self.members)


def find_networks(payloads: Iterable[bytes]) -> Mapping[str, Network]:
    """Networks by name, in that order; `payloads` are JSON of `Listing` in row order.

    What has ended keeps its network, so that no link leads nowhere, but counts for nothing.
    """
    decoder = msgspec.json.Decoder(_Ties)
    found: dict[str, dict[OrganizationKey, dict[str, int]]] = {}
    for row, payload in enumerate(payloads):
        ties = decoder.decode(payload)
        for name in ties.networks:
            members = found.setdefault(name, {})
            if ties.organization and ties.status != "ended":
                members.setdefault((ties.municipality, ties.organization), {}).setdefault(ties.series, row)
    return {name: Network(name=name, members=_members(members)) for name, members in sorted(found.items())}


def _members(found: Mapping[OrganizationKey, Mapping[str, int]]) -> tuple[Member, ...]:
    return tuple(
        Member(municipality=municipality, name=name, rows=tuple(rows.values()))
        for (municipality, name), rows in sorted(found.items())
    )

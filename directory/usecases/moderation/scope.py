"""Records and submissions as things of the permission table; a designated city reaches into its wards."""

from __future__ import annotations

from typing import Protocol

from directory.domain.actor import STAFF_ROLES, Actor, Role
from directory.domain.district import District
from directory.domain.permission import Thing
from directory.domain.resource import Resource
from directory.domain.submission import Submission


class CityNames(Protocol):
    """What is asked of the names of municipalities."""

    def city_code(self, jis: str) -> str:
        """Code of the designated city that a ward belongs to; the code itself for all others."""


class NamedMunicipality(Protocol):
    """A municipality."""

    @property
    def jis(self) -> str:
        """5-digit code."""


class Gazetteer(Protocol):
    """What is asked of the gazetteer."""

    @property
    def names(self) -> CityNames:
        """Names and codes."""

    def find_municipalities(self, name: str) -> tuple[NamedMunicipality, ...]:
        """Municipalities of a name or code; of a designated city its wards."""


class Scopes:
    """Where things lie, for the permission table and for queries of a moderator."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        """Keeps the gazetteer."""
        self._gazetteer = gazetteer

    def thing_of(self, resource: Resource) -> Thing:
        """A record."""
        jis = resource.draft.municipality
        return Thing(
            municipality=jis,
            city=self.city_of(jis),
            districts=frozenset(
                f"{district.scheme}:{district.code}"
                for placement in resource.placements
                for district in placement.districts
            ),
            resource_id=resource.id,
            visibility=resource.draft.visibility,
        )

    def thing_sent(self, submission: Submission) -> Thing:
        """A submission; who owns the record that it is about does not matter."""
        jis = submission.municipality
        return Thing(
            municipality=jis,
            city=self.city_of(jis),
            sent_by=submission.submitter.account_id,
        )

    def area(self, municipality: str, district: District | None) -> Thing:
        """A municipality, or one of its districts."""
        return Thing(
            municipality=municipality,
            city=self.city_of(municipality),
            districts=frozenset({f"{district.scheme}:{district.code}"}) if district else frozenset(),
        )

    def city_of(self, jis: str) -> str:
        """The designated city of a ward, else the municipality itself."""
        return self._gazetteer.names.city_code(jis)

    def codes_of(self, actor: Actor) -> tuple[str, ...]:
        """Codes of all municipalities and wards whose queue the actor may see, sorted."""
        return self._expand(actor, frozenset({"moderator"}))

    def readable_codes(self, actor: Actor) -> tuple[str, ...] | None:
        """Codes of all municipalities and wards whose records the actor may see; None = all of them."""
        if any(grant.role == "admin" for grant in actor.grants):
            return None
        return self._expand(actor, STAFF_ROLES)

    def supported_codes(self, actor: Actor) -> tuple[str, ...]:
        """Codes of all municipalities and wards whose notes for support workers the actor may read."""
        return self._expand(actor, frozenset({"support_worker", "coordinator", "moderator"}))

    def _expand(self, actor: Actor, roles: frozenset[Role]) -> tuple[str, ...]:
        cities = {grant.municipality for grant in actor.grants if grant.role in roles and grant.municipality}
        wards = {ward.jis for city in cities for ward in self._gazetteer.find_municipalities(city)}
        return tuple(sorted(cities | wards))

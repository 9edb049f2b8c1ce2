"""Records and submissions as things of the permission table; a designated city reaches into its wards."""

from __future__ import annotations

from typing import Protocol

from directory.domain.actor import Actor
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
            city=self._gazetteer.names.city_code(jis),
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
            city=self._gazetteer.names.city_code(jis),
            sent_by=submission.submitter.account_id,
        )

    def codes_of(self, actor: Actor) -> tuple[str, ...]:
        """Codes of all municipalities and wards whose queue the actor may see, sorted."""
        cities = {grant.municipality for grant in actor.grants if grant.role == "moderator" and grant.municipality}
        wards = {ward.jis for city in cities for ward in self._gazetteer.find_municipalities(city)}
        return tuple(sorted(cities | wards))

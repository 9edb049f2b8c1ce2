"""Ids of organizations named in drafts; unknown ones are added."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from sqlalchemy import Connection, insert, select, tuple_

from directory.domain.draft import ResourceDraft
from directory.store.batches import in_batches
from directory.store.tables import ORGANIZATION

OrganizationKey = tuple[str, str, str]
"""Municipality, name, corporate number."""


def key_of(draft: ResourceDraft) -> OrganizationKey | None:
    """Key of the organization that runs a resource."""
    if draft.organization is None:
        return None
    return draft.municipality, draft.organization.name, draft.organization.corporate_number


def network_keys_of(draft: ResourceDraft) -> tuple[OrganizationKey, ...]:
    """Keys of the networks that the organization belongs to."""
    if draft.organization is None:
        return ()
    return tuple((draft.municipality, name, "") for name in draft.organization.networks)


class Organizations:
    """Organizations inside one transaction; every name is looked up once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[OrganizationKey, str] = {}

    def learn(self, drafts: Iterable[ResourceDraft]) -> None:
        """Look up, or add, all organizations of these drafts."""
        wanted: set[OrganizationKey] = set()
        for draft in drafts:
            key = key_of(draft)
            if key is not None:
                wanted.update((key, *network_keys_of(draft)))
        unknown = sorted(wanted - self._known.keys())
        for batch in in_batches(unknown):
            self._look_up(batch)
        fresh = {key: str(uuid4()) for key in unknown if key not in self._known}
        if fresh:
            rows = [
                {"id": new_id, "municipality": key[0], "name": key[1], "corporate_number": key[2]}
                for key, new_id in fresh.items()
            ]
            self._connection.execute(insert(ORGANIZATION), rows)
            self._known.update(fresh)

    def id_of(self, draft: ResourceDraft) -> str | None:
        """Id of the organization that runs a resource, after `learn`."""
        key = key_of(draft)
        return None if key is None else self._known[key]

    def network_ids_of(self, draft: ResourceDraft) -> tuple[str, ...]:
        """Ids of its networks, after `learn`."""
        return tuple(self._known[key] for key in network_keys_of(draft))

    def _look_up(self, keys: Iterable[OrganizationKey]) -> None:
        columns = ORGANIZATION.c
        identity = tuple_(columns.municipality, columns.name, columns.corporate_number)
        query = select(columns.id, columns.municipality, columns.name, columns.corporate_number)
        for row in self._connection.execute(query.where(identity.in_(list(keys)))):
            self._known[(row.municipality, row.name, row.corporate_number)] = row.id

"""Reading side of the resource repository."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, or_, select

from directory.domain.resource import Resource
from directory.domain.staff_notes import StaffNotes
from directory.store.batches import in_batches
from directory.store.loading import load_resources
from directory.store.tables import CONTACT, LOCATION, RESOURCE

LOADED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredKey:
    """What a re-import must know of a stored resource before it geocodes anything.

    Attributes:
        draft_hash: compare with `draft_hash(draft)`; equal means the publisher changed nothing.
    """

    id: str
    stable_key: str
    version: int
    draft_hash: str
    content_hash: str
    attention: tuple[str, ...]
    staff_notes: StaffNotes


class ResourceReader:
    """Resources as they are inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, resource_id: str) -> Resource | None:
        """The resource with this id."""
        return load_resources(self._connection, [resource_id]).get(resource_id)

    def find_by_record(self, source: str, record_id: str) -> Resource | None:
        """The resource that a record of a data set became; the first one where the data set repeats its ids."""
        columns = RESOURCE.c
        query = select(columns.id).where(columns.source == source, columns.record_id == record_id)
        resource_id = self._connection.scalar(query.order_by(columns.created_at, columns.id).limit(1))
        return None if resource_id is None else self.find(resource_id)

    def find_by_listing(self, code: str) -> Resource | None:
        """The resource of a public code."""
        resource_id = self._connection.scalar(select(LOCATION.c.resource_id).where(LOCATION.c.code == code))
        return None if resource_id is None else self.find(resource_id)

    def find_many(self, ids: Sequence[str]) -> dict[str, Resource]:
        """The resources with these ids, by id; absent ones are missing from the answer."""
        return {
            key: found for batch in in_batches(ids) for key, found in load_resources(self._connection, batch).items()
        }

    def find_by_listings(self, codes: Sequence[str], municipalities: Sequence[str]) -> dict[str, Resource]:
        """The resources of public codes, by code, as far as they lie in these municipalities."""
        query = (
            select(LOCATION.c.code, LOCATION.c.resource_id)
            .join(RESOURCE, RESOURCE.c.id == LOCATION.c.resource_id)
            .where(LOCATION.c.code.in_(codes), RESOURCE.c.municipality.in_(municipalities))
        )
        owners = {row.code: row.resource_id for row in self._connection.execute(query)}
        found = self.find_many(tuple(dict.fromkeys(owners.values())))
        return {code: found[resource_id] for code, resource_id in owners.items()}

    def with_contact(self, address: str) -> tuple[str, ...]:
        """Ids of resources with a contact that is or names this mail address (lower case), sorted."""
        columns = CONTACT.c
        texts = (
            func.lower(column).contains(address, autoescape=True)
            for column in (columns.value, columns.raw, columns.note)
        )
        query = select(columns.resource_id).where(or_(*texts)).distinct().order_by(columns.resource_id)
        return tuple(self._connection.scalars(query))

    def find_by_keys(self, keys: Sequence[str]) -> dict[str, StoredKey]:
        """What is stored under these stable keys; absent ones are missing from the answer."""
        columns = RESOURCE.c
        query = select(
            columns.id,
            columns.stable_key,
            columns.version,
            columns.draft_hash,
            columns.content_hash,
            columns.attention,
            columns.staff_notes,
        )
        return {
            row["stable_key"]: StoredKey(**row)
            for batch in in_batches(keys)
            for row in self._connection.execute(query.where(columns.stable_key.in_(batch))).mappings()
        }

    def draft_hashes(self, source: str) -> dict[str, str]:
        """Stable key -> hash of the draft, for every resource of a data set."""
        columns = RESOURCE.c
        query = select(columns.stable_key, columns.draft_hash).where(columns.source == source)
        return {row.stable_key: row.draft_hash for row in self._connection.execute(query)}

    def all_resources(self) -> Iterator[Resource]:
        """Every resource, by id; a few hundred are in memory at a time."""
        yield from self._walk()

    def attention(self) -> Iterator[Resource]:
        """Resources that a person must look at, by id."""
        return self._walk(only_attention=True)

    def mark_missing(self, source: str, seen: Collection[str]) -> tuple[str, ...]:
        """Stable keys of this source that a newer full file no longer holds, sorted. Deletes nothing."""
        query = select(RESOURCE.c.stable_key).where(RESOURCE.c.source == source)
        known = set(seen)
        return tuple(sorted(key for key in self._connection.scalars(query) if key not in known))

    def _walk(self, *, only_attention: bool = False) -> Iterator[Resource]:
        last = ""
        while True:
            query = select(RESOURCE.c.id).where(RESOURCE.c.id > last).order_by(RESOURCE.c.id).limit(LOADED_AT_ONCE)
            if only_attention:
                query = query.where(RESOURCE.c.attention != ())
            ids = self._connection.scalars(query).all()
            if not ids:
                return
            found = load_resources(self._connection, ids)
            yield from (found[resource_id] for resource_id in ids)
            last = ids[-1]

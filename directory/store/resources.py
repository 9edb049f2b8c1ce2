"""Repository of resources: adds and changes them in bulk, with their history and their public listings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, select, update

from directory.domain.errors import Conflict, NotFound
from directory.domain.name_reading import NameReading, keep_correction
from directory.domain.publish import project
from directory.domain.resource import ListingKey, Resource
from directory.store.batches import in_batches
from directory.store.bulk import RowValues, insert_rows
from directory.store.codes import make_codes
from directory.store.history import History, HistoryEntry, compare
from directory.store.loading import load_resources
from directory.store.organizations import Organizations
from directory.store.projection import Projection
from directory.store.resource_change import (
    Outcome,
    PreparedChange,
    ResourceChange,
    judge_outcome,
    keep_keys,
    keep_notes,
    prepare,
    without_repeats,
)
from directory.store.resource_reader import ResourceReader, StoredKey
from directory.store.rows import RowBatch, RowMarks, resource_row
from directory.store.tables import (
    CONFIRMED_PIN,
    CONTACT,
    LOCATION,
    ORGANIZATION_MEMBER,
    PLACE,
    RESOURCE,
    RESOURCE_CATEGORY,
    SCHEDULE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Accepted:
    """A change that differs from what is stored: before (None when new) and after.

    `draft_hash` is that of the publisher's last word: what somebody edits here stays until the publisher says something
    new, although every import brings the old row again.
    """

    prepared: PreparedChange
    draft_hash: str
    old: Resource | None
    new: Resource


class Resources(ResourceReader):
    """Resources inside one writing transaction."""

    def __init__(self, connection: Connection, projection: Projection, *, now: datetime) -> None:
        super().__init__(connection)
        self._projection = projection
        self._organizations = Organizations(connection)
        self._history = History(connection)
        self._now = now

    def upsert(self, item: ResourceChange, *, actor: str, import_run: str | None = None) -> Outcome:
        """Add or change one resource, found again by `draft.stable_key`."""
        return self.upsert_many([item], actor=actor, import_run=import_run)[0]

    def upsert_many(
        self, items: Sequence[ResourceChange], *, actor: str, import_run: str | None = None
    ) -> tuple[Outcome, ...]:
        """What became of each item, in order. Idempotent; public listings and history are written with it.

        Best in batches of about 1,000: a batch costs a fixed number of statements.
        """
        outcomes: list[Outcome] = []
        for wave in without_repeats([prepare(item) for item in items]):
            outcomes.extend(self._upsert_wave(wave, actor=actor, import_run=import_run))
        return tuple(outcomes)

    def edit(self, resource_id: str, version: int, change: ResourceChange, *, actor: str) -> int:
        """The new version of a resource, or the same one when nothing differs. Key and source stay as they are.

        Raises:
            NotFound: resource_unknown.
            Conflict: resource_changed: the stored version is another one, see `facts["version"]`.
        """
        self._projection.lock()
        old = self.find(resource_id)
        if old is None:
            raise NotFound("resource_unknown")
        if old.version != version:
            raise Conflict("resource_changed", {"version": old.version})
        own = {"stable_key": old.draft.stable_key, "source": old.draft.source}
        item = prepare(replace(change, draft=change.draft.model_copy(update=own)))
        stored = self.find_by_keys([old.draft.stable_key])
        kept = stored[old.draft.stable_key]
        if kept.content_hash == item.content_hash:
            return version
        accepted = [replace(each, draft_hash=kept.draft_hash) for each in self._accept([item], stored)]
        self._write(accepted, import_run=None)
        self._history.append([self._entry(each, actor=actor, import_run=None) for each in accepted])
        return accepted[0].new.version

    def _upsert_wave(
        self, wave: Sequence[PreparedChange], *, actor: str, import_run: str | None
    ) -> tuple[Outcome, ...]:
        self._projection.lock()
        stored = self.find_by_keys([item.draft.stable_key for item in wave])
        wave = [keep_notes(item, stored.get(item.draft.stable_key)) for item in wave]
        outcomes = tuple(judge_outcome(item, stored.get(item.draft.stable_key)) for item in wave)
        pending = [item for item, outcome in zip(wave, outcomes, strict=True) if outcome != "unchanged"]
        if pending:
            accepted = self._accept(pending, stored)
            self._write(accepted, import_run=import_run)
            self._history.append([self._entry(each, actor=actor, import_run=import_run) for each in accepted])
        return outcomes

    def _accept(self, pending: Sequence[PreparedChange], stored: dict[str, StoredKey]) -> list[_Accepted]:
        """The resources as they will be, with codes and numbers."""
        old_ids = [stored[item.draft.stable_key].id for item in pending if item.draft.stable_key in stored]
        by_key = {old.draft.stable_key: old for old in load_resources(self._connection, old_ids).values()}
        wanted: list[tuple[PreparedChange, Resource | None, tuple[ListingKey | None, ...]]] = []
        for item in pending:
            old = by_key.get(item.draft.stable_key)
            kept = (None,) * len(item.placements) if old is None else keep_keys(old, item.draft)
            wanted.append((item, old, kept))
        fresh = iter(make_codes(sum(kept.count(None) for _, _, kept in wanted), find_taken=self._find_taken))
        return [
            _Accepted(
                prepared=item,
                draft_hash=_publishers_hash(item, old, stored),
                old=old,
                new=self._build(item, old, kept, fresh),
            )
            for item, old, kept in wanted
        ]

    def _build(
        self, item: PreparedChange, old: Resource | None, kept: tuple[ListingKey | None, ...], fresh: Iterator[str]
    ) -> Resource:
        is_published = item.draft.visibility != "hidden"
        keys = []
        for each in kept:
            key = each or ListingKey(code=next(fresh), number=0)
            if is_published and not key.number:
                key = ListingKey(code=key.code, number=self._projection.take_number())
            keys.append(key)
        return Resource(
            id=old.id if old else str(uuid4()),
            version=old.version + 1 if old else 1,
            draft=item.draft,
            placements=item.placements,
            keys=tuple(keys),
            attention=item.attention,
            reading=_reading_of(item, old),
            lease=old.lease if old else None,
            updated_at=self._now,
        )

    def _write(self, accepted: Sequence[_Accepted], *, import_run: str | None) -> None:
        self._organizations.learn(each.prepared.draft for each in accepted)
        self._remove_children([each.old for each in accepted if each.old])
        added: list[RowValues] = []
        changed: list[dict[str, object]] = []
        batch = RowBatch()
        for each in accepted:
            marks = self._marks(each, import_run=import_run)
            row = resource_row(each.new, marks)
            (changed if each.old else added).append(row)
            batch.add_children(each.new, marks)
        insert_rows(self._connection, RESOURCE, added)
        self._update(changed)
        insert_rows(self._connection, LOCATION, batch.locations)
        insert_rows(self._connection, PLACE, batch.places)
        insert_rows(self._connection, CONFIRMED_PIN, batch.confirmed)
        insert_rows(self._connection, RESOURCE_CATEGORY, batch.categories)
        insert_rows(self._connection, ORGANIZATION_MEMBER, batch.members)
        insert_rows(self._connection, SCHEDULE, batch.schedules)
        insert_rows(self._connection, CONTACT, batch.contacts)
        self._projection.publish([listing for each in accepted for listing in project(each.new)])

    def _marks(self, each: _Accepted, *, import_run: str | None) -> RowMarks:
        draft = each.prepared.draft
        return RowMarks(
            organization_id=self._organizations.id_of(draft),
            network_ids=self._organizations.network_ids_of(draft),
            import_run=import_run,
            draft_hash=each.draft_hash,
            content_hash=each.prepared.content_hash,
            created_at=self._now,
        )

    def _remove_children(self, resources: Sequence[Resource]) -> None:
        self._projection.withdraw([key.code for resource in resources for key in resource.keys])
        for batch in in_batches([resource.id for resource in resources]):
            # Tables `place` and `confirmed_pin` go with their location (ON DELETE CASCADE).
            for table in (SCHEDULE, CONTACT, ORGANIZATION_MEMBER, RESOURCE_CATEGORY, LOCATION):
                self._connection.execute(delete(table).where(table.c.resource_id.in_(batch)))

    def _update(self, rows: Sequence[dict[str, object]]) -> None:
        if not rows:
            return
        names = [name for name in rows[0] if name not in {"id", "created_at"}]
        statement = (
            update(RESOURCE)
            .where(RESOURCE.c.id == bindparam("row_id"))
            .values({name: bindparam(f"new_{name}", type_=RESOURCE.c[name].type) for name in names})
        )
        self._connection.execute(
            statement, [{"row_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows]
        )

    def _find_taken(self, codes: list[str]) -> set[str]:
        query = select(LOCATION.c.code)
        return {
            code
            for batch in in_batches(codes)
            for code in self._connection.scalars(query.where(LOCATION.c.code.in_(batch)))
        }

    def _entry(self, each: _Accepted, *, actor: str, import_run: str | None) -> HistoryEntry:
        return HistoryEntry(
            at=self._now,
            actor=actor,
            action="changed" if each.old else "added",
            resource_id=each.new.id,
            version=each.new.version,
            import_run=import_run,
            changes=compare(each.old, each.new) if each.old else (),
        )


def _reading_of(item: PreparedChange, old: Resource | None) -> NameReading:
    if old is None:
        return item.reading
    return keep_correction(old.reading, item.reading, is_same_name=old.draft.name == item.draft.name)


def _publishers_hash(item: PreparedChange, old: Resource | None, stored: dict[str, StoredKey]) -> str:
    """The stored hash where only places, findings or readings differ: that draft was taken from the store."""
    is_taken = old is not None and old.draft == item.draft
    return stored[item.draft.stable_key].draft_hash if is_taken else item.draft_hash
